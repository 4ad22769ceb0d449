import type { AdaptiveCardJson } from '../../src/cards/render.ts';

export interface Element {
  [key: string]: unknown;
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Everything in a card that has a type: elements, inputs, actions, cards behind buttons. What a button sends is left out. */
export function elementsOf(node: unknown): Element[] {
  if (Array.isArray(node)) return node.flatMap(elementsOf);
  if (!isElement(node)) return [];
  const children = Object.entries(node).flatMap(([key, value]) => (key === 'data' ? [] : elementsOf(value)));
  return typeof node.type === 'string' ? [node, ...children] : children;
}

export function inputsOf(card: AdaptiveCardJson): Element[] {
  return elementsOf(card).filter(({ type }) => String(type).startsWith('Input.'));
}

export function actionsOf(card: AdaptiveCardJson, type = 'Action.Execute'): Element[] {
  return elementsOf(card).filter((element) => element.type === type);
}

/** Every text that somebody reads: not the values of inputs, nor what goes with a button. */
export function textsOf(node: unknown, key = ''): string[] {
  if (typeof node === 'string') return ['value', 'data', 'type', 'id', 'verb', 'url'].includes(key) ? [] : [node];
  if (Array.isArray(node)) return node.flatMap((child) => textsOf(child));
  return isElement(node)
    ? Object.entries(node).flatMap(([key, value]) => (key === 'data' ? [] : textsOf(value, key)))
    : [];
}

/** A card as a golden file holds it: what fits on a line is on one, so that a change is a few lines. */
export function printed(node: unknown, indent = ''): string {
  const line = JSON.stringify(node);
  if (line.length + indent.length <= 120 || !(isElement(node) || Array.isArray(node))) return line;
  const inner = `${indent} `;
  if (Array.isArray(node)) return `[\n${node.map((child) => inner + printed(child, inner)).join(',\n')}\n${indent}]`;
  const entries = Object.entries(node).map(
    ([key, value]) => `${inner}${JSON.stringify(key)}: ${printed(value, inner)}`,
  );
  return `{\n${entries.join(',\n')}\n${indent}}`;
}
