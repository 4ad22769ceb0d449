import assert from 'node:assert/strict';
import fc from 'fast-check';
import { closeStep, progressOf, whyNotClose } from '../../../src/desk/billing/close-month.ts';
import { previewBill, storedLines } from '../../../src/desk/billing/count-bill.ts';
import type { Ledger } from '../../../src/desk/billing/month-end.ts';
import { billingFor } from '../../../src/desk/billing/records.ts';
import { stateCalendar } from '../../../src/desk/calendar.ts';
import { nowAt } from '../../../src/desk/clock.ts';
import { createDirectory, readAll } from '../../../src/desk/directory.ts';
import { keys } from '../../../src/desk/documents.ts';
import type { Closing } from '../../../src/desk/ledger.ts';
import type { Operation, Store } from '../../../src/desk/ports/store.ts';
import type { BillLine } from '../../../src/domain/billing/charges.ts';
import { sum } from '../../../src/domain/money.ts';
import { addMonths, monthOf } from '../../../src/domain/months.ts';
import { loadSampleWorld } from '../../../src/store/sample-world.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { aDeed, begun, FIRST_DAY } from '../../domain/billing/chance.ts';
import { commitment, leased } from '../../domain/office.ts';
import { Crash, faultyStore } from '../../store/faulty-store.ts';

const BILL = { by: { id: '00000000-0000-4000-8000-00000000000b', name: 'Bill Baker' }, role: 'billing' } as const;

function ledgerOn(store: Store, day = '2026-11-24'): Ledger {
  return ledgerAt(store, `${day}T15:00:00.000Z`);
}

function ledgerAt(store: Store, instant: string): Ledger {
  const clock = { now: () => nowAt(new Date(instant), 'America/Chicago') };
  const calendar = stateCalendar('America/Chicago');
  return { store, directory: createDirectory(store, () => performance.now(), clock), clock, calendar };
}

async function sample(extra = 0): Promise<Store> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  for (let from = 0; from < extra; from += 50) {
    const operations = Array.from({ length: 50 }, (_, index): Operation[] => {
      const serial = `X${String(from + index).padStart(6, '0')}`;
      return [
        { do: 'create', key: keys.device('PARKS', serial), body: leased(serial) },
        { do: 'create', key: keys.commitment('PARKS', serial), body: commitment(serial, '2024-07') },
      ];
    });
    await store.commit(operations.flat());
  }
  return store;
}

async function closed(ledger: Ledger, month: string): Promise<Closing> {
  for (let steps = 0; steps < 200; steps += 1) {
    const closing = await closeStep(ledger, month, BILL);
    if (closing.state !== 'counting') return closing;
  }
  throw new Error('it never ends');
}

/** Everything in the ledger but the times and counts of writes, which a crash may shift. */
async function ledgerOf(store: Store): Promise<unknown> {
  const bills = await readAll(store, { type: 'bill', where: [], orderBy: { field: 'agency' } });
  const lines: BillLine[] = [];
  for (const { body } of bills) for await (const some of storedLines(store, body)) lines.push(...some);
  const [closing] = await readAll(store, { type: 'closing', where: [], orderBy: { field: 'month' } });
  return {
    bills: bills.map(({ body: { chunks: _, ...body } }) => body),
    lines,
    closing: closing?.body.bills,
    state: closing?.body.state,
  };
}

/** A store for a process that is held up just before it looks at an agency's bill. */
function asleepBeforeBill(store: Store, agency: string): { store: Store; asleep: Promise<void>; wake: () => void } {
  const [asleep, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const held: Store = {
    query: (query) => store.query(query),
    count: (query) => store.count(query),
    commit: (operations) => store.commit(operations),
    removeOutlived: (at) => store.removeOutlived(at),
    check: () => store.check(),
    close: () => store.close(),
    async read(key) {
      if (key.type === 'bill' && key.pk === agency) {
        asleep.resolve();
        await awake.promise;
      }
      return store.read(key);
    },
  };
  return { store: held, asleep: asleep.promise, wake: awake.resolve };
}

describe('Rule 50: closing a month', () => {
  test('gives one bill an agency, reconciled to the cent', async () => {
    const store = await sample();
    const ledger = ledgerOn(store);
    const closing = await closed(ledger, '2026-10');
    expect(closing).toMatchObject({
      state: 'closed',
      closedAt: '2026-11-24T15:00:00.000Z',
      by: { name: 'Bill Baker' },
    });
    expect(closing.bills.map(({ agency, totalCents, lines }) => [agency, totalCents, lines])).toEqual([
      ['OTS', 0, 0],
      ['PARKS', 39876, 15],
      ['REV', 5792, 2],
    ]);
    const bill = (await store.read(keys.bill('PARKS', '2026-10')))?.body;
    assert(bill !== undefined);
    const lines: BillLine[] = [];
    for await (const some of storedLines(store, bill)) lines.push(...some);
    // Rule 49: the lines add up to the total.
    expect([lines.length, sum(lines.map(({ cents }) => cents))]).toEqual([15, 39876]);
    expect(await progressOf(store, closing)).toEqual({ seen: 20, all: 20 });
  });

  test('gives the same bills when done twice, and never changes what is closed', async () => {
    const store = await sample();
    await closed(ledgerOn(store), '2026-10');
    const before = await ledgerOf(store);
    const device = await store.read(keys.device('PARKS', '7BLUE01'));
    assert(device !== undefined);
    // Whatever happens to the records later, even what should never happen.
    await store.commit([{ do: 'put', key: device.key, body: { ...device.body, support: [] } }]);
    expect((await closed(ledgerOn(store), '2026-10')).state).toBe('closed');
    expect(await ledgerOf(store)).toEqual(before);
    expect(await whyNotClose(ledgerOn(store), '2026-10')).toBe('2026-10 is closed already. Nothing was changed.');
  });

  test('comes to what its preview said', async () => {
    const store = await sample(100);
    const ledger = ledgerOn(store);
    const billing = await billingFor(ledger.directory, '2026-10');
    assert(billing !== undefined);
    const preview = await previewBill(store, 'PARKS', billing);
    await closed(ledger, '2026-10');
    expect((await store.read(keys.bill('PARKS', '2026-10')))?.body.tally).toEqual(preview);
  });

  test.each(['2026-11', '2026-12', '2027-01'])('is refused for %s, which is not over', async (month) => {
    expect(await whyNotClose(ledgerOn(await sample()), month)).toMatch(/is not over/);
  });

  test('is possible from a quarter of an hour after the last day on, in the state’s time zone', async () => {
    const store = await sample();
    const answer = (instant: string) => whyNotClose(ledgerAt(store, instant), '2026-10');
    expect(await answer('2026-11-01T04:59:59.999Z')).toBe(
      '2026-10 is not over. Its bills can be closed from 12:15 AM on the day after its last.',
    );
    // What was decided in the last moment of the month may be on its way to the records.
    expect(await answer('2026-11-01T05:00:00.000Z')).toBe(
      '2026-10 is over, but what was done last may not be on record yet. Its bills can be closed from 12:15 AM on.',
    );
    expect(await answer('2026-11-01T05:14:59.999Z')).toMatch(/from 12:15 AM on/);
    expect(await answer('2026-11-01T05:15:00.000Z')).toBeUndefined();
  });

  test('is refused for a month whose rates no catalog tells', async () => {
    expect(await whyNotClose(ledgerOn(await sample()), '2026-05')).toBe(
      'No catalog tells the rates of 2026-05, so it cannot be billed.',
    );
  });

  test('bills many devices in chunks', async () => {
    const store = await sample(1500);
    await closed(ledgerOn(store), '2026-10');
    const bill = (await store.read(keys.bill('PARKS', '2026-10')))?.body;
    expect(bill).toMatchObject({ chunks: 2, seen: { devices: 1514, commitments: 1504 }, tally: { lines: 3015 } });
    expect(bill?.tally.totalCents).toBe(39876 + 1500 * (2500 + 3292));
  });

  test('killed anywhere it goes on and gives the same bills', async () => {
    const whole = await sample(600);
    await closed(ledgerOn(whole), '2026-10');
    const wanted = await ledgerOf(whole);
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; ; at += 1) {
        const store = await sample(600);
        const faulty = faultyStore(store, { at, when, error: () => new Crash(), only: ['commit', 'query'] });
        await closed(ledgerOn(faulty), '2026-10').catch((error: unknown) => assert(error instanceof Crash));
        await closed(ledgerOn(store), '2026-10');
        expect(await ledgerOf(store)).toEqual(wanted);
        await store.close();
        if (!faulty.hasFailed()) break;
      }
    }
  }, 60_000);

  test('two processes at once give the same bills', async () => {
    const store = await sample(300);
    await Promise.all([closed(ledgerOn(store), '2026-10'), closed(ledgerOn(store), '2026-10')]);
    const alone = await sample(300);
    await closed(ledgerOn(alone), '2026-10');
    expect(await ledgerOf(store)).toEqual(await ledgerOf(alone));
  });

  test('fails, and closes nothing, where a device belongs to no agency; begun again it closes', async () => {
    const store = await sample();
    const stray = { ...leased('STRAY01'), agency: 'NOBODY' };
    await store.commit([{ do: 'create', key: keys.device('NOBODY', 'STRAY01'), body: stray }]);
    const failed = await closed(ledgerOn(store), '2026-10');
    expect(failed).toMatchObject({ state: 'failed', closedAt: null });
    expect(failed.problem).toBe(
      '15 devices were billed, and the state has 16: some belong to no agency of the directory.',
    );
    expect((await closed(ledgerOn(store), '2026-10')).state).toBe('failed');
    const agency = { code: 'NOBODY', name: 'Nobody', billingCodes: [] };
    await store.commit([{ do: 'create', key: keys.agency('NOBODY'), body: agency }]);
    expect((await closeStep(ledgerOn(store), '2026-10', BILL, true)).state).toBe('counting');
    expect(await closed(ledgerOn(store), '2026-10')).toMatchObject({ state: 'closed', round: 2 });
  });

  test('a process left over from a round that failed does not count a closed bill again', async () => {
    const store = await sample();
    const stray = { ...leased('STRAY01'), agency: 'NOBODY' };
    await store.commit([{ do: 'create', key: keys.device('NOBODY', 'STRAY01'), body: stray }]);
    const slow = asleepBeforeBill(store, 'PARKS');
    await closeStep(ledgerOn(store), '2026-10', BILL);
    const leftOver = closeStep(ledgerOn(slow.store), '2026-10', BILL);
    await slow.asleep;
    expect((await closed(ledgerOn(store), '2026-10')).state).toBe('failed');
    const agency = { code: 'NOBODY', name: 'Nobody', billingCodes: [] };
    await store.commit([{ do: 'create', key: keys.agency('NOBODY'), body: agency }]);
    await closeStep(ledgerOn(store), '2026-10', BILL, true);
    expect(await closed(ledgerOn(store), '2026-10')).toMatchObject({ state: 'closed', round: 2 });
    const bills = await ledgerOf(store);
    await store.commit([{ do: 'create', key: keys.device('PARKS', 'X000001'), body: leased('X000001') }]);
    slow.wake();
    expect(await leftOver).toMatchObject({ state: 'closed', round: 2 });
    expect(await ledgerOf(store)).toEqual(bills);
  });

  test('fails where stored lines do not add up', async () => {
    const store = await sample(600);
    const broken: Store = {
      ...store,
      read: (key) => store.read(key),
      query: (query) => store.query(query),
      count: (query) => store.count(query),
      commit: (operations) =>
        store.commit(operations.filter(({ key }) => key.type !== 'billLines' || key.pk !== 'PARKS')),
    };
    expect((await closed(ledgerOn(broken), '2026-10')).problem).toBe(
      'PARKS: 0 lines are stored and 1215 were counted.',
    );
  });
});

test('whatever happened, preview, stored bill and the bill replayed from history are the same', async () => {
  const deeds = fc.array(aDeed, { minLength: 20, maxLength: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(deeds, async (deeds) => {
      const office = begun();
      for (const deed of deeds) office.do(deed);
      const month = addMonths(monthOf(office.day), -1);
      fc.pre(month >= monthOf(FIRST_DAY));
      const store = await sample();
      const devices = [...office.devices.values()].map((body): Operation => {
        return { do: 'put', key: keys.device('PARKS', body.serial), body };
      });
      const commitments = [...office.commitments.values()].map((body): Operation => {
        return { do: 'put', key: keys.commitment('PARKS', body.serial), body };
      });
      for (const operation of [...devices, ...commitments]) await store.commit([operation]);
      const ledger = ledgerOn(store, office.day);
      const billing = await billingFor(ledger.directory, month);
      assert(billing !== undefined);
      const preview = await previewBill(store, 'PARKS', billing);
      await closed(ledger, month);
      const bill = (await store.read(keys.bill('PARKS', month)))?.body;
      assert(bill !== undefined);
      const lines: BillLine[] = [];
      for await (const some of storedLines(store, bill)) lines.push(...some);
      const names = new Set([...office.devices.keys(), ...office.commitments.keys()]);
      const ours = lines.filter(({ serial }) => names.has(serial));
      const name = ({ kind, serial }: BillLine) => `${kind} ${serial}`;
      expect(bill.tally).toEqual(preview);
      expect(ours.toSorted((a, b) => name(a).localeCompare(name(b)))).toEqual(office.replayed(month));
      await store.close();
    }),
    { numRuns: 25 },
  );
}, 60_000);
