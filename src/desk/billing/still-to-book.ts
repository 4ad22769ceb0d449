import type { Month } from '../../domain/months.ts';
import { later } from '../clock.ts';
import { readAll } from '../directory.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import type { Stored } from '../ports/store.ts';
import type { Task } from '../task-schema.ts';
import { endOf } from './month-end.ts';
import { AGAIN, listedFew } from './on-their-way.ts';

/** What the outbox does on bills, and on the records that they are counted from. */
const BOOKS: readonly Task['do'][] = ['pass commitment', 'book adjustment', 'book delivery', 'hand over'];

/** Such an entry is due at once, and again after five minutes at most; what waits for later days is not read through. */
const DUE_WITHIN = 10 * 60_000;

/**
 * Why a month cannot be closed yet, in a sentence: something was decided in it, or before, and the outbox has not booked
 * it (Rules 46 and 55). Undefined when all is booked.
 */
export async function whyNotBooked(
  ledger: Pick<House, 'store' | 'clock' | 'calendar'>,
  month: Month,
): Promise<string | undefined> {
  const { store, clock } = ledger;
  const unread: string[] = [];
  const entries = await readAll(store, {
    type: 'outbox',
    where: [
      { field: 'state', oneOf: ['due', 'started'] },
      { field: 'dueAt', atMost: later(clock.now().at, DUE_WITHIN) },
      { field: 'task.do', oneOf: BOOKS },
    ],
    orderBy: { field: 'dueAt' },
    broken: ({ id }) => unread.push(id),
  });
  const waits = `${month} waits for what is still to be booked:`;
  if (unread.length > 0) return `${waits} ${listedFew(unread)}, which cannot be read. Ask an administrator.`;
  const old = await Promise.all(entries.map((entry) => isFrom(ledger, month, entry)));
  const requests = new Set(entries.filter((_, index) => old[index]).map(({ body }) => body.request));
  return requests.size === 0 ? undefined : `${waits} ${listedFew([...requests])}. ${AGAIN}`;
}

/** Whether the commit that an entry follows from was made by the end of a month. */
async function isFrom(
  { store, calendar }: Pick<House, 'store' | 'calendar'>,
  month: Month,
  { key, body }: Stored<'outbox'>,
): Promise<boolean> {
  const commit = Number.parseInt(key.id.slice(keys.outbox(body.request, '').id.length), 10);
  const cause = await store.read(keys.journal(body.request, commit));
  return cause === undefined || cause.body.at < endOf(calendar, month);
}
