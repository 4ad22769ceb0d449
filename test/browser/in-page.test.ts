import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from './browser.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
  page = await browser.newPage();
}, 60_000);

afterAll(() => browser?.close());

/** What is found wrong with a card of 200 px with this in it. */
async function faultsOf(html: string): Promise<unknown> {
  await page.setContent(`<div id="card" style="width: 200px; font: 14px Arial">${html}</div>`);
  await page.addScriptTag({ path: path.join(import.meta.dirname, 'in-page.js') });
  return await page.evaluate("faultsOf(document.getElementById('card'))");
}

const WELL = `
  <div>Order PARKS-7K3M9Q <b>$77.10</b> a month, which is a line that is longer than the card is wide.</div>
  <label for="a">Item</label><input id="a" placeholder="Choose" style="width: 150px">
  <button>Submit</button><div style="display: none">\${hidden}</div>`;

test('a card that is well has no faults', async () => {
  expect(await faultsOf(WELL)).toEqual([]);
});

test.each([
  ['a placeholder of a template', '<p>For ${assignedUser}</p>', 'says ${: “For ${assignedUser}”'],
  ['a value that is not there', '<p>Billed to undefined</p>', 'says undefined: “Billed to undefined”'],
  ['a name that is not there', '<button aria-label="null">Go</button>', 'says null: “null”'],
  ['a box that is too wide', '<div style="width: 260px">Wide</div>', 'beyond the edge: “Wide”'],
  [
    'a row to be scrolled',
    '<div style="overflow-x: auto"><div style="width: 260px">Row</div></div>',
    'scrolls to the side: “Row”',
  ],
  [
    'text that is cut off',
    '<p style="width: 60px; overflow: hidden; white-space: nowrap">Standard laptop</p>',
    'cut off: “Standard laptop”',
  ],
  [
    'text that is cut off below',
    '<p style="height: 20px; overflow: hidden">As long as it takes to fill three lines, or even four of them</p>',
    'cut off: “As long as it takes to fill three lines, or even four of the”',
  ],
  [
    'texts on top of each other',
    '<div style="height: 0">Waiting</div><div>Approved</div>',
    'on top of each other: “Waiting” and “Approved”',
  ],
  [
    'an amount on two lines',
    '<p style="width: 50px; word-break: break-all">$123,456.00</p>',
    'on two lines: $123,456.00',
  ],
  [
    'a word on two lines',
    '<p style="width: 50px; overflow-wrap: anywhere">decommission</p>',
    'on two lines: decommission',
  ],
  [
    'a hint that does not fit',
    '<input aria-label="Serial" placeholder="for example 5CG0000001" style="width: 80px">',
    'does not fit its field: “for example 5CG0000001”',
  ],
  [
    'a choice that does not fit',
    '<input aria-label="Item" role="combobox" value="Standard laptop" style="width: 60px">',
    'does not fit its field: “Standard laptop”',
  ],
  ['a field without a label', '<input id="x">', 'has no words: <input id="x" class="">'],
  ['a label without words', '<label class="y"> <b></b></label>', 'has no words: <label id="" class="y">'],
  ['a button without words', '<button id="z"></button>', 'has no words: <button id="z" class="">'],
])('%s is found', async (_, html, fault) => {
  expect(await faultsOf(html)).toContain(fault);
});
