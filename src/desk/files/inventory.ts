import type { Device } from '../../domain/device.ts';
import { nameOf } from '../../domain/found-device.ts';
import type { Inventory, InventoryRow } from '../../domain/inventory.ts';
import { isEuc, may, type Person } from '../../domain/people.ts';
import { readAll } from '../directory.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import { bodies } from '../perform.ts';
import { refusal } from '../present.ts';
import type { FileAsked } from './asked.ts';
import type { Found } from './file.ts';

/** Devices that are written while others wait for their answers. */
const MOST_DEVICES = 25_000;

const HEADING = [
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
      `The inventory of ${agency} lists ${inventory.listed} devices. Ask the asset manager.`,
    );
  }
  return {
    name: `inventory-${agency}-FY${year}`,
    ending: 'csv',
    title: 'Yearly inventory',
    about: `${agency} · FY ${year}`,
    back: { title: 'Back to the inventory', verb: 'inventory.open', data: { agency } },
    bytes: async () => house.tableWriter([HEADING, ...(await rowsOf(house, inventory))]),
  };
}

async function rowsOf(house: House, inventory: Inventory): Promise<string[][]> {
  const { agency, year } = inventory;
  const where = [{ field: 'year', is: year }];
  const pages = await readAll(house.store, { type: 'inventoryPage', pk: agency, where, orderBy: { field: 'no' } });
  const rows = pages.flatMap(({ body }) => body.rows);
  const devices = bodies(
    await loadDevices(
      house.store,
      agency,
      rows.map(({ serial }) => serial),
    ),
  );
  return rows.map((row) => cellsOf(inventory, row, devices.get(row.serial)));
}

function cellsOf({ agency, year, state }: Inventory, row: InventoryRow, device: Device | undefined): string[] {
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
