import { fill, NotEmpty, type Wanted } from '../../scripts/sample/fill.ts';
import { judge } from '../../src/desk/admission.ts';
import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { isSupported } from '../../src/domain/device.ts';
import { evolve } from '../../src/domain/request/events.ts';
import { isOpen, nextStep, type Request } from '../../src/domain/request/state.ts';
import { readMakersSerial } from '../../src/domain/serials.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, replayed } from './files.ts';

const WANTED: Wanted = { devices: 1500, recent: 60, seed: 7, until: Date.parse('2026-11-24T22:00:00.000Z') };

async function filled(wanted = WANTED): Promise<Store> {
  const store = openSqliteStore(':memory:');
  await fill(store, wanted, () => {});
  return store;
}

describe('a made-up state', () => {
  let store: Store;
  beforeAll(async () => {
    store = await filled();
  });
  afterAll(() => store.close());

  it('has as many devices as were wanted, each with one claim, in the states that requests leave them in', async () => {
    const devices = await all(store, 'device', 'serial');
    expect(devices).toHaveLength(1500);
    const claims = await all(store, 'claim', 'serial');
    expect(claims.map(({ serial, agency }) => [serial, agency])).toEqual(devices.map((d) => [d.serial, d.agency]));
    const states = new Set(devices.map(({ status }) => status));
    for (const status of [
      'in service',
      'moving',
      'collected',
      'spare',
      'disaster reserve',
      'surplus',
      'retired',
      'lost',
    ]) {
      expect([...states]).toContain(status);
    }
  });

  it('is told by its journal: replaying it gives every record and every request (Rule 31)', async () => {
    const devices = await all(store, 'device', 'serial');
    const records = await replayed(store);
    expect(devices.map(({ serial }) => records.get(serial))).toEqual(devices);
    const requests = new Map<string, Request>();
    const entries = await all(store, 'journal', 'at');
    const inOrder = entries.toSorted((a, b) => a.request.localeCompare(b.request) || a.commit - b.commit);
    for (const { request, events, commit } of inOrder) {
      const before = requests.get(request);
      if (before === undefined && events.length === 0) continue;
      const after = evolve(before, events);
      expect(after.commits).toBe(commit);
      requests.set(request, after);
    }
    for (const request of await all(store, 'request', 'submittedAt')) {
      expect(requests.get(request.id)).toEqual(request);
    }
  });

  it('has two years of history, and nothing of it in the future', async () => {
    const moments = (await all(store, 'journal', 'at')).map(({ at, request }) =>
      request.endsWith('-IMPORT') ? '' : at,
    );
    const [first = ''] = moments.filter((at) => at !== '');
    expect(first.slice(0, 7)).toBe('2024-11');
    expect((moments.at(-1) ?? '') <= '2026-11-24T22:00:00.000Z').toBe(true);
  });

  it('has open requests, waiting for every kind of thing', async () => {
    const open = (await all(store, 'request', 'submittedAt')).filter(isOpen);
    expect(open.length).toBeGreaterThan(40);
    const steps = new Set(open.flatMap(({ units }) => units.map(nextStep)));
    expect(open.some((request) => request.status === 'awaiting approval')).toBe(true);
    for (const step of ['receive', 'collect', 'sanitize', 'deploy'] as const) expect([...steps]).toContain(step);
  });

  it('holds each device in one open request at the most, and every order to two people (Rules 12, 16 and 19)', async () => {
    const requests = new Map((await all(store, 'request', 'submittedAt')).map((request) => [request.id, request]));
    for (const { serial, openRequest, orderedBy } of await all(store, 'device', 'serial')) {
      const request = openRequest === null ? undefined : requests.get(openRequest);
      if (openRequest !== null) expect([serial, request !== undefined && isOpen(request)]).toEqual([serial, true]);
      const order = orderedBy === null ? undefined : requests.get(orderedBy);
      if (orderedBy !== null) expect(new Set(order?.approvals.map(({ by }) => by.id)).size).toBe(2);
    }
  });

  it('keeps support, admission, certificates and serials to the rules (Rules 24, 30, 32, 40 and 45)', async () => {
    for (const device of await all(store, 'device', 'serial')) {
      const { serial, agency, status, model, sanitized, holdsStorage, support, countsForSupport } = device;
      const isOn = support.at(-1)?.to === null;
      const mayBeOn = countsForSupport && ['in service', 'moving', 'collected'].includes(status);
      expect([serial, status, isOn]).toEqual([serial, status, mayBeOn && isSupported(device)]);
      expect((await judge(store, serial)).admit).toBe(['in transit', 'in service', 'moving'].includes(status));
      const ended = ['spare', 'surplus', 'transferred', 'retired'].includes(status);
      if (ended && holdsStorage) expect([serial, sanitized === null]).toEqual([serial, false]);
      if (sanitized !== null && !sanitized.request.endsWith('-IMPORT')) {
        expect(await store.read(keys.certificate(agency, serial, sanitized.request))).toBeDefined();
      }
      expect(readMakersSerial(serial, model)).toEqual({ serial });
    }
  });

  it('comes out the same from the same seed, and another from another', async () => {
    const [again, other] = await Promise.all([filled(), filled({ ...WANTED, seed: 8 })]);
    const devices = await all(store, 'device', 'serial');
    expect(await all(again, 'device', 'serial')).toEqual(devices);
    expect(await all(again, 'journal', 'at')).toEqual(await all(store, 'journal', 'at'));
    expect(await all(other, 'device', 'serial')).not.toEqual(devices);
    await Promise.all([again.close(), other.close()]);
  });

  it('is never mixed into a store that holds anything', async () => {
    const real = openSqliteStore(':memory:');
    const body = { code: 'DOT', name: 'Transport', billingCodes: [] };
    await real.commit([{ do: 'create', key: keys.agency('DOT'), body }]);
    await expect(fill(real, WANTED, () => {})).rejects.toBeInstanceOf(NotEmpty);
    expect(await real.count({ type: 'person', where: [] })).toBe(0);
    await real.close();
  });
});
