import type Database from 'better-sqlite3';
import { DOCUMENTS, type Key, keys } from '../../src/desk/documents.ts';
import { type Commitment, unbegunCommitment } from '../../src/domain/commitment.ts';
import type { Device } from '../../src/domain/device.ts';
import { addMonths } from '../../src/domain/months.ts';
import { openDatabase } from '../../src/store/sqlite/open-database.ts';

/** Agencies of the made-up state; devices are dealt out in turn. */
const AGENCIES = 20;
const CODES_AN_AGENCY = 5;

/** The month that is closed. */
export const MONTH = '2026-10';

const ITEMS = [
  { item: 'LT-STD', itemName: 'Standard laptop', model: 'Dell Latitude 5450', rateCents: 3292, counts: true },
  { item: 'LT-PWR', itemName: 'Power laptop', model: 'Dell Precision 5690', rateCents: 5813, counts: true },
  { item: 'MN-24', itemName: '24-inch monitor', model: 'Dell P2425', rateCents: 563, counts: false },
] as const;

function agency(index: number): string {
  return `AG${String(index % AGENCIES).padStart(2, '0')}`;
}

/** A device like those that offices have: most in service, some spare, some on their way, some paid off. */
function deviceAt(index: number): { device: Device; commitment: Commitment } {
  const kind = ITEMS[index % 10 === 9 ? 2 : index % 4 === 3 ? 1 : 0];
  const code = agency(index);
  const serial = `B${String(index).padStart(8, '0')}`;
  const billingCode = `${code}-${100 + (index % CODES_AN_AGENCY)}`;
  const began = addMonths('2022-01', index % 58);
  const isSpare = index % 17 === 0;
  const isNew = index % 41 === 0;
  const support = isNew || !kind.counts ? [] : [{ from: `${began}-15`, to: isSpare ? '2026-03-02' : null }];
  const { item, itemName, model, rateCents, counts } = kind;
  const device: Device = {
    serial,
    agency: code,
    billingCode,
    earlierCodes: [],
    item,
    itemName,
    model,
    origin: 'line of service',
    status: isNew ? 'staged' : isSpare && counts ? 'spare' : 'in service',
    countsForSupport: counts,
    holdsStorage: counts,
    assignedUser: { id: null, name: `Person ${index % 9973}` },
    location: `Building ${index % 31}, room ${index % 400}`,
    warrantyUntil: '2029-11-23',
    labelled: true,
    openRequest: null,
    orderedBy: `${code}-7K3M9Q`,
    support,
    sanitized: isSpare && counts ? { on: '2026-03-02', method: 'clear', request: `${code}-6D4N9W` } : null,
    transfer: null,
  };
  const firstMonth = isNew ? null : began;
  return { device, commitment: { ...unbegunCommitment(device, `${code}-7K3M9Q`, rateCents), firstMonth } };
}

/** Fills an empty file with a state of so many devices, straight through SQL: the same documents, only quicker. */
export function fill(file: string, devices: number): void {
  const db = openDatabase(`file:${file}`, 0);
  db.pragma('synchronous = OFF');
  const insert = db.prepare(
    'INSERT INTO documents (container, pk, id, type, version, etag, body) VALUES (?, ?, ?, ?, ?, 1, ?)',
  );
  const write = (key: Key, body: unknown) => {
    const { container, version, schema } = DOCUMENTS[key.type];
    insert.run(container, key.pk, key.id, key.type, version, JSON.stringify(schema.parse(body)));
  };
  db.transaction(() => {
    const item = {
      plural: '',
      category: '',
      specification: '',
      needsImage: true,
      holdsStorage: true,
      countsForSupport: true,
      active: true,
    };
    const items = ITEMS.map(({ item: code, itemName: name, rateCents }) => ({ ...item, code, name, rateCents }));
    write(keys.catalog('2022-01-01'), { version: '2022-01-01', supportCents: 2500, items });
    for (let index = 0; index < AGENCIES; index += 1) {
      const code = agency(index);
      const billingCodes = Array.from({ length: CODES_AN_AGENCY }, (_, no) => `${code}-${100 + no}`);
      write(keys.agency(code), { code, name: `Agency ${index}`, billingCodes });
    }
    for (let index = 0; index < devices; index += 1) {
      const { device, commitment } = deviceAt(index);
      write(keys.device(device.agency, device.serial), device);
      write(keys.commitment(commitment.agency, commitment.serial), commitment);
    }
  })();
  db.close();
}

/** What the floor is: reading the same documents, parsing them as JSON and adding up; nothing is checked or written. */
export function addUp(db: Database.Database): { documents: number; cents: number } {
  const read = db.prepare<[string], string>('SELECT body FROM documents WHERE type = ?').pluck();
  let documents = 0;
  let cents = 0;
  for (const body of read.iterate('device')) {
    const device: Device = JSON.parse(body);
    documents += 1;
    if (
      device.countsForSupport &&
      device.support.some(({ from, to }) => from <= '2026-10-31' && (to === null || to > '2026-10-31'))
    ) {
      cents += 2500;
    }
  }
  for (const body of read.iterate('commitment')) {
    const { firstMonth, rateCents }: Commitment = JSON.parse(body);
    documents += 1;
    if (firstMonth !== null && firstMonth <= MONTH && addMonths(firstMonth, 48) > MONTH) cents += rateCents;
  }
  return { documents, cents };
}
