import { readAll } from '../../src/desk/directory.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX] = ['01', '02'] as const;

const DAY = 86_400_000;

test('what the outbox has done is kept for 90 days; what waits for somebody is kept until they come', async () => {
  const store = await engine.open();
  const desk = new DeskOffice(store);
  for (const number of [RITA, MAX]) await desk.desk.installed(desk.caller(number));
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request)), 'request');
  await desk.settle();
  const entries = async () => {
    const found = await readAll(store, { type: 'outbox', where: [], orderBy: { field: 'dueAt' } });
    const isTheirs = ({ body: { task, ...body } }: (typeof found)[number]) =>
      body.request === request && task.do !== 'remind';
    return found.filter(isTheirs).map(({ body }) => [body.task.do, body.to, body.state]);
  };
  const nora = desk.caller('03').person;
  const before = await entries();
  expect(before.toSorted()).toEqual([
    ['ask for approval', null, 'done'],
    ['send', desk.caller(MAX).person, 'done'],
    ['send', nora, 'waiting'],
  ]);
  desk.clock.at += 89 * DAY;
  await desk.outbox.sweep();
  expect(await entries()).toEqual(before);
  desk.clock.at += 2 * DAY;
  await desk.outbox.sweep();
  expect(await entries()).toEqual([['send', nora, 'waiting']]);
  await desk.desk.installed(desk.caller('03'));
  await desk.settle();
  const asked = desk.sentTo('03').filter(({ view }) => view.card === 'approval' && view.nudge === null);
  expect(asked).toHaveLength(1);
  await store.close();
});
