import { requestState, stepNow, stepWords } from '../../src/cards/states.ts';
import { rowOf } from '../../src/desk/handlers/request-rows.ts';
import { nextStep, type Request } from '../../src/domain/request/state.ts';
import { stepsIn, timeline, waitingFor } from '../../src/domain/request/timeline.ts';
import { WORK_STEPS } from '../../src/domain/work-steps.ts';
import { ed, eve, form, legacy, Play, rita, wanda } from '../domain/office.ts';

/** What the band, the count of steps, the bold steps and a list say of a request. */
function said(request: Request) {
  const rows = timeline(request);
  const now = stepsIn(rows)[stepNow(rows) - 1];
  return { band: requestState(request).label, steps: stepWords(rows), now, list: rowOf(request, rita).where };
}

/** Everything names one step, and one that a unit waits for. */
function expectAgreement(request: Request): void {
  const { band, steps, now, list } = said(request);
  if (now?.work === undefined) throw new Error(`no step of work goes on in ${request.id}: ${band}`);
  const waiting = waitingFor(request);
  expect(waiting).toEqual({ work: now.work });
  expect(band).toBe(WORK_STEPS[now.work].place);
  expect(list).toBe([now.label, now.note].filter(Boolean).join(' '));
  expect(steps).toMatch(/^step \d+ of \d+$/);
  expect(request.units.map(nextStep)).toContain(now.work);
}

const SERIALS = ['8KLM2X1', '8KLM2X2', '8KLM2X3'] as const;
const STEPS = ['image', 'stage', 'dispatch', 'deploy'] as const;

/** Three laptops, each so many steps along, the last for reserve; 0 is still to come. */
function mixed(...far: number[]): Play {
  const lines = [
    { item: 'LT-STD', quantity: '2' },
    { item: 'LT-STD', quantity: '1', reserve: true },
  ];
  const play = new Play(legacy('5CG0000003')).approved(form({ lines }));
  far.forEach((steps, index) => {
    const serial = SERIALS[index] ?? '';
    if (steps > 0) play.receive(wanda, [serial]);
    const plan = index === 2 ? (['image', 'stage'] as const) : STEPS;
    for (const step of plan.slice(0, steps - 1)) play.work(eve, step, [serial]);
  });
  return play;
}

const MIXES = [0, 1, 2, 3, 4, 5].flatMap((one) =>
  [0, 1, 2, 3, 4, 5].filter((two) => two <= one).flatMap((two) => [0, 1, 3].map((three) => [one, two, three])),
);

describe('where a request stands is said alike in its title, its count of steps, its list and a list of requests', () => {
  test.each(MIXES.filter(([, two = 0, three = 0]) => three === 0 || two > 0))(
    'with units %i, %i and %i steps along',
    (...far) => {
      const { request } = mixed(...far);
      if (request === undefined) throw new Error('nothing was ordered');
      expectAgreement(request);
    },
  );

  test('with a cancelled device that is still to be brought back, and another that goes on', () => {
    const play = mixed(3, 2, 0);
    play.cancel(ed, 'One less.', [1]);
    if (play.request === undefined) throw new Error('nothing was ordered');
    expectAgreement(play.request);
    for (const step of ['stage', 'dispatch', 'deploy'] as const) play.work(eve, step, ['8KLM2X2']);
    play.cancel(ed, 'No reserve.', [3]);
    expectAgreement(play.request);
  });

  test('with the old devices still to be taken care of as well', () => {
    const lines = [{ item: 'LT-STD', quantity: '2' }];
    const old = { additional: false, replaces: '5CG0000003', becomes: 'decommission' };
    const play = new Play(legacy('5CG0000003')).approved(form({ lines, ...old }));
    play.receive(wanda, ['8KLM2X1', '8KLM2X2']);
    for (const step of ['image', 'stage'] as const) play.work(eve, step);
    for (const step of ['dispatch', 'deploy'] as const) play.work(eve, step, ['8KLM2X1']);
    play.cancel(ed, 'One less.', [2]);
    if (play.request === undefined) throw new Error('nothing was ordered');
    expectAgreement(play.request);
  });
});
