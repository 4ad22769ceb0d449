import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { Crash, faultyStore, storeFault } from '../store/faulty-store.ts';
import { all, FileOffice, inventory, replayed, row } from './files.ts';

const ROWS = Array.from({ length: 60 }, (_, no) =>
  no % 4 === 0 ? row(`9REV${1000 + no}`, { agency: 'REV', billingCode: 'REV-100' }) : row(`5CG${1_000_000 + no}`),
);

/** Everything an import leaves behind but the moments and how rows were put together. */
async function left(store: Store) {
  const claims = await all(store, 'claim', 'serial');
  const history = [...(await replayed(store)).values()];
  return {
    devices: await all(store, 'device', 'serial'),
    claims: claims.map(({ at, ...claim }) => claim),
    history: history.sort((a, b) => (a.serial < b.serial ? -1 : 1)),
  };
}

describe('an import that is broken off', () => {
  let whole: Awaited<ReturnType<typeof left>>;
  beforeAll(async () => {
    const store = openSqliteStore(':memory:');
    const office = new FileOffice(store);
    await office.moveIn();
    expect(await office.import(office.file('a.csv', inventory(...ROWS)))).toBe(0);
    whole = await left(store);
    expect(whole.devices).toHaveLength(60);
    expect(whole.history).toEqual(whole.devices);
    office.close();
    await store.close();
  });

  it.each(['before', 'after'] as const)(
    'and started again is as one that was not, wherever it died (%s a commit)',
    async (when) => {
      // Every claim of a group is a commit: a few of them stand for the rest.
      for (const at of [1, 2, 44, 45, 46, 47, 60, 62, 63, 70]) {
        const store = openSqliteStore(':memory:');
        const office = new FileOffice(store);
        await office.moveIn();
        const file = office.file('a.csv', inventory(...ROWS));
        const dying = new FileOffice(faultyStore(store, { at, when, error: () => new Crash(), only: ['commit'] }));
        const ended = await dying.import(file).catch((error: unknown) => error);
        if (ended !== 0) expect(ended).toBeInstanceOf(Crash);
        office.now = { ...office.now, at: '2026-11-24T15:00:30.000Z' };
        expect(await office.import(file)).toBe(0);
        expect(await left(store)).toEqual(whole);
        for (const one of [office, dying]) one.close();
        await store.close();
      }
    },
  );

  it.each(['throttled', 'unknown outcome', 'stale'] as const)(
    'goes on by itself when a commit is %s',
    async (fault) => {
      for (const when of ['before', 'after'] as const) {
        for (const at of [3, 46]) {
          const store = openSqliteStore(':memory:');
          const office = new FileOffice(store);
          await office.moveIn();
          const faulty = new FileOffice(faultyStore(store, { at, when, error: storeFault(fault), only: ['commit'] }));
          expect(await faulty.import(office.file('a.csv', inventory(...ROWS)))).toBe(0);
          expect(await left(store)).toEqual(whole);
          for (const one of [office, faulty]) one.close();
          await store.close();
        }
      }
    },
  );

  it('takes each device once when two bring the same file in at once', async () => {
    const store = openSqliteStore(':memory:');
    const office = new FileOffice(store);
    await office.moveIn();
    const file = office.file('a.csv', inventory(...ROWS));
    await Promise.all([office.import(file), office.import(file)]);
    expect(await left(store)).toEqual(whole);
    office.close();
    await store.close();
  });
});
