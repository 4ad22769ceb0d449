import type { Store, StoreFault } from '../../../src/desk/ports/store.ts';
import { createContainers } from '../../../src/store/cosmos/create-containers.ts';
import { type CosmosAccess, openCosmosStore } from '../../../src/store/cosmos/open-cosmos-store.ts';
import type { MeteredCall } from '../../../src/store/meter.ts';
import { copy, copyKey, createCopies, everything, faultOf } from '../example-documents.ts';
import { CosmosDouble, type DoubleFault } from './double/cosmos-double.ts';
import { newDatabase } from './double/new-database.ts';

const SHORT = { tryWithin: 250, callWithin: 800, tries: 2 };
const QUERY = { type: 'copy', where: [], orderBy: { field: 'activity' }, limit: 5 } as const;

let double: CosmosDouble;
let access: CosmosAccess;
let store: Store;
let metered: MeteredCall[];

beforeAll(async () => {
  double = await CosmosDouble.start();
});
beforeEach(async () => {
  double.fault = () => undefined;
  access = await newDatabase(double);
  metered = [];
  store = openCosmosStore(access, (call) => metered.push(call), SHORT);
});
afterEach(() => store.close());
afterAll(() => double.stop());

/** From now on, requests of a kind meet a fault: the first so many of them, or all. */
function breaks(what: string, fault: DoubleFault, times = Number.POSITIVE_INFINITY): void {
  let left = times;
  double.fault = (call) => {
    if (call.what !== what || left === 0) return undefined;
    left -= 1;
    return fault;
  };
}

const key = copyKey('PARKS', 'a');
const create = () => store.commit([{ do: 'create', key, body: copy() }]);

async function isThere(): Promise<boolean> {
  double.fault = () => undefined;
  return (await store.read(key)) !== undefined;
}

describe('a write that fails', () => {
  const faults: [DoubleFault['gives'], DoubleFault['when'], StoreFault, boolean][] = [
    [{ status: 429, retryAfter: 5 }, 'before', 'throttled', false],
    [{ status: 503 }, 'before', 'unknown outcome', false],
    [{ status: 503 }, 'after', 'unknown outcome', true],
    [{ status: 449 }, 'before', 'unknown outcome', false],
    [{ status: 408 }, 'after', 'unknown outcome', true],
    [{ status: 500 }, 'after', 'unknown outcome', true],
    ['reset', 'before', 'unknown outcome', false],
    ['reset', 'after', 'unknown outcome', true],
    ['silence', 'before', 'unknown outcome', false],
    ['silence', 'after', 'unknown outcome', true],
    [{ status: 413 }, 'before', 'too large', false],
    [{ status: 401 }, 'before', 'unavailable', false],
    [{ status: 403, substatus: 5300 }, 'before', 'unavailable', false],
    [{ status: 404, substatus: 1003 }, 'before', 'unavailable', false],
  ];
  test.each(faults)('with %j %s it took effect is %s', async (gives, when, fault, there) => {
    breaks('batch', { when, gives });
    const before = double.answered.length;
    expect(await faultOf(create())).toBe(fault);
    expect(metered.at(-1)).toMatchObject({ kind: 'commit', type: 'copy', fault });
    // What may have happened is not repeated: the desk looks for it by its id.
    const sent = double.answered.slice(before).filter(({ what }) => what === 'batch');
    if (fault !== 'throttled') expect(sent.length).toBeLessThanOrEqual(1);
    expect(await isThere()).toBe(there);
  });

  test('because it is throttled is repeated until it is not, and happens once', async () => {
    breaks('batch', { when: 'before', gives: { status: 429, retryAfter: 5 } }, 2);
    await create();
    expect(await isThere()).toBe(true);
  });

  test('of many operations, throttled or torn by the engine, is none of them', async () => {
    breaks('batch', { when: 'before', gives: { status: 429, retryAfter: 5 } });
    await expect(createCopies(store, 'PARKS', { a: copy(), b: copy() })).rejects.toMatchObject({ fault: 'throttled' });
    double.fault = () => undefined;
    expect(await store.count({ type: 'copy', where: [] })).toBe(0);
  });
});

describe('a read that fails', () => {
  const faults: [DoubleFault['gives'], StoreFault][] = [
    [{ status: 429, retryAfter: 5 }, 'throttled'],
    [{ status: 503 }, 'unavailable'],
    [{ status: 404, substatus: 1003 }, 'unavailable'],
    [{ status: 404, substatus: 1002 }, 'unavailable'],
    [{ status: 401 }, 'unavailable'],
    ['reset', 'unavailable'],
    ['silence', 'unavailable'],
  ];
  test.each(faults)('with %j makes the store %s', async (gives, fault) => {
    breaks('read', { when: 'before', gives });
    expect(await faultOf(store.read(key))).toBe(fault);
    expect(await faultOf(store.check())).toBe(fault);
    breaks('query', { when: 'before', gives });
    expect(await faultOf(store.query(QUERY))).toBe(fault);
    expect(await faultOf(store.count(QUERY))).toBe(fault);
  });

  test('once is repeated by the SDK when the connection broke', async () => {
    await create();
    store = openCosmosStore(access, () => {}, { tryWithin: 500, callWithin: 4000 });
    breaks('read', { when: 'before', gives: 'reset' }, 1);
    expect(await store.read(key)).toBeDefined();
  });

  test('in one of the ranges of a query fails the query', async () => {
    const gone = copyKey('PARKS', 'x');
    await store.commit([{ do: 'create', key: gone, body: copy() }]);
    let queries = 0;
    double.fault = ({ what }) => {
      queries += what === 'query' ? 1 : 0;
      return queries === 4 ? { when: 'before', gives: { status: 400 } } : undefined;
    };
    await expect(store.query(QUERY)).rejects.toThrow();
  });
});

describe('a desk whose account can be read', () => {
  test('but not written is not ready after three commits that failed, until something is written again', async () => {
    breaks('batch', { when: 'before', gives: { status: 403, substatus: 5300 } });
    for (let failed = 1; failed < 3; failed += 1) {
      await faultOf(create());
      await store.check();
    }
    await faultOf(create());
    expect(await faultOf(store.check())).toBe('unavailable');
    double.fault = () => undefined;
    await store.check();
    const before = double.answered.length;
    await store.check();
    expect(double.answered.slice(before).filter(({ what }) => what === 'batch')).toEqual([]);
  });

  test('in part only is not ready', async () => {
    double.fault = ({ what, container }) =>
      what === 'read' && container === 'agencies'
        ? { when: 'before', gives: { status: 404, substatus: 1003 } }
        : undefined;
    expect(await faultOf(store.check())).toBe('unavailable');
  });
});

describe('an account that is not as it should be', () => {
  test('takes no other key', async () => {
    const stranger = openCosmosStore({ ...access, key: Buffer.from('another').toString('base64') }, () => {}, SHORT);
    expect(await faultOf(stranger.check())).toBe('unavailable');
    await stranger.close();
  });

  test('has no such database', async () => {
    const nowhere = openCosmosStore({ ...access, url: `${double.endpoint}/nowhere` }, () => {}, SHORT);
    expect(await faultOf(nowhere.check())).toBe('unavailable');
    expect(await faultOf(nowhere.commit([{ do: 'create', key, body: copy() }]))).toBe('unavailable');
    await nowhere.close();
  });

  test('does not answer at all', async () => {
    const dead = await CosmosDouble.start();
    const url = `${dead.endpoint}/desk`;
    await dead.stop();
    const gone = openCosmosStore({ ...access, url }, () => {}, SHORT);
    expect(await faultOf(gone.commit([{ do: 'create', key, body: copy() }]))).toBe('unavailable');
    expect(await faultOf(gone.read(key))).toBe('unavailable');
    await gone.close();
  });

  test('is given what it lacks, as often as one likes', async () => {
    const lines = await createContainers(access);
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toContain('has the indexes of this version');
  });
});

describe('what a call costs', () => {
  test('is told call by call, and adds up to what the account has charged', async () => {
    const before = double.charged;
    const copies = Object.fromEntries(Array.from({ length: 40 }, (_, no) => [`c${no}`, copy({ activity: `a${no}` })]));
    await createCopies(store, 'PARKS', copies);
    await createCopies(store, 'REV', copies);
    await store.read(copyKey('PARKS', 'c1'));
    await store.read(copyKey('PARKS', 'nothing'));
    await everything(store, { ...QUERY, limit: 30 });
    await store.count({ ...QUERY, pk: 'REV' });
    await store.count(QUERY);
    expect(metered.map(({ kind }) => kind)).toEqual([
      ...['commit', 'commit', 'read', 'read', 'query', 'query', 'query', 'count', 'count'],
    ]);
    for (const { charge, fault } of metered) {
      expect(charge).toBeGreaterThan(0);
      expect(fault).toBeNull();
    }
    const told = metered.reduce((sum, { charge }) => sum + charge, 0);
    expect(told).toBeCloseTo(double.charged - before, 1);
  });
});

describe('over three ranges', () => {
  test('a query without a partition asks each of them, page by page, and one with a partition asks one', async () => {
    for (const pk of ['PARKS', 'REV', 'OTS', 'DOTD', 'LDH', 'DCFS']) {
      await createCopies(store, pk, { a: copy({ activity: `${pk}1` }), b: copy({ activity: `${pk}2` }) });
    }
    double.pageSize = 1;
    const all = await everything(store, { ...QUERY, limit: 4 });
    double.pageSize = 7;
    expect(all.items.map(({ body }) => body.activity)).toEqual(all.items.map(({ body }) => body.activity).toSorted());
    expect(all.pages).toEqual([4, 4, 4]);
    const asked = double.answered.length;
    await store.query({ ...QUERY, pk: 'PARKS' });
    expect(double.answered.slice(asked).filter(({ what }) => what === 'query')).toHaveLength(1);
  });

  test('an order that no index serves is refused, as the account would', async () => {
    const unserved = { ...QUERY, orderBy: { field: 'view' } };
    await expect(store.query(unserved)).rejects.toThrow(/composite index/);
    await expect(store.query({ ...unserved, pk: 'PARKS' })).rejects.toThrow(/composite index/);
  });
});

test('an id may hold what Cosmos DB allows in none', async () => {
  const names = ['a/b', 'a\\b', 'a?b', 'a#b', 'a~b', 'a~2fb', 'a%2Fb', 'a b', 'ä+=&;:@'];
  await createCopies(store, 'PARKS', Object.fromEntries(names.map((name) => [name, copy({ activity: name })])));
  for (const name of names) {
    expect((await store.read(copyKey('PARKS', name)))?.key).toEqual(copyKey('PARKS', name));
  }
  const { items } = await everything(store, { ...QUERY, pk: 'PARKS', limit: 2 });
  expect(items.map(({ key, body }) => [key.id, `copy:${body.activity}`]).every(([id, from]) => id === from)).toBe(true);
  expect(items).toHaveLength(names.length);
});
