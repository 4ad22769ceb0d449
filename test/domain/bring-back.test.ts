import { admission } from '../../src/domain/admission.ts';
import { isInStock } from '../../src/domain/device.ts';
import { remaining } from '../../src/domain/request/after-cancelling.ts';
import { unitWith } from '../../src/domain/request/state.ts';
import { timeline, waitingFor } from '../../src/domain/request/timeline.ts';
import type { WorkStep } from '../../src/domain/work-steps.ts';
import {
  ada,
  commitment,
  ed,
  eve,
  finn,
  form,
  leased,
  legacy,
  max,
  Play,
  reasons,
  rita,
  vera,
  wanda,
} from './office.ts';

/** Two laptops for Sam Stone and one for reserve, so far along. */
function ordered(...steps: Extract<WorkStep, 'image' | 'stage' | 'dispatch' | 'deploy'>[]): Play {
  const lines = [
    { item: 'LT-STD', quantity: '2' },
    { item: 'LT-STD', quantity: '1', reserve: true },
  ];
  const play = new Play().approved(form({ lines }));
  play.receive(wanda, ['8KLM2X3', '8KLM2X4', '8KLM2X5']);
  for (const step of steps) play.work(eve, step);
  return play;
}

function admitted(play: Play, serial: string): [boolean, string] {
  const { admit, reason } = admission(play.devices.get(serial), play.request);
  return [admit, reason];
}

describe('Rule 20: a cancelled device that has left its shelf is brought back', () => {
  test.each([
    ['received', []],
    ['imaged', ['image']],
  ] as const)('what is %s lies in the warehouse: it is in stock at once', (_state, steps) => {
    const play = ordered(...steps);
    play.cancel(ed);
    expect(play.status()).toBe('cancelled');
    expect([...play.devices.values()].every(isInStock)).toBe(true);
  });

  test('Rule 27: on record it is where it is, and is in stock once it is there', () => {
    const play = ordered('image', 'stage', 'dispatch');
    play.cancel(ed, 'Sam has left.', [1, 3]);
    expect(play.devices.get('8KLM2X3')).toMatchObject({ status: 'in transit', openRequest: 'PARKS-7K3M9Q' });
    expect(play.devices.get('8KLM2X5')).toMatchObject({ status: 'staged', openRequest: 'PARKS-7K3M9Q' });
    play.work(finn, 'bring back', ['8KLM2X3']);
    expect(play.devices.get('8KLM2X3')).toMatchObject({
      status: 'received',
      openRequest: null,
      assignedUser: null,
      location: null,
      labelled: false,
    });
    expect(play.devices.get('8KLM2X5')?.status).toBe('staged');
    expect(play.work(finn, 'bring back', ['8KLM2X3']).already).toBe('8KLM2X3 is brought back already.');
    play.work(wanda, 'bring back');
    expect([...play.devices.values()].filter(isInStock).map(({ serial }) => serial)).toEqual(['8KLM2X3', '8KLM2X5']);
    expect(play.commitments.size).toBe(0);
  });

  test('the request stays open until all are back, whatever else is done', () => {
    const play = ordered('image', 'stage', 'dispatch');
    play.cancel(ed, 'Sam has left.', [1, 3]);
    play.work(finn, 'deploy');
    expect(play.status()).toBe('in work');
    expect(play.request && waitingFor(play.request)).toEqual({ work: 'bring back' });
    const rows = (play.request && timeline(play.request)) ?? [];
    expect(rows.slice(-2).map(({ state, label, note }) => [state, label, note])).toEqual([
      ['cancelled', '2 devices cancelled', 'Sam has left.'],
      ['now', 'Bringing back', '0 of 2'],
    ]);
    play.work(finn, 'bring back');
    expect(play.status()).toBe('closed');
  });

  test('a request of which all is cancelled ends with the last that is back, by who has cancelled it', () => {
    const play = ordered('image', 'stage', 'dispatch');
    play.cancel(ed, 'The post was not granted.');
    expect(play.status()).toBe('in work');
    expect(play.cancel(ed, 'Again.').already).toBe('Ed Evans has cancelled this already.');
    play.work(finn, 'bring back', ['8KLM2X3', '8KLM2X4']);
    expect(play.status()).toBe('in work');
    play.work(wanda, 'bring back');
    expect(play.request).toMatchObject({
      status: 'cancelled',
      by: { name: 'Ed Evans' },
      reason: 'The post was not granted.',
    });
    const rows = (play.request && timeline(play.request)) ?? [];
    expect(rows.slice(-2).map(({ state, label }) => [state, label])).toEqual([
      ['done', 'Brought back'],
      ['stopped', 'Cancelled'],
    ]);
  });

  test('Rule 32: it is not admitted from the moment that it is cancelled', () => {
    const play = ordered('image', 'stage', 'dispatch');
    expect(admitted(play, '8KLM2X3')).toEqual([true, 'in transit']);
    play.cancel(ed, 'Not needed.', [1]);
    expect(admitted(play, '8KLM2X3')).toEqual([false, 'cancelled']);
    expect(admitted(play, '8KLM2X4')).toEqual([true, 'in transit']);
    play.work(finn, 'bring back');
    expect(admitted(play, '8KLM2X3')).toEqual([false, 'not fulfilled']);
  });

  test('Rule 19: nothing else is done to it: it is neither dispatched, deployed nor placed', () => {
    const play = ordered('image', 'stage');
    play.cancel(ed);
    for (const step of ['dispatch', 'deploy', 'place'] as const) {
      expect(reasons(play.work(eve, step, ['8KLM2X3']))).toBe('8KLM2X3 was cancelled and is to be brought back.');
      expect(play.work(eve, step).events).toEqual([]);
    }
  });

  test('field operations and the warehouse bring it back, and nobody else', () => {
    for (const other of [rita, max, ed, vera, ada]) {
      const play = ordered('image', 'stage');
      play.cancel(ed);
      expect(reasons(play.work(other, 'bring back'))).toMatch(/field operations or the warehouse does it/);
    }
    const play = ordered('image', 'stage');
    expect(play.work(finn, 'bring back').already).toMatch(/Nothing here waits for this/);
    expect(reasons(play.work(finn, 'bring back', ['8KLM2X3']))).toBe('8KLM2X3 is not to be brought back.');
  });

  test('Rule 24: it is received for no order before it is back, and may be for the same one then', () => {
    const play = ordered('image', 'stage', 'dispatch');
    play.cancel(ed, 'Not this one.', [1]);
    const early = play.receive(wanda, ['8KLM2X3']);
    expect(reasons(early)).toMatch(/8KLM2X3 is known already: in transit at PARKS/);
    play.work(finn, 'bring back');
    const next = new Play(...play.devices.values()).approved(form({ lines: [{ item: 'LT-STD', quantity: '1' }] }));
    next.receive(wanda, ['8KLM2X3']);
    expect(next.request && unitWith(next.request, '8KLM2X3')).toMatchObject({ no: 1, done: 1 });
  });
});

describe('Rules 3, 13 and 17: what is left after a part is cancelled', () => {
  test('the rates that were locked, without what is cancelled; what was approved stays as it was', () => {
    const play = ordered('image', 'stage', 'dispatch');
    const approved = play.request?.quote;
    play.cancel(ed, 'Not needed.', [1]);
    const left = play.request && remaining(play.request, ({ cancelled }) => cancelled);
    expect(left).toEqual({ units: 2, monthlyCents: 2 * 3292, termCents: 2 * 3292 * 48, netCount: 1 });
    expect(play.request?.quote).toBe(approved);
    expect(approved).toMatchObject({ monthlyCents: 3 * 3292, netCount: 2 });
    expect(play.request?.approvals.map(({ saw }) => saw)).toEqual([approved, approved]);
  });

  test('old devices leave service as long as anything comes for them, and stay when nothing does', () => {
    const play = new Play(legacy('5CG0000003'));
    play.submit(rita, form({ replaces: '5CG0000003', additional: false, becomes: 'decommission' }));
    const { request } = play;
    if (request === undefined) throw new Error('nothing was ordered');
    expect(remaining(request, ({ no }) => no === 2).netCount).toBe(0);
    expect(remaining(request, () => true)).toEqual({ units: 0, monthlyCents: 0, termCents: 0, netCount: 0 });
  });

  test('a device that is given back or comes back counts by what it was', () => {
    const spare = leased('7BLUE03', { status: 'spare', support: [{ from: '2024-07-15', to: '2026-03-02' }] });
    const back = new Play(spare, legacy('5CG0000003'));
    back.commitments = new Map([['7BLUE03', commitment('7BLUE03', '2024-07')]]);
    back.ask(rita, 'move', {
      serials: '7BLUE03 5CG0000003',
      newUser: 'Tom Tran',
      newLocation: 'Room 9',
      reason: 'So.',
    });
    const away = new Play(legacy('5CG0000004'), spare);
    away.ask(rita, 'decommission', { serials: '5CG0000004 7BLUE03', outcome: 'surplus', reason: 'Old.' });
    for (const [{ request }, net] of [
      [back, 1],
      [away, -1],
    ] as const) {
      if (request === undefined) throw new Error('nothing was asked');
      expect(request.quote.netCount).toBe(net);
      expect(remaining(request, ({ no }) => no === 2).netCount).toBe(net);
      expect(remaining(request, ({ no }) => no === 1).netCount).toBe(0);
    }
  });
});
