import { sum } from '../../domain/money.ts';
import type { Month } from '../../domain/months.ts';
import type { Role, Who } from '../../domain/people.ts';
import { keys } from '../documents.ts';
import type { Bill, Closing } from '../ledger.ts';
import { isLostRace } from '../perform.ts';
import { type Store, type Stored, StoreError } from '../ports/store.ts';
import { countSome, whyNotRight } from './count-bill.ts';
import { type Ledger, whyNotOver } from './month-end.ts';
import { whyNotArrived } from './on-their-way.ts';
import { billingFor } from './records.ts';
import { whyNotBooked } from './still-to-book.ts';

/** Batches a step counts: a second or two of work. */
const BATCHES_A_STEP = 4;

/** Why a month cannot be closed now, in a sentence; undefined when it can (Rule 50). */
export async function whyNotClose(ledger: Ledger, month: Month): Promise<string | undefined> {
  const { store, directory } = ledger;
  const young = whyNotOver(ledger, month);
  if (young !== undefined) return young;
  const closing = await store.read(keys.closing(month));
  if (closing?.body.state === 'closed') return `${month} is closed already. Nothing was changed.`;
  const billing = await billingFor(directory, month);
  if (billing === undefined) return `No catalog tells the rates of ${month}, so it cannot be billed.`;
  return (await whyNotArrived(store, month)) ?? (await whyNotBooked(ledger, month));
}

/**
 * Begins the closing of a month, or goes on with it, by some batches. Repeat it until the closing says that it is closed
 * or has failed: each step is whole or not there, so what was killed goes on where it was, and a closed month is left
 * alone (Rule 50). A closing that has failed is begun again only with `anew`.
 */
export async function closeStep(
  ledger: Ledger,
  month: Month,
  by: { by: Who; role: Role | null },
  anew = false,
): Promise<Closing> {
  const stored = (await ledger.store.read(keys.closing(month))) ?? (await begin(ledger, month, by));
  if (stored.body.state === 'failed' && anew) return beginAgain(ledger, stored, by);
  if (stored.body.state !== 'counting') return stored.body;
  try {
    return await goOnOrFail(ledger, stored);
  } catch (error) {
    // Another process works on the same closing: what it has done is as good.
    if (!isLostRace(error)) throw error;
    return (await ledger.store.read(keys.closing(month)))?.body ?? stored.body;
  }
}

async function begin({ store, directory, clock }: Ledger, month: Month, { by, role }: { by: Who; role: Role | null }) {
  const [devices, commitments, agencies] = await Promise.all([
    store.count({ type: 'device', where: [] }),
    store.count({ type: 'commitment', where: [] }),
    directory.agencyCodes(),
  ]);
  const at = { month, startedAt: clock.now().at, closedAt: null, atStart: { devices, commitments }, agencies };
  const body: Closing = { ...at, state: 'counting', round: 1, by, role, problem: null, bills: [], commits: 1 };
  try {
    await store.commit([{ do: 'create', key: keys.closing(month), body }]);
  } catch (error) {
    if (!isLostRace(error)) throw error;
  }
  const stored = await store.read(keys.closing(month));
  if (stored === undefined) throw new Error(`the closing of ${month} was not begun`);
  return stored;
}

async function beginAgain(
  { store, directory, clock }: Ledger,
  stored: Stored<'closing'>,
  by: { by: Who; role: Role | null },
) {
  const agencies = await directory.agencyCodes();
  const round = stored.body.round + 1;
  const fresh: Partial<Closing> = {
    ...by,
    state: 'counting',
    startedAt: clock.now().at,
    problem: null,
    bills: [],
    agencies,
    round,
  };
  return write(store, stored, fresh);
}

/** What cannot be read would not be read the next time either: somebody has to mend it. */
async function goOnOrFail(ledger: Ledger, stored: Stored<'closing'>): Promise<Closing> {
  try {
    return await goOn(ledger, stored);
  } catch (error) {
    if (!(error instanceof StoreError) || error.fault !== 'broken document') throw error;
    const whose = stored.body.agencies[stored.body.bills.length] ?? 'the state';
    const problem = `A record of ${whose} cannot be read: ${error.message}. Once it is mended, close the month again.`;
    return write(ledger.store, stored, { state: 'failed', problem });
  }
}

async function goOn({ store, directory, clock }: Ledger, stored: Stored<'closing'>): Promise<Closing> {
  const { month, round, agencies, bills } = stored.body;
  const agency = agencies[bills.length];
  if (agency === undefined) return finish(store, stored, clock.now().at);
  const billing = await billingFor(directory, month);
  if (billing === undefined)
    return write(store, stored, { state: 'failed', problem: `No catalog tells the rates of ${month}.` });
  let bill = await countSome(store, { agency, month, round, billing });
  for (let batches = 1; bill.place !== null && batches < BATCHES_A_STEP; batches += 1) {
    bill = await countSome(store, { agency, month, round, billing });
  }
  if (bill.place !== null) return write(store, stored, {});
  const problem = await whyNotRight(store, bill);
  if (problem !== undefined) return write(store, stored, { state: 'failed', problem });
  return write(store, stored, { bills: [...bills, inShort(bill)] });
}

function inShort({ agency, seen, tally }: Bill): Closing['bills'][number] {
  const { lines, totalCents, beforeCents } = tally;
  return { agency, seen, lines, totalCents, beforeCents };
}

/** The agencies' bills, read again, must be those that were added up, and all devices of the state among them. */
async function finish(store: Store, stored: Stored<'closing'>, at: string): Promise<Closing> {
  const { month, bills, atStart } = stored.body;
  let total = 0;
  for (const { agency } of bills)
    total += (await store.read(keys.bill(agency, month)))?.body.tally.totalCents ?? Number.NaN;
  const added = sum(bills.map(({ totalCents }) => totalCents));
  if (total !== added) {
    const problem = `The bills add up to ${total} cents and the state's total is ${added}.`;
    return write(store, stored, { state: 'failed', problem });
  }
  const devices = sum(bills.map(({ seen }) => seen.devices));
  const most = await store.count({ type: 'device', where: [] });
  if (devices < atStart.devices || devices > most) {
    const problem = `${devices} devices were billed, and the state has ${most}: some belong to no agency of the directory.`;
    return write(store, stored, { state: 'failed', problem });
  }
  return write(store, stored, { state: 'closed', closedAt: at });
}

async function write(store: Store, { key, body, etag }: Stored<'closing'>, change: Partial<Closing>): Promise<Closing> {
  const next = { ...body, ...change, commits: body.commits + 1 };
  await store.commit([{ do: 'replace', key, body: next, etag }]);
  return next;
}

/** How far a closing is: records seen, and how many there were when it began. */
export async function progressOf(store: Store, closing: Closing): Promise<{ seen: number; all: number }> {
  const { month, agencies, bills, atStart, round } = closing;
  const agency = agencies[bills.length];
  const bill = agency === undefined ? undefined : (await store.read(keys.bill(agency, month)))?.body;
  const done = [...bills.map(({ seen }) => seen), ...(bill?.round === round ? [bill.seen] : [])];
  const all = atStart.devices + atStart.commitments;
  const seen = sum(done.map(({ devices, commitments }) => devices + commitments));
  return { seen: Math.min(seen, all), all };
}
