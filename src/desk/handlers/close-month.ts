import { type Month, monthOf, monthSchema } from '../../domain/months.ts';
import { type Person, roleFor, who } from '../../domain/people.ts';
import { closeStep, whyNotClose } from '../billing/close-month.ts';
import { monthView } from '../billing/month-view.ts';
import { keys, monthName, type OutboxEntry } from '../documents.ts';
import type { House } from '../house.ts';
import { isLostRace } from '../perform.ts';
import { refusal } from '../present.ts';
import type { NoticeView } from '../views/answers.ts';
import type { View } from '../views.ts';
import { maySeeMonths } from '../who-sees.ts';

/** The month a text means, or a sentence that says why it means none. A month to come has no bills. */
export function readMonth(text: string, today: string): { month: Month } | { refused: NoticeView } {
  const read = monthSchema.safeParse(text.trim());
  const what = text.trim().slice(0, 20);
  if (!read.success) {
    return {
      refused: refusal(
        'Not a month',
        `“${what}” is not a month. Write it as year and month, for example ${monthOf(today)}.`,
      ),
    };
  }
  if (read.data > monthOf(today)) {
    return { refused: refusal('Not yet', `${read.data} is still to come. There are bills up to ${monthOf(today)}.`) };
  }
  return { month: read.data };
}

/**
 * Begins to close a month for all agencies (Rule 50). The turn only notes it and shows the progress; the outbox does the
 * work and keeps the card up to date, so that a state with a million devices is no turn that takes too long.
 */
export async function beginClosing(house: House, person: Person, text: string): Promise<View> {
  const role = roleFor(person, 'close a month', person.agency);
  if (role === undefined)
    return refusal('Not yours to close', 'Months are closed by billing. Type bill for the bill of your agency.');
  const read = readMonth(text, house.clock.now().day);
  if ('refused' in read) return read.refused;
  const { month } = read;
  const problem = await whyNotClose(house, month);
  if (problem !== undefined) return monthView(house, month, person, problem);
  const by = { by: who(person), role };
  const closing = await house.store.read(keys.closing(month));
  if (closing?.body.state === 'failed') await closeStep(house, month, by, true);
  await enqueue(house, month, { do: 'close month', month, ...by });
  return monthView(house, month, person);
}

/** The bills of a month, of all agencies, as far as they are closed. */
export async function openMonth(house: House, person: Person, text: string): Promise<View> {
  if (!maySeeMonths(person))
    return refusal('Not yours to see', 'All bills of a month are for billing. Type bill for that of your agency.');
  const read = readMonth(text, house.clock.now().day);
  return 'refused' in read ? read.refused : monthView(house, read.month, person);
}

/** One entry a month: pressing twice is pressing once, and one that was given up is taken up again. */
async function enqueue({ store, clock, wake }: House, month: Month, task: OutboxEntry['task']): Promise<void> {
  const key = keys.outbox(monthName(month), 'close');
  const body: OutboxEntry = {
    request: monthName(month),
    task,
    state: 'due',
    dueAt: clock.now().at,
    attempts: 0,
    to: null,
  };
  const before = await store.read(key);
  if (before !== undefined && before.body.state !== 'done') return wake();
  try {
    await store.commit([
      before === undefined ? { do: 'create', key, body } : { do: 'replace', key, body, etag: before.etag },
    ]);
  } catch (error) {
    if (!isLostRace(error)) throw error;
  }
  wake();
}
