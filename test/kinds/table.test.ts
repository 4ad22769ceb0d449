import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Field } from '../../src/domain/kind.ts';
import { KINDS } from '../../src/kinds/index.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** What a field is known by in form, schema and card: its id, and whether it is there once, a row or a device. */
function named({ id, per }: Pick<Field, 'id' | 'per'>): string {
  return `${id} per ${per}`;
}

type Node = { [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

/** Every input of a card template. */
function inputsOf(node: unknown): Node[] {
  if (!isNode(node)) return [];
  const self = typeof node.type === 'string' && node.type.startsWith('Input.') ? [node] : [];
  return [...self, ...Object.values(node).flatMap(inputsOf)];
}

/** `item${no}` is an input a row, `becomes_${serial}` one a device. */
function fieldOfInput({ id, title, label = title }: Node): Field {
  const [, name = '', rest = ''] = /^([a-zA-Z]+)(.*)$/.exec(String(id)) ?? [];
  const per = rest === '' ? 'form' : rest === '${no}' ? 'line' : 'device';
  return { id: name, label: String(label).replace(/\s*(\$\{.*|\(\$.*|:.*| \*)$/, ''), per };
}

function fieldsOfSchema(schema: z.ZodType): string[] {
  const { properties } = z.toJSONSchema(schema);
  return Object.entries(properties ?? {}).flatMap(([id, property]) => {
    if (!isNode(property)) return [];
    const { items, additionalProperties } = property;
    const inner = property.type === 'array' ? items : property.type === 'object' ? additionalProperties : undefined;
    if (!isNode(inner) || !isNode(inner.properties)) return [named({ id, per: 'form' })];
    const per = property.type === 'array' ? 'line' : 'device';
    return Object.keys(inner.properties).map((id) => named({ id, per }));
  });
}

test('Rule 7: every kind in the folder stands in the table, under its own name', () => {
  const folder = path.join(ROOT, 'src', 'kinds');
  const kinds = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.name !== 'index.ts');
  expect(kinds.map(({ name }) => path.basename(name, '.ts')).sort()).toEqual(Object.keys(KINDS).sort());
  for (const [name, kind] of Object.entries(KINDS)) expect(kind.name).toBe(name);
});

describe.each(Object.entries(KINDS))('the form of %s', (_name, kind) => {
  const card = JSON.parse(readFileSync(path.join(ROOT, 'cards', `${kind.template}.json`), 'utf8'));
  const inputs = inputsOf(card).map(fieldOfInput);

  test('has an input for each field, and no other', () => {
    const asked = kind.fields.filter(({ per }) => per !== 'card');
    expect([...new Set(inputs.map(named))].sort()).toEqual([...new Set(asked.map(named))].sort());
  });

  test('has the labels the kind gives them', () => {
    for (const input of inputs.filter(({ label }) => label !== '')) {
      expect(kind.fields.filter((field) => named(field) === named(input)).map(({ label }) => label)).toContain(
        input.label,
      );
    }
  });

  test('fits the schema in which it is kept', () => {
    const kept = kind.fields.map(({ per, ...field }) => named({ ...field, per: per === 'card' ? 'form' : per }));
    expect(fieldsOfSchema(kind.schema).sort()).toEqual([...new Set(kept)].sort());
  });
});
