import { createDates } from '../../src/cards/dates.ts';
import { unitLine } from '../../src/cards/parts.ts';
import { queue } from '../../src/cards/queue.ts';
import { request as requestCard } from '../../src/cards/request.ts';
import type { QueueRow } from '../../src/desk/views/work.ts';
import { sanitized } from './samples/changes.ts';
import { full } from './samples/request.ts';
import { worked } from './samples/requests.ts';
import { RESERVE_VIEWS } from './samples/reserve.ts';
import { WORK_VIEWS } from './samples/work.ts';

const dates = createDates('America/Chicago');

function rows(data: unknown): Record<string, unknown>[] {
  return Array.isArray(data) ? data : [];
}

describe('whose step it is, and what for', () => {
  test('placing is the asset manager’s, also while field operations still deploy others', () => {
    const view = RESERVE_VIEWS['request-reserve-both'];
    if (view?.card !== 'request') throw new Error('there is no such sample');
    const story = rows(requestCard(view, dates).timeline);
    const lineOf = (label: string) => story.find((row) => row.label === label)?.line;
    expect(lineOf('Dispatching')).toContain('EUC field operations');
    expect(lineOf('Placing')).toContain('EUC asset manager');
  });

  test.each([
    [{ toAgency: 'REV' }, 'for REV'],
    [{ becomes: 'spare' }, 'to be kept as spare'],
    [{ becomes: 'disaster reserve' }, 'to be kept as disaster reserve'],
    [{}, 'given back'],
  ] as const)('the queue says of what is collected with %j: %s', (change, said) => {
    const view = WORK_VIEWS['queue-field'];
    if (view?.card !== 'queue') throw new Error('there is no such sample');
    const row: QueueRow | undefined = view.rows.find(({ step }) => step === 'collect');
    if (row === undefined) throw new Error('nothing is to be collected');
    const [shown] = rows(queue({ ...view, rows: [{ ...row, ...change }] }).rows);
    expect(shown?.line).toContain(said);
  });

  test('what is placed is nobody’s any more: the request shows where it is kept', () => {
    const [before] = sanitized.units;
    const [after] = worked(sanitized, 'place', 1).units;
    if (before === undefined || after === undefined) throw new Error('nothing is to be placed');
    const had = before.assignedUser?.name ?? '';
    expect(had).not.toBe('');
    expect(unitLine(before)).toContain(had);
    expect(unitLine({ ...after, location: 'Store room' })).toBe(`${after.name} → ${after.becomes} · Store room`);
    expect(unitLine({ ...after, becomes: 'retired' })).toBe(`${after.name} → retired`);
    expect(JSON.stringify(requestCard(full(sanitized), dates))).toContain(had);
  });
});
