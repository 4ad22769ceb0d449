import fc from 'fast-check';
import { readAll } from '../../src/desk/directory.ts';
import type { Body, Key } from '../../src/desk/documents.ts';
import type { Condition, Query, Store } from '../../src/desk/ports/store.ts';
import {
  copy,
  copyKey,
  create,
  createCopies,
  everything,
  journal,
  MAX,
  newPartition,
  person,
  RITA,
} from './example-documents.ts';

/** What every engine must answer to a query. `opened` gives the store once tests run; each test keeps to a partition of its own. */
export function queryContract(opened: () => Store): void {
  describe('a query', () => {
    let store: Store;
    let pk: string;
    beforeEach(() => {
      store = opened();
      pk = newPartition();
    });

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
      const year = 3001;
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
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many documents each page has: full ones and a rest; one empty page when there are none. */
function sizesOf(count: number, limit: number): number[] {
  const full = Array.from({ length: Math.floor(count / limit) }, () => limit);
  return count % limit > 0 || count === 0 ? [...full, count % limit] : full;
}
