import { startLocalDesk, type LocalDesk } from '../browser/local-desk.ts';
let desk: LocalDesk;
beforeAll(async () => { desk = await startLocalDesk('/tmp/pg/bot.mjs', ['rita', 'max', 'eve']); }, 120_000);
afterAll(() => desk?.stop());
test('a', async () => {
  const rita = desk.chat('rita');
  await desk.chat('max').say('hello'); await desk.chat('eve').say('hello');
  const c = await rita.ask('rows'); await c.press('Receive', { beside: 'PARKS-0001' }); await c.shows('PARKS-0001');
  await rita.say('others'); await desk.chat('eve').cardThatShows('Proactive hello from Rita'); await desk.chat('max').cardThatShows('Proactive');
  expect(rita.problems).toEqual([]); console.log(rita.sent.length);
}, 60_000);
