import { gathered, type Problem } from '../domain/request/outcome.ts';
import type { Decision } from '../domain/request/state.ts';
import { decidedBy } from '../domain/request/timeline.ts';
import type { Dates } from './dates.ts';
import { band, LONGEST } from './parts.ts';
import { shortened } from './text.ts';

/** Most lines of a list of problems in a band; all stand beside their fields as well. */
const MOST_LINES = 5;

/** Longest line of a list of problems in a band, in characters. */
const LONGEST_LINE = 240;

/** The band of a form: what is to be put right, why it came back, or that it is new. */
export function formBand(
  { problems, returned }: { problems: readonly Problem[]; returned: Decision | null },
  fresh: string,
  labelOf: (field: string) => string,
  dates: Dates,
) {
  const reason =
    returned === null
      ? []
      : [{ lead: `${decidedBy(returned)}: `, text: `“${shortened(returned.reason ?? '', LONGEST.reason)}”` }];
  if (problems.length > 0) {
    const lines = problemLines(problems, labelOf);
    return band('attention', thingsToFix(problems), 'not submitted', [...lines, ...reason]);
  }
  if (returned !== null) return band('warning', 'Returned for changes', dates.dayOf(returned.at), reason);
  return band('accent', fresh, 'draft');
}

/** "⚠ 2 things to fix". */
export function thingsToFix(problems: readonly Problem[]): string {
  const { length } = gathered(problems);
  return `⚠ ${length === 1 ? '1 thing' : `${length} things`} to fix`;
}

/** The problems as lines of a band, each with its field's label. Long ones are cut: all of it stands at the field. */
export function problemLines(problems: readonly Problem[], labelOf: (field: string) => string) {
  const all = gathered(problems);
  const lines = all.slice(0, MOST_LINES).map(({ field, text }) => {
    const label = field === null ? '' : labelOf(field);
    return { lead: label === '' ? '' : `${label}: `, text: shortened(text, LONGEST_LINE) };
  });
  const more = all.length - lines.length;
  return more === 0 ? lines : [...lines, { lead: '', text: `And ${more} more, marked below.` }];
}

/** What is wrong with one field, to stand under it; nothing when it is right. Each device that something is wrong with is named. */
export function problemOf(problems: readonly Problem[], field: string): string {
  const own = problems.filter((problem) => problem.field === field);
  const all = gathered(own);
  if (all.length === 0) return '';
  const texts = all.slice(0, MOST_LINES).map(({ text }) => text);
  const said = texts.join(' ');
  const others = own.flatMap(({ device }) =>
    device === undefined || said.includes(device.serial) ? [] : device.serial,
  );
  const more = all.length - MOST_LINES;
  const rest = more <= 0 ? '' : others.length > 0 ? ` To check as well: ${others.join(', ')}.` : ` And ${more} more.`;
  return `⚠ ${said}${rest}`;
}
