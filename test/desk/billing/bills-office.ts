import assert from 'node:assert/strict';
import type { View } from '../../../src/desk/views.ts';
import { as, DeskOffice } from '../desk-office.ts';
import { engine } from '../stores.ts';

export const [RITA, MAX, MIA, ED, BILL, EVE] = ['01', '02', '05', '06', '0b', '0d'] as const;

/** The sample world, with everybody who has to do with bills. */
export async function office(): Promise<DeskOffice> {
  const store = await engine.open();
  const desk = new DeskOffice(store);
  for (const number of [RITA, MAX, ED, BILL, EVE]) await desk.desk.installed(desk.caller(number));
  return desk;
}

/** Lets the outbox work until nothing is due, as the loop does. */
export async function settled(desk: DeskOffice): Promise<void> {
  for (let rounds = 0; rounds < 5; rounds += 1) await desk.settle(1000);
}

/** The sentence of a refusal. */
export function refusedWith(view: View): string {
  const { tone, text } = as(view, 'notice');
  assert.equal(tone, 'refused');
  return text;
}
