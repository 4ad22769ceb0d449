import type { Store } from '../../src/desk/ports/store.ts';
import { as, DeskOffice, PURGE } from './desk-office.ts';
import { engine } from './stores.ts';

/** The office that plays moves from PARKS to REV. */

export const [RITA, MAX, RAVI, MIA, ADA, EVE] = ['01', '02', '04', '05', '0a', '0d'] as const;

/** The sample world with everybody concerned installed; on a store that a test may change. */
export async function transferOffice(change: (store: Store) => Store = (store) => store): Promise<DeskOffice> {
  const store = await engine.open();
  const desk = new DeskOffice(change(store));
  for (const number of [RITA, MAX, RAVI, MIA, EVE]) await desk.desk.installed(desk.caller(number));
  return desk;
}

/** A complete move of two devices, one of them leased, as the form sends it. */
export const FILLED = { serials: '7BLUE01 5CG0000003', newAgency: 'REV', reason: 'REV opens a new office.' };

/** What Mia sends with Approve. */
export const ACCEPT = { step: 'receiving agency', revision: 1, billingCode: 'REV-100', takesOver: 'true' } as const;

/** Rita's move of two devices to REV, submitted. */
export async function asked(desk: DeskOffice, serials: string = FILLED.serials): Promise<string> {
  const { request } = as(await desk.say(RITA, 'move'), 'move form');
  as(await desk.act(RITA, 'move.submit', { request, ...FILLED, serials }), 'request');
  await desk.settle();
  return request;
}

/** The same, approved by both agencies. */
export async function agreed(desk: DeskOffice, terms: Record<string, string> = {}, serials?: string): Promise<string> {
  const request = await asked(desk, serials);
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(MIA, 'request.approve', { request, ...ACCEPT, ...terms });
  await desk.settle();
  return request;
}

/** Every step that people do, in their order. */
export const ALL = ['collect', 'sanitize', 'image', 'stage', 'dispatch', 'deploy'] as const;

/** Does steps to all units that wait for them; staged for Ravi in room 5. */
export async function work(desk: DeskOffice, request: string, ...steps: (typeof ALL)[number][]): Promise<void> {
  const named = { label: 'true', assignedUser: 'Ravi Rao', location: 'REV, room 5' };
  for (const step of steps) {
    if (step === 'sanitize') as(await desk.act(EVE, 'work.sanitize', { request, ...PURGE }), 'request');
    else as(await desk.act(EVE, 'work.do', { request, step, ...named }), 'request');
  }
}
