import { draftFor } from '../../domain/draft.ts';
import { problemsOfJustification } from '../../domain/justification.ts';
import type { Kind, Prepared, Reading } from '../../domain/kind.ts';
import { problemsOfLength } from '../../domain/lengths.ts';
import { sum } from '../../domain/money.ts';
import { possibleSerials } from '../../domain/read-serials.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Line, Quote } from '../../domain/request/quote.ts';
import type { Draft, Unit } from '../../domain/request/state.ts';
import { isBlank, wordsOf } from '../../domain/words.ts';
import { planForNewDevice, planForReserve } from '../../domain/work-steps.ts';
import type { World } from '../../domain/world.ts';
import { ORDER_FIELDS, type OrderForm, orderFormSchema } from './form.ts';
import { isAllReserve, quoteFor, readLines, titleOf } from './lines.ts';
import { type ReplacedDevice, readReplaced } from './replaced.ts';

/** What an order form says so far: the devices it replaces, and what it costs once an item makes sense. */
export interface OrderReading extends Reading {
  found: ReplacedDevice[];
  quote: Quote | null;
  /** The rows that are filled in and not in the quote, as something is wrong with them. */
  without: number[];
}

/** Order New Device (Rules 7 and 9): line-of-service devices, approved by the agency and then by EUC (Rule 16). */
export const order: Kind<OrderForm, OrderReading> = {
  name: 'order',
  title: 'Order',
  template: 'order-form',
  fields: ORDER_FIELDS,
  schema: orderFormSchema,
  serials: (form) => possibleSerials(form.replaces),
  prepare,
};

function prepare(form: OrderForm, world: World): Prepared<OrderReading> {
  const { lines, problems: ofLines, without } = readLines(form, world.catalog);
  const old = readReplaced(form, world);
  const problems = [
    ...ofLines,
    ...problemsOfPeople(form, lines),
    ...old.problems,
    ...problemsOfJustification(form, world.agency),
  ];
  const quote = lines.length === 0 ? null : quoteFor(lines, old.replaced, old.leaving, world.catalog);
  const draft = quote === null || problems.length > 0 ? null : draftOf(form, quote, world);
  return { problems, leftOut: [], draft, reading: { found: old.found, quote, without } };
}

/** Assigned user and location may be left for later (Rule 9). Nobody is assigned what goes to reserve. */
function problemsOfPeople(form: OrderForm, lines: readonly Line[]): Problem[] {
  const problems: Problem[] = [];
  if (isAllReserve(lines) && !isBlank(form.assignedUser)) {
    const text = 'All of this goes to disaster reserve, where nobody uses it. Clear the name, or untick the reserve.';
    problems.push({ field: 'assignedUser', text });
  }
  problems.push(...problemsOfLength('assignedUser', form.assignedUser, 'name'));
  problems.push(...problemsOfLength('location', form.location, 'place'));
  return problems;
}

function draftOf(form: OrderForm, quote: Quote, world: World): Draft {
  const assignedUser = wordsOf(form.assignedUser) || null;
  const location = wordsOf(form.location) || null;
  return draftFor(order.name, world, {
    title: titleOf(quote.lines, world.catalog),
    forWhom: forWhomOf(quote.lines, assignedUser, location),
    billingCode: form.billingCode,
    justification: form.justification.trim(),
    form,
    quote,
    route: ['agency', 'EUC'],
    units: unitsOf(quote.lines, assignedUser, location, world),
  });
}

/** "Nora Nash, room 2.14; 1 to disaster reserve". */
function forWhomOf(lines: readonly Line[], assignedUser: string | null, location: string | null): string {
  const reserve = sum(lines.map((line) => line.reserve));
  if (isAllReserve(lines)) return location === null ? 'disaster reserve' : `disaster reserve, ${location}`;
  const users = [assignedUser ?? 'user to be named', location ?? 'location to be named'].join(', ');
  return reserve === 0 ? users : `${users}; ${reserve} to disaster reserve`;
}

/**
 * The units of each line: those for users first, so that what comes in first goes to people, then those for reserve. The
 * order's location is where its users are; where reserve is kept, unless all is reserve, is said when it is placed.
 */
function unitsOf(lines: readonly Line[], assignedUser: string | null, location: string | null, world: World): Unit[] {
  const asked = lines.flatMap(({ item, quantity, reserve }) =>
    Array.from({ length: quantity }, (_, index) => ({ code: item, isReserve: index >= quantity - reserve })),
  );
  return asked.map(({ code, isReserve }, index) => {
    const item = world.catalog.items.find((item) => item.code === code);
    if (item === undefined) throw new Error(`${code} left the catalog while it was ordered`);
    return {
      no: index + 1,
      item: code,
      name: item.name,
      plan: isReserve ? planForReserve(item) : planForNewDevice(item),
      done: 0,
      serial: null,
      assignedUser: assignedUser === null || isReserve ? null : { id: null, name: assignedUser },
      location: isReserve && !isAllReserve(lines) ? null : location,
      becomes: isReserve ? 'disaster reserve' : null,
      monthsOwed: 0,
      owedCents: 0,
      cancelled: false,
    };
  });
}
