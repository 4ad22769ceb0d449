import type { QueueRow, QueueView } from '../desk/views/work.ts';
import { WORK_STEPS, type WorkStep } from '../domain/work-steps.ts';
import { LONGEST, pageWords } from './parts.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, grouped, listedShort, shortened } from './text.ts';
import { DESTINATIONS, rolesOf } from './wording.ts';

/** Rows a card lists at most; the next page begins after them. */
const MOST_ROWS = 12;

/** Figures that fit in a row. */
const MOST_FIGURES = 4;

/** What a step is for, where its button does not say. */
const PURPOSE: Readonly<Partial<Record<WorkStep, string>>> = {
  'pick up': 'to move',
  collect: 'given back',
  're-image': 'for the next user',
};

/** What the devices are for: the agency they go to, or where they end. */
function purposeOf({ step, toAgency, becomes }: QueueRow): string {
  if (toAgency !== null) return `for ${toAgency}`;
  const ends = step === 'collect' || step === 'sanitize' || step === 'place';
  return ends && becomes !== null ? DESTINATIONS[becomes].toBe : (PURPOSE[step] ?? '');
}

/** What waits for a person at EUC, step by step, each row with its button. */
export function queue({ person, which, counts: steps, rows: all, total, from, size }: QueueView): CardData {
  const counts = byVerb(steps);
  const rows = all.slice(0, MOST_ROWS);
  const busy = counts.filter(({ rows }) => rows > 0);
  const figures = counts.length > 4 && busy.length > 0 ? busy : counts;
  return {
    bandTitle: dotted('Work queue', which.agency ?? '', which.verb ?? '', total === 0 ? '' : `${grouped(total)} to do`),
    bandLine: `${person.name}, ${rolesOf(person)}. ${total === 0 ? 'Nothing waits for you.' : 'Oldest first.'}`,
    hasCounts: busy.length > 0,
    ...countsData(figures, which),
    hint: total > size ? 'Tap a figure to see that step alone. Write queue and an agency’s code for that agency.' : '',
    empty: total === 0 ? 'New work comes here by itself.' : '',
    which: asked(which.agency, which.verb),
    isPart: which.agency !== null || which.verb !== null,
    rows: rows.map((row, index) => queueRow(row, rows[index - 1], counts)),
    page: pageWords(from, rows.length, total),
    hasNext: from + rows.length < total,
    nextFrom: from + rows.length,
    hasFirst: from > 0,
    from,
  };
}

/** What waits for one button: collecting and imaging are steps of several plans. */
interface Count {
  verb: string;
  rows: number;
  units: number;
  late: number;
}

function byVerb(counts: QueueView['counts']): Count[] {
  const verbs = new Map<string, Count>();
  for (const { step, rows, units, late } of counts) {
    const { verb } = WORK_STEPS[step];
    const before = verbs.get(verb) ?? { verb, rows: 0, units: 0, late: 0 };
    verbs.set(verb, {
      verb,
      rows: before.rows + rows,
      units: before.units + units,
      late: before.late + late,
    });
  }
  return [...verbs.values()];
}

/** The figures in up to three rows; empty ones keep the others in line. */
function countsData(counts: readonly Count[], { verb: chosen, agency }: QueueView['which']): CardData {
  const wide = Math.ceil(counts.length / Math.ceil(counts.length / MOST_FIGURES));
  const figures = counts.map(({ verb, rows, units, late }) => ({
    verb,
    rows: grouped(rows),
    units: rows === 0 ? '' : counted(units, 'unit'),
    late: late === 0 ? '' : `${grouped(late)} late`,
    color: verb === chosen ? 'Accent' : '',
    isThere: true,
    which: asked(agency, verb === chosen ? null : verb),
    tooltip: verb === chosen ? 'Show all steps' : `Show what waits for ${verb}`,
  }));
  const row = (no: number) => {
    const own = figures.slice(no * wide, (no + 1) * wide);
    return own.length === 0 ? [] : [...own, ...Array.from({ length: wide - own.length }, () => NO_FIGURE)];
  };
  return { counts: row(0), moreCounts: row(1), lastCounts: row(2) };
}

/** What of the queue is shown, as one would write it after `queue`. */
function asked(agency: string | null, verb: string | null): string {
  return [agency ?? '', verb ?? ''].join(' ').trim();
}

const NO_FIGURE = {
  verb: '',
  rows: '',
  units: '',
  late: '',
  color: '',
  isThere: false,
  which: '',
  tooltip: '',
};

function queueRow(row: QueueRow, before: QueueRow | undefined, counts: readonly Count[]): Row {
  const { verb } = WORK_STEPS[row.step];
  const opens = before === undefined || WORK_STEPS[before.step].verb !== verb;
  const count = counts.find((count) => count.verb === verb)?.rows ?? 0;
  return {
    spacing: opens ? 'Large' : 'Small',
    separator: before !== undefined,
    heading: opens ? verb : '',
    count: opens && count > 0 ? grouped(count) : '',
    what: shortened(row.what, LONGEST.name),
    line: dotted(
      row.request,
      shortened(row.requester, LONGEST.name),
      purposeOf(row),
      row.note ?? '',
      listedShort(row.serials),
    ),
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
