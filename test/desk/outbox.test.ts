import { DeliveryError, type DeliveryFault } from '../../src/desk/ports/messenger.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';

const [RITA, MAX] = ['01', '02'] as const;

const MINUTE = 60_000;

async function office(...installed: string[]): Promise<DeskOffice> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  const office = new DeskOffice(store);
  for (const number of installed) await office.desk.installed(office.caller(number));
  return office;
}

/** Rita orders; nobody has heard of it yet. */
async function ordered(desk: DeskOffice): Promise<string> {
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request)), 'request');
  return request;
}

/** The next deliveries fail like this; gives how many have been tried. */
function fail(desk: DeskOffice, faults: readonly (DeliveryError | DeliveryFault)[]): { tried: number } {
  const left = [...faults];
  const count = { tried: 0 };
  desk.chats.before = () => {
    count.tried += 1;
    const fault = left.shift();
    if (fault !== undefined) throw fault instanceof DeliveryError ? fault : new DeliveryError(fault, 'as told');
  };
  return count;
}

function cameTo(desk: DeskOffice, number: string): string[] {
  return desk.sentTo(number).map(({ cameAs }) => cameAs);
}

describe('a person who blocked the bot', () => {
  test.each([
    ['writes to it', (desk: DeskOffice) => desk.say(MAX, 'help')],
    ['installs it again', (desk: DeskOffice) => desk.desk.installed(desk.caller(MAX))],
  ])('gets what waited for them when they come back and %s', async (_how, comesBack) => {
    const desk = await office(RITA, MAX);
    await desk.say(MAX, 'help');
    fail(desk, ['unreachable']);
    const request = await ordered(desk);
    await desk.settle();
    await desk.settle(60 * MINUTE);
    expect(cameTo(desk, MAX)).toEqual([]);
    await comesBack(desk);
    await desk.settle();
    expect(cameTo(desk, MAX)).toEqual([`approval ${request} awaiting approval agency 1`]);
  });
});
