import { textOf } from './card.ts';
import { type HttpOffice, openOffice, requestOn, until } from './office.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('rita', 'max', 'eve');
});

afterEach(() => office.stop());

const STOLEN = { 'What happened *': 'stolen', 'Since when *': '2026-01-20', 'Reason *': 'Taken from a car.' };

describe('lost, found and swapped, over HTTP', () => {
  test('Rule 55: reported by its user, marked by the asset manager, denied, and found again', async () => {
    const rita = office.person('rita');
    const eve = office.person('eve');
    await rita.say('7BLUE01');
    await rita.press('Report lost');
    const owed = textOf(await rita.press('Refresh'));
    expect(owed).toContain('still owed');
    const later = textOf(await rita.press('Submit', { ...STOLEN, 'Since when *': '2999-01-01' }));
    for (const said of ['Choose today or a day before.', '225.219.6900']) expect(later).toContain(said);
    // What was typed is kept.
    const id = requestOn(await rita.press('Submit', { 'Since when *': '2026-01-20' }));
    await rita.redeliver();
    expect(textOf(await eve.say('queue'))).toContain('7BLUE01');
    const card = textOf(await eve.press(`Mark lost ${id}`));
    for (const said of ['Ready to mark lost', 'stolen since Jan 20', 'Ivy Irwin']) expect(card).toContain(said);
    expect(textOf(await eve.press('Mark lost'))).toContain('Closed');
    await until(rita, office.connector, '✓ Closed');
    const device = textOf(await rita.say('7BLUE01'));
    for (const said of ['✗ Lost', 'Stolen since Jan 20', 'The network turns it away.', 'support off']) {
      expect(device).toContain(said);
    }
    expect(textOf(await eve.say('admission 7BLUE01'))).toContain('Lost');
    expect(textOf(await office.person('max').say('devices lost'))).toContain('7BLUE01');
    await rita.say('7BLUE01');
    await rita.press('Found');
    const back = { 'Where it is *': 'Police station', 'Outcome *': 'spare', 'Reason *': 'They have it.' };
    const found = requestOn(await rita.press('Submit', back));
    expect(textOf(await eve.say(found))).toContain('Police station');
  });

  test('Rule 55: a swap carries the 48 months over to the new serial', async () => {
    const eve = office.person('eve');
    await eve.say('swap 7BLUE01');
    const form = textOf(await eve.press('Refresh'));
    expect(form).toContain('What is owed goes over to the new one.');
    const id = requestOn(await eve.press('Submit', { 'Reason *': 'The display stays dark.' }));
    await eve.say('queue');
    await eve.press(`Receive ${id}`);
    const box = { Model: 'Dell Latitude 5450', 'Warranty until': '2099-11-23', 'Serial numbers': '8KLM2X3' };
    await eve.press('Receive', box);
    await eve.say(`request ${id}`);
    await eve.press(`Image ${id}`);
    for (const step of ['Image', 'Stage']) await eve.press(step);
    await eve.press('Stage', { label: 'true' });
    await eve.say(`request ${id}`);
    await eve.press(`Dispatch ${id}`);
    for (const step of ['Dispatch', 'Deploy', 'Deploy']) await eve.press(step);
    const device = textOf(await office.person('rita').say('8KLM2X3'));
    for (const said of ['In service', 'Ivy Irwin', 'In place of 7BLUE01', 'months billed'])
      expect(device).toContain(said);
    const old = textOf(await office.person('rita').say('7BLUE01'));
    expect(old).toContain('Replaced by 8KLM2X3');
    expect(old).toContain('8KLM2X3 carries on its 48 months');
  });
});
