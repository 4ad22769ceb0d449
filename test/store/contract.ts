import fc from 'fast-check';
import { z } from 'zod';
import type { Key } from '../../src/desk/documents.ts';
import { LARGEST_BATCH, type Operation, type Store, StoreError } from '../../src/desk/ports/store.ts';
import { copy, copyKey, create, device, faultOf, journal, newPartition } from './example-documents.ts';
import { queryContract } from './query-contract.ts';

/** A store to try, and ways around it. */
export interface Opened {
  store: Store;
  /** Another connection to the same documents, as a second process has one. Closed with the first. */
  second(): Promise<Store>;
  /** Puts a document into the engine past the store, as an older, newer or broken Device Desk might have. */
  plant(key: Key, kept: { version: number; body: unknown }): Promise<void>;
  close(): Promise<void>;
}

/** What every engine must do. `open` is called once; each test keeps to a partition of its own. */
export function storeContract(engine: string, open: () => Promise<Opened>): void {
  describe(`a store on ${engine}`, () => {
    let opened: Opened;
    let store: Store;
    let pk: string;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    beforeEach(() => {
      pk = newPartition();
    });
    afterAll(() => opened.close());

    describe('one document', () => {
      it('is undefined before it was created', async () => {
        expect(await store.read(copyKey(pk, 'a'))).toBeUndefined();
      });

      it('is read as it was created, under its key', async () => {
        const key = copyKey(pk, 'a');
        await store.commit([create(key, copy({ activity: 'first' }))]);
        expect(await store.read(key)).toEqual({ key, body: copy({ activity: 'first' }), etag: expect.any(String) });
      });

      it('is not created over another', async () => {
        const key = copyKey(pk, 'a');
        await store.commit([create(key, copy({ activity: 'first' }))]);
        expect(await faultOf(store.commit([create(key, copy({ activity: 'second' }))]))).toBe('exists');
        expect((await store.read(key))?.body.activity).toBe('first');
      });

      it('is replaced when it is as it was read, and has a new etag then', async () => {
        const key = copyKey(pk, 'a');
        await store.commit([create(key)]);
        const before = (await store.read(key))?.etag ?? '';
        await store.commit([{ do: 'replace', key, body: copy({ shows: 2 }), etag: before }]);
        const after = await store.read(key);
        expect(after?.body.shows).toBe(2);
        expect(after?.etag).not.toBe(before);
      });

      it('is not replaced when it has changed since', async () => {
        const key = copyKey(pk, 'a');
        await store.commit([create(key)]);
        const { etag = '' } = (await store.read(key)) ?? {};
        await store.commit([{ do: 'put', key, body: copy({ shows: 2 }) }]);
        expect(await faultOf(store.commit([{ do: 'replace', key, body: copy({ shows: 3 }), etag }]))).toBe('stale');
        expect((await store.read(key))?.body.shows).toBe(2);
      });

      it('changes its etag even when it is written as it was', async () => {
        const key = copyKey(pk, 'a');
        await store.commit([create(key)]);
        const { etag = '' } = (await store.read(key)) ?? {};
        await store.commit([{ do: 'put', key, body: copy() }]);
        expect(await faultOf(store.commit([{ do: 'replace', key, body: copy(), etag }]))).toBe('stale');
      });

      it('is not replaced when it is not there', async () => {
        const call = store.commit([{ do: 'replace', key: copyKey(pk, 'a'), body: copy(), etag: '1' }]);
        expect(await faultOf(call)).toBe('missing');
      });

      it('is put whether it is there or not', async () => {
        const key = copyKey(pk, 'a');
        await store.commit([{ do: 'put', key, body: copy({ shows: 1 }) }]);
        await store.commit([{ do: 'put', key, body: copy({ shows: 2 }) }]);
        expect((await store.read(key))?.body.shows).toBe(2);
      });

      it('is another one in another partition', async () => {
        const other = newPartition();
        await store.commit([create(copyKey(pk, 'a'), copy({ shows: 1 }))]);
        await store.commit([create(copyKey(other, 'a'), copy({ shows: 2 }))]);
        expect((await store.read(copyKey(pk, 'a')))?.body.shows).toBe(1);
        expect((await store.read(copyKey(other, 'a')))?.body.shows).toBe(2);
      });

      it('keeps whatever JSON can say', async () => {
        const texts = [
          'Zoë Ñandú',
          '部署',
          '😀👩‍👩‍👧',
          '"\'\\',
          "'; DROP TABLE documents; --",
          '${x}',
          '\u0000\u001f\n\r\t\u2028',
        ];
        const key = copyKey(pk, 'a');
        await store.commit([create(key, copy({ reference: texts, activity: texts.join('') }))]);
        expect((await store.read(key))?.body).toEqual(copy({ reference: texts, activity: texts.join('') }));
        await fc.assert(
          fc.asyncProperty(fc.jsonValue(), async (value) => {
            const reference = JSON.parse(JSON.stringify(value).replaceAll('"__proto__"', '"proto"'));
            await store.commit([{ do: 'put', key, body: copy({ reference }) }]);
            expect((await store.read(key))?.body.reference).toEqual(reference);
          }),
          { numRuns: 100 },
        );
      });

      it('may be large, but not without limit', async () => {
        const key = copyKey(pk, 'a');
        const large = 'ü'.repeat(800_000);
        await store.commit([create(key, copy({ reference: large }))]);
        expect((await store.read(key))?.body.reference).toBe(large);
        const huge = 'ü'.repeat(1_100_000);
        expect(await faultOf(store.commit([{ do: 'put', key, body: copy({ reference: huge }) }]))).toBe('too large');
        expect((await store.read(key))?.body.reference).toBe(large);
      });
    });

    describe('a batch', () => {
      const failing: [string, (key: Key<'copy'>) => Operation, string][] = [
        ['creates what exists', (key) => create({ ...key, id: 'copy:there' }), 'exists'],
        ['replaces what is missing', (key) => ({ do: 'replace', key, body: copy(), etag: '1' }), 'missing'],
        [
          'replaces what has changed',
          (key) => ({ do: 'replace', key: { ...key, id: 'copy:there' }, body: copy(), etag: 'old' }),
          'stale',
        ],
      ];
      it.each(failing)('does nothing when one of its operations %s, whichever it is', async (_, bad, fault) => {
        const there = copyKey(pk, 'there');
        await store.commit([create(there, copy({ activity: 'untouched' }))]);
        for (const position of [0, 2, 4]) {
          const operations = [0, 1, 2, 3].map((no) => create(copyKey(pk, `${position}-${no}`)));
          operations.splice(position, 0, bad(copyKey(pk, 'bad')));
          expect(await faultOf(store.commit(operations))).toBe(fault);
        }
        expect(await store.count({ type: 'copy', pk, where: [] })).toBe(1);
        expect((await store.read(there))?.body.activity).toBe('untouched');
      });

      it('holds several types and verbs', async () => {
        const key: Key<'device'> = { type: 'device', pk, id: 'device:7BLUE01' };
        await store.commit([{ do: 'create', key, body: device({ status: 'staged' }) }]);
        const { etag = '' } = (await store.read(key)) ?? {};
        const entry: Key<'journal'> = { type: 'journal', pk, id: 'journal:1' };
        const other: Key<'device'> = { type: 'device', pk, id: 'device:7BLUE02' };
        await store.commit([
          { do: 'replace', key, body: device({ status: 'in transit' }), etag },
          { do: 'create', key: entry, body: journal() },
          { do: 'put', key: other, body: device({ serial: '7BLUE02' }) },
        ]);
        expect((await store.read(key))?.body.status).toBe('in transit');
        expect(await store.read(entry)).toBeDefined();
        expect(await store.read(other)).toBeDefined();
      });

      it(`holds ${LARGEST_BATCH} operations and no more`, async () => {
        const operations = Array.from({ length: LARGEST_BATCH }, (_, no) => create(copyKey(pk, `${no}`)));
        await store.commit(operations);
        expect(await store.count({ type: 'copy', pk, where: [] })).toBe(LARGEST_BATCH);
        const more = [...operations, create(copyKey(pk, 'more'))];
        await expect(store.commit(more)).rejects.not.toBeInstanceOf(StoreError);
      });

      it('is too large when its documents together are', async () => {
        const reference = 'x'.repeat(700_000);
        const operations = [1, 2, 3].map((no) => create(copyKey(pk, `${no}`), copy({ reference })));
        expect(await faultOf(store.commit(operations))).toBe('too large');
        expect(await store.count({ type: 'copy', pk, where: [] })).toBe(0);
      });

      it('of nothing does nothing', async () => {
        await store.commit([]);
      });

      it('that no correct caller makes is refused as a mistake', async () => {
        const claim: Operation = {
          do: 'create',
          key: { type: 'claim', pk, id: pk },
          body: { serial: pk, agency: 'PARKS', request: null, at: '2026-11-24T15:04:05.000Z' },
        };
        const unfit: Operation = { do: 'put', key: copyKey(pk, 'a'), body: Object.assign(copy(), { extra: 'secret' }) };
        const batches: Operation[][] = [
          [create(copyKey(pk, 'a')), create(copyKey(newPartition(), 'b'))],
          [create(copyKey(pk, 'a')), claim],
          [create(copyKey(pk, 'a')), { do: 'put', key: copyKey(pk, 'a'), body: copy() }],
          [unfit],
        ];
        for (const batch of batches) {
          const failed = expect(store.commit(batch)).rejects;
          await failed.not.toBeInstanceOf(StoreError);
          await failed.not.toThrow(/secret/);
        }
        expect(await store.count({ type: 'copy', pk, where: [] })).toBe(0);
      });
    });

    describe('two at once', () => {
      it('see at once what the other has committed', async () => {
        const other = await opened.second();
        await store.commit([create(copyKey(pk, 'a'))]);
        expect(await other.read(copyKey(pk, 'a'))).toBeDefined();
        await other.commit([{ do: 'put', key: copyKey(pk, 'a'), body: copy({ shows: 9 }) }]);
        expect((await store.read(copyKey(pk, 'a')))?.body.shows).toBe(9);
      });

      it('cannot both replace what they have read', async () => {
        const other = await opened.second();
        const key = copyKey(pk, 'a');
        await store.commit([create(key)]);
        const [mine, theirs] = await Promise.all([store.read(key), other.read(key)]);
        const faults = await Promise.all([
          faultOf(store.commit([{ do: 'replace', key, body: copy({ shows: 2 }), etag: mine?.etag ?? '' }])),
          faultOf(other.commit([{ do: 'replace', key, body: copy({ shows: 3 }), etag: theirs?.etag ?? '' }])),
        ]);
        expect(faults.toSorted()).toEqual(['stale', undefined]);
      });

      it('cannot both create the same document', async () => {
        const other = await opened.second();
        const faults = await Promise.all([
          faultOf(store.commit([create(copyKey(pk, 'a'))])),
          faultOf(other.commit([create(copyKey(pk, 'a'))])),
        ]);
        expect(faults.toSorted()).toEqual(['exists', undefined]);
      });

      it('lose nothing when each repeats what it lost', async () => {
        const other = await opened.second();
        const key = copyKey(pk, 'a');
        await store.commit([create(key, copy({ shows: 0 }))]);
        async function add(through: Store): Promise<void> {
          for (;;) {
            const before = await through.read(key);
            const body = copy({ shows: (before?.body.shows ?? 0) + 1 });
            const fault = await faultOf(through.commit([{ do: 'replace', key, body, etag: before?.etag ?? '' }]));
            if (fault === undefined) return;
            expect(['stale', 'throttled']).toContain(fault);
          }
        }
        await Promise.all(Array.from({ length: 40 }, (_, no) => add(no % 2 === 0 ? store : other)));
        expect((await store.read(key))?.body.shows).toBe(40);
      });
    });

    queryContract(() => store);

    describe('a broken document', () => {
      const broken: [string, { version: number; body: unknown }, RegExp][] = [
        ['that does not fit its schema', { version: 1, body: { ...copy(), shows: 'secret' } }, /shows/],
        ['that has what nobody knows', { version: 1, body: { ...copy(), secret: 1 } }, /unrecognized_keys/],
        ['that is of a later version', { version: 2, body: copy() }, /version 2 is newer than 1/],
        ['that is of a version nothing upgrades', { version: 0, body: copy() }, /version 0/],
      ];
      it.each(broken)('%s is named, without what is in it', async (_, kept, why) => {
        const key = copyKey(pk, 'a');
        await opened.plant(key, kept);
        const orderBy = { field: 'activity' };
        const query = { type: 'copy', pk, where: [], orderBy, limit: 1 } as const;
        for (const call of [() => store.read(key), () => store.query(query)]) {
          const error: unknown = await call().catch((error: unknown) => error);
          expect(error).toMatchObject({ fault: 'broken document', message: expect.stringMatching(why) });
          expect(error).toMatchObject({ message: expect.stringContaining('copy copy:a') });
          expect(String(error)).not.toContain('secret');
        }
      });

      it('is left out of a page and told of, where a query asks for that; the page goes on after it', async () => {
        for (const id of ['a', 'b', 'c']) await store.commit([create(copyKey(pk, id), copy({ activity: id }))]);
        const bent = { version: 1, body: { ...copy({ activity: 'aa' }), shows: 'secret' } };
        await opened.plant(copyKey(pk, 'aa'), bent);
        const told: string[] = [];
        const broken = ({ pk, id }: Key, { fault }: StoreError) => void told.push(`${pk} ${id} ${fault}`);
        const query = { type: 'copy', pk, where: [], orderBy: { field: 'activity' }, limit: 2, broken } as const;
        const first = await store.query(query);
        expect(first.items.map(({ body }) => body.activity)).toEqual(['a']);
        const second = await store.query({ ...query, after: first.next ?? '' });
        expect([second.items.map(({ body }) => body.activity), second.next]).toEqual([['b', 'c'], null]);
        expect(told).toEqual([`${pk} copy:aa broken document`]);
      });

      it('does not show in a query that wants another part of it, and is named where it is in that part', async () => {
        await opened.plant(copyKey(pk, 'a'), { version: 1, body: { ...copy(), shows: 'secret' } });
        const query = { type: 'copy', pk, where: [], orderBy: { field: 'activity' }, limit: 1 } as const;
        const { items } = await store.query({ ...query, part: z.object({ person: z.string() }) });
        expect(items.map(({ key, body }) => [key, body])).toEqual([[copyKey(pk, 'a'), { person: copy().person }]]);
        const part = z.object({ shows: z.number() });
        const error: unknown = await store.query({ ...query, part }).catch((error: unknown) => error);
        expect(error).toMatchObject({
          fault: 'broken document',
          message: expect.stringMatching(/^copy copy:a: .* at shows$/),
        });
        expect(String(error)).not.toContain('secret');
        await opened.plant(copyKey(pk, 'b'), { version: 2, body: copy({ activity: '' }) });
        expect(await faultOf(store.query({ ...query, part: z.object({}) }))).toBe('broken document');
      });

      it('is one that is of another type than its key says', async () => {
        await store.commit([create(copyKey(pk, 'a'))]);
        expect(await faultOf(store.read({ type: 'person', pk, id: 'copy:a' }))).toBe('broken document');
      });
    });

    it('answers a check', async () => {
      await store.check();
    });

    it('is unavailable once closed', async () => {
      const other = await opened.second();
      await other.close();
      await other.close();
      const key = copyKey(pk, 'a');
      const query = { type: 'copy', pk, where: [], orderBy: { field: 'activity' }, limit: 1 } as const;
      const calls = [
        () => other.check(),
        () => other.read(key),
        () => other.commit([create(key)]),
        () => other.query(query),
        () => other.count(query),
      ];
      for (const call of calls) expect(await faultOf(call())).toBe('unavailable');
    });
  });
}
