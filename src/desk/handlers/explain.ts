import { hardwareCharges, lineOfCharge, supportCharges } from '../../domain/billing/charges.ts';
import { type Happening, reasonsOf } from '../../domain/billing/reasons.ts';
import { nameOf } from '../../domain/found-device.ts';
import { may, type Person } from '../../domain/people.ts';
import { normalizeSerial, type Serial } from '../../domain/serials.ts';
import { itemNames } from '../billing/bill-file.ts';
import { billingFor } from '../billing/records.ts';
import { readAll } from '../directory.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { refusal } from '../present.ts';
import type { ExplainView } from '../views/bills.ts';
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
  const { store, directory } = house;
  const code = await holderOf(house, person, serial);
  const agency = code === undefined || !may(person, 'see bills', code) ? undefined : await directory.agency(code);
  if (agency === undefined) return notBilled(serial);
  const [device, commitment, charges, billing] = await Promise.all([
    store.read(keys.device(agency.code, serial)),
    store.read(keys.commitment(agency.code, serial)),
    readAll(store, {
      type: 'charge',
      pk: agency.code,
      where: [{ field: 'serial', is: serial }],
      orderBy: { field: 'month' },
    }),
    billingFor(directory, month),
  ]);
  if (device === undefined && commitment === undefined) return notBilled(serial);
  const once = charges.map(({ body }) => body);
  const history = await happenings(house, agency.code, serial);
  const items = await itemNames(house, month);
  const lines =
    billing === undefined
      ? []
      : [
          device === undefined ? undefined : supportCharges(device.body, billing).line,
          commitment === undefined ? undefined : hardwareCharges(commitment.body, billing).line,
          ...once.filter((charge) => charge.month === month).map(lineOfCharge),
        ];
  const view: ExplainView = {
    card: 'explain',
    serial,
    agency,
    name: device === undefined ? (items.get(commitment?.body.item ?? '') ?? '') : nameOf(device.body),
    month,
    lines: lines.flatMap((line) => line ?? []),
    items,
    reasons: reasonsOf(device?.body, commitment?.body, once, history),
    now: house.clock.now(),
  };
  return view;
}

/** An approver's own agency, whoever has the device by now; for billing, who holds it. */
async function holderOf({ store }: House, person: Person, serial: Serial): Promise<string | undefined> {
  if (!may(person, 'close a month', person.agency)) return person.agency;
  return (await store.read(keys.claim(serial)))?.body.agency;
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
