import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import type { View } from '../../src/desk/views.ts';
import type { Role } from '../../src/domain/people.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';

const [RITA, MAX, NORA, ED, PAUL] = ['01', '02', '03', '06', '31'] as const;
const ORDER = 'PARKS-T00001';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEP = { request: ORDER, step: 'agency', revision: 1 };

let store: Store;
let office: DeskOffice;

beforeEach(async () => {
  store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  office = new DeskOffice(store);
  for (const number of [RITA, MAX, NORA, ED]) await office.desk.installed(office.caller(number));
});
afterEach(() => store.close());

const idOf = (number: string) => office.caller(number).person;

function delegate(from: string, to: string, first = '2026-11-24'): Promise<View> {
  const form = { approver: idOf(from), delegate: idOf(to), from: first, until: '2026-12-31' };
  return office.act(from, 'delegation.submit', form);
}

async function ordered(by: string, change: Record<string, unknown> = {}): Promise<void> {
  await office.act(by, 'order.submit', filledOrder(ORDER, change));
  await office.settle();
}

async function setRoles(number: string, ...roles: Role[]): Promise<void> {
  const key = keys.person(idOf(number));
  const before = await store.read(key);
  if (before === undefined) throw new Error('nobody');
  await store.commit([{ do: 'put', key, body: { ...before.body, roles } }]);
}

/** A third approver of PARKS. */
async function paul(): Promise<void> {
  const body = { id: idOf(PAUL), name: 'Paul Pope', agency: 'PARKS', roles: ['agency approver' as const] };
  await store.commit([{ do: 'create', key: keys.person(body.id), body }]);
  await office.desk.installed(office.caller(PAUL));
}

function cardsOf(number: string): string[] {
  return office.sentTo(number).map(({ cameAs }) => cameAs);
}

describe('a delegate whose roles were taken away', () => {
  test('is sent nothing when the delegation begins, nor told of it', async () => {
    await ordered(NORA);
    await delegate(MAX, RITA, '2026-11-25');
    await setRoles(RITA);
    await office.settle(DAY);
    expect(cardsOf(RITA)).toEqual([]);
  });

  test('is sent nothing that is asked for later, and no reminder', async () => {
    await delegate(MAX, RITA);
    await office.settle();
    await setRoles(RITA);
    await ordered(NORA);
    await office.settle(14 * DAY);
    expect(cardsOf(RITA)).toEqual(['delegated']);
  });

  test('keeps the card that was sent as it was: what happens afterwards is not for them', async () => {
    await delegate(MAX, RITA);
    await ordered(NORA);
    await setRoles(RITA);
    await office.act(MAX, 'request.return', { ...STEP, returnReason: 'A matter of our own.' });
    await office.settle();
    expect(office.sentTo(RITA).map(({ view }) => view.card)).toEqual(['delegated', 'approval']);
    expect(JSON.stringify(office.sentTo(RITA))).not.toContain('A matter of our own.');
  });
});

describe('Rule 21: nobody decides what who delegated to them has asked for, or gets', () => {
  const MAXS = 'Max Moreau asked for this and has delegated to you. Someone else must decide it, or Max Moreau';

  test('not an approver in their own right either; another approver decides it', async () => {
    await paul();
    await delegate(MAX, NORA);
    await ordered(MAX);
    expect(cardsOf(NORA)).toEqual(['delegated']);
    expect(cardsOf(PAUL)).toContain(`approval ${ORDER} awaiting approval agency 1`);
    const refused = as(await office.act(NORA, 'request.approve', STEP), 'decided');
    expect(refused.note).toBe(`${MAXS} ends that delegation.`);
    expect(refused.request.approvals).toEqual([]);
    expect(as(await office.say(NORA, 'approvals'), 'requests').total).toBe(0);
    expect(as(await office.say(NORA, 'requests'), 'requests').rows.map(({ yours }) => yours)).toEqual([false]);
    expect(as(await office.say(NORA, `request ${ORDER}`), 'request').can.decide).toBeNull();
    await office.act(PAUL, 'request.approve', STEP);
    expect((await store.read(keys.request(ORDER)))?.body).toMatchObject({ step: 'EUC' });
  });

  test('not for a second approver who has delegated to them as well; that one decides it themselves', async () => {
    await delegate(MAX, RITA);
    await delegate(NORA, RITA);
    await ordered(MAX);
    expect(as(await office.act(RITA, 'request.approve', STEP), 'decided').note).toBe(`${MAXS} ends that delegation.`);
    await office.act(NORA, 'request.approve', STEP);
    expect((await store.read(keys.request(ORDER)))?.body).toMatchObject({ step: 'EUC' });
  });

  test('not by a detour: who decides for that delegate may not either', async () => {
    await ordered(MAX);
    await delegate(MAX, NORA);
    await delegate(NORA, RITA);
    expect(as(await office.act(RITA, 'request.approve', STEP), 'decided').note).toBe(
      'Max Moreau asked for this and has delegated to Nora Nash. Someone else must decide it, or Max Moreau ends that delegation.',
    );
  });

  test('what is for the one who delegated is for nobody who stands in for them', async () => {
    await ordered(RITA, { assignedUser: 'Max Moreau' });
    await delegate(MAX, NORA);
    expect(as(await office.act(NORA, 'request.approve', STEP), 'decided').note).toBe(
      'This is for Max Moreau, who has delegated to you. Someone else must decide it, or Max Moreau ends that delegation.',
    );
  });

  test('where nobody else may, it is not even submitted, and is once the delegation is ended', async () => {
    await delegate(MAX, NORA);
    const why = 'Nobody at PARKS could approve this until';
    for (const [by, change, until] of [
      [MAX, {}, 'you end the delegation to Nora Nash: type delegate.'],
      [RITA, { assignedUser: 'Max Moreau' }, 'Max Moreau ends the delegation to Nora Nash.'],
    ] as const) {
      const form = as(await office.act(by, 'order.submit', filledOrder(ORDER, change)), 'order form');
      expect(form.problems).toEqual([{ field: null, text: `${why} ${until}` }]);
      expect(form.inputs.justification).toBe('The survey team grows.');
    }
    expect(await store.read(keys.request(ORDER))).toBeUndefined();
    await office.act(MAX, 'delegation.end', { approver: idOf(MAX), delegate: idOf(NORA), from: '2026-11-24' });
    as(await office.act(MAX, 'order.submit', filledOrder(ORDER)), 'request');
  });

  test('two approvals of one person and their delegate are one, so that does not do either (Rule 16)', async () => {
    await setRoles(MAX, 'agency approver', 'EUC approver');
    for (const number of [NORA, ED, '0d']) await setRoles(number, 'requester');
    await delegate(MAX, NORA);
    const form = as(await office.act(RITA, 'order.submit', filledOrder(ORDER)), 'order form');
    expect(form.problems).toMatchObject([
      { text: 'Nobody could approve this: it takes two people, and there is one.' },
    ]);
    await paul();
    as(await office.act(RITA, 'order.submit', filledOrder(ORDER)), 'request');
  });

  test('where nobody else may, the requester and EUC read what to do, and it is decided once that is done', async () => {
    await ordered(MAX);
    await delegate(MAX, NORA);
    // Names on cards may be half a minute old.
    office.clock.at += 60_000;
    const next = ['nobody until Max Moreau ends the delegation to Nora Nash'];
    expect(as(await office.say(MAX, `request ${ORDER}`), 'request').next).toEqual(next);
    await office.settle(7 * DAY);
    await office.settle(7 * DAY);
    const told = office.sentTo(ED).map(({ view }) => ('note' in view ? view.note : null));
    expect(told).toEqual([`Nobody has decided this for 5 business days. Now it is with ${next}.`]);
    expect(cardsOf(MAX)).toEqual([`request ${ORDER} awaiting approval agency 1`]);
    await office.act(MAX, 'delegation.end', { approver: idOf(MAX), delegate: idOf(NORA), from: '2026-11-24' });
    expect(as(await office.say(NORA, 'approvals'), 'requests').total).toBe(1);
    await office.act(NORA, 'request.approve', STEP);
    expect((await store.read(keys.request(ORDER)))?.body).toMatchObject({ step: 'EUC' });
  });
});
