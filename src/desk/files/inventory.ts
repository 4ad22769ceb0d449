import type { Device } from '../../domain/device.ts';
import { nameOf } from '../../domain/found-device.ts';
import type { Inventory, InventoryRow } from '../../domain/inventory.ts';
import { isEuc, may, type Person } from '../../domain/people.ts';
import { readAll } from '../directory.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import { bodies } from '../perform.ts';
import type { Store } from '../ports/store.ts';
import { refusal } from '../present.ts';
import type { FileAsked } from './asked.ts';
import type { Found } from './file.ts';

/** Devices that are written while others wait for their answers. */
const MOST_DEVICES = 25_000;

/** The columns of `inventoryRows`. */
export const INVENTORY_HEADING = [
  ...['Agency', 'Fiscal year', 'Serial', 'Device', 'Model', 'Status', 'Assigned user', 'Location', 'Origin'],
  ...['Answer', 'By', 'At', 'Request'],
];

/** The list of an agency's inventory with its answers, for the agency's approvers and EUC (Rules 53 and 57). */
export async function findInventoryFile(
  house: House,
  person: Person,
  { agency, year }: Extract<FileAsked, { file: 'inventory' }>,
): Promise<Found> {
  const allowed = isEuc(person) || may(person, 'answer the inventory', agency);
  const inventory = allowed ? (await house.store.read(keys.inventory(agency, year)))?.body : undefined;
  if (inventory === undefined) return refusal('Not found', `There is no inventory of ${agency} that you can see.`);
  if (inventory.listed > MOST_DEVICES) {
    return refusal(
      'Too large for a chat',
      `The inventory of ${agency} lists ${inventory.listed.toLocaleString('en-US')} devices. Whoever runs the desk writes it to a file: npm run export -- --agency ${agency} --only inventory.`,
    );
  }
  return {
    name: `inventory-${agency}-FY${year}`,
    ending: 'csv',
    title: 'Yearly inventory',
    about: `${agency} · FY ${year}`,
    back: { title: 'Back to the inventory', verb: 'inventory.open', data: { agency, year: String(year) } },
    bytes: async () => house.tableWriter([INVENTORY_HEADING, ...(await rowsOf(house, inventory))]),
  };
}

async function rowsOf({ store }: House, inventory: Inventory): Promise<string[][]> {
  const { agency, year } = inventory;
  const where = [{ field: 'year', is: year }];
  const pages = await readAll(store, { type: 'inventoryPage', pk: agency, where, orderBy: { field: 'no' } });
  return inventoryRows(
    store,
    inventory,
    pages.flatMap(({ body }) => body.rows),
  );
}

/** Rows of an inventory's list as a table has them: the device as it is now, and what was said of it. */
export async function inventoryRows(
  store: Store,
  inventory: Pick<Inventory, 'agency' | 'year' | 'state'>,
  rows: readonly InventoryRow[],
): Promise<string[][]> {
  const serials = rows.map(({ serial }) => serial);
  const devices = bodies(await loadDevices(store, inventory.agency, serials));
  return rows.map((row) => cellsOf(inventory, row, devices.get(row.serial)));
}

function cellsOf(
  { agency, year, state }: Pick<Inventory, 'agency' | 'year' | 'state'>,
  row: InventoryRow,
  device: Device | undefined,
): string[] {
  const { serial, answer, by, at, request } = row;
  const open = state === 'closed' ? 'not answered' : 'open';
  const about =
    device === undefined
      ? ['', '', '', '', '', '']
      : [
          nameOf(device),
          device.model,
          device.status,
          device.assignedUser?.name ?? '',
          device.location ?? '',
          device.origin,
        ];
  return [agency, String(year), serial, ...about, answer ?? open, by?.name ?? '', at ?? '', request ?? ''];
}
