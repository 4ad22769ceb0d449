import { inventoryName, keys } from '../../src/desk/documents.ts';
import type { House } from '../../src/desk/house.ts';
import { answerPage } from '../../src/desk/inventory/answer.ts';
import { closeInventory, endAnswers } from '../../src/desk/inventory/close.ts';
import { listInventory } from '../../src/desk/inventory/list.ts';
import { startInventory } from '../../src/desk/inventory/start.ts';
import { answerInventory } from '../../src/desk/outbox/inventory.ts';
import { endOfYear, yearOf } from '../../src/domain/inventory.ts';
import type { Now } from '../../src/domain/months.ts';
import { who } from '../../src/domain/people.ts';
import type { Request } from '../../src/domain/request/state.ts';
import { later, moment } from './calendar.ts';
import type { Chance } from './chance.ts';
import { type State, someone } from './state.ts';

const DAY = 86_400_000;

/** How long the inventory of the fiscal year has been going on when it all ends, in milliseconds. */
export const ON_FOR = 20 * DAY;

/** Agencies that are done with it, and those that have not begun. */
const DONE = 0.2;
const NOT_BEGUN = 0.25;

/** What an agency's inventory is held with. */
interface Holding {
  house: Pick<House, 'store' | 'directory'>;
  state: State;
  chance: Chance;
  /** The moment it all ends at. */
  until: number;
}

/**
 * The yearly inventory of an agency, under way: its list, the pages that its approvers have confirmed, what they have
 * corrected or reported lost since, and of some agencies the end (Rule 53). `answering`: requests since it was started.
 */
export async function holdInventory(holding: Holding, agency: string, answering: readonly Request[]): Promise<void> {
  const { house, state, chance, until } = holding;
  const start = moment(later(until - ON_FOR, [0, 1], chance));
  const year = yearOf(start.day);
  const by = who(someone(state, 'asset manager', null, chance));
  const doer = { by, role: 'asset manager', at: start.at } as const;
  await startInventory(house, agency, { year, until: endOfYear(year) }, doer);
  const pages = await list(house, agency, year, start);
  const share = chance.weighted([
    [1, DONE],
    [0, NOT_BEGUN],
    [chance.next() * 0.8, 1 - DONE - NOT_BEGUN],
  ]);
  const confirmed = Math.floor(pages * share);
  for (let no = 1; no <= confirmed; no += 1) {
    // Evenly over the time until now, in working hours as far as that goes.
    const at = moment(until - ON_FOR + DAY + Math.floor((no * (ON_FOR - 2 * DAY)) / confirmed)).at;
    const approver = who(someone(state, 'agency approver', agency, chance));
    const said = { serials: null, answer: 'confirmed', by: approver, at, request: null } as const;
    await answerPage(house, { agency, year, no }, said, 'agency approver');
  }
  const end = moment(until - DAY / 2);
  for (const request of answering) await answerInventory(house, { now: end }, request);
  if (share < 1) return;
  await endAnswers(house, agency, year, { ...doer, at: end.at });
  await close(house, agency, year, end);
}

/** Writes the list, as the outbox would; gives how many pages it has. */
async function list({ store }: Pick<House, 'store'>, agency: string, year: number, now: Now): Promise<number> {
  const key = keys.outbox(inventoryName(agency, year), 'list');
  while ((await listInventory({ store }, { key, now }, year)).state === 'due');
  return (await store.read(keys.inventory(agency, year)))?.body.pages ?? 0;
}

async function close({ store }: Pick<House, 'store'>, agency: string, year: number, now: Now): Promise<void> {
  const key = keys.outbox(inventoryName(agency, year), 'close');
  while ((await closeInventory({ store }, { key, now }, year)).state === 'due');
}
