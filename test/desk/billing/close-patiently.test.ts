import { patiently } from '../../../scripts/patience.ts';
import { closeStep, whyNotClose } from '../../../src/desk/billing/close-month.ts';
import { stateCalendar } from '../../../src/desk/calendar.ts';
import { nowAt } from '../../../src/desk/clock.ts';
import { createDirectory } from '../../../src/desk/directory.ts';
import type { Closing } from '../../../src/desk/ledger.ts';
import { type Store, StoreError, type StoreFault } from '../../../src/desk/ports/store.ts';
import { loadSampleWorld } from '../../../src/store/sample-world.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { faultyStore } from '../../store/faulty-store.ts';

const BY = { by: { id: null, name: 'the command line' }, role: null };
const MONTH = '2026-10';

/** Closes a month as the command does, without its pauses. */
async function close(store: Store): Promise<Closing> {
  const clock = { now: () => nowAt(new Date('2026-11-24T15:00:00.000Z'), 'America/Chicago') };
  const directory = createDirectory(store, () => performance.now(), clock);
  const ledger = { store, directory, clock, calendar: stateCalendar('America/Chicago') };
  const patient = <R>(work: () => Promise<R>) => patiently(work, undefined, async () => {});
  await patient(() => whyNotClose(ledger, MONTH));
  for (let anew = true; ; anew = false) {
    const closing = await patient(() => closeStep(ledger, MONTH, BY, anew));
    if (closing.state !== 'counting') return closing;
  }
}

async function sample(): Promise<Store> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  return store;
}

const FAULTS: readonly [StoreFault, 'before' | 'after'][] = [
  ['throttled', 'before'],
  ['unavailable', 'before'],
  ['unknown outcome', 'before'],
  ['unknown outcome', 'after'],
];

test.each(FAULTS)('closing a month goes on after the store was %s, %s it took effect', async (fault, when) => {
  const { bills } = await close(await sample());
  for (let at = 1; ; at += 1) {
    const error = () => new StoreError(fault, 'for a moment');
    const store = faultyStore(await sample(), { at, when, error });
    expect(await close(store)).toMatchObject({ state: 'closed', bills });
    if (!store.hasFailed()) break;
  }
});

test('it is given up after five minutes, and at once for what does not pass', async () => {
  for (const [fault, tries] of [
    ['unavailable', 37],
    ['broken document', 1],
  ] as const) {
    let [tried, waited] = [0, 0];
    const told: StoreFault[] = [];
    const work = async () => {
      tried += 1;
      throw new StoreError(fault, 'for good');
    };
    const pause = async (milliseconds: number) => {
      waited += milliseconds;
    };
    await expect(patiently(work, (what) => told.push(what), pause)).rejects.toMatchObject({ fault });
    expect(tried).toBe(tries);
    expect(Math.round(waited / 60_000)).toBe(tries === 1 ? 0 : 5);
    expect(told).toEqual(tries === 1 ? [] : [fault]);
  }
});
