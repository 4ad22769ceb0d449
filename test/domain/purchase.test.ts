import { admission } from '../../src/domain/admission.ts';
import { isSupported } from '../../src/domain/device.ts';
import type { Person } from '../../src/domain/people.ts';
import { isTracked, tagDue } from '../../src/domain/property.ts';
import type { Outcome } from '../../src/domain/request/outcome.ts';
import { timeline } from '../../src/domain/request/timeline.ts';
import { ada, bought, ed, eve, finn, form, leased, max, mia, Play, reasons, rita, wanda } from './office.ts';

const ORDER = { item: 'TB-STD', supplier: 'State Supply', number: '4500123' };

/** Two tablets for Sam Stone, approved twice. */
function approved(filled = bought()): Play {
  const play = new Play();
  play.buy(rita, filled);
  play.decide(max, 'approve', 'agency');
  play.decide(ed, 'approve', 'EUC');
  return play;
}

function procure(play: Play, actor: Person, change: Partial<typeof ORDER> = {}): Outcome {
  return play.act(actor, { type: 'procure', ...ORDER, ...change });
}

function receive(play: Play, serials: string[]): Outcome {
  return play.receive(wanda, serials, { item: 'TB-STD', model: 'Acme Tab 11' });
}

/** The same, bought and received. */
function received(filled = bought()): Play {
  const play = approved(filled);
  procure(play, ada);
  receive(play, ['TAB00001', 'TAB00002']);
  return play;
}

function deployed(): Play {
  const play = received();
  play.work(wanda, 'image');
  play.work(wanda, 'stage', null, { labelled: false });
  play.work(finn, 'dispatch');
  play.work(finn, 'deploy');
  return play;
}

function tag(play: Play, actor: Person, tags: Record<string, string>): Outcome {
  return play.act(actor, { type: 'tag', tags: new Map(Object.entries(tags)) });
}

describe('Rule 52: EUC approves, OTS procures', () => {
  test('two people, in this order, neither of them the requester or who it is for (Rule 16)', () => {
    const play = new Play();
    play.buy(max);
    expect(reasons(play.decide(max, 'approve', 'agency'))).toMatch(/You asked for this yourself/);
    expect(reasons(play.decide(ed, 'approve', 'EUC'))).toMatch(/does not wait/);
    expect(play.request).toMatchObject({ status: 'awaiting approval', step: 'agency' });
  });

  test('nothing is bought before both have approved', () => {
    const play = new Play();
    play.buy(rita);
    play.decide(max, 'approve', 'agency');
    expect(reasons(procure(play, ada))).toMatch(/awaiting approval; nothing can be bought/);
  });

  test('is not for who approves, takes in or asks', () => {
    for (const person of [ed, wanda, rita, finn]) {
      expect(reasons(procure(approved(), person))).toBe('Procure is not yours to do: OTS procurement does it.');
    }
  });

  test('the supplier and the number are kept with each unit, and told in its story', () => {
    const play = approved();
    procure(play, ada);
    expect(play.request?.units.map(({ purchase }) => purchase)).toEqual(
      Array.from({ length: 2 }, () => ({ order: { supplier: 'State Supply', number: '4500123' }, tag: null })),
    );
    const story = play.request && timeline(play.request);
    expect(story?.find(({ label }) => label === 'Procured')).toMatchObject({
      by: { name: 'Ada Adams' },
      note: '2 of 2 · State Supply, order 4500123',
    });
    expect(procure(play, ada).already).toMatch(/procured already/);
  });

  test.each([
    ['no supplier', { supplier: ' ' }, /which supplier/],
    ['no number', { number: '' }, /number of the purchase order/],
    ['another item', { item: 'LT-STD' }, /has no LT-STD to procure/],
    ['a number that is too long', { number: '4'.repeat(41) }, /40 characters/],
  ])('%s is refused, and nothing changes', (_what, change, text) => {
    const play = approved();
    expect(reasons(procure(play, ada, change))).toMatch(text);
    expect(play.request?.units.every(({ done }) => done === 0)).toBe(true);
  });

  test('Rule 24: nothing is received that was not bought', () => {
    expect(reasons(receive(approved(), ['TAB00001']))).toMatch(/nothing is still to come/);
  });

  test('what is in work goes on after the exemption has ended', () => {
    const play = new Play();
    play.buy(rita, bought(), {
      exemptions: [{ agency: 'PARKS', category: 'tablet', from: '2026-07-01', until: '2026-11-24' }],
    });
    play.decide(max, 'approve', 'agency');
    const later = { at: '2026-12-01T15:00:00.000Z', day: '2026-12-01' };
    play.act(ed, { type: 'approve', step: 'EUC', revision: 1, reason: '' }, { now: later });
    expect(play.status()).toBe('in work');
  });
});

describe('Rules 25, 26 and 48: received, staged, deployed', () => {
  test('it is the agency’s property, at its price, with the acknowledgement', () => {
    expect(received().devices.get('TAB00001')).toMatchObject({
      origin: 'purchased',
      item: 'TB-STD',
      orderedBy: 'PARKS-7K3M9Q',
      property: {
        priceCents: 119900,
        receivedOn: '2026-11-24',
        acknowledged: { by: { name: 'Rita Reyes' }, version: '2026-11-24' },
        tag: null,
      },
    });
  });

  test('it is staged without the leased-device label', () => {
    const play = received();
    play.work(wanda, 'image');
    expect(play.work(wanda, 'stage', null, { labelled: false }).problems).toEqual([]);
    expect(play.devices.get('TAB00001')).toMatchObject({ status: 'staged', labelled: false });
  });

  test('support starts with the deployment, and no commitment does', () => {
    const play = deployed();
    expect(play.status()).toBe('closed');
    for (const device of play.devices.values()) expect(isSupported(device)).toBe(true);
    expect(play.commitments.size).toBe(0);
  });

  test('Rule 19: it does not leave at another price than was approved', () => {
    const play = received();
    play.work(wanda, 'image');
    const { request } = play;
    if (request?.quote.purchase === undefined) throw new Error('nothing was bought');
    play.request = { ...request, quote: { ...request.quote, purchase: { ...request.quote.purchase, totalCents: 1 } } };
    expect(reasons(play.work(wanda, 'stage', null, { labelled: false }))).toMatch(/not the one that was approved/);
  });

  test('Rule 33: it is admitted through its approved purchase only', () => {
    const play = deployed();
    const device = play.devices.get('TAB00001');
    expect(admission(device, play.request)).toEqual({ admit: true, reason: 'in service', legacy: false });
    const once = play.request && { ...play.request, approvals: play.request.approvals.slice(0, 1) };
    expect(admission(device, once)).toMatchObject({ admit: false, reason: 'not approved' });
    expect(admission(device, undefined)).toMatchObject({ admit: false });
  });

  test('it is given back without any months owed', () => {
    const { devices } = deployed();
    const play = new Play(...devices.values());
    play.ask(rita, 'decommission', { serials: 'TAB00001', outcome: 'surplus', reason: 'Broken.' });
    expect(play.request).toMatchObject({ route: [], quote: { owedCents: 0, netCount: -1 } });
  });
});

describe('Rule 20: cancelling', () => {
  test('by EUC only, by how many and by serial, until it is deployed', () => {
    const play = approved();
    procure(play, ada);
    expect(play.cancel(rita, 'Changed our minds').events).toEqual([]);
    play.cancel(ed, 'One is enough', [2]);
    receive(play, ['TAB00001']);
    for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) play.work(eve, step);
    expect(play.status()).toBe('closed');
    const two = deployed();
    expect(reasons(two.cancel(ed, 'Too late', [1]))).toMatch(/closed/);
  });

  test('what came in stays the agency’s, and is not leased to it', () => {
    const play = received();
    play.cancel(ed, 'Not needed', null);
    expect(play.devices.get('TAB00001')).toMatchObject({ status: 'received', openRequest: null, origin: 'purchased' });
    const order = new Play(...play.devices.values());
    order.approved(form({ lines: [{ item: 'TB-STD', quantity: '1' }] }));
    expect(reasons(receive(order, ['TAB00001']))).toMatch(/TAB00001 is known already/);
  });

  test('nor is what is leased and lies in stock sold to it', () => {
    const stock = leased('TAB00009', { status: 'received', assignedUser: null, location: null, support: [] });
    const play = new Play(stock);
    play.buy(rita);
    play.decide(max, 'approve', 'agency');
    play.decide(ed, 'approve', 'EUC');
    procure(play, ada);
    expect(reasons(receive(play, ['TAB00009']))).toMatch(/TAB00009 is known already/);
  });
});

describe('Rules 25 and 53: the agency’s own tag', () => {
  test('is recorded by its people from receipt on, and after the request is closed', () => {
    const play = received();
    tag(play, max, { TAB00001: 'PK-0007' });
    expect(play.devices.get('TAB00001')?.property?.tag).toEqual({
      number: 'PK-0007',
      on: '2026-11-24',
      by: { id: max.id, name: max.name },
    });
    const closed = deployed();
    expect(tag(closed, rita, { TAB00002: 'PK 0008' }).problems).toEqual([]);
    expect(closed.status()).toBe('closed');
    expect(closed.request?.units.map(({ purchase }) => purchase?.tag)).toEqual([null, 'PK 0008']);
  });

  test('twice is once; another number on the same device is refused', () => {
    const play = received();
    tag(play, max, { TAB00001: 'PK-0007' });
    expect(tag(play, max, { TAB00001: 'pk-0007' })).toMatchObject({ events: [], problems: [] });
    expect(reasons(tag(play, max, { TAB00001: 'PK-0008' }))).toMatch(/bears tag PK-0007 already/);
  });

  test('one tag on two devices is refused, and nothing is recorded', () => {
    const play = received();
    expect(reasons(tag(play, max, { TAB00001: 'PK-0007', TAB00002: 'PK-0007' }))).toMatch(/is on TAB00002 too/);
    expect(play.devices.get('TAB00001')?.property?.tag).toBeNull();
    tag(play, max, { TAB00001: 'PK-0007' });
    expect(reasons(tag(play, max, { TAB00002: 'PK-0007' }))).toMatch(/is on TAB00001 too/);
  });

  test.each([
    ['a stranger', { TAB00009: 'PK-1' }, /no purchased device/],
    ['a sentence', { TAB00001: 'I put it on!' }, /as it stands on the device/],
    ['a tag that is too long', { TAB00001: '1'.repeat(31) }, /as it stands on the device/],
    ['nothing', {}, /beside one device at least/],
  ])('%s is refused', (_what, tags, text) => {
    expect(reasons(tag(received(), max, tags as Record<string, string>))).toMatch(text);
  });

  test('Rule 57: not by another agency’s people, nor by who only delivers', () => {
    for (const person of [mia, finn, wanda]) {
      expect(reasons(tag(received(), person, { TAB00001: 'PK-1' }))).toMatch(/by the people of PARKS/);
    }
  });

  test('leased devices have none', () => {
    const play = new Play().approved();
    play.receive(wanda, ['8KLM2X3', '8KLM2X4']);
    expect(reasons(tag(play, max, { '8KLM2X3': 'PK-1' }))).toMatch(/is no purchase/);
  });

  test.each([
    ['$1,000.00', 100_000, '2027-01-23'],
    ['$999.99', 99_999, null],
  ])('at %s it is due within 60 days of receipt, or no day is set', (_price, priceCents, due) => {
    const property = received().devices.get('TAB00001')?.property;
    if (property === undefined) throw new Error('it was not bought');
    expect(tagDue({ ...property, priceCents })).toBe(due);
    expect(isTracked({ priceCents })).toBe(due !== null);
    expect(tagDue({ ...property, priceCents, tag: { number: '1', on: '2026-11-24', by: max } })).toBeNull();
  });
});
