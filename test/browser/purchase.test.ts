import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Album } from './album.ts';
import type { ChatCard } from './chat-card.ts';
import type { ChatWindow } from './chat-window.ts';
import { type LocalDesk, startLocalDesk } from './local-desk.ts';
import { complaintsIn, requestOn, START, scenesOf } from './scenes.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PICTURES = path.join(ROOT, 'out', 'browser-purchase');
const PEOPLE = ['ravi', 'mia', 'eve'] as const;

let desk: LocalDesk;
let album: Album;
let ravi: ChatWindow;
let mia: ChatWindow;
let eve: ChatWindow;

beforeAll(async () => {
  album = new Album(PICTURES);
  desk = await startLocalDesk(path.join(ROOT, 'dist', 'main.js'), PEOPLE);
  [ravi, mia, eve] = [desk.chat('ravi'), desk.chat('mia'), desk.chat('eve')];
}, START);

afterAll(() => desk?.stop(), 60_000);

const scene = scenesOf(() => desk, PEOPLE, PICTURES);

describe('an exempt agency purchases two tablets', () => {
  let form: ChatCard;
  let work: ChatCard;
  let id: string;

  scene('Ravi sees what his agency may buy; what he typed stays after a mistake (Rules 52 and 53)', async () => {
    form = await ravi.ask('purchase');
    await form.shows('REV may buy tablets until');
    await album.add('ravi-purchase-form', form);
    await form.choose('Item', 'Tablet');
    await form.fill('Quantity', '2');
    await form.fill('Make and model', 'Acme Tab 11');
    await form.fill('Unit price', '1,199.00');
    await form.fill('Assigned user', 'Sam Stone');
    await form.fill('Location', 'Revenue Services, room 5');
    await form.fill('Business justification', 'Audits in the field.');
    await form.press('Submit');
    await form.shows('1 thing to fix');
    expect(await form.value('Make and model')).toBe('Acme Tab 11');
    await album.add('ravi-purchase-mistake', form);
    await form.tick('Duties acknowledged: they are REV’s own');
    await form.press('Refresh costs');
    for (const said of ['$2,398.00', '$80.00', 'Increase of 2:']) await form.shows(said);
    await album.add('ravi-purchase-costs', form);
    await form.press('Submit');
    await form.shows('Waiting for agency approval');
    id = await requestOn(form);
  });

  scene('Mia approves for the agency, and Eve for EUC (Rule 16)', async () => {
    const approval = await mia.cardThatShows(id);
    for (const said of ['$2,398.00', 'Warehouse handling', 'Ravi Rao has acknowledged']) await approval.shows(said);
    await album.add('mia-purchase', approval);
    await approval.press('Approve');
    await approval.shows('Approved by Mia Martin');
    const second = await eve.cardThatShows(id);
    await second.press('Approve');
    await second.shows('Approved by Eve Ellis');
  });

  scene('Eve procures, receives, images, stages without a leased label, and deploys (Rules 24 and 25)', async () => {
    work = await eve.ask(`request ${id}`);
    await work.press('Procure');
    await work.shows('Ready to procure');
    await album.add('eve-procure', work);
    await work.fill('Supplier', 'State Supply');
    await work.fill('Purchase order number', '4500123');
    await work.press('Procure');
    await work.shows('2 devices procured');
    await work.press('Receive');
    await work.shows('Waiting for delivery');
    await work.fill('Serial numbers', 'TAB00001 TAB00002');
    await work.fill('Model', 'Acme Tab 11');
    await work.fill('Warranty until', '11/23/2099');
    await work.press('Receive');
    await work.shows('At the warehouse');
    await work.press('Image');
    await work.shows('Ready to image');
    await work.press('Image');
    await work.shows('2 devices imaged');
    await work.press('Stage');
    await work.shows('No leased-device label');
    await album.add('eve-stage-purchased', work);
    await work.press('Stage');
    await work.shows('Ready to leave');
    for (const [verb, done] of [
      ['Dispatch', 'On its way'],
      ['Deploy', '✓ Closed'],
    ] as const) {
      await work.press(verb);
      await work.shows(`Ready to ${verb.toLowerCase()}`);
      await work.press(verb);
      await work.shows(done);
    }
    await album.add('eve-purchased', work);
  });

  scene('Ravi records the agency’s tag from the device’s card (Rules 25 and 53)', async () => {
    const device = await ravi.ask('TAB00001');
    for (const said of ['Purchased device', 'None yet', 'Duties acknowledged by Ravi Rao']) await device.shows(said);
    await album.add('ravi-untagged', device);
    await device.press('Record tag');
    await device.shows('Your agency’s own tags');
    await device.fill('Tag number (TAB00001)', 'RV-1001');
    await device.fill('Tag number (TAB00002)', 'RV-1001');
    await device.press('Record tag');
    await device.shows('2 things to fix');
    await album.add('ravi-tags-mistake', device);
    await device.fill('Tag number (TAB00002)', 'RV-1002');
    await device.press('Record tag');
    await device.shows('2 devices tagged');
    const tagged = await ravi.ask('TAB00002');
    await tagged.shows('RV-1002');
    await album.add('ravi-tagged', tagged);
  });

  scene('handling and delivery are on the bill, once each (Rule 48)', async () => {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago', year: 'numeric', month: '2-digit' });
    const bill = await mia.ask(`bill ${parts.format(new Date()).slice(0, 7)}`);
    for (const said of ['Handling', '$36.00', 'Delivery', '$44.00']) await bill.shows(said);
    await album.add('mia-bill-purchase', bill);
  });

  test('no card had a fault, no window an error, and the bot nothing to complain about', () => {
    // The chart is the client's own drawing: empty boxes of it reach over the card's edge.
    expect(album.faults.filter((fault) => !fault.endsWith('beyond the edge: “”'))).toEqual([]);
    expect(PEOPLE.flatMap((who) => desk.chat(who).problems)).toEqual([]);
    expect(complaintsIn(readFileSync(path.join(desk.directory, 'bot.log'), 'utf8'))).toEqual([]);
  });
});
