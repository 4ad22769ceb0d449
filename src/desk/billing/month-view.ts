import type { Month } from '../../domain/months.ts';
import { may, type Person } from '../../domain/people.ts';
import { keys } from '../documents.ts';
import type { MonthView } from '../views/bills.ts';
import { progressOf } from './close-month.ts';
import { type Ledger, whyNotOver } from './month-end.ts';

/** The bills of a month as they are now: of a closed month, and while it is being closed. Open ones are not added up. */
export async function monthView(
  ledger: Ledger,
  month: Month,
  person: Person,
  problem: string | null = null,
): Promise<MonthView> {
  const { store, directory, clock } = ledger;
  const closing = (await store.read(keys.closing(month)))?.body;
  const agencies = closing?.agencies ?? (await directory.agencyCodes());
  const bills = closing?.bills ?? [];
  const done = new Set(bills.map(({ agency }) => agency));
  const over = whyNotOver(ledger, month) === undefined;
  const state = closing?.state ?? 'open';
  return {
    card: 'month',
    month,
    state,
    rows: bills.map(({ agency, lines, totalCents, beforeCents }) => ({ agency, lines, totalCents, beforeCents })),
    toCome: agencies.filter((agency) => !done.has(agency)),
    progress: closing === undefined ? { seen: 0, all: 0 } : await progressOf(store, closing),
    by: closing?.by.name ?? null,
    closedAt: closing?.closedAt ?? null,
    problem: problem ?? closing?.problem ?? null,
    canClose: over && (state === 'open' || state === 'failed') && may(person, 'close a month', person.agency),
    commits: closing?.commits ?? 0,
    now: clock.now(),
  };
}
