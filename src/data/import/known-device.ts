import type { Commitment } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import type { Row } from '../row.ts';
import type { ReadDevice } from './device-row.ts';

/** What a record has where the file says something else: the column, and the record's own words. */
export interface OnRecord {
  column: string;
  words: string;
}

/** Where a record and a row of the file differ, column by column; empty when the row says what is there already. */
export function differences(row: Row, read: ReadDevice, device: Device, commitment: Commitment | null): OnRecord[] {
  const said = new Map(cellsOf(read.device, read.commitment));
  return cellsOf(device, commitment).flatMap(([id, words]) =>
    (said.get(id) ?? words) === words ? [] : [{ column: row.title(id), words }],
  );
}

/** What a record says, by the columns of an inventory. */
function cellsOf(device: Device, commitment: Commitment | null): [string, string][] {
  const { model, assignedUser, location, warrantyUntil, billingCode, support, sanitized } = device;
  const cells: [string, string][] = [
    ['model', quoted(model)],
    ['assignedUser', quoted(assignedUser?.name ?? '')],
    ['location', quoted(location ?? '')],
    ['warrantyUntil', warrantyUntil],
    ['billingCode', billingCode],
    ['status', device.status],
    ['sanitizedOn', sanitized?.on ?? NONE],
    ['sanitizedBy', sanitized?.method ?? NONE],
    ['countsForSupport', device.countsForSupport ? 'yes' : 'no'],
    ['holdsStorage', device.holdsStorage ? 'yes' : 'no'],
    ['item', device.item ?? NONE],
    ['rate', commitment === null ? NONE : (commitment.rateCents / 100).toFixed(2)],
    ['firstMonth', commitment?.firstMonth ?? NONE],
  ];
  // Of a device that does not count the day is not kept, and the name of an item is the catalog's.
  if (device.countsForSupport) cells.push(['inServiceSince', support[0]?.from ?? NONE]);
  if (device.item === null) cells.push(['type', quoted(typeOf(device))]);
  return cells;
}

/** "laptop" of a legacy laptop. */
function typeOf({ itemName }: Device): string {
  return itemName.toLowerCase().replace(/^legacy /, '');
}

const NONE = 'none';

function quoted(text: string): string {
  return text === '' ? NONE : `“${text}”`;
}
