import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import type { ChatCard } from './chat-card.ts';
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

/** The bill as files, by the buttons of its card: what is downloaded says what the card said. */
async function checkFiles(card: ChatCard, month: string): Promise<void> {
  await card.press('Excel');
  await card.shows(`bill-PARKS-${month}.xlsx`);
  const excel = await max.fileBehind(() => card.follow('Open'));
  const workbook = unzipSync(new Uint8Array(await excel.arrayBuffer()));
  expect(strFromU8(workbook['xl/workbook.xml'] ?? new Uint8Array())).toContain('PARKS-200');

  await card.press('Back to the bill');
  await card.press('CSV');
  await card.shows(`bill-PARKS-${month}.csv`);
  const csv = await (await max.fileBehind(() => card.follow('Open'))).text();
  const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true });
  const dollars = rows.map((row) => Number(row.Amount));
  expect(rows).toHaveLength(15);
  expect(Math.round(100 * dollars.reduce((sum, one) => sum + one, 0))).toBe(39876);
  await card.press('Back to the bill');
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
  await checkFiles(closed, month);

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
