import {
  type Billing,
  billedCommitmentSchema,
  billedDeviceSchema,
  billingOf,
  type Charges,
  hardwareCharges,
  lineOfCharge,
  supportCharges,
} from '../../domain/billing/charges.ts';
import { addMonths, lastDayOf, type Month } from '../../domain/months.ts';
import type { Directory } from '../directory.ts';
import type { Body, DocumentType } from '../documents.ts';
import type { Place } from '../ledger.ts';
import type { Page, Query, Store } from '../ports/store.ts';

/** Records read at once. */
const A_PAGE = 500;

/** What a page of an agency's records is charged. */
export interface ChargesPage {
  charges: Charges[];
  devices: number;
  commitments: number;
  /** Where to read on; null at the end. */
  next: Place | null;
}

/** How a month is billed; undefined where no catalog tells the rate of support. */
export async function billingFor(directory: Directory, month: Month): Promise<Billing | undefined> {
  const [now, before] = await Promise.all([
    directory.catalogIfAny(lastDayOf(month)),
    directory.catalogIfAny(lastDayOf(addMonths(month, -1))),
  ]);
  return now && billingOf(month, now.supportCents, before?.supportCents ?? null);
}

/** Where reading an agency's records begins. */
export const BEGINNING: Place = { part: 'devices', after: null };

/** Reads a page of an agency's records and charges them: memory does not grow with their number. */
export async function chargePage(store: Store, agency: string, billing: Billing, place: Place): Promise<ChargesPage> {
  switch (place.part) {
    case 'devices': {
      const { items, next } = await page(
        store,
        { type: 'device', pk: agency, where: [], part: billedDeviceSchema },
        place,
      );
      const charges = items.map(({ body }) => supportCharges(body, billing));
      return { charges, devices: items.length, commitments: 0, next: next ?? { part: 'commitments', after: null } };
    }
    case 'commitments': {
      const { items, next } = await page(
        store,
        { type: 'commitment', pk: agency, where: [], part: billedCommitmentSchema },
        place,
      );
      const charges = items.map(({ body }) => hardwareCharges(body, billing));
      return { charges, devices: 0, commitments: items.length, next: next ?? { part: 'charges', after: null } };
    }
    case 'charges':
      return chargedOnce(store, agency, billing, place);
  }
}

/** What is charged once, of the month and of the month before. */
async function chargedOnce(store: Store, agency: string, billing: Billing, place: Place): Promise<ChargesPage> {
  const { month, before } = billing;
  const where = [{ field: 'month', oneOf: [before, month] }];
  const { items, next } = await page(store, { type: 'charge', pk: agency, where }, place);
  const charges = items.map(({ body }): Charges => {
    return body.month === month
      ? { line: lineOfCharge(body), beforeCents: 0, change: undefined }
      : { line: undefined, beforeCents: body.cents, change: undefined };
  });
  return { charges, devices: 0, commitments: 0, next };
}

async function page<T extends DocumentType, B = never>(
  store: Store,
  records: Pick<Query<T, B>, 'type' | 'pk' | 'where' | 'part'>,
  { part, after }: Place,
): Promise<{ items: Page<T, Body<T> | B>['items']; next: Place | null }> {
  const start = after === null ? {} : { after };
  const { items, next } = await store.query({ ...records, orderBy: { field: 'serial' }, limit: A_PAGE, ...start });
  return { items, next: next === null ? null : { part, after: next } };
}
