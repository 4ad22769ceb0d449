/**
 * Draws every sample card at three widths, light and dark, side by side, into out/cards/NAME.png. Names or parts of them
 * as arguments draw only those: `npm run cards -- approval`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPENINGS } from '../test/cards/openings.ts';
import { cardPage, drawEverywhere, launch } from '../test/cards/page/browser.ts';
import { SAMPLE_CARDS } from '../test/cards/sample-cards.ts';

const folder = join(import.meta.dirname, '..', 'out', 'cards');
const wanted = process.argv.slice(2);
const drawings = [
  ...[...SAMPLE_CARDS.keys()].map((name) => ({ name, view: name, press: undefined })),
  ...OPENINGS,
].filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));

mkdirSync(folder, { recursive: true });
const browser = await launch();
const page = await cardPage(browser);
for (const { name, view, press } of drawings) {
  const card = SAMPLE_CARDS.get(view);
  if (card === undefined) throw new Error(`there is no sample view ${view}`);
  const faults = await drawEverywhere(page, name, card, press);
  writeFileSync(join(folder, `${name}.png`), await page.screenshot({ fullPage: true }));
  for (const fault of faults) console.warn(`${name}: ${fault}`);
}
await browser.close();
console.log(`${drawings.length} pictures in out/cards`);
