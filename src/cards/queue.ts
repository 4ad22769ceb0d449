import type { QueueRow, QueueView } from '../desk/views/work.ts';
import { WORK_STEPS } from '../domain/work-steps.ts';
import { LONGEST, pageWords } from './parts.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, shortened } from './text.ts';
import { rolesOf } from './wording.ts';

/** Rows a card lists at most; the next page begins after them. */
const MOST_ROWS = 12;

/** What waits for a person at EUC, step by step, each row with its button. */
export function queue({ person, counts, rows: all, total, from, note }: QueueView): CardData {
  const rows = all.slice(0, MOST_ROWS);
  const busy = counts.filter(({ requests }) => requests > 0);
  const figures = counts.length > 4 && busy.length > 0 ? busy : counts;
  return {
    bandTitle: total === 0 ? 'Work queue' : `Work queue · ${total} to do`,
    bandLine: `${person.name}, ${rolesOf(person)}. ${total === 0 ? 'Nothing waits for you.' : 'Oldest first.'}`,
    note: note ?? '',
    hasCounts: total > 0 && figures.length > 0,
    counts: figures.map(({ step, requests, units, late }) => ({
      verb: WORK_STEPS[step].verb,
      requests: String(requests),
      units: requests === 0 ? '' : counted(units, 'unit'),
      late: late === 0 ? '' : `${late} late`,
    })),
    empty: total === 0 ? 'New work comes here once EUC has approved an order.' : '',
    rows: rows.map((row, index) => queueRow(row, rows[index - 1], counts)),
    page: pageWords(from, rows.length, total),
    hasNext: from + rows.length < total,
    nextFrom: from + rows.length,
    hasFirst: from > 0,
    from,
  };
}

function queueRow(row: QueueRow, before: QueueRow | undefined, counts: QueueView['counts']): Row {
  const { verb } = WORK_STEPS[row.step];
  const opens = before?.step !== row.step;
  const count = counts.find(({ step }) => step === row.step)?.requests ?? 0;
  return {
    spacing: opens ? 'Large' : 'Small',
    separator: before !== undefined,
    heading: opens ? verb : '',
    count: opens && count > 0 ? String(count) : '',
    what: shortened(row.what, LONGEST.name),
    line: dotted(row.request, shortened(row.requester, LONGEST.name), row.note ?? ''),
    warning: warningOf(row),
    button: verb,
    step: row.step,
    item: row.item ?? '',
    request: row.request,
    tooltip: `${verb} ${row.request}`,
  };
}

function warningOf({ blocked, late }: QueueRow): string {
  if (blocked !== null) return `⚠ ${blocked}`;
  return late === null ? '' : `⚠ Late: approved ${counted(late, 'day')} ago`;
}
