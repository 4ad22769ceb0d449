/** `npm run pictures`: takes the README's pictures from Playground windows in which its story is played. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ChatCard } from '../test/browser/chat-card.ts';
import { startLocalDesk } from '../test/browser/local-desk.ts';

const ROOT = path.join(import.meta.dirname, '..');
const FOLDER = path.join(ROOT, 'docs', 'pictures');

/** As wide as a card is in the Playground, in pixels. */
const WIDTH = 446;

async function take(card: ChatCard, name: string): Promise<void> {
  const file = path.join(FOLDER, `${name}.png`);
  await card.at(WIDTH, (drawn) => drawn.screenshot({ path: file, animations: 'disabled', caret: 'hide' }));
  console.log(path.relative(ROOT, file));
}

mkdirSync(FOLDER, { recursive: true });
const desk = await startLocalDesk(path.join(ROOT, 'dist', 'main.js'), ['rita', 'max']);
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
  await take(await max.cardThatShows('Waiting for your approval'), 'approval');
  await take(await max.ask('7BLUE01'), 'device');
} finally {
  await desk.stop();
}
