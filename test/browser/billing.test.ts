import path from 'node:path';
import type { ChatWindow } from './chat-window.ts';
import { type LocalDesk, startLocalDesk } from './local-desk.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PICTURES = path.join(ROOT, 'out', 'browser');

let desk: LocalDesk;
let max: ChatWindow;
let bill: ChatWindow;

beforeAll(async () => {
  desk = await startLocalDesk(path.join(ROOT, 'dist', 'main.js'), ['max', 'bill']);
  [max, bill] = [desk.chat('max'), desk.chat('bill')];
}, 300_000);

afterAll(() => desk?.stop(), 60_000);

/** The month that is over, by the calendar of the sample world's state. */
function lastMonth(): string {
  const today = new Date().toLocaleDateString('en-CA', { timeZone: 'America/Chicago' });
  const first = new Date(`${today.slice(0, 7)}-01T12:00:00.000Z`);
  first.setUTCDate(0);
  return first.toISOString().slice(0, 7);
}

test('a bill is looked at, closed and questioned in two chats', async () => {
  const month = lastMonth();
  const preview = await max.ask('bill');
  await preview.shows('Preview');
  await preview.shows('$398.76');
  await max.picture(path.join(PICTURES, 'bill-preview.png'));

  const closing = await bill.ask(`bill close ${month}`);
  await closing.shows('✓ Closed');
  await closing.shows('$456.68');
  await bill.picture(path.join(PICTURES, 'bill-closed-month.png'));

  const closed = await max.ask(`bill ${month}`);
  await closed.shows('✓ Closed');
  await closed.press('Trend');
  await max.picture(path.join(PICTURES, 'bill-closed.png'));

  const explained = await max.ask(`bill explain 7BLUE03 ${month}`);
  await explained.shows('whatever becomes of the device');
  await explained.press('Question this line');
  await explained.shows('Question a line of the bill');
  await explained.fill('Reason', 'It was never delivered.');
  await explained.press('Submit');
  await explained.shows('Credit of $32.92 for 7BLUE03');
  const asked = await bill.cardThatShows('Waiting for your approval');
  await asked.shows('−$32.92');
  await asked.press('Approve');
  await asked.shows('✓ Approved by Bill Baker');
  await asked.shows('EUC approval, Ed Evans');

  const forecast = await max.ask('forecast');
  await forecast.shows('What is still owed');
  await max.picture(path.join(PICTURES, 'forecast.png'));
  expect([...max.problems, ...bill.problems]).toEqual([]);
}, 300_000);
