import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { copy, copyKey, faultOf } from './example-documents.ts';
import { Crash, faultyStore, storeFault } from './faulty-store.ts';

const key = copyKey('PARKS', 'a');
const create = { do: 'create', key, body: copy() } as const;

describe('a faulty store', () => {
  let store: Store;
  beforeEach(() => {
    store = openSqliteStore(':memory:');
  });
  afterEach(() => store.close());

  it('without a fault passes everything on and counts it', async () => {
    const faulty = faultyStore(store);
    await faulty.commit([create]);
    expect(await faulty.read(key)).toEqual(await store.read(key));
    expect(await faultOf(faulty.commit([create]))).toBe('exists');
    expect(faulty.calls).toEqual([
      { no: 1, kind: 'commit', about: ['copy:a'], ended: 'done' },
      { no: 2, kind: 'read', about: ['copy:a'], ended: 'done' },
      { no: 3, kind: 'commit', about: ['copy:a'], ended: 'failed' },
    ]);
    expect(faulty.hasFailed()).toBe(false);
  });

  it('fails before the call takes effect, once', async () => {
    const faulty = faultyStore(store, { at: 2, when: 'before', error: storeFault('throttled') });
    await faulty.check();
    expect(await faultOf(faulty.commit([create]))).toBe('throttled');
    expect(await store.read(key)).toBeUndefined();
    await faulty.commit([create]);
    expect(await store.read(key)).toBeDefined();
    expect(faulty.calls.map(({ ended }) => ended)).toEqual(['done', 'failed here', 'done']);
  });

  it('fails after the call took effect', async () => {
    const faulty = faultyStore(store, { at: 1, when: 'after', error: storeFault('unknown outcome') });
    expect(await faultOf(faulty.commit([create]))).toBe('unknown outcome');
    expect(await store.read(key)).toBeDefined();
  });

  it('fails at the n-th call of a kind', async () => {
    const faulty = faultyStore(store, { at: 2, when: 'before', error: storeFault('unavailable'), only: ['read'] });
    await faulty.read(key);
    await faulty.commit([create]);
    expect(await faultOf(faulty.read(key))).toBe('unavailable');
  });

  it('does nothing any more after a crash', async () => {
    const faulty = faultyStore(store, { at: 1, when: 'after', error: () => new Crash() });
    await expect(faulty.read(key)).rejects.toThrow(Crash);
    await expect(faulty.commit([create])).rejects.toThrow(Crash);
    await faulty.close();
    expect(await store.read(key)).toBeUndefined();
  });
});
