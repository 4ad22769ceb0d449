import { dollars } from '../domain/money.ts';
import type { Day } from '../domain/months.ts';
import { isFinished, isOrdered, nextStep, type Request, type Unit } from '../domain/request/state.ts';
import { WORK_STEPS } from '../domain/work-steps.ts';
import { cancelledWords } from './cancel.ts';
import { LONGEST, unitLine } from './parts.ts';
import type { Row } from './template.ts';
import { capital, dotted, shortened } from './text.ts';

/** For whom and where a unit is. */
export function placeOf(unit: Unit | undefined): string {
  return dotted(unit?.assignedUser?.name ?? unit?.becomes ?? '', unit?.location ?? '');
}

/** How a row is shown; `same`: all units are for the same person and place, which the head says already. */
export interface Shown {
  separator: boolean;
  same: boolean;
  /** "Nov 20". */
  day(day: Day): string;
}

/** The row of a unit on its request's card: a new device, or one that was there before. */
export function unitRow(unit: Unit, { toAgency }: Request, { separator, same, day }: Shown): Row {
  if (!isOrdered(unit)) return changeRow(unit, toAgency, separator, day);
  const { name, serial, replaces } = unit;
  const what = serial === null ? (replaces === undefined ? `no. ${unit.no}` : '') : name;
  return {
    name: serial ?? name,
    line: dotted(
      what,
      replaces === undefined ? '' : `in place of ${replaces}`,
      tagWords(unit),
      same ? '' : shortened(placeOf(unit), LONGEST.place),
    ),
    state: unitState(unit) ?? '○ To come',
    owed: '',
    separator,
  };
}

/** The agency's own tag on what it has bought, from receipt on (Rule 53): "tag RV-1001". */
function tagWords({ serial, cancelled, purchase }: Unit): string {
  if (serial === null || cancelled || purchase === undefined) return '';
  return purchase.tag === null ? 'no tag yet' : `tag ${purchase.tag}`;
}

/** A device that was there before the request: what becomes of it or where it goes, and what is still owed. */
function changeRow(unit: Unit, toAgency: string | null, separator: boolean, day: Shown['day']): Row {
  const next = nextStep(unit);
  return {
    name: unit.serial ?? unit.name,
    line: unitLine(unit, day),
    state:
      (isFinished(unit) && toAgency !== null ? `✓ At ${toAgency}` : unitState(unit)) ??
      (next === undefined ? '' : `○ ${WORK_STEPS[next].place}`),
    owed: unit.owedCents > 0 ? `${dollars(unit.owedCents)} owed` : '',
    separator,
  };
}

/** How far a unit is; undefined before the first step. */
function unitState(unit: Unit): string | undefined {
  if (unit.cancelled) return cancelledWords(unit);
  if (isFinished(unit)) return finishedWords(unit);
  const last = unit.plan[unit.done - 1];
  return last === undefined ? undefined : `● ${WORK_STEPS[last].done}`;
}

function finishedWords({ becomes, plan, lost }: Unit): string {
  if (plan.length === 0) return '';
  if (lost !== undefined) return '✗ Lost';
  if (plan.includes('update')) return `✓ ${WORK_STEPS.update.done}`;
  return `✓ ${becomes === null ? 'Deployed' : capital(becomes)}`;
}
