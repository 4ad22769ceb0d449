import { as, type DeskOffice } from './desk-office.ts';
import { EVE, MAX, RITA, transferOffice } from './transfer-office.ts';

let desk: DeskOffice;

beforeEach(async () => {
  desk = await transferOffice();
});

describe('Rule 30: blanks within serials and between them', () => {
  test.each(['device 7BLUE01 5CG-0000 003 5cg0000004', '7BLUE01 5CG-0000 003 5cg0000004'])(
    '“%s” is three devices',
    async (text) => {
      const { rows } = as(await desk.say(RITA, text), 'devices');
      expect(rows.map(({ serial }) => serial)).toEqual(['7BLUE01', '5CG0000003', '5CG0000004']);
      expect(rows.every(({ device }) => device !== null)).toBe(true);
    },
  );

  test('a device is found by its serial in a sentence, cut up by blanks', async () => {
    expect(as(await desk.say(RITA, 'where is 5cg 000 0003?'), 'device').device.serial).toBe('5CG0000003');
    expect(as(await desk.say(RITA, 'admission 5cg 000 0003'), 'admission').rows).toMatchObject([
      { serial: '5CG0000003', found: true },
    ]);
    expect(as(await desk.say(RITA, '5CG-0000 003 is broken'), 'device').device.serial).toBe('5CG0000003');
  });

  test('Rule 57: another agency’s serial, cut up, is as unknown as any', async () => {
    expect(await desk.say(RITA, 'device 8RED X01')).toMatchObject({ title: 'Not found' });
    expect(as(await desk.say(EVE, 'device 8RED X01'), 'device').device.serial).toBe('8REDX01');
  });

  test('Rule 38: an odd word on a form is named and keeps no device out', async () => {
    const form = as(await desk.say(RITA, 'decommission 7BLUE01 x1 5CG-0000 003'), 'decommission form');
    expect(form.found.map(({ serial }) => serial)).toEqual(['7BLUE01', '5CG0000003']);
    const { request } = form;
    const filled = { request, serials: '7BLUE01 x1 5CG-0000 003', outcome: 'retired', reason: 'Old.' };
    const sent = await desk.act(RITA, 'decommission.submit', { ...filled, seenOwed: { '7BLUE01': 62548 } });
    const { request: made, note } = as(sent, 'request');
    expect(made.units.map(({ serial }) => serial)).toEqual(['7BLUE01', '5CG0000003']);
    expect(note).toContain('X1 is not a serial');
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.act(EVE, 'work.do', { request, step: 'collect', serials: '5CG 000 0003 7BLUE01' });
    expect(as(await desk.say(RITA, '5CG0000003'), 'device').device.status).toBe('collected');
    expect(as(await desk.say(RITA, '7BLUE01'), 'device').device.status).toBe('collected');
  });
});
