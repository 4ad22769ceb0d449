import { createDates } from '../../src/cards/dates.ts';
import { decided } from '../../src/cards/decided.ts';
import { as, type DeskOffice, filledOrder } from './desk-office.ts';
import { ACCEPT, agreed, asked, EVE, MAX, MIA, RAVI, RITA, transferOffice, work } from './transfer-office.ts';

const ids = async (desk: DeskOffice, number: string) =>
  as(await desk.say(number, 'requests'), 'requests').rows.map(({ id }) => id);

async function ordered(desk: DeskOffice): Promise<string> {
  desk.clock.at += 1000;
  const { request } = as(await desk.say(RAVI, 'order'), 'order form');
  as(await desk.act(RAVI, 'order.submit', filledOrder(request, { billingCode: 'REV-100' })), 'request');
  return request;
}

describe('Rule 57: what comes from another agency, in the list of the one that receives it', () => {
  test('from its turn on, for its approvers; the requester’s list has their own', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    expect(await ids(desk, MIA)).toEqual([]);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    expect(as(await desk.say(MIA, 'requests'), 'requests')).toMatchObject({
      rows: [{ id: request, netCount: 2, yours: true }],
      total: 1,
    });
    await desk.act(MIA, 'request.approve', { request, ...ACCEPT });
    expect(await ids(desk, MIA)).toEqual([request]);
    expect(await ids(desk, RAVI)).toEqual([]);
    expect(await ids(desk, MAX)).toEqual([request]);
    expect(await ids(desk, EVE)).toEqual([request]);
  });

  test('among its own, newest first, each once over all pages', async () => {
    for (const before of [0, 3, 6, 7, 13]) {
      const desk = await transferOffice();
      const all: string[] = [];
      for (let count = 0; count < before; count += 1) all.push(await ordered(desk));
      for (const serial of ['7BLUE01', '7BLUE02']) {
        desk.clock.at += 1000;
        const request = await asked(desk, serial);
        await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
        all.push(request);
        if (serial === '7BLUE01') for (let count = 0; count < 5; count += 1) all.push(await ordered(desk));
      }
      const seen: string[] = [];
      let page = as(await desk.say(MIA, 'requests'), 'requests');
      for (;;) {
        expect(page).toMatchObject({ total: all.length, from: seen.length });
        expect(page.rows.length).toBe(Math.min(6, all.length - seen.length));
        seen.push(...page.rows.map(({ id }) => id));
        if (page.after === null) break;
        const next = { from: seen.length, after: page.after };
        page = as(await desk.act(MIA, 'requests.open', next), 'requests');
      }
      expect(seen).toEqual(all.reverse());
    }
  });
});

describe('a move that is cancelled', () => {
  async function listed(desk: DeskOffice): Promise<string[]> {
    return as(await desk.say(MIA, 'requests'), 'requests').rows.map(({ id }) => id);
  }
  const why = { cancelWhat: 'all', cancelReason: 'Not needed.' };

  test('stays in the list of the agency that it had come to', async () => {
    const desk = await transferOffice();
    const approved = await agreed(desk);
    await desk.act(MAX, 'request.cancel', { request: approved, ...why });
    expect(await listed(desk)).toEqual([approved]);
    const waiting = await asked(desk);
    await desk.act(MAX, 'request.approve', { request: waiting, step: 'agency', revision: 1 });
    await desk.act(MAX, 'request.cancel', { request: waiting, ...why, whole: true });
    expect((await listed(desk)).toSorted()).toEqual([approved, waiting].toSorted());
  });

  test('never shows up at an agency that it had not come to (Rule 57)', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    await desk.act(MAX, 'request.cancel', { request, ...why, whole: true });
    expect(as(await desk.say(MAX, request), 'request').request.status).toBe('cancelled');
    expect(await listed(desk)).toEqual([]);
  });
});

describe('Rules 9 and 36: what the receiving approver names', () => {
  const named = { assignedUser: 'Ravi Rao', location: 'REV, room 5' };

  test('is kept with the decision, staged without asking again, and not shown to the giving agency', async () => {
    const desk = await transferOffice();
    const request = await agreed(desk, named);
    const seen = async (number: string) => JSON.stringify(await desk.say(number, request));
    expect(await seen(RITA)).not.toMatch(/Ravi Rao|room 5|REV-100/);
    for (const number of [MIA, EVE]) expect(await seen(number)).toContain('Ravi Rao');
    await work(desk, request, 'collect', 'sanitize', 'image');
    expect(as(await desk.act(EVE, 'work.open', { request, step: 'stage' }), 'work').unnamed).toEqual({
      users: 0,
      locations: 0,
    });
    await desk.act(EVE, 'work.do', { request, step: 'stage', label: 'true' });
    await work(desk, request, 'dispatch', 'deploy');
    await desk.settle();
    expect(as(await desk.say(RAVI, '7BLUE01'), 'device').device).toMatchObject({
      assignedUser: { name: 'Ravi Rao' },
      location: 'REV, room 5',
    });
    expect(await seen(RITA)).not.toMatch(/Ravi Rao|room 5|REV-100/);
  });

  test('Rule 16: nobody who approves it gets it; what was typed is kept', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    for (const assignedUser of ['Mia Martin', ' max  MOREAU', 'x'.repeat(81)]) {
      const sent = { request, ...ACCEPT, ...named, assignedUser };
      const view = as(await desk.act(MIA, 'request.approve', sent), 'approval');
      expect(view.problem?.field).toBe('assignedUser');
      expect(view.chosen).toMatchObject({ assignedUser, location: 'REV, room 5', billingCode: 'REV-100' });
    }
    const place = { request, ...ACCEPT, location: 'x'.repeat(121) };
    expect(as(await desk.act(MIA, 'request.approve', place), 'approval').problem?.field).toBe('location');
    as(await desk.act(MIA, 'request.approve', { request, ...ACCEPT, ...named }), 'decided');
  });

  test('what the giving agency has named stays; the card after the decision says what was chosen', async () => {
    const desk = await transferOffice();
    const { request } = as(await desk.say(RITA, 'move'), 'move form');
    const form = { serials: '7BLUE01', newAgency: 'REV', newUser: 'Ravi Rao', reason: 'REV opens a new office.' };
    as(await desk.act(RITA, 'move.submit', { request, ...form }), 'request');
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    const sent = { request, ...ACCEPT, assignedUser: 'Somebody Else', location: 'REV, room 5' };
    const card = as(await desk.act(MIA, 'request.approve', sent), 'decided');
    expect(card.request.units).toMatchObject([{ assignedUser: { name: 'Ravi Rao' }, location: 'REV, room 5' }]);
    const words = decided(card, createDates('America/Chicago')).under2;
    expect(words).toBe('Billed to REV-100 · REV takes over what is owed · for REV, room 5');
    const max = as(await desk.act(MAX, 'approval.open', { request }), 'decided');
    expect(decided(max, createDates('America/Chicago')).under2).toBe('REV takes over what is owed');
  });
});

describe('Rule 23: where an order is delivered', () => {
  async function approvable(desk: DeskOffice): Promise<string> {
    const { request } = as(await desk.say(RITA, 'order'), 'order form');
    as(await desk.act(RITA, 'order.submit', filledOrder(request)), 'request');
    const agency = { request, step: 'agency', revision: 1, deliverTo: 'Max’s garage' };
    await desk.act(MAX, 'request.approve', agency);
    return request;
  }
  const euc = (request: string, deliverTo: string) => ({ request, step: 'EUC', revision: 1, deliverTo });

  test('to the EUC warehouse, unless EUC’s approval names another place, which is kept and shown', async () => {
    for (const [typed, place] of [
      ['', null],
      [' \n ', null],
      [' Shreveport Annex,  dock 2 ', 'Shreveport Annex, dock 2'],
    ] as const) {
      const desk = await transferOffice();
      const request = await approvable(desk);
      as(await desk.act('06', 'request.approve', euc(request, typed)), 'decided');
      const seen = as(await desk.say(RITA, request), 'request');
      expect(seen.request.approvals.map(({ deliverTo }) => deliverTo)).toEqual([null, place]);
      const told = JSON.stringify(seen.timeline);
      expect(told.includes('delivery to Shreveport Annex, dock 2')).toBe(place !== null);
    }
  });

  test('a place that is too long is refused beside its field', async () => {
    const desk = await transferOffice();
    const request = await approvable(desk);
    const view = as(await desk.act('06', 'request.approve', euc(request, 'x'.repeat(121))), 'approval');
    expect(view).toMatchObject({ problem: { field: 'deliverTo' }, chosen: { deliverTo: 'x'.repeat(121) } });
    expect(as(await desk.say(RITA, request), 'request').request.status).toBe('awaiting approval');
  });
});
