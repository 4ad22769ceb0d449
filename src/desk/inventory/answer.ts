import { type Inventory, type InventoryPage, type Said, say } from '../../domain/inventory.ts';
import type { Role } from '../../domain/people.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import { bodies, isLostRace } from '../perform.ts';
import { StoreError } from '../ports/store.ts';
import { journalOperation, replaced, replacedPage } from './commit.ts';

/** Lost races after which a click gives up; each is somebody else's success. */
const MOST_TRIES = 12;

/** Which page of which inventory. */
export interface Place {
  agency: string;
  year: number;
  no: number;
}

/** A page after something was said of it, with how many devices this has answered. */
export interface Answered {
  inventory: Inventory;
  page: InventoryPage;
  changed: number;
}

/**
 * Says something of devices on a page: the page, the agency's figures and a line of the journal in one commit, decided anew
 * when somebody else was first. Saying it twice is saying it once. Undefined when there is no such page; nothing changes
 * once the inventory takes no more answers.
 */
export async function answerPage(
  { store }: Pick<House, 'store'>,
  { agency, year, no }: Place,
  said: Said,
  role: Role | null,
): Promise<Answered | undefined> {
  for (let tries = 1; ; tries += 1) {
    const inventory = await store.read(keys.inventory(agency, year));
    const page = await store.read(keys.inventoryPage(agency, year, no));
    if (inventory === undefined || page === undefined) return undefined;
    const asIs = { inventory: inventory.body, page: page.body, changed: ownRows(page.body, said) };
    if (inventory.body.state !== 'open') return asIs;
    const waiting = page.body.rows.filter(({ answer }) => answer === null).map(({ serial }) => serial);
    const held = bodies(await loadDevices(store, agency, waiting));
    const after = say(inventory.body, page.body, said, held);
    if (after.changed.length === 0) return asIs;
    try {
      const { by, at } = said;
      await store.commit([
        replaced(inventory, after.inventory),
        replacedPage(page, after.page),
        journalOperation(after.inventory, 'answered', after.changed, { by, role, at }),
      ]);
      return { inventory: after.inventory, page: after.page, changed: ownRows(after.page, said) };
    } catch (error) {
      // What has happened all the same is found done when it is decided anew.
      const isUnknown = error instanceof StoreError && error.fault === 'unknown outcome';
      if (!(isUnknown || isLostRace(error)) || tries === MOST_TRIES) throw error;
    }
  }
}

/** How many rows have just this answer: by this person in this moment. */
function ownRows({ rows }: InventoryPage, said: Said): number {
  return rows.filter(({ answer, at, by }) => answer === said.answer && at === said.at && by?.id === said.by.id).length;
}
