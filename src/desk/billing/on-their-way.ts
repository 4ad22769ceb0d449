import { lastDayOf, type Month } from '../../domain/months.ts';
import { readAll } from '../directory.ts';
import type { Store } from '../ports/store.ts';

/** Serials that a sentence names; the rest is counted. */
const MOST_NAMED = 5;

/**
 * Why a month cannot be closed yet, in a sentence: devices were deployed at another agency in it, or before, and the
 * outbox has not handed them over (Rule 36). Until then nobody's records have their charges. Undefined when there are
 * none; once a month is over, none can be added to it.
 */
export async function whyNotArrived(store: Store, month: Month): Promise<string | undefined> {
  const where = [{ field: 'status', is: 'in transit' }];
  const sent = await readAll(store, { type: 'device', where, orderBy: { field: 'serial' } });
  const serials = sent.flatMap(({ body: { serial, agency, transfer } }) => {
    return transfer?.from === agency && transfer.on <= lastDayOf(month) ? [serial] : [];
  });
  return serials.length === 0
    ? undefined
    : `${month} waits for what moves to another agency: ${listedFew(serials)}. ${AGAIN}`;
}

/** What to do then. */
export const AGAIN = 'That takes a moment; then close it again.';

/** Some serials or ids, for a sentence: the first ones, and how many more. */
export function listedFew(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
