import type { Billing } from '../../domain/billing/charges.ts';
import { type Happening, reasonsOf } from '../../domain/billing/reasons.ts';
import { nameOf } from '../../domain/found-device.ts';
import { type Agency, may, type Person } from '../../domain/people.ts';
import { normalizeSerial, type Serial } from '../../domain/serials.ts';
import { itemNames } from '../billing/bill-file.ts';
import { closedBill } from '../billing/closed-bill.ts';
import { chargesOfSerial, linesOfSerial } from '../billing/lines.ts';
import { billingFor } from '../billing/records.ts';
import { readAll } from '../directory.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { refusal } from '../present.ts';
import type { ExplainedShare } from '../views/bills.ts';
import type { View } from '../views.ts';
import { lastMonth } from './bills.ts';
import { readMonth } from './close-month.ts';
import { whatHappened } from './devices.ts';

/** Every charge of a device in a month, and the events that caused what it is charged (Rule 49): a serial, and a month perhaps. */
export async function explainCharges(house: House, person: Person, words: readonly string[]): Promise<View> {
  const isMonth = (word: string) => /^\d{4}-\d+$/.test(word);
  const serial = normalizeSerial(words.filter((word) => !isMonth(word)).join(''));
  if (serial === '')
    return refusal('Which device?', 'Write bill explain and the serial, for example: bill explain 7BLUE01.');
  const read = readMonth(words.find(isMonth) ?? lastMonth(house), house.clock.now().day);
  if ('refused' in read) return read.refused;
  return explain(house, person, serial, read.month);
}

/** The same for a serial and a month as a button sends them. */
async function explain(house: House, person: Person, serial: Serial, month: string): Promise<View> {
  const { directory } = house;
  const [rates, codes] = await Promise.all([billingFor(directory, month), agenciesWith(house, person, serial)]);
  const found = await Promise.all(
    codes.map(async (code) => {
      const agency = may(person, 'see bills', code) ? await directory.agency(code) : undefined;
      const closed = await closedBill(house.store, code, month);
      // An agency that joined later has no bill for that month.
      const billing = closed !== undefined && closed.bill === undefined ? undefined : rates;
      return agency === undefined ? undefined : shareOf(house, agency, serial, billing);
    }),
  );
  const [held, ...others] = found.flatMap((share) => share ?? []);
  if (held === undefined) return notBilled(serial);
  const items = await itemNames(house, month);
  const { device, commitment } = held.records;
  const name = device === undefined ? (items.get(commitment?.item ?? '') ?? '') : nameOf(device);
  return {
    ...{ card: 'explain', serial, name, month, items },
    ...held.share,
    others: others.map(({ share }) => share),
    now: house.clock.now(),
  };
}

/** One agency's share of what a device is charged, and the records that say so; undefined where it has none. */
async function shareOf(house: House, agency: Agency, serial: Serial, billing: Billing | undefined) {
  const { store } = house;
  const [device, commitment, charges, history] = await Promise.all([
    store.read(keys.device(agency.code, serial)),
    store.read(keys.commitment(agency.code, serial)),
    chargesOfSerial(store, agency.code, serial),
    happenings(house, agency.code, serial),
  ]);
  if (device === undefined && commitment === undefined) return undefined;
  const records = { device: device?.body, commitment: commitment?.body };
  const share: ExplainedShare = {
    agency,
    lines: billing === undefined ? [] : linesOfSerial({ ...records, charges }, billing),
    reasons: reasonsOf(records.device, records.commitment, charges, history),
  };
  return { share, records };
}

/** An approver's own agency, whoever has the device by now; for billing, who holds it and then who had it (Rule 57). */
async function agenciesWith({ store }: House, person: Person, serial: Serial): Promise<string[]> {
  if (!may(person, 'close a month', person.agency)) return [person.agency];
  const where = [{ field: 'serial', is: serial }];
  const [claim, records] = await Promise.all([
    store.read(keys.claim(serial)),
    readAll(store, { type: 'device', where, orderBy: { field: 'serial' } }),
  ]);
  if (claim === undefined) return [];
  return [...new Set([claim.body.agency, ...records.map(({ body }) => body.agency)])];
}

function notBilled(serial: Serial): View {
  return refusal('Not found', `There is no device ${serial.slice(0, 30)} on a bill that you can see. Check the label.`);
}

async function happenings({ store }: House, pk: string, serial: Serial): Promise<Happening[]> {
  const found = await readAll(store, {
    type: 'journal',
    pk,
    where: [{ field: 'serials', holds: serial }],
    orderBy: { field: 'at' },
  });
  return found.flatMap(({ body }) => {
    const change = body.devices.find(({ after }) => after.serial === serial);
    const { at, by, request } = body;
    return change === undefined ? [] : [{ at, what: whatHappened(body, serial, pk), by: by.name, request, ...change }];
  });
}
