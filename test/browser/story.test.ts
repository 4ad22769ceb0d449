import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Album } from './album.ts';
import type { ChatCard } from './chat-card.ts';
import type { ChatWindow } from './chat-window.ts';
import { type LocalDesk, startLocalDesk } from './local-desk.ts';
import { complaintsIn, requestOn, START, scenesOf } from './scenes.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PICTURES = path.join(ROOT, 'out', 'browser');
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

describe('from order to deployed device, in three chats', () => {
  /** Rita's card: the form, then the request. */
  let order: ChatCard;
  let id: string;
  /** A card of Eve's that is left as it was when the work began. */
  let early: ChatCard;

  scene('each is welcomed', async () => {
    for (const [name, button] of [
      ['rita', 'Order'],
      ['max', 'Approvals'],
      ['eve', 'Queue'],
    ] as const) {
      const welcome = await desk.chat(name).cardThatShows('Device Desk');
      await welcome.shows('225.219.6900');
      expect((await welcome.buttons())[0]).toBe(button);
      await album.add(`${name}-welcome`, welcome);
    }
  });

  scene('Rita makes a mistake: the form comes back with what she typed, and why', async () => {
    order = await rita.ask('order');
    await album.add('rita-order-form', order);
    await order.choose('Item', /^Standard laptop/);
    await order.fill('Quantity', '2');
    await order.fill('Assigned user', 'Sam Stone');
    await order.fill('Location', 'Baton Rouge, room 2.14');
    await order.fill('Replaces (serials)', '5CG000009X, 7BLUE01');
    await order.press('Submit');
    await order.shows('4 things to fix');
    await order.shows('5CG000009X is not a device of PARKS');
    await order.shows('225.219.6900');
    expect(await order.value('Item')).toMatch(/^Standard laptop/);
    expect(await order.value('Quantity')).toBe('2');
    expect(await order.value('Assigned user')).toBe('Sam Stone');
    expect(await order.value('Location')).toBe('Baton Rouge, room 2.14');
    expect(await order.value('Replaces (serials)')).toBe('5CG000009X, 7BLUE01');
    await album.add('rita-mistakes', order);
  });

  scene('Rita adds an item, reads what it costs and submits', async () => {
    await order.fill('Replaces (serials)', '5CG0000001, 7BLUE01');
    await order.choose('Old device becomes (7BLUE01)', 'Redistribute');
    await order.choose('Billing code', 'PARKS-200');
    await order.fill('Business justification', 'The survey team grows.');
    await order.press('Add item');
    await order.shows('Item 2');
    expect(await order.value('Business justification')).toBe('The survey team grows.');
    expect(await order.value('Billing code')).toBe('PARKS-200');
    expect(await order.value('Old device becomes (7BLUE01)')).toBe('Redistribute');
    await album.add('rita-item-added', order);
    await order.choose('Item 2', /^24-inch monitor/);
    await order.fill('Quantity 2', '2');
    await order.choose('Old device becomes (5CG0000001)', 'Decommission');
    await order.fill('New assigned user (7BLUE01)', 'Tom Tran');
    await order.fill('New location (7BLUE01)', 'Visitor desk');
    await order.press('Refresh costs');
    for (const figure of ['$77.10', '$3,700.80', '+1', '$625.48']) await order.shows(figure);
    await album.add('rita-costs', order);
    await order.press('Submit');
    await order.shows('Waiting for agency approval');
    id = await requestOn(order);
    await album.add('rita-submitted', order);
  });

  scene('the card arrives in Max’s chat by itself; he looks at the details and approves', async () => {
    const approval = await max.cardThatShows(id);
    expect(JSON.stringify(max.sent)).not.toContain('"type":"message"');
    for (const figure of ['$77.10', '$3,700.80', '+1', '$625.48']) await approval.shows(figure);
    await album.add('max-approval', approval);
    await approval.press('Details');
    await approval.shows('Max Moreau or Nora Nash');
    await album.add('max-details', approval);
    await approval.press('Decide');
    await approval.press('Approve');
    await approval.shows('Approved by Max Moreau');
    await album.add('max-approved', approval);
    await order.shows('Waiting for EUC approval');
  });

  scene('Eve approves for EUC, and finds the work in her queue', async () => {
    const approval = await eve.cardThatShows(id);
    await approval.shows('Agency approval by Max Moreau');
    await album.add('eve-approval', approval);
    await approval.press('Approve');
    await approval.shows('Approved by Eve Ellis');
    await album.add('eve-approved', approval);
    early = await eve.ask('queue');
    await early.shows('2 × 24-inch monitor');
    await album.add('eve-queue', early);
  });

  scene('Eve does the work, one serial being wrong at first', async () => {
    const work = await eve.ask('queue');
    await work.press('Receive', { beside: '2 standard laptops' });
    await work.shows('0 of 2 here');
    await album.add('eve-receive', work);
    await work.fill('Serial numbers', '8KLM2X3 8KLM2X');
    await work.fill('Model', 'Dell Latitude 5450');
    await work.fill('Warranty until', '11/23/2029');
    await work.press('Receive');
    await work.shows('1 device received, 1 to check');
    await work.shows('8KLM2X has 6 characters, a Dell serial has 7');
    expect(await work.value('Serial numbers')).toBe('8KLM2X');
    expect(await work.value('Model')).toBe('Dell Latitude 5450');
    await album.add('eve-wrong-serial', work);
    await work.fill('Serial numbers', '8KLM2X4');
    await work.press('Receive');
    await work.shows('Your turn');
    await album.add('eve-laptops-here', work);
    await work.press('Receive');
    await work.shows('Receive 2 × 24-inch monitor');
    await work.fill('Serial numbers', 'MON0001, MON0002');
    await work.fill('Model', 'Acme P24');
    await work.fill('Warranty until', '11/23/2029');
    await work.press('Receive');
    await work.shows('At the warehouse');
    await step(work, 'Image', 'Imaged 2 of 2');
    await work.press('Stage');
    await work.press('Stage');
    await work.shows('Put the leased-device label on first');
    await album.add('eve-no-label', work);
    await work.tick('Leased-device label is on');
    await work.press('Stage');
    await work.shows('Staged 4 of 4');
    await step(work, 'Dispatch', 'Dispatched 4 of 4');
    await step(work, 'Deploy', '✓ Closed');
    await album.add('eve-deployed', work);
  });

  /** Opens a step that has a button on the card, and does it to all devices. What it says then stays: news may not. */
  async function step(work: ChatCard, verb: string, done: string): Promise<void> {
    await work.press(verb);
    await work.shows(`Ready to ${verb.toLowerCase()}`);
    await album.add(`eve-${verb.toLowerCase()}`, work);
    await work.press(verb);
    await work.shows(done);
  }

  scene('a button of an old card does nothing twice, and shows how things stand', async () => {
    await early.shows('2 standard laptops');
    await early.press('Receive', { beside: '2 standard laptops' });
    await early.shows('✓ Closed');
    await album.add('eve-old-card', early);
    const queue = await eve.ask('queue');
    await queue.shows('5CG0000001');
    await album.add('eve-queue-after', queue);
  });

  scene('Rita’s card has followed, and she asks for her devices', async () => {
    await order.shows('✓ Closed');
    await album.add('rita-closed', order);
    const device = await rita.ask('device 8klm2x3');
    for (const said of ['In service', 'Sam Stone', 'Baton Rouge, room 2.14', 'Dell Latitude 5450', 'PARKS-200']) {
      await device.shows(said);
    }
    await device.press('History');
    await device.shows('Deployed');
    await album.add('rita-device', device);
    const requests = await rita.ask('requests');
    await requests.shows(id);
    await album.add('rita-requests', requests);
    await (await rita.ask(`request ${id}`)).shows('✓ Closed');
    await album.add('rita-devices', await rita.ask('7BLUE01, 8klm2x4, 8REDX01'));
    const other = await rita.ask('8REDX01');
    await other.shows('Not found');
    await album.add('rita-not-found', other);
    await album.add('rita-catalog', await rita.ask('catalog'));
    await album.add('rita-help', await rita.ask('what is the weather like?'));
  });
});

describe('another order', () => {
  let order: ChatCard;
  let id: string;

  scene('is returned by Max, who has to say why', async () => {
    order = await rita.ask('order');
    await order.choose('Item', /^Tablet/);
    await order.tick('Additional devices: nothing is replaced');
    await order.choose('Billing code', 'PARKS-100');
    await order.fill('Business justification', 'For the visitor center.');
    await order.press('Submit');
    await order.shows('Waiting for agency approval');
    id = await requestOn(order);
    const approval = await max.cardThatShows(id);
    const approvals = await max.ask('approvals');
    await approvals.shows(id);
    await album.add('max-approvals', approvals);
    await approval.press('Return for changes');
    await approval.press('Return to Rita');
    await approval.shows('A reason is needed');
    await album.add('max-no-reason', approval);
    await approval.fill('Reason', 'Please say for whom.');
    await approval.press('Return to Rita');
    await approval.shows('Returned for changes by Max Moreau');
    await album.add('max-returned', approval);
  });

  scene('is changed by Rita, with what she had typed still in it, and sent in again', async () => {
    await order.shows('Please say for whom.');
    await album.add('rita-returned', order);
    await order.press('Change and submit again');
    await order.shows('Change the order');
    expect(await order.value('Business justification')).toBe('For the visitor center.');
    await album.add('rita-change', order);
    await order.fill('Assigned user', 'Tom Tran');
    await order.press('Submit');
    await order.shows('For Tom Tran');
  });

  scene('is rejected by Max, and Rita reads why', async () => {
    const approval = await max.cardThatShows(/Waiting for your approval.*For Tom Tran/);
    await approval.press('Reject');
    await approval.fill('Reason', 'No money left this year.');
    await album.add('max-reject', approval);
    await approval.press('Reject for good');
    await approval.shows('Rejected by Max Moreau');
    await album.add('max-rejected', approval);
    await order.shows('No money left this year.');
    await album.add('rita-rejected', order);
    await (await max.ask('approvals')).shows('Nothing waits');
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
