import type { DelegatedView, DelegationsView } from '../desk/views/delegations.ts';
import { type Delegation, isInForce } from '../domain/delegation.ts';
import type { Day } from '../domain/months.ts';
import type { Dates } from './dates.ts';
import { band, head, sentAgain, sentence } from './parts.ts';
import { problemLines, problemOf, thingsToFix } from './problems.ts';
import type { CardData, Row } from './template.ts';
import { counted } from './text.ts';
import { firstName } from './wording.ts';

const LABELS: Readonly<Record<string, string>> = { delegate: 'Delegate', from: 'From', until: 'Until' };

/** What an approver has delegated, and the form for more (Rule 21). */
export function delegations(view: DelegationsView, dates: Dates): CardData {
  const { person, agency, rows, choices, hasMore, inputs, problems, note, now } = view;
  return {
    ...bandOf(view),
    ...head(
      agency.code,
      'Delegate your approvals',
      'Someone else decides what you may decide, but nothing that is for either of you or asked for by either, even as an approver. You may decide all the while.',
    ),
    approver: person.id,
    hasRows: rows.length > 0,
    rows: rows.map((row, index) => delegationRow(row, now.day, index > 0, dates)),
    none: rows.length === 0 && note === null && problems.length === 0 ? 'You have delegated nothing.' : '',
    hasMore,
    find: inputs.find,
    findHint: choices.length === 0 ? `Nobody at ${agency.code} has that in their name.` : '',
    hasChoices: choices.length > 0,
    delegate: choices.some(({ id }) => id === inputs.delegate) ? inputs.delegate : '',
    choices: choices.map(({ id, name }) => ({ code: id, title: name })),
    from: inputs.from,
    until: inputs.until,
    ...Object.fromEntries(Object.keys(LABELS).map((id) => [`${id}Problem`, problemOf(problems, id)])),
    showDesk: problems.length > 0,
  };
}

function bandOf({ problems, note, rows, now }: DelegationsView) {
  if (problems.length > 0) {
    const lines = problemLines(problems, (field) => LABELS[field] ?? '');
    return band('attention', thingsToFix(problems), 'not delegated', lines);
  }
  const inForce = rows.filter((row) => isInForce(row, now.day));
  const [first] = inForce;
  const fact = rows.length > inForce.length ? `${rows.length - inForce.length} planned` : '';
  const notes = sentence(note);
  if (first === undefined) return band('accent', 'You decide yourself', fact, notes);
  const more = inForce.length > 1 ? ` and ${counted(inForce.length - 1, 'other')}` : '';
  return band('good', `✓ ${first.delegate.name}${more} decides for you`, fact, notes);
}

/** "Nora Nash", "Nov 25 to Dec 4", "● Now". */
function delegationRow(delegation: Delegation, today: Day, separator: boolean, dates: Dates): Row {
  const { delegate, from } = delegation;
  return {
    name: delegate.name,
    line: days(delegation, today, dates),
    state: isInForce(delegation, today) ? '● Now' : '○ Planned',
    delegate: delegate.id,
    from,
    tooltip: `End the delegation to ${delegate.name}`,
    separator,
  };
}

/** "Nov 25 to Dec 4"; "Nov 25" where it is one day. */
function days({ from, until }: Delegation, today: Day, dates: Dates): string {
  return from === until ? dates.day(from, today) : `${dates.day(from, today)} to ${dates.day(until, today)}`;
}

/** What a delegate is told. */
export function delegated({ delegation, again, now }: DelegatedView, dates: Dates): CardData {
  const { approver, from } = delegation;
  const name = firstName(approver.name);
  const when = from > now.day ? 'then' : 'now';
  return {
    ...band('accent', 'Delegated to you', days(delegation, now.day, dates), sentAgain(again)),
    ...head(
      `by ${approver.name}`,
      `You decide for ${approver.name}`,
      `Whatever waits for ${name}’s approval comes to you ${when}. Nothing that is for ${name} or for you, or that either has asked for.`,
    ),
  };
}
