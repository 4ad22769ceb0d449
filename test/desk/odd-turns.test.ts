import { keys } from '../../src/desk/documents.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, CANCEL_ALL, DeskOffice, filledOrder } from './desk-office.ts';
import { agreed, EVE, MAX, RITA, transferOffice, work } from './transfer-office.ts';

/** Ed, EUC's approver. */
const ED = '06';

const DELIVERED = { item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2029-01-01' };

async function office(store = openSqliteStore(':memory:')): Promise<DeskOffice> {
  await loadSampleWorld(store);
  const desk = new DeskOffice(store);
  for (const number of [RITA, MAX, ED, EVE]) await desk.desk.installed(desk.caller(number));
  return desk;
}

async function ordered(desk: DeskOffice, change: Record<string, unknown> = {}): Promise<string> {
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request, change)), 'request');
  return request;
}

async function approved(desk: DeskOffice, change: Record<string, unknown> = {}): Promise<string> {
  const request = await ordered(desk, change);
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
  return request;
}

async function requestOf(desk: DeskOffice, id: string) {
  return (await desk.house.store.read(keys.request(id)))?.body;
}

async function recordOf(desk: DeskOffice, serial: string) {
  return (await desk.house.store.read(keys.device('PARKS', serial)))?.body;
}

describe('cancelling', () => {
  test('Rule 17: an order of 250 is cancelled at once or not at all, whoever approves in between', async () => {
    const store = openSqliteStore(':memory:');
    const commit = store.commit.bind(store);
    let between: (() => Promise<unknown>) | null = null;
    store.commit = async (operations) => {
      await commit(operations);
      const now = between;
      between = null;
      await now?.();
    };
    const desk = await office(store);
    const request = await ordered(desk, { quantity1: '250' });
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    between = () => desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
    await desk.act(RITA, 'request.cancel', { request, ...CANCEL_ALL });
    expect(await requestOf(desk, request)).toMatchObject({ status: 'cancelled' });
    expect((await requestOf(desk, request))?.units.every(({ cancelled }) => cancelled)).toBe(true);
  });

  test('Rule 24: a device cancelled out of an order and received for it again can be worked on', async () => {
    const desk = await office();
    const request = await approved(desk);
    await desk.act(EVE, 'work.receive', { ...DELIVERED, request, serials: 'ABCDE01' });
    await desk.act(EVE, 'request.cancel', {
      request,
      cancelWhat: 'some',
      cancelWhich: 'ABCDE01',
      cancelReason: 'Dented.',
    });
    await desk.act(EVE, 'work.receive', { ...DELIVERED, request, serials: 'ABCDE01' });
    await desk.act(EVE, 'work.do', { request, step: 'image', serials: 'ABCDE01' });
    expect((await recordOf(desk, 'ABCDE01'))?.status).toBe('imaged');
  });

  test('a reason that is too long is refused beside its field', async () => {
    const desk = await office();
    const request = await ordered(desk);
    const view = as(
      await desk.act(RITA, 'request.cancel', { request, whole: true, cancelReason: 'y'.repeat(600) }),
      'request',
    );
    expect(view).toMatchObject({ refused: true, typed: { reason: 'y'.repeat(600) } });
    expect((await requestOf(desk, request))?.status).toBe('awaiting approval');
  });

  test('who has gone to another agency cancels nothing of the old one', async () => {
    const desk = await transferOffice();
    const request = await agreed(desk);
    const rita = await desk.house.store.read(keys.person('00000000-0000-4000-8000-000000000001'));
    if (rita === undefined) throw new Error('there is no Rita');
    const body = { ...rita.body, agency: 'REV' };
    await desk.house.store.commit([{ do: 'replace', key: rita.key, body, etag: rita.etag }]);
    await desk.act(RITA, 'request.cancel', { request, ...CANCEL_ALL });
    expect((await requestOf(desk, request))?.status).toBe('in work');
  });
});

describe('staging', () => {
  test('a line for a device that is somebody’s already is asked about, not passed over', async () => {
    const desk = await office();
    const request = await approved(desk);
    await desk.act(EVE, 'work.receive', { ...DELIVERED, request, serials: 'ABCDE01, ABCDE02' });
    await desk.act(EVE, 'work.do', { request, step: 'image' });
    const assignments = 'ABCDE01, Jane Jones, Room 9';
    const view = as(await desk.act(EVE, 'work.do', { request, step: 'stage', label: 'true', assignments }), 'work');
    expect(view.problems.map(({ field }) => field)).toEqual(['assignments']);
    expect((await recordOf(desk, 'ABCDE01'))?.status).toBe('imaged');
  });

  test('Rule 9: a device that two lines name is asked about; nothing is staged, and what was typed stays', async () => {
    const desk = await office();
    const request = await approved(desk, { assignedUser: '', location: '' });
    await desk.act(EVE, 'work.receive', { ...DELIVERED, request, serials: 'ABCDE01, ABCDE02' });
    await desk.act(EVE, 'work.do', { request, step: 'image' });
    const assignments = 'ABCDE01, Jane Jones, Room 9\nABCDE02, Tom Tran, Room 8\nabc-de01, Sam Stone, Room 7';
    const view = as(await desk.act(EVE, 'work.do', { request, step: 'stage', label: 'true', assignments }), 'work');
    expect(view.problems).toEqual([{ field: 'assignments', text: 'ABCDE01 stands in two lines. Keep the right one.' }]);
    expect(view.inputs.assignments).toBe(assignments);
    for (const serial of ['ABCDE01', 'ABCDE02']) expect((await recordOf(desk, serial))?.status).toBe('imaged');
  });

  test('Rule 16: a line that is refused stays in its field, and the good ones are staged', async () => {
    const desk = await office();
    const request = await approved(desk, { assignedUser: '', location: '' });
    await desk.act(EVE, 'work.receive', { ...DELIVERED, request, serials: 'ABCDE01, ABCDE02' });
    await desk.act(EVE, 'work.do', { request, step: 'image' });
    const assignments = 'ABCDE01, Jane Jones, Room 9\nABCDE02, Max Moreau, Room 8';
    const view = as(await desk.act(EVE, 'work.do', { request, step: 'stage', label: 'true', assignments }), 'work');
    expect(view.note).toBe('1 device staged, 1 to check.');
    expect(view.inputs.assignments).toBe('ABCDE02, Max Moreau, Room 8');
  });

  test('Rule 9: a line that lacks its place says so, stays, and takes no other field’s word', async () => {
    const desk = await office();
    const request = await approved(desk, { assignedUser: '', location: '' });
    await desk.act(EVE, 'work.receive', { ...DELIVERED, request, serials: 'ABCDE01, ABCDE02' });
    await desk.act(EVE, 'work.do', { request, step: 'image' });
    const assignments = 'ABCDE01, Jane Jones, Room 9\nABCDE02; Sam Stone';
    const view = as(await desk.act(EVE, 'work.do', { request, step: 'stage', label: 'true', assignments }), 'work');
    expect(view.problems).toEqual([
      { field: 'assignments', text: 'The line of ABCDE02 does not say where it goes. Write: serial, name, place.' },
    ]);
    expect(view.inputs.assignments).toBe('ABCDE02; Sam Stone');
  });

  test('250 devices are named in one paste', async () => {
    const desk = await office();
    const request = await approved(desk, { quantity1: '250', assignedUser: '', location: '' });
    const serials = Array.from({ length: 250 }, (_, index) => `AB${String(index).padStart(5, '0')}`);
    await desk.act(EVE, 'work.receive', { ...DELIVERED, request, serials: serials.join('\n') });
    await desk.act(EVE, 'work.do', { request, step: 'image' });
    const place = 'Department of Parks, Baton Rouge Building 7, room 2.14 west wing';
    const assignments = serials.map((serial, no) => `${serial}, Christopher Montgomery ${no}, ${place}`).join('\n');
    await desk.act(EVE, 'work.do', { request, step: 'stage', label: 'true', assignments });
    expect((await recordOf(desk, 'AB00249'))?.assignedUser?.name).toBe('Christopher Montgomery 249');
  });

  test('Rule 25: an agency’s own device from before leasing bears no leased-device label', async () => {
    const desk = await transferOffice();
    const request = await agreed(desk, {}, '5CG0000003');
    await work(desk, request, 'collect', 'sanitize', 'image');
    const card = as(await desk.act(EVE, 'work.open', { request, step: 'stage' }), 'work');
    expect(card.labels).toEqual({ needed: false, without: ['legacy'] });
    await desk.act(EVE, 'work.do', { request, step: 'stage', assignedUser: 'Ravi Rao', location: 'Room 5' });
    expect(await recordOf(desk, '5CG0000003')).toMatchObject({ status: 'staged', labelled: false });
  });
});

test('Rules 6, 27 and 31: every step leaves an entry of the request, of who in which role, before and after', async () => {
  const desk = await office();
  const request = await approved(desk, { quantity1: '1' });
  await desk.act(EVE, 'work.receive', { ...DELIVERED, request, serials: 'ABCDE01' });
  const steps = ['image', 'stage', 'dispatch', 'deploy'];
  for (const step of steps) await desk.act(EVE, 'work.do', { request, step, label: 'true' });
  const { items } = await desk.house.store.query({
    type: 'journal',
    pk: 'PARKS',
    where: [{ field: 'serials', holds: 'ABCDE01' }],
    orderBy: { field: 'at' },
    limit: 50,
  });
  const entries = items.map(({ body }) => body).toSorted((one, other) => one.commit - other.commit);
  expect(entries.map(({ role, by, request: id }) => [role, by.name, id])).toEqual([
    ...['receive', 'image', 'stage'].map(() => ['warehouse', 'Eve Ellis', request]),
    ...['dispatch', 'deploy'].map(() => ['field operations', 'Eve Ellis', request]),
  ]);
  const changes = entries.flatMap(({ devices }) => devices);
  expect(changes.map(({ after }) => after.status)).toEqual([
    'received',
    'imaged',
    'staged',
    'in transit',
    'in service',
  ]);
  for (const [index, { before }] of changes.entries()) expect(before).toEqual(changes[index - 1]?.after ?? null);
  expect(await recordOf(desk, 'ABCDE01')).toEqual(changes.at(-1)?.after);
});

test('Rule 42: a reserve device that never served and is given up for good is paid for all the same', async () => {
  const desk = await office();
  const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
  const filled = { request, serials: '7BLUE04', outcome: 'surplus', reason: 'Not needed.' };
  const { found } = as(await desk.act(RITA, 'decommission.submit', filled), 'decommission form');
  await desk.act(RITA, 'decommission.submit', { ...filled, seenOwed: { '7BLUE04': found[0]?.owedCents } });
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(EVE, 'work.do', { request, step: 'place' });
  expect((await recordOf(desk, '7BLUE04'))?.status).toBe('surplus');
  const commitment = await desk.house.store.read(keys.commitment('PARKS', '7BLUE04'));
  expect(commitment?.body.firstMonth).not.toBeNull();
});

test('Rule 16: who gets a replaced device next does not approve the order', async () => {
  const desk = await office();
  const goes = { becomes: 'redistribute', nextUser_5CG0000003: 'Max Moreau', nextLocation_5CG0000003: 'Room 1' };
  const request = await ordered(desk, { additional: 'false', replaces: '5CG0000003', ...goes });
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  expect((await requestOf(desk, request))?.approvals).toEqual([]);
});
