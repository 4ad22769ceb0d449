import { type Inventory, pagesOf, type Said, say, unanswered, wanted, yearOf } from '../../src/domain/inventory.ts';
import { byKey, legacy, max, nora } from './office.ts';

const SERIALS = Array.from({ length: 32 }, (_, no) => `5CG00000${no + 10}`);
const INVENTORY: Inventory = {
  agency: 'PARKS',
  year: 2027,
  state: 'open',
  by: { id: max.id, name: max.name },
  startedAt: '2026-11-24T15:00:00.000Z',
  until: '2027-01-23',
  after: null,
  pages: 3,
  listed: 32,
  answers: { confirmed: 0, corrected: 0, missing: 0, left: 0 },
  closed: null,
  commits: 1,
};
const held = byKey(...SERIALS.map((serial) => legacy(serial)));
const [page, , last] = pagesOf(INVENTORY, SERIALS, 1);
if (page === undefined || last === undefined) throw new Error('there are three pages');

function said(answer: Said['answer'], serials: string[] | null, change: Partial<Said> = {}): Said {
  const by = { id: max.id, name: max.name };
  return { serials, answer, by, at: '2026-11-25T15:00:00.000Z', request: null, ...change };
}

describe('Rule 53: the list of an inventory', () => {
  test('is in pages of fifteen, and its year ends with June', () => {
    expect([page.rows.length, last.no, last.serials]).toEqual([15, 3, SERIALS.slice(30)]);
    expect([yearOf('2027-06-30'), yearOf('2027-07-01')]).toEqual([2027, 2028]);
  });

  test('keeps the first answer to each device, and adds the answers up', () => {
    const first = say(INVENTORY, page, said('missing', SERIALS.slice(0, 1), { request: 'PARKS-A' }), held);
    const by = { id: nora.id, name: nora.name };
    const rest = say(first.inventory, first.page, said('confirmed', null, { by }), held);
    expect(rest.page.rows[0]).toMatchObject({ answer: 'missing', by: { name: 'Max Moreau' }, request: 'PARKS-A' });
    expect(rest.changed).toHaveLength(14);
    expect(rest).toMatchObject({ page: { done: true }, inventory: { answers: { confirmed: 14, missing: 1 } } });
    expect(unanswered(rest.inventory)).toBe(17);
    expect(say(rest.inventory, rest.page, said('confirmed', null), held).changed).toEqual([]);
  });

  test('says nothing of a device that is on another page', () => {
    expect(say(INVENTORY, page, said('confirmed', ['8REDX01', SERIALS[20] ?? '']), held).changed).toEqual([]);
  });

  test('lets go of what has left, whoever answers what; what was reported missing is missing, marked lost or not', () => {
    const gone = byKey(
      ...held.values(),
      legacy('5CG0000010', { status: 'surplus' }),
      legacy('5CG0000011', { status: 'lost' }),
    );
    const missing = say(INVENTORY, page, said('missing', ['5CG0000011']), gone);
    expect(missing.inventory.answers).toEqual({ confirmed: 0, corrected: 0, missing: 1, left: 1 });
    expect(wanted(missing.inventory)).toBe(31);
  });

  test('believes a correction rather than a click, and a loss rather than both, whichever came first', () => {
    const serial = '5CG0000010';
    const confirmed = say(INVENTORY, page, said('confirmed', null), held);
    const by = { id: nora.id, name: nora.name };
    const corrects = said('corrected', [serial], { request: 'PARKS-A', by });
    const corrected = say(confirmed.inventory, confirmed.page, corrects, new Map());
    expect(corrected).toMatchObject({ changed: [{ serial, answer: 'corrected', request: 'PARKS-A' }] });
    expect(corrected.inventory.answers).toEqual({ confirmed: 14, corrected: 1, missing: 0, left: 0 });
    const loses = said('missing', [serial], { request: 'PARKS-B', by });
    const missing = say(corrected.inventory, corrected.page, loses, new Map());
    expect(missing.inventory.answers).toEqual({ confirmed: 14, corrected: 0, missing: 1, left: 0 });
    // What it was taken out of answers nothing any more, and neither does what is said once more.
    for (const late of [said(null, [serial], { request: 'PARKS-A' }), corrects, loses, said('confirmed', null)]) {
      expect(say(missing.inventory, missing.page, late, held).changed).toEqual([]);
    }
  });

  test('takes a loss that was marked before it was noted for missing, and not for left', () => {
    const gone = byKey(...held.values(), legacy('5CG0000010', { status: 'lost' }));
    const left = say(INVENTORY, page, said('confirmed', null), gone);
    const missing = say(left.inventory, left.page, said('missing', ['5CG0000010']), gone);
    expect(missing.inventory.answers).toEqual({ confirmed: 14, corrected: 0, missing: 1, left: 0 });
  });

  test('asks again what a request has answered that is cancelled, and nothing else', () => {
    const answered = say(INVENTORY, page, said('corrected', ['5CG0000010'], { request: 'PARKS-A' }), held);
    const other = say(answered.inventory, answered.page, said(null, ['5CG0000010'], { request: 'PARKS-B' }), held);
    expect(other.changed).toEqual([]);
    const open = say(answered.inventory, answered.page, said(null, ['5CG0000010'], { request: 'PARKS-A' }), held);
    expect(open).toMatchObject({
      inventory: { answers: { corrected: 0 } },
      changed: [{ serial: '5CG0000010', answer: null, by: null, request: null }],
    });
  });
});
