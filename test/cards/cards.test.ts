import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AdaptiveCardJson } from '../../src/cards/render.ts';
import { ACTIONS } from '../../src/desk/actions.ts';
import { actionsOf, elementsOf, inputsOf, printed, textsOf } from './card-json.ts';
import { SAMPLE_CARDS } from './sample-cards.ts';

const golden = join(import.meta.dirname, 'golden');
const cards = [...SAMPLE_CARDS].map(([name, card]) => ({ name, card }));
const hostile = cards.filter(({ name }) => /hostile|long|many|large|kept|note|broken/.test(name));
const ordinary = cards.filter((card) => !hostile.includes(card));

/** Elements that every client of Teams draws; see cards/README.md for what is left out and why. */
const SAFE = [
  'AdaptiveCard',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'Container',
  'ColumnSet',
  'Column',
  'ActionSet',
  'Input.Text',
  'Input.Number',
  'Input.Date',
  'Input.ChoiceSet',
  'Input.Toggle',
  'Action.Execute',
  'Action.ShowCard',
  'Action.ToggleVisibility',
  'Action.OpenUrl',
];

function everyAction(card: AdaptiveCardJson): [string, unknown][] {
  return actionsOf(card).map(({ verb, data }) => [String(verb), data]);
}

describe('every card', () => {
  if (process.env.UPDATE_GOLDEN === '1') {
    rmSync(golden, { recursive: true, force: true });
    mkdirSync(golden, { recursive: true });
    for (const { name, card } of cards) writeFileSync(join(golden, `${name}.json`), `${printed(card)}\n`);
  }

  test.each(cards)('$name is as it was (UPDATE_GOLDEN=1 takes it as it is)', ({ name, card }) => {
    const file = join(golden, `${name}.json`);
    expect(existsSync(file)).toBe(true);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(card);
  });

  test('no golden file is left of a card that is gone', () => {
    expect(readdirSync(golden).toSorted()).toEqual(cards.map(({ name }) => `${name}.json`).toSorted());
  });

  test.each(cards)('$name is under 28 KB', ({ card }) => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
  });

  test.each(cards)('$name is made of elements that every client draws', ({ card }) => {
    // What has a fallback is decoration: a client that does not know it leaves it out, and the rows say the same.
    const needed = elementsOf(card).filter(({ fallback }) => fallback === undefined);
    const types = new Set(needed.map(({ type }) => String(type)));
    expect([...types].filter((type) => !SAFE.includes(type))).toEqual([]);
  });

  test.each(cards)('$name has a name on every input, and each id once', ({ card }) => {
    const inputs = inputsOf(card);
    const ids = inputs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const input of inputs) {
      expect(input.type === 'Input.Toggle' ? input.title : input.label).toMatch(/\p{L}/u);
      if (input.isRequired === true) expect(input.errorMessage).toMatch(/\.$/);
      if (input.type === 'Input.ChoiceSet') expect(input.choices).not.toEqual([]);
    }
  });

  test.each(cards)('$name sends with each button what the desk reads', ({ card }) => {
    for (const [verb, data] of everyAction(card)) {
      const schema = Object.entries(ACTIONS).find(([known]) => known === verb)?.[1];
      expect([verb, schema?.safeParse(data).error]).toEqual([verb, undefined]);
      expect([verb, schema]).not.toEqual([verb, undefined]);
    }
  });

  test.each(cards)('$name has one title, few buttons in a row and one of them in colour', ({ card }) => {
    const large = elementsOf(card).filter(({ type, size }) => type === 'TextBlock' && size === 'Large');
    expect(large.filter(({ text }) => !/^[$▲▼=+−\d]/.test(String(text))).length).toBeLessThanOrEqual(1);
    const outer = elementsOf({ ...card, body: JSON.parse(JSON.stringify(card.body).replaceAll('"card":', '"data":')) });
    expect(outer.filter(({ style }) => style === 'positive').length).toBeLessThanOrEqual(1);
    for (const { type, actions } of elementsOf(card)) {
      if (type === 'ActionSet' && Array.isArray(actions)) expect(actions.length).toBeLessThanOrEqual(6);
    }
  });

  test.each(cards)('$name never validates where it only leaves or leafs through', ({ card }) => {
    const sending = [
      ...['loss', 'found', 'swap'].flatMap((kind) => [`${kind}.price`, `${kind}.submit`]),
      ...['order.add', 'order.price', 'order.submit', 'move.price', 'move.submit'],
      ...[
        'decommission.price',
        'decommission.submit',
        'adjustment.submit',
        'correction.submit',
        'delegation.open',
        'delegation.submit',
        'inventory.start',
        'inventory.close',
        'inventory.correct',
        'inventory.missing',
        'device.open',
        'request.return',
        'request.reject',
      ],
      ...['purchase.add', 'purchase.price', 'purchase.submit', 'work.procure', 'tag.record'],
      ...['request.cancel', 'work.receive', 'work.sanitize', 'work.do', 'work.labels'],
    ];
    // The approvals that choose something: which billing code pays, and where it is delivered.
    const asksTerms = inputsOf(card).some(({ id }) => id === 'billingCode' || id === 'deliverTo');
    for (const { verb, associatedInputs, data } of actionsOf(card)) {
      const ticked = verb === 'inventory.confirm' && !JSON.stringify(data).includes('"all"');
      const sends = sending.includes(String(verb)) || (asksTerms && verb === 'request.approve') || ticked;
      const looksUp = verb !== 'device.open' || JSON.stringify(data) === '{}';
      expect([verb, associatedInputs]).toEqual([verb, sends && looksUp ? undefined : 'none']);
    }
  });

  test.each(ordinary)('$name shows nothing that was not filled in', ({ card }) => {
    const texts = textsOf(card).join('\n');
    expect(texts).not.toMatch(/\$\{|undefined|null|NaN|\[object|Invalid DateTime|@[a-z]/);
    expect(texts).not.toMatch(/\n\n|^ | {2}/);
  });
});

describe('what people typed', () => {
  test.each(hostile)('stays text on $name', ({ card }) => {
    for (const { type, text } of elementsOf(card)) {
      if (type !== 'TextBlock') continue;
      expect(text).not.toMatch(/(^|[^\\])[[\]*`~<]/);
      expect(text).not.toMatch(/^([-+>#]|\d+[.)])\s/);
    }
    expect(textsOf(card).join('\n')).not.toMatch(/<\/?at\b|[\u202A-\u202E\u2066-\u2069]/);
  });

  test('is not evaluated where it looks like a template', () => {
    const texts = textsOf(SAMPLE_CARDS.get('approval-hostile')).join('\n');
    expect(texts).toContain('${request} ${$root.summary} #{x} {{y}}');
  });

  test('stands in the inputs exactly as it was typed', () => {
    const card = SAMPLE_CARDS.get('order-form-hostile');
    const values = card === undefined ? [] : inputsOf(card).map(({ id, value }) => [id, value]);
    expect(values).toEqual(
      expect.arrayContaining([
        ['assignedUser', '[Approve](https://evil.example) **now** <at>Max Moreau</at>'],
        ['justification', '- one\n- two\n1. three\n# four\n> five\u202Etxet ${request} ${$root.summary} #{x} {{y}}'],
        ['quantity1', '${request} ${$root.summary} #{x} {{y}}'],
      ]),
    );
  });
});
