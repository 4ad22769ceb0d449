import type { DocumentType } from '../../src/desk/documents.ts';
import type { Condition, Query } from '../../src/desk/ports/store.ts';
import { cursorFrom } from '../../src/store/paging.ts';
import { openDatabase } from '../../src/store/sqlite/open-database.ts';
import { selectCount, selectPage } from '../../src/store/sqlite/select.ts';

const state = (is: string): Condition => ({ field: 'state', is });
const status = (is: string): Condition => ({ field: 'status', is });
const statuses: Condition = { field: 'status', oneOf: ['awaiting approval', 'returned', 'in work'] };
const requester: Condition = { field: 'requester.id', is: 'x' };
const serials: Condition = { field: 'serial', oneOf: ['7BLUE01', '7BLUE02'] };
const year: Condition = { field: 'year', is: 2027 };
const until: Condition = { field: 'dueAt', atMost: '2026-11-24T15:04:05.000Z' };

/** What the desk asks for: type, partition or null for all, conditions, order, and the index that must serve it. */
const QUERIES: [DocumentType, string | null, Condition[], string, string][] = [
  ['outbox', null, [state('due'), until], 'dueAt', 'outbox_by_state_dueAt'],
  ['outbox', null, [{ field: 'state', oneOf: ['due', 'started'] }, until], 'dueAt', 'outbox_by_state_dueAt'],
  [
    'outbox',
    null,
    [{ field: 'state', oneOf: ['due', 'started'] }, until, { field: 'task.do', oneOf: ['pass commitment'] }],
    'dueAt',
    'outbox_by_state_dueAt',
  ],
  ['outbox', null, [state('waiting'), { field: 'to', is: 'x' }], 'dueAt', 'outbox_by_to_state_dueAt'],
  ['outbox', 'PARKS', [{ field: 'request', is: 'x' }], 'dueAt', 'outbox_by_request_dueAt'],
  ['copy', null, [{ field: 'request', is: 'x' }], 'person', 'copy_by_request_person'],
  ['journal', 'PARKS', [{ field: 'serials', holds: '7BLUE01' }], 'at', 'PRIMARY KEY'],
  ['journal', 'PARKS', [{ field: 'request', is: 'x' }], 'at', 'journal_by_pk_request_at'],
  ['request', null, [status('in work')], 'submittedAt', 'request_by_status_submittedAt'],
  ['request', null, [statuses], 'submittedAt', 'request_by_status_submittedAt'],
  [
    'request',
    null,
    [status('awaiting approval'), { field: 'step', is: 'EUC' }],
    'submittedAt',
    'request_by_status_submittedAt',
  ],
  [
    'request',
    null,
    [
      status('awaiting approval'),
      {
        either: [
          [{ field: 'step', is: 'agency' }, { pk: 'REV' }],
          [
            { field: 'step', is: 'receiving agency' },
            { field: 'toAgency', is: 'REV' },
          ],
        ],
      },
    ],
    'submittedAt',
    'request_by_status_submittedAt',
  ],
  ['request', 'PARKS', [status('in work')], 'submittedAt', 'request_by_pk_status_submittedAt'],
  ['request', 'PARKS', [statuses], 'submittedAt', 'request_by_pk_status_submittedAt'],
  ['request', null, [requester], 'submittedAt', 'request_by_requester_id_submittedAt'],
  ['request', 'PARKS', [requester], 'submittedAt', 'request_by_pk_requester_id_submittedAt'],
  ['request', 'PARKS', [requester, statuses], 'submittedAt', 'request_by_pk_requester_id_submittedAt'],
  [
    'request',
    'PARKS',
    [{ field: 'quote.adjustment.month', is: '2026-10' }],
    'submittedAt',
    'request_by_pk_quote_adjustment_month_submittedAt',
  ],
  ['request', 'PARKS', [], 'submittedAt', 'request_by_pk_submittedAt'],
  ['request', null, [], 'submittedAt', 'request_by_submittedAt'],
  ['device', null, [status('spare')], 'serial', 'device_by_status_serial'],
  ['device', 'PARKS', [status('spare')], 'serial', 'device_by_pk_status_serial'],
  ['device', 'PARKS', [serials], 'serial', 'device_by_pk_serial'],
  ['device', 'PARKS', [], 'serial', 'device_by_pk_serial'],
  ['device', 'PARKS', [{ field: 'openRequest', is: 'x' }], 'serial', 'device_by_pk_openRequest_serial'],
  ['device', 'PARKS', [{ field: 'transfer.to', is: 'PARKS' }], 'serial', 'device_by_pk_transfer_to_serial'],
  ['commitment', null, [serials], 'serial', 'commitment_by_serial'],
  ['commitment', 'PARKS', [serials], 'serial', 'commitment_by_pk_serial'],
  ['commitment', 'PARKS', [], 'serial', 'commitment_by_pk_serial'],
  [
    'commitment',
    'PARKS',
    [{ field: 'firstMonth', oneOf: ['2023-01', '2023-04', '2023-07'] }],
    'serial',
    'commitment_by_pk_firstMonth_serial',
  ],
  ['charge', 'PARKS', [{ field: 'month', oneOf: ['2026-09', '2026-10'] }], 'serial', 'charge_by_pk_month_serial'],
  ['charge', 'PARKS', [{ field: 'serial', is: '7BLUE01' }], 'month', 'charge_by_pk_serial_month'],
  ['claim', null, [serials], 'serial', 'claim_by_serial'],
  ['person', null, [{ field: 'roles', holds: 'warehouse' }], 'name', 'PRIMARY KEY'],
  ['person', null, [{ field: 'agency', is: 'PARKS' }], 'name', 'person_by_agency_name'],
  [
    'person',
    null,
    [
      { field: 'roles', holds: 'x' },
      { field: 'agency', is: 'PARKS' },
    ],
    'name',
    'person_by_agency_name',
  ],
  ['inventory', null, [year], 'agency', 'inventory_by_year_agency'],
  ['inventoryPage', 'PARKS', [year], 'no', 'inventoryPage_by_pk_year_no'],
  ['inventoryPage', 'PARKS', [year, { field: 'done', is: false }], 'no', 'inventoryPage_by_pk_year_done_no'],
  ['inventoryPage', 'PARKS', [year, { field: 'serials', holds: '7BLUE01' }], 'no', 'inventoryPage_by_pk_year'],
  ['agency', null, [], 'code', 'agency_by_code'],
  ['catalog', null, [], 'version', 'catalog_by_version'],
];

describe('the queries of the desk', () => {
  const db = openDatabase(':memory:', 0);
  afterAll(() => db.close());

  /** How SQLite would go about a statement, a line a step. */
  function plan({ sql, values }: { sql: string; values: unknown[] }): string[] {
    return db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map(({ detail }) => detail);
  }

  it.each(QUERIES)('for a %s in %j where %j by %s use %s', (type, pk, where, field, index) => {
    for (const descending of [false, true]) {
      const query: Query<DocumentType> = { type, where, orderBy: { field, descending }, limit: 10 };
      if (pk !== null) query.pk = pk;
      const after = cursorFrom(['2026-11-24T15:04:05.000Z', 'x', 'PARKS']);
      for (const select of [selectPage(query), selectPage({ ...query, after }), selectCount(query)]) {
        const steps = plan(select);
        const documents = steps.filter((step) => step.includes('documents'));
        expect(documents).toHaveLength(1);
        // Where there is nothing to look up, any index of the type serves to count.
        if (select.sql.includes('ORDER BY') || where.length > 0) expect(steps.join('\n')).toContain(index);
        for (const step of steps) expect(step).not.toMatch(/^SCAN (documents|list_values)$/);
      }
    }
  });

  it('would be seen to read every document if they did', () => {
    const select = { sql: "SELECT * FROM documents WHERE json_extract(body, '$.state') = ?", values: ['due'] };
    expect(plan(select)).toEqual(['SCAN documents']);
  });

  it('are answered in order without sorting where one value is looked up', () => {
    const where = [state('due'), until];
    const steps = plan(selectPage({ type: 'outbox', where, orderBy: { field: 'dueAt' }, limit: 10 }));
    expect(steps).toEqual([
      expect.stringMatching(/^SEARCH documents USING INDEX outbox_by_state_dueAt \(.*=.* AND .*<.*\)$/),
    ]);
  });
});
