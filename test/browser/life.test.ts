import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Album } from './album.ts';
import type { ChatCard } from './chat-card.ts';
import type { ChatWindow } from './chat-window.ts';
import { type LocalDesk, startLocalDesk } from './local-desk.ts';
import { complaintsIn, requestOn, START, scenesOf } from './scenes.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PICTURES = path.join(ROOT, 'out', 'browser-life');
const PEOPLE = ['rita', 'max', 'eve'] as const;

let desk: LocalDesk;
let album: Album;
let rita: ChatWindow;
let max: ChatWindow;
let eve: ChatWindow;

beforeAll(async () => {
  album = new Album(PICTURES);
  desk = await startLocalDesk(path.join(ROOT, 'dist', 'main.js'), PEOPLE);
  [rita, max, eve] = [desk.chat('rita'), desk.chat('max'), desk.chat('eve')];
}, START);

afterAll(() => desk?.stop(), 60_000);

const scene = scenesOf(() => desk, PEOPLE, PICTURES);

/** Presses a step's button on a request and does it to all devices that wait. */
async function step(work: ChatCard, verb: string, done: string | RegExp): Promise<void> {
  await work.press(verb);
  await work.shows(`Ready to ${verb.toLowerCase()}`);
  await album.add(`eve-${verb.toLowerCase()}`, work);
  await work.press(verb);
  await work.shows(done);
}

describe('a device moves to somebody else', () => {
  let form: ChatCard;
  let id: string;

  scene('Rita asks for it from the device’s card; a mistake keeps what she typed', async () => {
    const device = await rita.ask('5CG0000005');
    await device.press('Move');
    await device.shows('Move');
    form = device;
    await album.add('rita-move-form', form);
    await form.fill('New assigned user', 'Nora Nash');
    await form.fill('New location', 'Room 9');
    await form.press('Submit');
    await form.shows('1 thing to fix');
    expect(await form.value('New assigned user')).toBe('Nora Nash');
    await album.add('rita-move-mistake', form);
    await form.fill('Reason', 'She starts on Monday.');
    await form.press('Submit');
    await form.shows('With its user');
    id = await requestOn(form);
    await album.add('rita-move-submitted', form);
  });

  scene('Eve collects it, images it anew and deploys it (Rule 35)', async () => {
    const queue = await eve.ask('queue');
    await queue.shows('5CG0000005');
    await album.add('eve-queue-move', queue);
    const work = await eve.ask(`request ${id}`);
    await step(work, 'Collect', 'At the warehouse');
    await step(work, 'Image', 'On its way');
    await step(work, 'Deploy', '✓ Closed');
    await album.add('eve-moved', work);
  });

  scene('Rita’s card has followed, and the device is Nora’s', async () => {
    await form.shows('✓ Closed');
    const device = await rita.ask('5CG0000005');
    for (const said of ['In service', 'Nora Nash', 'Room 9']) await device.shows(said);
    await device.press('History');
    await device.shows('Imaged anew');
    await album.add('rita-moved', device);
  });
});

describe('a leased device is given back', () => {
  let form: ChatCard;
  let id: string;

  scene('Rita sees what is still owed before she submits (Rule 14)', async () => {
    form = await rita.ask('decommission 7BLUE02');
    for (const said of ['$625.48', '19 months']) await form.shows(said);
    await album.add('rita-decommission-form', form);
    await form.choose('Outcome', 'Surplus');
    await form.fill('Reason', 'The screen is broken.');
    await form.press('Submit');
    await form.shows('Waiting for agency approval');
    id = await requestOn(form);
    await album.add('rita-decommission-submitted', form);
  });

  scene('Max approves, since months are left (Rule 22)', async () => {
    const approval = await max.cardThatShows(id);
    for (const said of ['What is given back', '$625.48', '−1']) await approval.shows(said);
    await album.add('max-decommission', approval);
    await approval.press('Approve');
    await approval.shows('Approved by Max Moreau');
    await album.add('max-decommission-approved', approval);
  });

  scene('Eve collects it; clear is not enough for surplus, purge is (Rules 40 to 44)', async () => {
    const work = await eve.ask(`request ${id}`);
    await step(work, 'Collect', 'To be sanitized');
    await work.press('Sanitize');
    await work.shows('Validator');
    await album.add('eve-sanitize', work);
    await work.choose('Method', /^Clear/);
    await work.choose('Technique', 'Overwrite');
    await work.fill('Tool', 'Eraser');
    await work.fill('Tool version', '4.2');
    await work.fill('Media serial', 'SSD-1');
    await work.fill('Verification', 'read back');
    await work.choose('Validator', 'Vera Vance');
    await work.press('Sanitize');
    await work.shows('Clear is not enough for surplus');
    expect(await work.value('Tool')).toBe('Eraser');
    await album.add('eve-sanitize-refused', work);
    await work.choose('Method', /^Purge/);
    await work.choose('Technique', 'Cryptographic erase');
    await work.press('Sanitize');
    await work.shows('1 device sanitized');
    await album.add('eve-sanitized', work);
    await step(work, 'Place', '✓ Closed');
    await album.add('eve-placed', work);
  });

  scene('the device is surplus, off the network, and still paid for (Rules 32 and 42)', async () => {
    await form.shows('✓ Closed');
    await album.add('rita-decommission-closed', form);
    const device = await rita.ask('7BLUE02');
    for (const said of ['Surplus', 'Sanitized (purge)', '28 of 48 months billed', '$625.48 owed'])
      await device.shows(said);
    await device.press('History');
    await device.shows('Placed');
    await album.add('rita-surplus', device);
    const admission = await rita.ask('admission 7BLUE02, 5CG0000005');
    await admission.shows('1 of 2 admitted');
    await album.add('rita-admission', admission);
  });
});

describe('laptops for a user and for disaster reserve', () => {
  let order: ChatCard;
  let id: string;

  scene('Rita orders two, one of them for disaster reserve', async () => {
    order = await rita.ask('order');
    await order.choose('Item', /^Standard laptop/);
    await order.fill('Quantity', '2');
    await order.press('Add item');
    await order.shows('Item 2');
    await order.choose('Item 2', /^Standard laptop/);
    await order.tick('For disaster reserve (item 2)');
    await order.tick('Additional devices: nothing is replaced');
    await order.fill('Assigned user', 'Sam Stone');
    await order.fill('Location', 'Room 2.14');
    await order.choose('Billing code', 'PARKS-200');
    await order.fill('Business justification', 'The survey team grows.');
    await order.press('Refresh costs');
    await order.shows('1 device goes to disaster reserve');
    await album.add('rita-order-reserve', order);
    await order.press('Submit');
    await order.shows('Waiting for agency approval');
    id = await requestOn(order);
    const approval = await max.cardThatShows(id);
    await album.add('max-reserve', approval);
    await approval.press('Approve');
    await (await eve.cardThatShows(/Waiting for your approval.*3 laptops/)).press('Approve');
  });

  scene('Eve cancels one that is not needed, and everybody reads why (Rule 20)', async () => {
    const work = await eve.ask(`request ${id}`);
    await work.press('Cancel request');
    await work.choose('What to cancel', 'Only these');
    await work.fill('Serial numbers, or how many of an item', '4 standard laptops');
    await work.fill('Reason', 'One is shared.');
    await album.add('eve-cancel', work);
    await work.press('Yes, cancel it');
    await work.shows('Only 2 standard laptops for users can still be cancelled');
    await album.add('eve-cancel-refused', work);
    expect(await work.value('Reason')).toBe('One is shared.');
    await work.fill('Serial numbers, or how many of an item', '1 standard laptop');
    await work.press('Yes, cancel it');
    // What the button was answered with gives way to the news that follows it; the story stays.
    await work.shows(/1 device cancelled One is shared/);
    await album.add('eve-cancelled-one', work);
    await order.shows('One is shared.');
    await album.add('rita-cancelled-one', order);
  });

  scene('Eve receives both and places one in reserve, while the other waits to leave (Rule 47)', async () => {
    const work = await eve.ask(`request ${id}`);
    await work.press('Receive');
    await work.shows('0 of 2 here');
    await work.fill('Serial numbers', '8KLM2X3 8KLM2X4');
    await work.fill('Model', 'Dell Latitude 5450');
    await work.fill('Warranty until', '11/23/2029');
    await work.press('Receive');
    await step(work, 'Image', 'Imaged');
    await work.press('Stage');
    await work.shows('to be kept as disaster reserve');
    await work.tick('Leased-device label is on');
    await album.add('eve-stage-reserve', work);
    await work.press('Stage');
    await work.shows('Ready to leave');
    await work.press('Place');
    await work.shows('Ready to place');
    await work.fill('Location', 'Equipment room');
    await album.add('eve-place-reserve', work);
    await work.press('Place');
    await work.shows('✓ Disaster reserve');
    await album.add('eve-reserve-placed', work);
    const device = await rita.ask('8KLM2X4');
    for (const said of ['Disaster reserve', 'Equipment room', 'first serves']) await device.shows(said);
    await album.add('rita-reserve', device);
  });
});

describe('in all of it', () => {
  test('no card is cut off, sticks out or lacks a word, on a desktop or on a phone', () => {
    expect(album.faults).toEqual([]);
  });

  test('no page failed, and nothing was refused in either direction', () => {
    expect(PEOPLE.flatMap((who) => desk.chat(who).problems)).toEqual([]);
  });

  test('the bot has nothing to complain about', () => {
    expect(complaintsIn(readFileSync(path.join(desk.directory, 'bot.log'), 'utf8'))).toEqual([]);
  });
});
