import fc from 'fast-check';
import { z } from 'zod';
import { readAll } from '../../src/desk/directory.ts';
import type { Body, Key } from '../../src/desk/documents.ts';
import {
  type Condition,
  LARGEST_BATCH,
  type Operation,
  type Query,
  type Store,
  StoreError,
} from '../../src/desk/ports/store.ts';
import {
  copy,
  copyKey,
  createCopies,
  device,
  everything,
  faultOf,
  journal,
  MAX,
  person,
  RITA,
} from './example-documents.ts';

/** A store to try, and ways around it. */
export interface Opened {
  store: Store;
  /** Another connection to the same documents, as a second process has one. Closed with the first. */
  second(): Promise<Store>;
  /** Puts a document into the engine past the store, as an older, newer or broken Device Desk might have. */
  plant(key: Key, kept: { version: number; body: unknown }): Promise<void>;
  close(): Promise<void>;
}

let partitions = 0;

/** A partition that no other test uses, so that an engine need not be emptied in between. */
function newPartition(): string {
  partitions += 1;
  return `T${Date.now().toString(36).toUpperCase()}${partitions}`;
}

function create(key: Key<'copy'>, body: Body<'copy'> = copy()): Operation {
  return { do: 'create', key, body };
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

    describe('a query', () => {
      const values = {
        text: 'due',
        empty: '',
        number: 7,
        numberAsText: '7',
        yes: true,
        no: false,
        yesAsText: 'true',
        one: 1,
        nothing: null,
        list: ['due', 'a'],
        listAsText: '["due","a"]',
        object: { due: 1 },
      };
      const deep = (value: unknown): Body<'copy'>['reference'] => JSON.parse(JSON.stringify({ deep: { value } }));
      const field = 'reference.deep.value';
      const conditions: [Condition, string[]][] = [
        [{ field, is: 'due' }, ['text']],
        [{ field, is: '' }, ['empty']],
        [{ field, is: 7 }, ['number']],
        [{ field, is: '7' }, ['numberAsText']],
        [{ field, is: true }, ['yes']],
        [{ field, is: false }, ['no']],
        [{ field, is: 1 }, ['one']],
        [{ field, is: null }, ['nothing']],
        [{ field, is: '["due","a"]' }, ['listAsText']],
        [{ field, is: "due' OR '1'='1" }, []],
        [{ field, oneOf: ['7', 'due', 'other'] }, ['numberAsText', 'text']],
        [{ field, oneOf: [] }, []],
        [{ field, holds: 'due' }, ['list']],
        [{ field, holds: 'other' }, []],
        [{ field, atMost: '7' }, ['empty', 'numberAsText']],
        [{ field, atMost: 'due' }, ['empty', 'listAsText', 'numberAsText', 'text']],
        [{ anyOf: [field], contains: 'DU' }, ['listAsText', 'text']],
        [{ anyOf: [field], contains: '%' }, []],
        [{ anyOf: ['activity', field], contains: 'umberastex' }, ['numberAsText']],
        [
          {
            either: [
              [{ field, is: 'due' }],
              [
                { field, is: 7 },
                { field: 'activity', is: 'number' },
              ],
            ],
          },
          ['number', 'text'],
        ],
        [
          {
            either: [
              [
                { field, is: 7 },
                { field: 'activity', is: 'text' },
              ],
              [{ field, is: true }],
            ],
          },
          ['yes'],
        ],
        [{ either: [[{ field, oneOf: [] }], [{ field, is: null }, { pk: 'elsewhere' }]] }, []],
        [{ either: [] }, []],
        [{ field: 'reference.deep.missing', is: null }, []],
        [{ field: 'reference.deep', is: null }, []],
        [{ field: 'request', is: 'PARKS-1' }, [...Object.keys(values), 'missing'].toSorted()],
      ];
      it.each(conditions)('finds where %j', async (condition, names) => {
        const all = Object.entries(values).map(([name, value]) => [
          name,
          copy({ activity: name, reference: deep(value) }),
        ]);
        await createCopies(store, pk, {
          ...Object.fromEntries(all),
          missing: copy({ activity: 'missing', reference: {} }),
        });
        const query = { type: 'copy', pk, where: [condition], orderBy: { field: 'activity' }, limit: 100 } as const;
        const { items } = await store.query(query);
        expect(items.map(({ body }) => body.activity)).toEqual(names);
        expect(await store.count(query)).toBe(names.length);
      });

      it('finds what meets all of several conditions, with key, body and etag as read', async () => {
        await createCopies(store, pk, {
          a: copy({ person: RITA, activity: '1' }),
          b: copy({ person: MAX, activity: '1' }),
          c: copy({ person: MAX, activity: '2' }),
        });
        const { items, next } = await store.query({
          type: 'copy',
          pk,
          where: [
            { field: 'person', is: MAX },
            { field: 'activity', atMost: '1' },
          ],
          orderBy: { field: 'activity' },
          limit: 10,
        });
        expect(items).toEqual([await store.read(copyKey(pk, 'b'))]);
        expect(next).toBeNull();
      });

      it('finds the entries that hold a serial, newest first, and follows a list that changes', async () => {
        for (const [no, serials] of [['7BLUE01'], ['7BLUE01', '7BLUE02', '7BLUE01'], ['7BLUE02']].entries()) {
          const body = journal({ commit: no + 1, at: `2026-11-2${no}T08:00:00.000Z`, serials });
          await store.commit([{ do: 'create', key: { type: 'journal', pk, id: `journal:${no}` }, body }]);
        }
        const find = async (serial: string) => {
          const where = [{ field: 'serials', holds: serial }];
          const page = await store.query({
            type: 'journal',
            pk,
            where,
            orderBy: { field: 'at', descending: true },
            limit: 9,
          });
          return page.items.map(({ body }) => body.commit);
        };
        expect(await find('7BLUE01')).toEqual([2, 1]);
        expect(await find('7BLUE02')).toEqual([3, 2]);
        expect(await find('7BLUE')).toEqual([]);
        const changed = journal({ commit: 2, at: '2026-11-21T08:00:00.000Z', serials: ['7BLUE02', '7BLUE03'] });
        await store.commit([{ do: 'put', key: { type: 'journal', pk, id: 'journal:1' }, body: changed }]);
        expect(await find('7BLUE01')).toEqual([1]);
        expect(await find('7BLUE02')).toEqual([3, 2]);
        expect(await find('7BLUE03')).toEqual([2]);
      });

      it('finds the pages of an inventory by year, by whether something waits, and by a serial, in their order', async () => {
        const pages = [
          { year: 2027, no: 2, done: false, serials: ['7BLUE02'] },
          { year: 2027, no: 10, done: false, serials: ['7BLUE03', '7BLUE01'] },
          { year: 2027, no: 1, done: true, serials: ['7BLUE01'] },
          { year: 2026, no: 1, done: false, serials: ['7BLUE01'] },
        ];
        for (const page of pages) {
          const rows = page.serials.map((serial) => ({ serial, answer: null, by: null, at: null, request: null }));
          const key: Key<'inventoryPage'> = { type: 'inventoryPage', pk, id: `inventoryPage:${page.year}:${page.no}` };
          await store.commit([{ do: 'create', key, body: { agency: pk, ...page, rows } }]);
        }
        const find = async (...where: Condition[]) => {
          const year: Condition = { field: 'year', is: 2027 };
          const query = {
            type: 'inventoryPage',
            pk,
            where: [year, ...where],
            orderBy: { field: 'no' },
            limit: 9,
          } as const;
          return (await store.query(query)).items.map(({ body }) => body.no);
        };
        expect(await find()).toEqual([1, 2, 10]);
        expect(await find({ field: 'done', is: false })).toEqual([2, 10]);
        expect(await find({ field: 'serials', holds: '7BLUE01' })).toEqual([1, 10]);
      });

      it('finds the inventories of a year over all partitions, by agency', async () => {
        const year = 3000 + partitions;
        for (const agency of [`${pk}B`, `${pk}A`, pk]) {
          const body: Body<'inventory'> = {
            ...{
              agency,
              year: agency === pk ? year - 1000 : year,
              state: 'open',
              by: { id: RITA, name: 'Rita Reyes' },
            },
            ...{ startedAt: '2026-11-24T15:04:05.000Z', until: '2027-01-23', after: null, pages: 0, listed: 0 },
            ...{ answers: { confirmed: 0, corrected: 0, missing: 0, left: 0 }, closed: null, commits: 1 },
          };
          await store.commit([{ do: 'create', key: { type: 'inventory', pk: agency, id: `inventory:${year}` }, body }]);
        }
        const where = [{ field: 'year', is: year }];
        const { items } = await store.query({ type: 'inventory', where, orderBy: { field: 'agency' }, limit: 9 });
        expect(items.map(({ body }) => body.agency)).toEqual([`${pk}A`, `${pk}B`]);
      });

      it('finds the people with a role, over all partitions', async () => {
        const people = [
          person({ name: 'A', agency: pk, roles: ['requester', 'warehouse'] }),
          person({ name: 'B', agency: pk, roles: ['agency approver'] }),
          person({ name: 'C', agency: pk, roles: ['warehouse'] }),
        ];
        for (const body of people) {
          const place = `person:${pk}${body.name}`;
          await store.commit([{ do: 'create', key: { type: 'person', pk: place, id: place }, body }]);
        }
        const where = [
          { field: 'roles', holds: 'warehouse' },
          { field: 'agency', is: pk },
        ];
        const { items } = await store.query({ type: 'person', where, orderBy: { field: 'name' }, limit: 9 });
        expect(items.map(({ body }) => body.name)).toEqual(['A', 'C']);
      });

      it('finds what lies in a partition or meets something else, over all partitions', async () => {
        const other = `${pk}-other`;
        await createCopies(store, pk, { a: copy({ activity: '1' }), b: copy({ activity: '2' }) });
        await createCopies(store, other, { c: copy({ activity: '3', person: MAX }), d: copy({ activity: '4' }) });
        const either: Condition[][] = [[{ pk }, { field: 'activity', is: '2' }], [{ field: 'person', is: MAX }]];
        const query = { type: 'copy', where: [{ either }], orderBy: { field: 'activity' }, limit: 9 } as const;
        const ours = (await readAll(store, query)).filter(({ key }) => [pk, other].includes(key.pk));
        expect(ours.map(({ body }) => body.activity)).toEqual(['2', '3']);
      });

      it('finds documents of its type only', async () => {
        await store.commit([
          create(copyKey(pk, 'a')),
          { do: 'create', key: { type: 'person', pk, id: 'person:a' }, body: person() },
        ]);
        const { items } = await store.query({ type: 'copy', pk, where: [], orderBy: { field: 'activity' }, limit: 9 });
        expect(items.map(({ key }) => key)).toEqual([copyKey(pk, 'a')]);
      });

      it('leaves out documents whose order field is neither text nor number', async () => {
        const references = ['b', 'a', 2, 1, null, true, ['a'], { a: 1 }];
        const copies = references.map((at, no) => [`${no}`, copy({ activity: `${no}`, reference: { at } })]);
        await createCopies(store, pk, { ...Object.fromEntries(copies), missing: copy({ reference: {} }) });
        const orderBy = { field: 'reference.at' };
        const { items } = await everything(store, { type: 'copy', pk, where: [], orderBy, limit: 1 });
        expect(items.map(({ body }) => body.reference)).toEqual([{ at: 1 }, { at: 2 }, { at: 'a' }, { at: 'b' }]);
      });

      it('gives pages that together are the whole, in order, whatever the documents and the size', async () => {
        // Few names and times, so that ties over two partitions are frequent.
        const time = fc.constantFrom('2026-11-24T08:00:00.000Z', '2026-11-24T09:00:00.000Z');
        const at = fc.oneof(
          { weight: 4, arbitrary: time },
          { weight: 1, arbitrary: fc.stringMatching(/^[ -~é-ÿ]{0,3}$/) },
        );
        const documents = fc.uniqueArray(
          fc.record({
            side: fc.constantFrom('A', 'B'),
            name: fc.stringMatching(/^[a-c]{1,2}$/),
            at,
            person: fc.constantFrom(RITA, MAX),
          }),
          { selector: ({ side, name }) => `${side}${name}`, maxLength: 24 },
        );
        const size = fc.integer({ min: 1, max: 12 });
        await fc.assert(
          fc.asyncProperty(
            documents,
            size,
            fc.boolean(),
            fc.boolean(),
            fc.boolean(),
            async (all, limit, descending, everywhere, filtered) => {
              const place = newPartition();
              for (const side of ['A', 'B']) {
                const ofSide = all.filter((document) => document.side === side);
                const copies = ofSide.map(({ name, at, person }) => [
                  name,
                  copy({ request: place, activity: at, person }),
                ]);
                await createCopies(store, `${place}${side}`, Object.fromEntries(copies));
              }
              const wanted = all
                .filter(({ side, person }) => (everywhere || side === 'A') && (!filtered || person === MAX))
                .map(({ side, name, at }) => ({ at, id: `copy:${name}`, pk: `${place}${side}` }))
                .toSorted((a, b) => compare(a.at, b.at) || compare(a.id, b.id) || compare(a.pk, b.pk));
              const where = [{ field: 'request', is: place }, ...(filtered ? [{ field: 'person', is: MAX }] : [])];
              const query: Query<'copy'> = {
                type: 'copy',
                ...(everywhere ? {} : { pk: `${place}A` }),
                where,
                orderBy: { field: 'activity', descending },
                limit,
              };
              const { items, pages } = await everything(store, query);
              const found = items.map(({ body, key }) => ({ at: body.activity, id: key.id, pk: key.pk }));
              expect(found).toEqual(descending ? wanted.toReversed() : wanted);
              expect(pages).toEqual(sizesOf(wanted.length, limit));
              expect(await store.count(query)).toBe(wanted.length);
            },
          ),
          { numRuns: 150 },
        );
      }, 120_000);

      it('continues after its place, whatever was added in the meantime', async () => {
        await createCopies(store, pk, {
          b: copy({ activity: '2' }),
          d: copy({ activity: '4' }),
          f: copy({ activity: '6' }),
        });
        const query = { type: 'copy', pk, where: [], orderBy: { field: 'activity' }, limit: 2 } as const;
        const first = await store.query(query);
        await createCopies(store, pk, { a: copy({ activity: '1' }), e: copy({ activity: '5' }) });
        const { items } = await everything(store, { ...query, after: first.next ?? '' });
        expect(items.map(({ body }) => body.activity)).toEqual(['5', '6']);
      });

      it('is refused as a mistake when its field, size or place is none', async () => {
        const query = { type: 'copy', pk, where: [], orderBy: { field: 'activity' }, limit: 2 } as const;
        const fields = ["a') OR 1=1 --", 'a b', '', 'a..b', 'a.', '.a', 'a[0]', '$', '"a"', 'á', 'a\n'];
        for (const wrong of fields) {
          await expect(store.query({ ...query, orderBy: { field: wrong } })).rejects.toThrow('not a field');
          for (const condition of [{ is: 'x' }, { is: null }, { holds: 'x' }, { oneOf: ['x'] }, { atMost: 'x' }]) {
            await expect(store.count({ ...query, where: [{ field: wrong, ...condition }] })).rejects.toThrow(
              'not a field',
            );
          }
        }
        for (const limit of [0, -1, 1.5, Number.NaN]) {
          await expect(store.query({ ...query, limit })).rejects.toThrow('not a page size');
        }
        for (const after of ['', 'x', 'W10', Buffer.from('["a","b"]').toString('base64url')]) {
          await expect(store.query({ ...query, after })).rejects.toThrow('not a cursor');
        }
      });
    });

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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many documents each page has: full ones and a rest; one empty page when there are none. */
function sizesOf(count: number, limit: number): number[] {
  const full = Array.from({ length: Math.floor(count / limit) }, () => limit);
  return count % limit > 0 || count === 0 ? [...full, count % limit] : full;
}
