import { admission } from '../../src/domain/admission.ts';
import { billingOf, hardwareCharges, supportCharges } from '../../src/domain/billing/charges.ts';
import { paidBy } from '../../src/domain/commitment.ts';
import type { Device } from '../../src/domain/device.ts';
import type { Person } from '../../src/domain/people.ts';
import { evolve } from '../../src/domain/request/events.ts';
import { takesFrom } from '../../src/domain/request/lose.ts';
import type { Request } from '../../src/domain/request/state.ts';
import { timeline } from '../../src/domain/request/timeline.ts';
import { found } from '../../src/kinds/found/found.ts';
import { loss } from '../../src/kinds/loss/loss.ts';
import {
  ada,
  commitment,
  eve,
  everyone,
  finn,
  form,
  leased,
  legacy,
  max,
  monitor,
  now,
  Play,
  reasons,
  rita,
  wanda,
  world,
} from './office.ts';

/** Reports devices that are known to a play; `others` are the requests that hold some of them. */
function report(play: Play, serials: string, actor: Person = rita, others: Request[] = []): Play {
  const busy = new Map(
    [...play.devices.values()].flatMap(({ serial, openRequest }) =>
      openRequest === null ? [] : [[serial, { request: openRequest, kind: 'other' }] as const],
    ),
  );
  const asked = { serials, what: 'stolen', since: '2026-11-20', policeReport: '', reason: 'Taken from a car.' };
  const id = 'PARKS-L0SS00';
  const { devices, commitments } = play;
  const { draft, problems, reading } = loss.prepare(asked, world({ id, actor, devices, commitments, busy }));
  if (draft === null) throw new Error(problems.map(({ text }) => text).join(' '));
  const claimed = reading.found.flatMap(({ serial }) => devices.get(serial) ?? []);
  const takenFrom = others.filter(({ id }) => takesFrom(draft).includes(id));
  const told = new Play(...devices.values());
  told.commitments = play.commitments;
  told.act(actor, {
    type: 'submit',
    draft,
    claimed,
    approvers: everyone,
    permission: 'report losses',
    takenFrom,
  });
  return told;
}

function known(devices: Device[], ...owed: ReturnType<typeof commitment>[]): Play {
  const play = new Play(...devices);
  for (const one of owed) play.commitments.set(one.serial, one);
  return play;
}

/** The other request as the report leaves it. */
function leftOver(play: Play, before: Request | undefined): Request {
  const [other] = play.last?.others ?? [];
  return evolve(before, other?.events ?? []);
}

describe('Rule 55: a lost device', () => {
  test('changes nothing before the asset manager marks it', () => {
    const play = report(known([leased('7BLUE01')], commitment('7BLUE01', '2024-07')), '7BLUE01');
    expect(play.request).toMatchObject({ status: 'in work', requester: { name: 'Rita Reyes' } });
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'in service', openRequest: 'PARKS-L0SS00' });
    for (const person of [rita, max, wanda, finn]) {
      expect(reasons(play.work(person, 'mark lost'))).toBe('Mark lost is not yours to do: the asset manager does it.');
    }
    play.work(ada, 'mark lost');
    expect(play.request?.status).toBe('closed');
    expect(play.devices.get('7BLUE01')).toMatchObject({
      status: 'lost',
      openRequest: null,
      lost: { what: 'stolen', since: '2026-11-20', on: now.day, request: 'PARKS-L0SS00' },
    });
  });

  test('is off support from the day it is marked, and paid on for its 48 months', () => {
    const play = report(known([leased('7BLUE01')], commitment('7BLUE01', '2024-07')), '7BLUE01');
    play.work(ada, 'mark lost');
    const device = play.devices.get('7BLUE01') ?? leased('');
    expect(device.support).toEqual([{ from: '2024-07-15', to: now.day }]);
    expect(supportCharges(device, billingOf('2026-10', 2500, 2500)).line?.cents).toBe(2500);
    expect(supportCharges(device, billingOf('2026-11', 2500, 2500))).toMatchObject({ line: undefined, change: 'lost' });
    const owed = play.commitments.get('7BLUE01') ?? commitment('', null);
    expect(hardwareCharges(owed, billingOf('2028-06', 2500, 2500)).line).toMatchObject({ nth: 48, cents: 3292 });
    expect(paidBy(owed, '2026-11')).toMatchObject({ monthsOwed: 19 });
  });

  test('is turned away by the network, with the reason', () => {
    const play = report(known([legacy('5CG0000001')]), '5CG0000001');
    expect(admission(play.devices.get('5CG0000001'), undefined).admit).toBe(true);
    play.work(ada, 'mark lost');
    expect(admission(play.devices.get('5CG0000001'), undefined)).toEqual({
      admit: false,
      reason: 'lost',
      legacy: false,
    });
  });

  test('that has never served is paid from then on (Rules 42 and 47)', () => {
    const reserve = leased('7BLUE04', { status: 'disaster reserve', support: [] });
    const play = report(known([reserve], commitment('7BLUE04', null)), '7BLUE04');
    play.work(ada, 'mark lost');
    expect(play.commitments.get('7BLUE04')?.firstMonth).toBe('2026-11');
  });

  test('that has turned up before it is marked is let go, by who reported it', () => {
    const play = report(known([leased('7BLUE01')]), '7BLUE01');
    play.cancel(rita, 'It was under the seat.');
    expect(play.request?.status).toBe('cancelled');
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'in service', openRequest: null });
  });

  test('reported by the asset manager can be let go by her', () => {
    const play = report(known([leased('7BLUE01')]), '7BLUE01', ada);
    play.cancel(ada, 'It was under the seat.');
    expect(play.request?.status).toBe('cancelled');
  });
});

describe('Rule 55: a device that gets lost while a request is about it', () => {
  test('is taken out of an order, which goes on without it', () => {
    const order = new Play().approved(form({ lines: [{ item: 'LT-STD', quantity: '2' }] }));
    order.receive(wanda, ['8KLM2X1', '8KLM2X2']);
    order.work(wanda, 'image');
    const play = report(order, '8KLM2X1', ada, [order.request as Request]);
    const rest = leftOver(play, order.request);
    expect(rest).toMatchObject({ status: 'in work', units: [{ cancelled: true }, { cancelled: false }] });
    expect(timeline(rest).find(({ state }) => state === 'cancelled')?.note).toBe('Reported lost in PARKS-L0SS00.');
    play.work(ada, 'mark lost');
    expect(play.devices.get('8KLM2X1')).toMatchObject({ status: 'lost', lost: { isNew: true } });
    expect(play.commitments.size).toBe(0);
  });

  test('and was never deployed, is received again for an order once it turns up', () => {
    const lost = { what: 'lost', since: '2026-11-20', on: '2026-11-20', request: 'PARKS-L0SS00', isNew: true } as const;
    const gone = leased('8KLM2X1', { status: 'lost', support: [], orderedBy: 'PARKS-AAAAAA', lost });
    const order = new Play(gone).approved();
    order.receive(wanda, ['8KLM2X1']);
    expect(order.devices.get('8KLM2X1')).toMatchObject({ status: 'received', orderedBy: order.request?.id });
    expect(order.devices.get('8KLM2X1')?.lost).toBeUndefined();
    const taken = found.prepare(
      { serials: '8KLM2X1', where: 'Dock 3', outcome: 'spare', reason: 'There.' },
      world({ devices: new Map([['8KLM2X1', gone]]) }),
    );
    expect(taken.problems.map(({ text }) => text)).toEqual([
      '8KLM2X1 was never deployed, so the warehouse can receive it again for an order.',
    ]);
  });

  test('ends a request that was about nothing else', () => {
    const give = known([leased('7BLUE01')]);
    give.ask(rita, 'decommission', { serials: '7BLUE01', outcome: 'spare', reason: 'Not needed.' });
    give.work(finn, 'collect');
    const play = report(give, '7BLUE01', ada, [give.request as Request]);
    expect(leftOver(play, give.request)).toMatchObject({
      status: 'cancelled',
      reason: 'Reported lost in PARKS-L0SS00.',
    });
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'collected', openRequest: 'PARKS-L0SS00' });
    expect(reasons(play.cancel(ada, 'No.'))).toBe(
      '7BLUE01 was taken out of PARKS-7K3M9Q for this. Have it marked lost; found brings it back.',
    );
    play.work(ada, 'mark lost');
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'lost', support: [{ to: now.day }] });
  });

  test('Rule 15: is taken care of by its report where an order replaces it, and the order closes', () => {
    const order = known([legacy('5CG0000001')]);
    order.approved(
      form({ lines: [{ item: 'LT-STD', quantity: '1' }], replaces: '5CG0000001', becomes: 'spare', additional: false }),
    );
    const play = report(order, '5CG0000001', ada, [order.request as Request]);
    const rest = leftOver(play, order.request);
    expect(rest.children).toEqual([{ request: 'PARKS-L0SS00', kind: 'loss', serials: ['5CG0000001'] }]);
    order.request = rest;
    order.receive(wanda, ['8KLM2X1']);
    for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) order.work(eve, step);
    expect(order.request?.status).toBe('closed');
  });

  test('is not reported twice', () => {
    const first = report(known([leased('7BLUE01')]), '7BLUE01');
    const second = report(first, '7BLUE01', ada, [{ ...(first.request as Request), id: 'PARKS-L0SS00' }]);
    expect(second.last?.problems).toMatchObject([{ text: 'PARKS-L0SS00 is about one of these already. Go on there.' }]);
  });
});

describe('Rule 55: a lost device that is found', () => {
  /** 7BLUE01 was lost and is found, to become something. */
  function taken(outcome: string, device = leased('7BLUE01')): Play {
    const gone = report(known([device], commitment(device.serial, '2024-07')), device.serial);
    gone.work(ada, 'mark lost');
    const play = new Play(...gone.devices.values());
    play.commitments = gone.commitments;
    const { devices, commitments } = play;
    const asked = { serials: device.serial, where: 'Police station', outcome, reason: 'Found in a pawn shop.' };
    const { draft, reading } = found.prepare(asked, world({ devices, commitments }));
    if (draft === null) throw new Error('the form has problems');
    const claimed = reading.found.flatMap(({ serial }) => devices.get(serial) ?? []);
    play.act(rita, { type: 'submit', draft, claimed, approvers: everyone, permission: 'report losses' });
    return play;
  }

  test('is collected off support, sanitized and kept', () => {
    const play = taken('spare');
    expect(play.request?.units[0]).toMatchObject({
      location: 'Police station',
      plan: ['collect', 'sanitize', 'place'],
    });
    play.work(finn, 'collect');
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'collected', support: [{ to: now.day }] });
    expect(play.devices.get('7BLUE01')?.lost).toBeUndefined();
    expect(reasons(play.work(ada, 'place', ['7BLUE01'], { location: 'Store 2' }))).toBe(
      '7BLUE01 must be sanitized first.',
    );
    play.sanitize(finn);
    play.work(ada, 'place', null, { location: 'Store 2' });
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'spare', location: 'Store 2', openRequest: null });
    expect(play.request?.status).toBe('closed');
    expect(paidBy(play.commitments.get('7BLUE01') ?? commitment('', null), '2026-11').monthsOwed).toBe(19);
  });

  test('Rule 22: needs the agency’s approval where it is given up with months left', () => {
    expect(taken('spare').request?.route).toEqual([]);
    expect(taken('disaster reserve').request?.route).toEqual([]);
    expect(taken('surplus').request?.route).toEqual(['agency']);
  });

  test('Rules 5 and 40: without storage is not sanitized, with storage always is', () => {
    expect(taken('spare', monitor('CN0000411X')).request?.units[0]?.plan).toEqual(['collect', 'place']);
    const reserve = leased('7BLUE04', { status: 'disaster reserve', support: [] });
    expect(taken('disaster reserve', reserve).request?.units[0]?.plan).toContain('sanitize');
  });
});
