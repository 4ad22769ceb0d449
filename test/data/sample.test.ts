import { fill, NotEmpty } from '../../scripts/sample/fill.ts';
import { judge } from '../../src/desk/admission.ts';
import { agencyOfRequest, keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { isInForce } from '../../src/domain/delegation.ts';
import { deviceStatusSchema, isHandedOver, isSupported } from '../../src/domain/device.ts';
import { tagDue } from '../../src/domain/property.ts';
import { evolve } from '../../src/domain/request/events.ts';
import { isOpen, nextStep, type Request } from '../../src/domain/request/state.ts';
import { readMakersSerial } from '../../src/domain/serials.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, replayed } from './files.ts';
import { filled, WANTED } from './sample-state.ts';

const TODAY = '2026-11-24';

describe('a made-up state', () => {
  let store: Store;
  beforeAll(async () => {
    store = await filled();
  });
  afterAll(() => store.close());

  it('has as many devices as were wanted, each with one claim, in every state there is', async () => {
    const records = await all(store, 'device', 'serial');
    // What has gone to another agency has its record there, and the end of one here (Rule 36).
    const devices = records.filter((device) => !isHandedOver(device));
    expect(devices).toHaveLength(WANTED.devices);
    expect(records.length).toBeGreaterThan(WANTED.devices);
    const claims = await all(store, 'claim', 'serial');
    expect(claims.map(({ serial, agency }) => [serial, agency])).toEqual(devices.map((d) => [d.serial, d.agency]));
    const states = new Set(devices.map(({ status }) => status));
    expect(deviceStatusSchema.options.filter((status) => !states.has(status))).toEqual([]);
  });

  it('has requests of every kind in the table, in every state that a request has', async () => {
    const requests = await all(store, 'request', 'submittedAt');
    const kinds = new Set(requests.map(({ kind }) => kind));
    expect(Object.keys(KINDS).filter((kind) => !kinds.has(kind))).toEqual([]);
    const states = new Set(requests.map(({ status }) => status));
    for (const state of ['awaiting approval', 'returned', 'rejected', 'in work', 'cancelled', 'closed'] as const) {
      expect([...states]).toContain(state);
    }
    const transfers = requests.filter(({ toAgency }) => toAgency !== null);
    for (const state of ['awaiting approval', 'in work', 'closed'] as const) {
      expect(transfers.map(({ status }) => status)).toContain(state);
    }
  });

  it('has purchased devices with their tags, without, and too late with them (Rules 52 and 53)', async () => {
    const bought = (await all(store, 'device', 'serial')).flatMap(({ property }) => property ?? []);
    expect(bought.some(({ tag }) => tag !== null)).toBe(true);
    const due = bought.flatMap((property) => tagDue(property) ?? []);
    expect(due.some((day) => day < TODAY)).toBe(true);
    expect(due.some((day) => day >= TODAY)).toBe(true);
    const tasks = (await all(store, 'outbox', 'dueAt')).filter(({ task }) => task.do === 'remind of tags');
    expect(tasks.length).toBeGreaterThan(0);
    for (const { request } of await all(store, 'charge', 'month')) {
      expect(await store.read(keys.request(request))).toBeDefined();
    }
  });

  it('has people away, and approvals given for them (Rule 21)', async () => {
    const changes = await all(store, 'delegationEntry', 'at');
    expect(changes.length).toBeGreaterThan(5);
    const lists = (await all(store, 'delegations', 'agency')).flatMap(({ list }) => list);
    expect(lists.some((delegation) => isInForce(delegation, TODAY))).toBe(true);
    const decisions = (await all(store, 'request', 'submittedAt')).flatMap(({ approvals }) => approvals);
    for (const { by, for: theirs, at } of decisions.filter((decision) => decision.for !== undefined)) {
      const isSo = changes.some(({ change: { delegation } }) => {
        const { approver, delegate, from, until } = delegation;
        return (
          approver.id === theirs?.id && delegate.id === by.id && from <= at.slice(0, 10) && at.slice(0, 10) <= until
        );
      });
      expect([by.name, theirs?.name, at, isSo]).toEqual([by.name, theirs?.name, at, true]);
    }
    expect(decisions.some((decision) => decision.for !== undefined)).toBe(true);
  });

  it('has a yearly inventory that is under way, its figures those of its pages (Rule 53)', async () => {
    const pages = await all(store, 'inventoryPage', 'no');
    const inventories = await all(store, 'inventory', 'year');
    expect(inventories.map(({ agency }) => agency).sort()).toEqual(['HEALTH', 'PARKS', 'REV']);
    for (const { agency, year, listed, answers } of inventories) {
      expect(year).toBe(2027);
      const rows = pages.filter((page) => page.agency === agency).flatMap((page) => page.rows);
      expect(rows).toHaveLength(listed);
      for (const answer of ['confirmed', 'corrected', 'missing', 'left'] as const) {
        expect([agency, answer, answers[answer]]).toEqual([
          agency,
          answer,
          rows.filter((row) => row.answer === answer).length,
        ]);
      }
    }
    expect(pages.flatMap(({ rows }) => rows).some(({ request }) => request !== null)).toBe(true);
  });

  it('is told by its journal: replaying it gives every record and every request (Rule 31)', async () => {
    const devices = await all(store, 'device', 'serial');
    const records = await replayed(store);
    expect(devices.map(({ agency, serial }) => records.get(`${agency} ${serial}`))).toEqual(devices);
    const requests = new Map<string, Request>();
    const entries = await all(store, 'journal', 'at');
    const inOrder = entries.toSorted((a, b) => a.request.localeCompare(b.request) || a.commit - b.commit);
    for (const { request, events, commit, devices } of inOrder) {
      // The line of history at an agency that has got devices is none of the request's.
      if (devices.some(({ after }) => after.agency !== agencyOfRequest(request))) continue;
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

  it('changes no device without a request, the agencies’ own from before leasing included (Rule 6)', async () => {
    const requests = new Map((await all(store, 'request', 'submittedAt')).map((request) => [request.id, request]));
    const changes = (await all(store, 'journal', 'at')).flatMap(({ request, devices }) =>
      devices.flatMap(({ before, after }) => (before === null ? [] : [{ request, after }])),
    );
    expect(changes.filter(({ after }) => after.origin === 'legacy').length).toBeGreaterThan(500);
    const without = changes.filter(({ request, after }) => {
      const { units = [], quote } = requests.get(request) ?? {};
      return ![...units, ...(quote?.replaced ?? [])].some(({ serial }) => serial === after.serial);
    });
    expect(without).toEqual([]);
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
    const devices = (await all(store, 'device', 'serial')).filter((device) => !isHandedOver(device));
    for (const device of devices) {
      const { serial, agency, status, model, sanitized, holdsStorage, support, countsForSupport } = device;
      const isOn = support.at(-1)?.to === null;
      const mayBeOn = countsForSupport && ['in service', 'moving', 'collected'].includes(status);
      expect([serial, status, isOn]).toEqual([serial, status, mayBeOn && isSupported(device)]);
      const { admit } = await judge(store, serial);
      expect([serial, status, admit]).toEqual([
        serial,
        status,
        ['in transit', 'in service', 'moving'].includes(status),
      ]);
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
