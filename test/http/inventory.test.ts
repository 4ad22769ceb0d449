import { textOf } from './card.ts';
import { type HttpOffice, openOffice, until } from './office.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('max', 'mia', 'eve');
});

afterEach(() => office.stop());

describe('the yearly inventory, over HTTP', () => {
  test('Rules 6, 31 and 53: asked, confirmed with a click, corrected by request, and closed', async () => {
    const [max, eve] = [office.person('max'), office.person('eve')];
    expect(textOf(await eve.say('inventory start'))).toContain('Their approvers are asked now');
    const list = textOf(await until(max, office.connector, 'Yearly inventory'));
    for (const said of ['14 devices to answer', 'disaster reserve']) expect(list).toContain(said);
    expect(textOf(await max.press('Confirm ticked', { pick_5CG0000001: 'true' }))).toContain('1 device confirmed');
    await max.press('Correct the record of the ticked device', { pick_7BLUE01: 'true' });
    const asked = { 'Location *': 'Room 3.01', 'Reason *': 'She moved upstairs.' };
    expect(textOf(await max.press('Submit', asked))).toContain('With the asset manager');
    await eve.say('queue');
    await eve.press(/Update PARKS-[0-9A-Z]{6}/.exec(JSON.stringify(await eve.say('queue')))?.[0] ?? '');
    expect(textOf(await eve.press('Update'))).toContain('Closed');
    expect(textOf(await eve.say('7BLUE01'))).toContain('because: She moved upstairs.');
    await max.say('inventory');
    expect(textOf(await max.press('Confirm all 12'))).toContain('Every device answered');
    await eve.say('inventory');
    expect(textOf(await eve.press('Close for good', { 'Agencies to close': 'parks' }))).toContain(
      'Closed for 1 agency',
    );
  });

  test('Rules 56 and 57: another agency’s approver gets their own list, and a forged card changes nothing', async () => {
    const [max, mia, eve] = [office.person('max'), office.person('mia'), office.person('eve')];
    await eve.say('inventory start');
    const own = textOf(await until(mia, office.connector, 'Yearly inventory'));
    expect(own).toContain('8REDX01');
    expect(own).not.toContain('PARKS');
    const place = { agency: 'PARKS', year: 2027, page: 1 };
    for (const [verb, data] of [
      ['inventory.confirm', { ...place, all: 'true' }],
      ['inventory.missing', { ...place, pick_7BLUE01: 'true' }],
      ['correction.open', { serial: '7BLUE01' }],
      ['file.open', { file: 'inventory', agency: 'PARKS', year: 2027 }],
    ] as const) {
      const answer = await mia.send(mia.invocation(verb, data));
      expect(await answer.text()).toMatch(/Not found/);
    }
    const start = await mia.send(mia.invocation('inventory.start', { agencies: '', until: '2027-01-01' }));
    expect(await start.text()).toMatch(/Not yours to do/);
    expect(textOf(await max.say('inventory'))).toContain('14 devices to answer');
  });
});
