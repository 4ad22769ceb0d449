import type { Agency } from '../../src/domain/people.ts';
import { later, moment } from './calendar.ts';
import { bringIn } from './legacy.ts';
import { liveOn, type Scene } from './lives.ts';
import { isExempt, tagSome } from './purchases.ts';
import { submit, WISHES, type Wish } from './requests.ts';

/** What an agency is to have. */
export interface Plan {
  agency: Agency;
  devices: number;
  /** Requests of the last two weeks, beside those of two years. */
  recent: number;
}

const DAY = 86_400_000;

/** How long the desk has been at work: two years, in milliseconds. */
export const YEARS = 730 * DAY;

/** No delivery comes sooner; what is ordered later brings no device yet. */
const DELIVERED_AFTER = 5 * DAY;

/** Purchases of an exempt agency in the last ten weeks, beside those of two years. */
const BOUGHT_LATELY = 8;

/** The part of the devices that was there before the desk. */
const LEGACY = 0.7;

/** Two years of an agency: its legacy devices, then requests one after the other, until it has the devices it is to have. */
export function liveTwoYears(scene: Scene, plan: Plan): void {
  const { agency, devices } = plan;
  const { records, until } = scene;
  const begin = until - YEARS;
  const legacy = Math.round(devices * LEGACY);
  bringIn(scene, agency, legacy, later(begin, [0, 48], scene.chance));
  const wishes = wishesFor(scene, plan, begin);
  const toBuy = isExempt(scene.state, agency.code, moment(until).day) ? Math.min(24, Math.floor(devices * 0.05)) : 0;
  let made = 0;
  for (const { at, wish } of wishes) {
    made += 1;
    const left = devices - records.devices.size - (wish === 'purchase' ? 0 : toBuy);
    const room = at > until - DELIVERED_AFTER ? Number.POSITIVE_INFINITY : left;
    const id = submit(scene, agency.code, `${agency.code}-${numberOf(made)}`, wish, at, room);
    if (id === undefined) continue;
    liveOn(scene, id, at);
    tagSome(scene, id);
  }
  // What orders did not bring was found at an inventory, a month ago.
  const missing = devices - records.devices.size;
  if (missing > 0) bringIn(scene, agency, missing, later(until - 30 * DAY, [0, 48], scene.chance));
}

/** When the agency asks for what, the oldest first: as often as its size asks for, and recently so much more. */
function wishesFor(scene: Scene, { agency, devices, recent }: Plan, begin: number): { at: number; wish: Wish }[] {
  const { chance, until, state } = scene;
  const count = Math.max(4, Math.round(devices * 0.1));
  const anyTime = Array.from({ length: count }, () =>
    later(begin + 7 * DAY, [0, (YEARS - 8 * DAY) / 3_600_000], chance),
  );
  const lately = Array.from({ length: recent }, () => later(until - 14 * DAY, [0, 12 * 24], chance));
  const asked = [...anyTime, ...lately].map((at) => ({ at, wish: chance.weighted(WISHES) }));
  const isBuying = isExempt(state, agency.code, moment(until).day);
  // At the end of a grant some more is bought: of that, tags are still due.
  const bought = Array.from({ length: isBuying ? BOUGHT_LATELY : 0 }, () => {
    return { at: later(until - 70 * DAY, [0, 55 * 24], chance), wish: 'purchase' } as const;
  });
  return [...asked, ...bought].filter(({ at }) => at < until).sort((a, b) => a.at - b.at);
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Six letters and digits, as the desk's own ids have them; spread, so that they look like those. */
function numberOf(made: number): string {
  let left = (made * 693_691) % 32 ** 6;
  let text = '';
  for (let digit = 0; digit < 6; digit += 1) {
    text = LETTERS.charAt(left % 32) + text;
    left = Math.floor(left / 32);
  }
  return text;
}
