/** `npm run pictures`: takes the README's pictures from Playground windows in which its story is played, and of paper. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { certify } from '../src/domain/sanitization.ts';
import { createPrinter } from '../src/print/printer.ts';
import type { ChatCard } from '../test/browser/chat-card.ts';
import { startLocalDesk } from '../test/browser/local-desk.ts';
import { drawPage, openPdf } from '../test/print/draw.ts';

const ROOT = path.join(import.meta.dirname, '..');
const FOLDER = path.join(ROOT, 'docs', 'pictures');

/** As wide as a card is in the Playground, in pixels. */
const WIDTH = 446;

async function take(card: ChatCard, name: string): Promise<void> {
  const file = path.join(FOLDER, `${name}.png`);
  await card.at(WIDTH, (drawn) => drawn.screenshot({ path: file, animations: 'disabled', caret: 'hide' }));
  console.log(path.relative(ROOT, file));
}

/** The first page of a PDF, `scale` pixels a point. */
async function draw(pdf: Uint8Array, scale: number, name: string): Promise<void> {
  const file = path.join(FOLDER, `${name}.png`);
  writeFileSync(file, await drawPage(await (await openPdf(pdf)).getPage(1), scale));
  console.log(path.relative(ROOT, file));
}

async function drawPapers(): Promise<void> {
  const printer = createPrinter({ serviceDesk: { phones: ['225.219.6900', '844.219.6900'] } });
  const about = { serial: '7BLUE02', agency: 'PARKS', model: 'Dell Latitude 5430' };
  const certificate = certify({
    ...about,
    request: 'PARKS-6D4N9W',
    performer: { id: null, name: 'Finn Foster' },
    validator: { id: null, name: 'Vera Vance' },
    media: 'flash',
    mediaSerial: 'SSD-77121',
    method: 'purge',
    technique: 'cryptographic erase',
    tool: 'Drive Eraser',
    toolVersion: '7.9',
    verification: 'full read back, no data found',
    destination: 'surplus',
    date: '2026-11-20',
  });
  const paper = { certificate, agencyName: 'Parks and Trails', void: null };
  await draw(await printer.certificates([paper], '2026-11-24'), 0.9, 'certificate');
  await draw(await printer.labels([about], '2026-11-24'), 2, 'label');
}

mkdirSync(FOLDER, { recursive: true });
await drawPapers();
const desk = await startLocalDesk(path.join(ROOT, 'dist', 'main.js'), ['rita', 'max', 'ravi', 'eve']);
try {
  const rita = desk.chat('rita');
  const max = desk.chat('max');
  const form = await rita.ask('order');
  await form.choose('Item', /Standard laptop/);
  await form.fill('Quantity', '2');
  await form.fill('Assigned user', 'Sam Stone');
  await form.fill('Location', 'Baton Rouge, room 2.14');
  await form.fill('Replaces (serials)', '7BLUE01');
  await form.choose('Old device becomes', /spare/i);
  await form.choose('Billing code', 'PARKS-200');
  await form.fill('Business justification', 'The survey team grows by one in January.');
  await form.press('Refresh costs');
  await form.shows('$3,160.32');
  await take(form, 'order-form');
  await form.press('Submit');
  await form.shows('Waiting for agency approval');
  const approval = await max.cardThatShows('Waiting for your approval');
  await take(approval, 'approval');
  await take(await max.ask('7BLUE01'), 'device');
  await take(await max.ask('bill'), 'bill');
  await approval.press('Approve');
  const eve = desk.chat('eve');
  const second = await eve.cardThatShows('Waiting for your approval');
  await second.press('Approve');
  await take(await eve.ask('queue'), 'queue');
  const purchase = await desk.chat('ravi').ask('purchase');
  await purchase.choose('Item', 'Tablet');
  await purchase.fill('Quantity', '2');
  await purchase.fill('Make and model', 'Acme Tab 11');
  await purchase.fill('Unit price', '1,199.00');
  await purchase.fill('Assigned user', 'Sam Stone');
  await purchase.fill('Location', 'Revenue Services, room 5');
  await purchase.fill('Business justification', 'Audits in the field.');
  await purchase.tick('Duties acknowledged: they are REV’s own');
  await purchase.press('Refresh costs');
  await purchase.shows('$2,398.00');
  await take(purchase, 'purchase');
} finally {
  await desk.stop();
}
