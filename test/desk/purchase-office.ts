import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, Chats, DeskOffice } from './desk-office.ts';

/** People of the sample world, by the end of their ids. */
export const [RITA, MAX, RAVI, MIA, ED, WANDA, FINN, ADA, BILL, EVE] = [
  ...['01', '02', '04', '05', '06', '07', '08', '0a', '0b', '0d'],
] as [string, string, string, string, string, string, string, string, string, string];

/** The sample world, in which REV may buy tablets until 2027-06-30. */
export async function office(
  at = '2026-11-24T15:00:00.000Z',
  store = openSqliteStore(':memory:'),
): Promise<DeskOffice> {
  await loadSampleWorld(store);
  const desk = new DeskOffice(store, new Chats(), Date.parse(at));
  for (const number of [RAVI, MIA, ED, BILL]) await desk.desk.installed(desk.caller(number));
  return desk;
}

/** A complete purchase as the form sends it: two tablets at $1,199.00. */
export function filledPurchase(request: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    request,
    lines: 1,
    item1: 'TB-STD',
    model1: 'Acme Tab 11',
    quantity1: '2',
    price1: '$1,199.00',
    assignedUser: 'Sam Stone',
    location: 'Revenue Services, room 5',
    justification: 'Audits in the field.',
    billingCode: 'REV-100',
    duties: 'true',
    ...change,
  };
}

/** A purchase of Ravi's, approved by Mia and Ed. */
export async function approved(desk: DeskOffice, change: Record<string, unknown> = {}): Promise<string> {
  const { request } = as(await desk.say(RAVI, 'purchase'), 'purchase form');
  as(await desk.act(RAVI, 'purchase.submit', filledPurchase(request, change)), 'request');
  await desk.act(MIA, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
  return request;
}

/** Where and under which number it is bought. */
export const SUPPLIED = { item: 'TB-STD', supplier: 'State Supply', number: '4500123' };

/** The same, bought and received. */
export async function received(desk: DeskOffice, change: Record<string, unknown> = {}): Promise<string> {
  const request = await approved(desk, change);
  await desk.act(ADA, 'work.procure', { request, ...SUPPLIED });
  const box = { item: 'TB-STD', model: 'Acme Tab 11', warranty: '2029-11-23' };
  await desk.act(WANDA, 'work.receive', { request, ...box, serials: 'TAB00001 TAB00002' });
  return request;
}

/** Images, stages and dispatches what has come in, and deploys it. */
export async function deploy(desk: DeskOffice, request: string): Promise<void> {
  for (const step of ['image', 'stage', 'dispatch', 'deploy']) await desk.act(EVE, 'work.do', { request, step });
}
