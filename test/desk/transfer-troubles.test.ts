import { judge } from '../../src/desk/admission.ts';
import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { faultyStore } from '../store/faulty-store.ts';
import { as } from './desk-office.ts';
import {
  ACCEPT,
  ADA,
  ALL,
  agreed,
  asked,
  EVE,
  FILLED,
  MAX,
  MIA,
  RITA,
  transferOffice,
  work,
} from './transfer-office.ts';

describe('what can go wrong on the way to another agency', () => {
  test('Rule 28: without a billing code nothing is decided, and the toggle stays as it was', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    const again = await desk.act(MIA, 'request.approve', { request, ...ACCEPT, billingCode: 'PARKS-200' });
    expect(as(again, 'approval')).toMatchObject({
      problem: { field: 'billingCode' },
      chosen: { billingCode: 'PARKS-200', takesOver: true },
    });
    const noReason = await desk.act(MIA, 'request.reject', { request, ...ACCEPT, rejectReason: ' ' });
    expect(as(noReason, 'approval')).toMatchObject({ problem: { field: 'reason' }, chosen: { takesOver: true } });
  });

  test('Rule 18: rejected by the receiver it is over for both, the cards say so, and a stale card changes nothing', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.settle();
    await desk.act(MIA, 'request.reject', {
      request,
      step: 'receiving agency',
      revision: 1,
      rejectReason: 'No budget.',
    });
    await desk.settle();
    expect(as(desk.sentTo(MAX)[0]?.view, 'decided').request.status).toBe('rejected');
    expect(as(desk.sentTo(RITA).at(-1)?.view, 'request').request.status).toBe('rejected');
    expect(as(await desk.act(MIA, 'request.approve', { request, ...ACCEPT }), 'decided').note).toMatch(
      /already rejected/,
    );
    expect(as(await desk.say(RITA, '7BLUE01'), 'device').device.openRequest).toBeNull();
    const again = as(await desk.say(RITA, 'move 7BLUE01'), 'move form').request;
    as(
      await desk.act(RITA, 'move.submit', { request: again, serials: '7BLUE01', newUser: 'Nora Nash', reason: 'So.' }),
      'request',
    );
  });

  test('Rules 17 and 18: returned by the receiver, changed and sent in again, both decide anew', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    const back = { request, step: 'receiving agency', revision: 1, returnReason: 'Only the leased one.' };
    await desk.act(MIA, 'request.return', back);
    const form = as(await desk.act(RITA, 'request.change', { request }), 'move form');
    expect(form).toMatchObject({
      revision: 2,
      inputs: { newAgency: 'REV' },
      returned: { reason: 'Only the leased one.' },
    });
    as(await desk.act(RITA, 'move.submit', { request, revision: 2, ...FILLED, serials: '7BLUE01' }), 'request');
    expect(await desk.act(MIA, 'request.approve', { request, ...ACCEPT })).toMatchObject({
      card: 'notice',
      text: expect.stringContaining('was changed since'),
    });
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 2 });
    await desk.act(MIA, 'request.approve', { request, ...ACCEPT, revision: 2 });
    expect(as(await desk.say(RITA, request), 'request').request).toMatchObject({ status: 'in work', revision: 2 });
  });

  test('Rules 34 and 36: a wrong agency, and a billing code that is not theirs to choose, come back beside their fields', async () => {
    const desk = await transferOffice();
    const { request } = as(await desk.say(RITA, 'move'), 'move form');
    for (const newAgency of ['PARKS', 'OTS', 'NOWHERE']) {
      const wrong = await desk.act(RITA, 'move.submit', { request, ...FILLED, newAgency, newBillingCode: 'PARKS-100' });
      const { problems, inputs } = as(wrong, 'move form');
      expect(problems.map(({ field }) => field)).toEqual(['newAgency', 'newBillingCode']);
      expect(inputs).toMatchObject({ newAgency, newBillingCode: 'PARKS-100', serials: FILLED.serials });
    }
    expect(await desk.say(RITA, request)).toMatchObject({ title: 'Not found' });
  });

  test('Rule 32: on its way it is admitted, also in the moment between two agencies', async () => {
    const desk = await transferOffice();
    const request = await agreed(desk);
    const admitted = async () => as(await desk.say(EVE, 'admission 7BLUE01'), 'admission').rows[0];
    await work(desk, request, ...ALL.slice(0, 4));
    expect(await admitted()).toMatchObject({ admit: false });
    await work(desk, request, 'dispatch', 'deploy');
    // The outbox has not run yet.
    expect(await admitted()).toMatchObject({ admit: true, reason: 'in transit' });
    await desk.settle();
    expect(await admitted()).toMatchObject({ admit: true, reason: 'in service' });
  });

  test('Rules 32 and 36: after no write on the way is it two agencies’ in service, or kept off the network', async () => {
    let seen: string[] | undefined;
    const watched = (store: Store): Store => {
      const watching = faultyStore(store);
      const { commit } = watching;
      watching.commit = async (operations) => {
        await commit(operations);
        if (seen === undefined) return;
        const [here, there, { admit }] = await Promise.all([
          store.read(keys.device('PARKS', '7BLUE01')),
          store.read(keys.device('REV', '7BLUE01')),
          judge(store, '7BLUE01'),
        ]);
        seen.push(`${here?.body.status}, ${there?.body.status ?? 'none'}: ${admit ? 'admit' : 'deny'}`);
      };
      return watching;
    };
    const desk = await transferOffice(watched);
    const request = await agreed(desk);
    await work(desk, request, ...ALL.slice(0, 5));
    seen = [];
    await work(desk, request, 'deploy');
    await desk.settle();
    expect([...new Set(seen)]).toEqual([
      'in transit, none: admit',
      'in transit, in service: admit',
      'transferred, in service: admit',
    ]);
  });

  test('nobody hands over by hand, and a device that was handed over is not moved again', async () => {
    const desk = await transferOffice();
    const request = await agreed(desk);
    await work(desk, request, ...ALL);
    expect(await desk.act(EVE, 'work.do', { request, step: 'hand over' })).toMatchObject({
      title: 'That did not work',
    });
    await desk.settle();
    const form = as(await desk.say(RITA, 'move'), 'move form').request;
    const again = await desk.act(RITA, 'move.submit', { request: form, ...FILLED, serials: '7BLUE01' });
    expect(as(again, 'move form').problems[0]?.text).toBe('7BLUE01 is transferred, so it cannot be moved now.');
    expect(as(await desk.say(ADA, '7BLUE01'), 'device').device.agency).toBe('REV');
  });
});
