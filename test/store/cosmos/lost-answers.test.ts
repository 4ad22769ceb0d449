import { readAll } from '../../../src/desk/directory.ts';
import type { Store } from '../../../src/desk/ports/store.ts';
import { openCosmosStore } from '../../../src/store/cosmos/open-cosmos-store.ts';
import { loadSampleWorld } from '../../../src/store/sample-world.ts';
import { as, DeskOffice, filledOrder } from '../../desk/desk-office.ts';
import { CosmosDouble, type DoubleFault } from './double/cosmos-double.ts';
import { newDatabase } from './double/new-database.ts';

const ORDER = 'PARKS-T00001';

let double: CosmosDouble;
let store: Store;
let office: DeskOffice;

beforeAll(async () => {
  double = await CosmosDouble.start();
});
beforeEach(async () => {
  double.fault = () => undefined;
  store = openCosmosStore(await newDatabase(double), () => {}, { tryWithin: 400 });
  await loadSampleWorld(store);
  office = new DeskOffice(store);
});
afterEach(() => store.close());
afterAll(() => double.stop());

/** The answer to the next write of the agency's desk is lost. */
function loseNext(fault: DoubleFault): void {
  let lost = false;
  double.fault = ({ what, container }) => {
    if (lost || what !== 'batch' || container !== 'agencies') return undefined;
    lost = true;
    return fault;
  };
}

const FAULTS: DoubleFault[] = (['before', 'after'] as const).flatMap((when) => [
  { when, gives: 'reset' },
  { when, gives: 'silence' },
  { when, gives: { status: 503 } },
  { when, gives: { status: 449 } },
]);

describe('a click whose write got lost, or only its acknowledgement, is answered as if nothing had been', () => {
  test.each(FAULTS)('%j', async (fault) => {
    loseNext(fault);
    expect(as(await office.act('01', 'order.submit', filledOrder(ORDER)), 'request').request.status).toBe(
      'awaiting approval',
    );
    const approve = (step: string) => ({ request: ORDER, step, revision: 1 });
    for (const [number, step] of [
      ['02', 'agency'],
      ['06', 'EUC'],
    ] as const) {
      loseNext(fault);
      const view = await office.act(number, 'request.approve', approve(step));
      // Not that somebody else was first: it was this click.
      expect(JSON.stringify(view)).not.toContain('already');
    }
    double.fault = () => undefined;
    const journal = await readAll(store, { type: 'journal', pk: 'PARKS', where: [], orderBy: { field: 'at' } });
    expect(journal.filter(({ body }) => body.request === ORDER).map(({ body }) => body.commit)).toEqual([1, 2, 3]);
    const stored = await store.read({ type: 'request', pk: 'PARKS', id: `request:${ORDER}` });
    expect(stored?.body).toMatchObject({ status: 'in work', commits: 3 });
  });
});
