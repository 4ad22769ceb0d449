import { type DocumentType, keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { paidBy } from '../../src/domain/commitment.ts';
import { missingFromRecord } from '../../src/domain/device.ts';
import { sum } from '../../src/domain/money.ts';
import { isSerial, readMakersSerial } from '../../src/domain/serials.ts';
import { loadSampleWorld, readSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { everything, person } from './example-documents.ts';
import { Crash, faultyStore } from './faulty-store.ts';

const WHOLE = {
  agency: 3,
  person: 13,
  catalog: 1,
  claim: 15,
  device: 15,
  commitment: 5,
  journal: 2,
  request: 0,
  outbox: 0,
};

async function counts(store: Store): Promise<Record<string, number>> {
  const types: DocumentType[] = [
    'agency',
    'person',
    'catalog',
    'claim',
    'device',
    'commitment',
    'journal',
    'request',
    'outbox',
  ];
  return Object.fromEntries(
    await Promise.all(types.map(async (type) => [type, await store.count({ type, where: [] })])),
  );
}

async function lose(store: Store, serial: string): Promise<void> {
  const key = keys.device('PARKS', serial);
  const device = (await store.read(key))?.body;
  if (device !== undefined) await store.commit([{ do: 'put', key, body: { ...device, status: 'lost' } }]);
}

describe('the sample world', () => {
  const world = readSampleWorld();
  let store: Store;
  beforeEach(() => {
    store = openSqliteStore(':memory:');
  });
  afterEach(() => store.close());

  /** What an agency pays for a month, straight from the records; cents. */
  function bill(agency: string, month: string): number {
    const [catalog] = world.catalogs;
    const supported = world.devices.filter(
      (device) => device.agency === agency && device.countsForSupport && device.support.some(({ to }) => to === null),
    );
    const charges = world.commitments.flatMap((commitment) => {
      const isDue = paidBy(commitment, month).charge !== null;
      return commitment.agency === agency && isDue ? [commitment.rateCents] : [];
    });
    return supported.length * (catalog?.supportCents ?? 0) + sum(charges);
  }

  it('is loaded into an empty store, whole', async () => {
    expect(await loadSampleWorld(store)).toBe(true);
    expect(await counts(store)).toEqual(WHOLE);
    expect((await store.read(keys.device('PARKS', '7BLUE01')))?.body).toEqual(
      world.devices.find(({ serial }) => serial === '7BLUE01'),
    );
    expect((await store.read(keys.claim('8REDX01')))?.body.agency).toBe('REV');
  });

  it('gives every device a first line of history', async () => {
    await loadSampleWorld(store);
    for (const device of world.devices) {
      const where = [{ field: 'serials', holds: device.serial }];
      const query = { type: 'journal', pk: device.agency, where, orderBy: { field: 'at' }, limit: 5 } as const;
      const { items } = await store.query(query);
      expect(items).toHaveLength(1);
      expect(items[0]?.body).toMatchObject({ by: { name: 'Ada Adams' }, role: 'asset manager', events: [] });
      expect(items[0]?.body.devices).toContainEqual({ before: null, after: device });
    }
  });

  it('has PARKS pay $398.76 and REV $57.92 for 2026-10', () => {
    expect(bill('PARKS', '2026-10')).toBe(39_876);
    expect(bill('REV', '2026-10')).toBe(5792);
  });

  it('has thirteen people with the ids that tests sign with', () => {
    const numbers = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '0a', '0b', '0c', '0d'];
    expect(world.people.map(({ id }) => id)).toEqual(numbers.map((no) => `00000000-0000-4000-8000-0000000000${no}`));
    const codes = world.agencies.map(({ code }) => code);
    for (const { agency } of world.people) expect(codes).toContain(agency);
  });

  it('is a catalog as Rule 5 has it', () => {
    const [catalog] = world.catalogs;
    const flags = catalog?.items.map((item) => [
      item.code,
      item.rateCents,
      item.countsForSupport,
      item.needsImage,
      item.holdsStorage,
    ]);
    expect(flags).toEqual([
      ['DT-STD', 2500, true, true, true],
      ['LT-STD', 3292, true, true, true],
      ['LT-PWR', 5813, true, true, true],
      ['TB-STD', 2400, true, true, true],
      ['MN-24', 563, false, false, false],
      ['DK-STD', 315, false, false, false],
    ]);
  });

  it('is made of complete records with serials of their makers, each once (Rules 24, 28 and 30)', () => {
    const serials = world.devices.map(({ serial }) => serial);
    expect(new Set(serials).size).toBe(serials.length);
    for (const device of world.devices) {
      expect(isSerial(device.serial)).toBe(true);
      expect(readMakersSerial(device.serial, device.model)).toEqual({ serial: device.serial });
      const agency = world.agencies.find(({ code }) => code === device.agency);
      expect(agency?.billingCodes).toContain(device.billingCode);
      if (device.status === 'in service') expect(missingFromRecord(device)).toEqual([]);
    }
    for (const { serial, agency, billingCode } of world.commitments) {
      expect(world.devices).toContainEqual(expect.objectContaining({ serial, agency, billingCode, item: 'LT-STD' }));
    }
    const known = new Map(world.people.map(({ id, name }) => [id, name]));
    for (const { assignedUser } of world.devices) {
      if (assignedUser !== null && assignedUser.id !== null) expect(known.get(assignedUser.id)).toBe(assignedUser.name);
    }
  });

  it('is not loaded a second time', async () => {
    await loadSampleWorld(store);
    const faulty = faultyStore(store);
    expect(await loadSampleWorld(faulty)).toBe(false);
    expect(faulty.calls.filter(({ kind }) => kind === 'commit')).toEqual([]);
  });

  it('is not loaded over a world that has moved on', async () => {
    await loadSampleWorld(store);
    await lose(store, '7BLUE01');
    expect(await loadSampleWorld(store)).toBe(false);
    expect((await store.read(keys.device('PARKS', '7BLUE01')))?.body.status).toBe('lost');
  });

  it('is never mixed into a real store', async () => {
    const real = person({ id: '11111111-1111-4111-8111-111111111111', name: 'Someone Real' });
    await store.commit([{ do: 'create', key: keys.person(real.id), body: real }]);
    expect(await loadSampleWorld(store)).toBe(false);
    expect(await counts(store)).toMatchObject({ person: 1, agency: 0, device: 0 });
  });

  it('is completed when its loading died, wherever that was', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; ; at += 1) {
        const interrupted = openSqliteStore(':memory:');
        const faulty = faultyStore(interrupted, { at, when, error: () => new Crash(), only: ['commit'] });
        const loading = await loadSampleWorld(faulty).catch(() => 'died');
        if (!faulty.hasFailed()) break;
        expect(loading).toBe('died');
        await loadSampleWorld(interrupted);
        expect(await counts(interrupted)).toEqual(WHOLE);
        await interrupted.close();
      }
    }
  });

  it('overwrites nothing when another process was faster, wherever that was', async () => {
    for (let at = 1; at <= 34; at += 1) {
      const shared = openSqliteStore(':memory:');
      const slow = faultyStore(shared);
      const commit = slow.commit;
      slow.commit = async (operations) => {
        if (slow.calls.filter(({ kind }) => kind === 'commit').length === at - 1) {
          await loadSampleWorld(shared);
          await lose(shared, '7BLUE01');
        }
        await commit(operations);
      };
      expect(await loadSampleWorld(slow)).toBe(false);
      expect((await shared.read(keys.device('PARKS', '7BLUE01')))?.body.status).toBe('lost');
      expect(await counts(shared)).toEqual(WHOLE);
      await shared.close();
    }
  });

  it('is loaded once when two load it at the same time', async () => {
    await Promise.all([loadSampleWorld(store), loadSampleWorld(store)]);
    await loadSampleWorld(store);
    expect(await counts(store)).toEqual(WHOLE);
    const { items } = await everything(store, { type: 'device', where: [], orderBy: { field: 'serial' }, limit: 4 });
    expect(items.map(({ body }) => body)).toEqual(world.devices.toSorted((a, b) => (a.serial < b.serial ? -1 : 1)));
  });
});
