import { readFileSync } from 'node:fs';
import { join } from 'node:path';
// The package's own index drags in types that do not compile; its engine is all that is wanted.
import { GlobalSettings, Template } from 'adaptivecards-templating/lib/template-engine.js';
import { escaped, shown } from './text.ts';

/** The templates: layout and fixed wording. Beside `src` and, in the built program, beside `dist`. */
const FOLDER = join(import.meta.dirname, '..', '..', 'cards');

/** Anything JSON can hold: what a template is filled with, and what comes of it. */
export type Json = string | number | boolean | Json[] | { [key: string]: Json };

/** A card as Teams takes it: plain JSON that shares nothing with what it was made from. */
export interface AdaptiveCardJson {
  type: 'AdaptiveCard';
  [key: string]: Json;
}

/** What a row of a card needs: flat, so that nothing a person typed can become an element. */
export interface Row {
  [name: string]: string | number | boolean;
}

/** What a template needs: texts as they are (escaping is the template's affair), flags for `$when`, rows for `$data`. */
export interface CardData {
  [name: string]: string | number | boolean | readonly Row[] | Readonly<Record<string, string | number>>;
}

/** A card's template, ready to be filled in. */
export interface CardTemplate {
  /** Throws when the data lacks something the template shows. */
  fill(data: CardData): AdaptiveCardJson;
}

/** Reads and compiles `cards/NAME.json`: some milliseconds, so once at the start. Throws when it cannot be read. */
export function compileCard(name: string): CardTemplate {
  const source = withParts(read(`${name}.json`));
  const template = new Template(source);
  return {
    fill(data) {
      checkConditions(source, data, { root: data, name });
      const card = finished(expand(template, data, name), name);
      if (isObject(card) && card.type === 'AdaptiveCard') return { ...card, type: 'AdaptiveCard' };
      throw new Error(`card ${name}: the template makes no card`);
    },
  };
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The template with its parts put in: `{ "$part": "section", "title": "Why" }` stands for what is in
 * `cards/parts/section.json`, where "@title" becomes "Why", and any other "@…" nothing.
 */
function withParts(node: unknown): unknown {
  if (Array.isArray(node)) return node.flatMap(withParts);
  if (!isObject(node)) return node;
  if (typeof node.$part !== 'string') return mapValues(node, withParts);
  const { $part, ...blanks } = node;
  return withParts(withBlanks(read(join('parts', `${$part}.json`)), blanks));
}

function withBlanks(node: unknown, blanks: Record<string, unknown>): unknown {
  if (Array.isArray(node)) return node.map((child) => withBlanks(child, blanks));
  if (typeof node === 'string' && node.startsWith('@')) return blanks[node.slice(1)] ?? '';
  return isObject(node) ? mapValues(node, (child) => withBlanks(child, blanks)) : node;
}

function mapValues<T>(node: Record<string, unknown>, change: (value: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));
}

/** The engine prints `${x}` where a value is missing; here that is an error. Its hook is global, so it is taken back. */
function expand(template: Template, data: CardData, name: string): unknown {
  const missing: string[] = [];
  GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
    missing.push(path);
    return path;
  };
  try {
    const card: unknown = template.expand({ $root: data });
    if (missing.length === 0) return card;
  } finally {
    delete GlobalSettings.getUndefinedFieldValueSubstitutionString;
  }
  throw new Error(`card ${name}: nothing given for ${missing.join(', ')}`);
}

interface Context {
  root: unknown;
  name: string;
}

/** The engine takes a missing or misspelt condition for false; here that is an error. */
function checkConditions(node: unknown, scope: unknown, context: Context): void {
  if (Array.isArray(node)) {
    for (const child of node) checkConditions(child, scope, context);
  } else if (isObject(node)) {
    const rows = node.$data === undefined ? scope : lookUp(node.$data, scope, context);
    for (const row of Array.isArray(rows) ? rows : [rows]) {
      if (conditionHolds(node.$when, row, context)) checkConditions(Object.values(node), row, context);
    }
  }
}

function conditionHolds(when: unknown, row: unknown, context: Context): boolean {
  const holds = when === undefined || lookUp(when, row, context);
  if (typeof holds === 'boolean') return holds;
  throw new Error(`card ${context.name}: the condition ${when} is neither true nor false`);
}

/** What `${name}` or `${$root.name}` stands for; conditions and rows use no other expressions. */
function lookUp(expression: unknown, scope: unknown, { root }: Context): unknown {
  const name = String(expression).slice(2, -1);
  const holder = name.startsWith('$root.') ? root : scope;
  return isObject(holder) ? holder[name.replace('$root.', '')] : undefined;
}

/**
 * The filled-in template as a card: a copy, in which texts are fit to be shown and what is empty is not drawn at all. Every
 * TextBlock is escaped, fixed wording too, so that no mapper can forget to; parts of a line are set off by text runs.
 */
function finished(node: unknown, name: string, key = ''): Json | undefined {
  switch (typeof node) {
    case 'string':
      return key === 'value' ? node || undefined : shown(node) || undefined;
    case 'number':
    case 'boolean':
      return node;
  }
  if (Array.isArray(node)) return node.flatMap((child) => finished(child, name) ?? []);
  if (!isObject(node)) throw new Error(`card ${name}: "${key}" is ${node === null ? 'null' : typeof node}`);
  const element: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(node)) {
    const done = key === 'data' ? payload(value) : finished(value, name, key);
    if (done !== undefined) element[key] = done;
  }
  if (typeof element.text === 'string' && element.type === 'TextBlock') element.text = escaped(element.text.trim());
  return isEmpty(element) ? undefined : element;
}

/** What holds these is nothing without them. */
const CONTENT: Readonly<Record<string, string>> = {
  TextBlock: 'text',
  TextRun: 'text',
  RichTextBlock: 'inlines',
  Container: 'items',
  ColumnSet: 'columns',
  ActionSet: 'actions',
};

/** An empty column keeps its neighbours in line; a set of nothing but empty columns is empty. */
function isEmpty(element: { [key: string]: Json }): boolean {
  const key = CONTENT[String(element.type)];
  if (key === undefined) return false;
  const content = element[key];
  if (!Array.isArray(content)) return content === undefined || content === '';
  if (element.type !== 'ColumnSet') return content.length === 0;
  return content.every((column) => isObject(column) && Array.isArray(column.items) && column.items.length === 0);
}

/** What goes with a button comes back as it is; what is empty does not go along. */
function payload(data: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(data, (_, value: unknown) => (value === '' ? undefined : value)));
  return json;
}
