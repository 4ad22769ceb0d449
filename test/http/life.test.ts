import { textOf } from './card.ts';
import { CERTIFICATE, FILLED, type HttpOffice, openOffice, requestOn, titlesOf, until } from './office.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('rita', 'max', 'ed', 'eve');
});

afterEach(() => office.stop());

describe('the whole life of a device, over HTTP', () => {
  test('given back: what is owed is shown, the agency approves, and a certificate is written', async () => {
    const rita = office.person('rita');
    const form = textOf(await rita.say('decommission 7BLUE02'));
    for (const said of ['$625.48', '19 months still owed']) expect(form).toContain(said);
    const filled = { 'Outcome *': 'Surplus', 'Reason *': 'The screen is broken.' };
    const id = requestOn(await rita.press('Submit', filled));
    const max = office.person('max');
    await until(max, office.connector, '$625.48');
    await max.press('Approve');
    const eve = office.person('eve');
    expect(textOf(await eve.say('queue'))).toContain('7BLUE02');
    await eve.press(`Collect ${id}`);
    await eve.press('Collect');
    await eve.press('Sanitize');
    const weak = await eve.press('Sanitize', { ...CERTIFICATE, Method: 'Clear', Technique: 'Overwrite' });
    expect(textOf(weak)).toContain('Clear is not enough for surplus');
    expect(textOf(await eve.press('Sanitize', { Method: 'Purge', Technique: 'Cryptographic erase' }))).toContain(
      '1 device sanitized',
    );
    await eve.press('Place');
    expect(textOf(await eve.press('Place'))).toContain('Closed');
    await until(rita, office.connector, '✓ Closed');
    const device = textOf(await rita.say('7BLUE02'));
    for (const said of ['Surplus', 'Sanitized (purge)', '28 of 48 months billed']) expect(device).toContain(said);
    expect(textOf(await rita.say('admission 7BLUE02'))).toMatch(/Den/i);
  });

  test('moved inside the agency', async () => {
    const rita = office.person('rita');
    await rita.say('move 5CG0000005');
    const id = requestOn(
      await rita.press('Submit', {
        'New assigned user': 'Nora Nash',
        'New location': 'Room 9',
        'Reason *': 'She starts Monday.',
      }),
    );
    const eve = office.person('eve');
    await eve.say('queue');
    await eve.press(`Collect ${id}`);
    for (const step of ['Collect', 'Image', 'Image', 'Deploy']) await eve.press(step);
    expect(textOf(await eve.press('Deploy'))).toContain('Closed');
    await until(rita, office.connector, '✓ Closed');
    const device = textOf(await rita.say('5CG0000005'));
    for (const said of ['In service', 'Nora Nash', 'Room 9']) expect(device).toContain(said);
  });

  test('a spare is offered for a move from its own card, and comes back to service', async () => {
    const rita = office.person('rita');
    expect(titlesOf(await rita.say('7BLUE03'))).toEqual(expect.arrayContaining(['Move', 'Decommission']));
    await rita.press('Move');
    await rita.press('Submit', {
      'New assigned user': 'Nora Nash',
      'New location': 'Room 9',
      'Reason *': 'Needed again.',
    });
    const max = office.person('max');
    await until(max, office.connector, '7BLUE03');
    await max.press('Approve');
    const eve = office.person('eve');
    await eve.say('queue');
    for (const step of ['Image', 'Image', 'Stage']) await eve.press(step);
    await eve.press('Stage', { label: 'true' });
    for (const step of ['Dispatch', 'Dispatch', 'Deploy', 'Deploy']) await eve.press(step);
    await until(rita, office.connector, '✓ Closed');
    expect(textOf(await rita.say('7BLUE03'))).toContain('In service');
  });

  test('Rule 15: the old device’s request opens when the new one is deployed, linked both ways', async () => {
    const rita = office.person('rita');
    await rita.say('order');
    const { additional: _, ...rest } = FILLED;
    const filled = {
      ...rest,
      'Quantity *': '1',
      'Replaces (serials)': '5CG0000004',
      'Old device becomes': 'Keep as spare',
    };
    const id = requestOn(await rita.press('Submit', filled));
    for (const name of ['max', 'ed'] as const) {
      await until(office.person(name), office.connector, `${id} · Order`);
      await office.person(name).press('Approve');
    }
    const eve = office.person('eve');
    await eve.say('queue');
    await eve.press(`Receive ${id}`);
    await eve.press('Receive', {
      'Serial numbers': '8KLM2X3',
      Model: 'Dell Latitude 5450',
      'Warranty until': '2099-11-23',
    });
    for (const step of ['Image', 'Image', 'Stage']) await eve.press(step);
    await eve.press('Stage', { label: 'true' });
    for (const step of ['Dispatch', 'Dispatch', 'Deploy', 'Deploy']) await eve.press(step);
    await until(rita, office.connector, /✓ Closed/);
    expect(textOf(await rita.say(`request ${id}`))).toContain(`${id}01`);
    expect(textOf(await rita.say(`${id}01`))).toContain(`Opened for ${id}`);
    expect(textOf(await rita.say('5CG0000004'))).toContain(`${id}01`);
  });
});
