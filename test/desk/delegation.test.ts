import { readAll } from '../../src/desk/directory.ts';
import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import type { View } from '../../src/desk/views.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';

const [RITA, MAX, NORA, MIA, ED, WANDA] = ['01', '02', '03', '05', '06', '07'] as const;
const ORDER = 'PARKS-T00001';
const DAY = 86_400_000;

let store: Store;
let office: DeskOffice;

beforeEach(async () => {
  store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  // Tuesday, November 24, 2026, 9 in the morning; Thursday and Friday are holidays.
  office = new DeskOffice(store);
  for (const number of [RITA, MAX, NORA, MIA, ED]) await office.desk.installed(office.caller(number));
});
afterEach(() => store.close());

const idOf = (number: string) => office.caller(number).person;
const approve = (request = ORDER, step = 'agency') => ({ request, step, revision: 1 });

function delegate(from: string, to: string, first = '2026-11-24', last = '2026-12-04'): Promise<View> {
  const data = { approver: idOf(from), delegate: idOf(to), from: first, until: last };
  return office.act(from, 'delegation.submit', data);
}

function end(whose: string, delegate: string, from = '2026-11-24'): Promise<View> {
  return office.act(whose, 'delegation.end', { approver: idOf(whose), delegate: idOf(delegate), from });
}

/** An order by Nora, so that Max alone can approve it at PARKS. */
async function ordered(request = ORDER): Promise<void> {
  await office.act(NORA, 'order.submit', filledOrder(request));
  await office.settle();
}

function cardsOf(number: string): string[] {
  return office.sentTo(number).map(({ cameAs }) => cameAs);
}

async function changes(): Promise<string[]> {
  const found = await readAll(store, { type: 'delegationEntry', pk: 'PARKS', where: [], orderBy: { field: 'commit' } });
  return found.map(
    ({ body }) => `${body.commit} ${body.change.type} ${body.by.name} to ${body.change.delegation.delegate.name}`,
  );
}

async function setRoles(number: string, roles: ('requester' | 'agency approver')[], agency = 'PARKS'): Promise<void> {
  const key = keys.person(idOf(number));
  const before = await store.read(key);
  if (before === undefined) throw new Error('nobody');
  await store.commit([{ do: 'put', key, body: { ...before.body, roles, agency } }]);
}

describe('Rule 21: an approver delegates', () => {
  test('the form offers the people of the agency, and shows what is delegated', async () => {
    const empty = as(await office.say(MAX, 'delegate'), 'delegations');
    expect(empty.choices.map(({ name }) => name)).toEqual(['Nora Nash', 'Rita Reyes']);
    const view = as(await delegate(MAX, RITA), 'delegations');
    expect(view.note).toBe('Delegated to Rita Reyes.');
    expect(view.rows).toMatchObject([{ delegate: { name: 'Rita Reyes' }, from: '2026-11-24', until: '2026-12-04' }]);
    expect(await changes()).toEqual(['1 delegated Max Moreau to Rita Reyes']);
    expect(as(await office.say(NORA, 'delegate'), 'delegations').rows).toEqual([]);
  });

  test('offers those whose name has some text in it, and says where there are more', async () => {
    for (let no = 10; no < 90; no += 1) {
      const person = { name: `Pat Park ${no}`, agency: 'PARKS', roles: ['requester' as const] };
      const id = `00000000-0000-4000-8000-0000000001${no}`;
      await store.commit([{ do: 'create', key: keys.person(id), body: { ...person, id } }]);
    }
    const all = as(await office.say(MAX, 'delegate'), 'delegations');
    expect([all.choices.length, all.hasMore]).toEqual([60, true]);
    const some = as(await office.say(MAX, 'Delegate to park 4'), 'delegations');
    expect(some.choices.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, no) => `Pat Park ${40 + no}`));
    expect(some.inputs.find).toBe('park 4');
    const found = as(await office.act(MAX, 'delegation.open', { find: 'REYES' }), 'delegations');
    expect(found.choices.map(({ name }) => name)).toEqual(['Rita Reyes']);
    expect(as(await office.act(MAX, 'delegation.open', { find: 'nobody' }), 'delegations').choices).toEqual([]);
  });

  test('offers those with roles, however many without one come before them in the alphabet', async () => {
    for (let no = 100; no < 250; no += 1) {
      const id = `00000000-0000-4000-8000-000000000${no}`;
      const body = { id, name: `Aaron Left ${no}`, agency: 'PARKS', roles: [] };
      await store.commit([{ do: 'create', key: keys.person(id), body }]);
    }
    const view = as(await office.say(MAX, 'delegate'), 'delegations');
    expect(view.choices.map(({ name }) => name)).toEqual(['Nora Nash', 'Rita Reyes']);
    expect(view.hasMore).toBe(false);
  });

  test('twice is once, and the second one says so', async () => {
    await delegate(MAX, RITA);
    const again = as(await delegate(MAX, RITA), 'delegations');
    expect(again.note).toBe('You have delegated this to Rita Reyes already. Nothing was changed.');
    expect(await changes()).toHaveLength(1);
    await office.settle();
    expect(cardsOf(RITA)).toEqual(['delegated']);
  });

  test('what is wrong comes back with what was chosen, and changes nothing', async () => {
    const view = as(await delegate(MAX, RITA, '2026-12-04', '2026-12-01'), 'delegations');
    expect(view.problems).toEqual([{ field: 'until', text: 'Choose the first day or a later one.' }]);
    expect(view.inputs).toMatchObject({ delegate: idOf(RITA), from: '2026-12-04', until: '2026-12-01' });
    const nobody = as(
      await office.act(MAX, 'delegation.submit', { approver: idOf(MAX), delegate: 'x' }),
      'delegations',
    );
    expect(nobody.problems.map(({ field }) => field)).toEqual(['delegate', 'from', 'until']);
    expect(await changes()).toEqual([]);
  });

  test('who approves nothing delegates nothing, and nobody fills in another one’s form (Rule 56)', async () => {
    expect(as(await office.say(RITA, 'delegate'), 'notice').text).toMatch(/^Only approvers delegate/);
    const forged = { approver: idOf(MAX), delegate: idOf(RITA), from: '2026-11-24', until: '2026-11-25' };
    expect(as(await office.act(NORA, 'delegation.submit', forged), 'notice').title).toBe('Not your form');
    await delegate(MAX, RITA);
    const { approver, delegate: to, from } = forged;
    expect(as(await office.act(NORA, 'delegation.end', { approver, delegate: to, from }), 'notice').title).toBe(
      'Not your form',
    );
    // Their own they may end; they have none to that person.
    expect(as(await end(NORA, RITA), 'delegations').note).toBe('That delegation is over already. Nothing was changed.');
    expect(await changes()).toHaveLength(1);
  });

  test('nothing is passed on that was delegated (no chains)', async () => {
    await delegate(MAX, RITA);
    expect(as(await office.say(RITA, 'delegate'), 'notice').text).toMatch(
      /^What was delegated to you is not yours to pass on/,
    );
    expect(as(await delegate(RITA, NORA), 'notice').text).toMatch(/^What was delegated to you is not yours/);
  });
});

describe('Rule 21: a delegate', () => {
  test('is told, sent what waits and what comes, decides, and it says for whom', async () => {
    await ordered();
    await delegate(MAX, RITA);
    await office.settle();
    expect(cardsOf(RITA)).toEqual(['delegated', `approval ${ORDER} awaiting approval agency 1`]);
    expect(as(office.sentTo(RITA)[1]?.view, 'approval').for).toBe('Max Moreau');
    expect(as(await office.say(RITA, 'approvals'), 'requests').rows.map(({ id }) => id)).toEqual([ORDER]);
    await ordered('PARKS-T00002');
    expect(cardsOf(RITA)).toHaveLength(3);
    // Names on cards may be half a minute old.
    await office.settle(31_000);
    const request = as(await office.say(RITA, `request ${ORDER}`), 'request');
    expect(request).toMatchObject({ can: { decide: 'agency' }, next: ['Max Moreau', 'Rita Reyes'] });
    const decided = as(await office.act(RITA, 'request.approve', approve()), 'decided');
    expect(decided.request.approvals).toMatchObject([
      { by: { name: 'Rita Reyes' }, for: { name: 'Max Moreau' }, role: 'agency approver' },
    ]);
    expect(decided.timeline[1]).toMatchObject({ label: 'Agency approved', by: { name: 'Rita Reyes for Max Moreau' } });
    const late = as(await office.act(MAX, 'request.reject', { ...approve(), rejectReason: 'No.' }), 'decided');
    expect(late.note).toBe('Rita Reyes for Max Moreau has already approved this. Nothing was changed.');
    const history = as(await office.act(NORA, 'history.open', { request: ORDER }), 'history');
    expect(history.rows[0]).toMatchObject({
      what: 'Agency approved for Max Moreau',
      by: 'Rita Reyes',
      role: 'agency approver',
    });
  });

  test('gets nothing before the first day and nothing after the last, in the state’s time zone', async () => {
    await ordered();
    await delegate(MAX, RITA, '2026-11-25', '2026-11-25');
    // A quarter to midnight in Chicago, and a quarter past.
    await office.settle(Date.parse('2026-11-25T05:45:00.000Z') - office.clock.at);
    expect(cardsOf(RITA)).toEqual(['delegated']);
    expect(as(await office.act(RITA, 'request.approve', approve()), 'decided').note).toBe(
      'Only an approver of PARKS can decide this.',
    );
    await office.settle(30 * 60_000);
    expect(cardsOf(RITA)).toEqual(['delegated', `approval ${ORDER} awaiting approval agency 1`]);
    await office.settle(DAY);
    const over = as(await office.act(RITA, 'request.approve', approve()), 'decided');
    expect(over.note).toBe(
      'You no longer decide for Max Moreau: that delegation is over. Only an approver of PARKS can decide this.',
    );
    expect(over.request.approvals).toEqual([]);
  });

  test('decides nothing more from the moment it is ended', async () => {
    await ordered();
    await delegate(MAX, RITA);
    await office.settle();
    expect(as(await end(MAX, RITA), 'delegations').note).toBe('Ended: Rita Reyes no longer decides for you.');
    expect(as(await office.act(RITA, 'request.approve', approve()), 'decided').note).toMatch(/that delegation is over/);
    expect(as(await end(MAX, RITA), 'delegations').note).toBe('That delegation is over already. Nothing was changed.');
    expect(await changes()).toEqual(['1 delegated Max Moreau to Rita Reyes', '2 ended Max Moreau to Rita Reyes']);
    await ordered('PARKS-T00002');
    expect(cardsOf(RITA)).toHaveLength(2);
  });

  test('has nothing any more when the approver is none, or has gone to another agency', async () => {
    await ordered();
    await delegate(MAX, RITA);
    await setRoles(MAX, ['requester']);
    expect(as(await office.act(RITA, 'request.approve', approve()), 'decided').note).toBe(
      'Only an approver of PARKS can decide this.',
    );
    await setRoles(MAX, ['agency approver'], 'REV');
    expect(as(await office.act(RITA, 'request.approve', approve()), 'decided').note).toBe(
      'Only an approver of PARKS can decide this.',
    );
    expect(as(await office.say(RITA, 'approvals'), 'requests').total).toBe(0);
  });

  test('of an EUC approver sees every agency’s requests while it lasts, and not afterwards (Rule 57)', async () => {
    const pete = { id: idOf('31'), name: 'Pete Pell', agency: 'OTS', roles: ['requester' as const] };
    await store.commit([{ do: 'create', key: keys.person(pete.id), body: pete }]);
    await office.desk.installed(office.caller('31'));
    await ordered();
    await office.act(MAX, 'request.approve', approve());
    await office.settle();
    expect(as(await office.say('31', `request ${ORDER}`), 'notice').title).toBe('Not found');
    await delegate(ED, '31');
    await office.settle();
    expect(cardsOf('31')).toEqual(['welcome', 'delegated', `approval ${ORDER} awaiting approval EUC 1`].slice(1));
    expect(as(await office.say('31', `request ${ORDER}`), 'request').can.decide).toBe('EUC');
    expect(as(await office.say('31', 'device 7BLUE01'), 'notice').tone).toBe('refused');
    await end(ED, '31');
    expect(as(await office.act('31', 'request.approve', approve(ORDER, 'EUC')), 'notice')).toMatchObject({
      title: 'Not yours any more',
      text: 'You no longer decide for Ed Evans: that delegation is over.',
    });
    expect(as(await office.say('31', `request ${ORDER}`), 'notice').title).toBe('Not found');
  });

  test('who does not work for an approver’s agency cannot be one', async () => {
    for (const stranger of [MIA, WANDA]) {
      const view = as(await delegate(MAX, stranger), 'delegations');
      expect(view.problems).toEqual([{ field: 'delegate', text: 'Choose somebody of PARKS who is in the directory.' }]);
    }
  });
});
