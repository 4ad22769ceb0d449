import { as } from './desk-office.ts';
import { agreed, EVE, MAX, MIA, RAVI, RITA, transferOffice, work } from './transfer-office.ts';

describe('Rule 25: leased-device labels are printed by EUC', () => {
  test('nobody else gets one, of a device or of what waits to be staged', async () => {
    const desk = await transferOffice();
    const request = await agreed(desk);
    await work(desk, request, 'collect', 'sanitize', 'image');
    const one = { file: 'label', serial: '7BLUE01' };
    const all = { file: 'labels', request };
    as(await desk.act(EVE, 'file.open', one), 'file');
    as(await desk.act(EVE, 'file.open', all), 'file');
    for (const number of [RITA, MAX]) {
      expect(await desk.act(number, 'file.open', one)).toMatchObject({ title: 'Not yours to print' });
    }
    for (const number of [RITA, MAX, RAVI, MIA]) {
      expect(await desk.act(number, 'file.open', all)).toMatchObject({ title: 'Not yours to print' });
    }
    for (const number of [RAVI, MIA]) {
      expect(await desk.act(number, 'file.open', one)).toMatchObject({ title: 'Not found' });
    }
  });
});

test('Rule 44: a certificate is offered where the desk has written one, and not of what was imported', async () => {
  const desk = await transferOffice();
  expect(as(await desk.say(EVE, '7BLUE03'), 'device')).toMatchObject({
    device: { sanitized: { method: 'clear' } },
    hasCertificate: false,
  });
  const request = await agreed(desk, {}, '7BLUE01');
  await work(desk, request, 'collect', 'sanitize');
  expect(as(await desk.say(EVE, '7BLUE01'), 'device').hasCertificate).toBe(true);
});
