import { createDates } from '../../src/cards/dates.ts';
import { receive, work as workCard } from '../../src/cards/work.ts';
import { as, filledOrder } from './desk-office.ts';
import { agreed, EVE, MAX, RITA, transferOffice } from './transfer-office.ts';

const ED = '06';

describe('where a device is fetched, and where it goes', () => {
  test('Rule 36: what goes to another agency is collected from who has it now, and where', async () => {
    const desk = await transferOffice();
    const { device } = as(await desk.say(RITA, '7BLUE01'), 'device');
    const request = await agreed(desk);
    const card = as(await desk.act(EVE, 'work.open', { request, step: 'collect' }), 'work');
    expect(card.waiting[0]).toMatchObject({
      serial: '7BLUE01',
      assignedUser: device.assignedUser?.name,
      location: device.location,
    });
    const [row] = rowsOf(workCard(card, createDates('America/Chicago')));
    expect(row).toMatchObject({ who: `with ${device.assignedUser?.name}`, where: device.location });
  });

  test('the card of a step says only where the devices go that are on it', async () => {
    const desk = await transferOffice();
    const { request } = as(await desk.say(RITA, 'order'), 'order form');
    const lines = { lines: 3, item2: 'MN-24', quantity2: '2', item3: 'LT-STD', quantity3: '1', reserve3: 'true' };
    as(await desk.act(RITA, 'order.submit', filledOrder(request, lines)), 'request');
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
    const head = async (item: string) =>
      receive(as(await desk.act(EVE, 'work.open', { request, step: 'receive', item }), 'receive')).under;
    expect(await head('MN-24')).toBe('Rita Reyes · for Sam Stone, Baton Rouge, room 2.14 · billed to PARKS-200');
    expect(await head('LT-STD')).toContain('1 to disaster reserve');
  });
});

function rowsOf({ waiting }: Record<string, unknown>): unknown[] {
  return Array.isArray(waiting) ? waiting : [];
}
