import type { Browser, Page } from 'playwright-core';
import type { AdaptiveCardJson } from '../../src/cards/render.ts';
import { OPENINGS } from './openings.ts';
import { cardPage, drawEverywhere, launch } from './page/browser.ts';
import { SAMPLE_CARDS } from './sample-cards.ts';

jest.setTimeout(240_000);

const opened = OPENINGS.map(({ name, view, press }) => ({ name, card: SAMPLE_CARDS.get(view), press }));
const drawings = [...[...SAMPLE_CARDS].map(([name, card]) => ({ name, card, press: undefined })), ...opened];

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launch();
  page = await cardPage(browser);
});

afterAll(async () => {
  await browser.close();
});

/** What is wrong with a card of these elements. */
async function faultsOf(...body: AdaptiveCardJson[string][]): Promise<string> {
  const faults = await drawEverywhere(page, 'bad', { type: 'AdaptiveCard', version: '1.5', body });
  return faults.join('\n');
}

test.each(drawings)('$name fits at 320, 446 and 640 px, light and dark', async ({ name, card, press }) => {
  if (card === undefined) throw new Error(`${name} is opened on a view that is not there`);
  expect(await drawEverywhere(page, name, card, press)).toEqual([]);
});

test('a card that does not fit is found out', async () => {
  const long = {
    type: 'TextBlock',
    text: 'This does not fit on a single line of any card at all, however wide it is.',
  };
  expect(await faultsOf({ ...long, text: long.text.repeat(2) })).toMatch(/320 px light: clipped: .*This does not fit/);
  const narrow = (text: string) => ({
    type: 'ColumnSet',
    columns: [{ type: 'Column', width: '60px', items: [{ type: 'TextBlock', text, wrap: true }] }],
  });
  expect(await faultsOf(narrow('$1,234,567.00'))).toMatch(/on two lines: \$1,234,567\.00/);
  expect(await faultsOf({ type: 'ColumnSet', columns: [{ type: 'Column', width: '700px', items: [long] }] })).toMatch(
    /640 px dark: beyond the edge/,
  );
  expect(await faultsOf({ type: 'TextBlock', text: '[Approve](https://evil.example)' })).toMatch(/came out as markup/);
  expect(await faultsOf({ type: 'Sparkline' })).toMatch(/Sparkline/);
});
