import { deviceStatusSchema } from '../../domain/device.ts';
import { isEuc, may, type Person } from '../../domain/people.ts';
import type { ActionData } from '../actions.ts';
import type { House } from '../house.ts';
import { howMany } from '../how-many.ts';
import type { Condition } from '../ports/store.ts';
import { refusal } from '../present.ts';
import type { DeviceListView } from '../views/devices.ts';
import type { View } from '../views.ts';
import { rowsOf } from './devices.ts';

/** Devices a list shows on a page. */
const A_PAGE = 8;

/** Longest text that is looked for, in characters. */
const LONGEST = 60;

/** Whether somebody may list devices: EUC those of every agency, an approver their own agency's. */
export function mayList(person: Person): boolean {
  return isEuc(person) || may(person, 'approve for the agency', person.agency);
}

/**
 * An agency's devices, for its approvers and EUC: all, those in a state (`devices spare`), or those whose user or
 * location has the text in it (`devices room 2.14`). EUC may begin with an agency's code: `devices PARKS spare`.
 */
export async function listDevices(house: House, person: Person, data: ActionData<'devices.open'>): Promise<View> {
  const euc = isEuc(person);
  if (!mayList(person)) {
    return refusal('Not yours to list', 'An agency’s devices are listed for its approvers. Ask for one by its serial.');
  }
  const which = data.which.trim().replace(/\s+/g, ' ').slice(0, LONGEST);
  const [first = '', ...rest] = which.split(' ');
  const named = euc ? await house.directory.agency(first.toUpperCase()) : undefined;
  const pk = euc ? named?.code : person.agency;
  const meant = conditionsFor(named === undefined ? which : rest.join(' '));
  const where = pk === undefined ? [...meant, await stillThere(house)] : meant;
  const query = { type: 'device', where, ...(pk === undefined ? {} : { pk }) } as const;
  const after = data.after === undefined ? {} : { after: data.after };
  const found = await house.store.query({ ...query, orderBy: { field: 'serial' }, limit: A_PAGE, ...after });
  const total = await howMany(found, data, () => {
    return pk === undefined ? countStillThere(house, meant) : house.store.count(query);
  });
  const devices = found.items.map(({ body }) => body);
  const rows = await rowsOf(
    house,
    devices.map(({ serial }) => serial),
    devices,
  );
  const list = { which, total, from: data.from, after: found.next };
  const view: DeviceListView = { card: 'devices', rows, list };
  return view;
}

/**
 * Over all agencies a device is listed where it is: the record that it has left at an agency it was handed over by is of
 * that agency's past.
 */
async function stillThere(house: House): Promise<Condition> {
  const agencies = await house.directory.agencies();
  const here = deviceStatusSchema.exclude(['transferred']).options;
  return {
    either: [
      [{ field: 'status', oneOf: here }],
      [{ field: 'transfer', is: null }],
      // What came from elsewhere and was given away here.
      ...agencies.map(({ code }): Condition[] => [{ pk: code }, { field: 'transfer.to', is: code }]),
    ],
  };
}

/**
 * The same, counted: all of them less those that are transferred and not there. Few are, and they are found by their state;
 * looking at each device of the state for where it is would take a hundred times as long.
 */
async function countStillThere(house: House, meant: readonly Condition[]): Promise<number> {
  const { store } = house;
  const transferred: Condition[] = [...meant, { field: 'status', is: 'transferred' }];
  const [all, gone, stayed] = await Promise.all([
    store.count({ type: 'device', where: meant }),
    store.count({ type: 'device', where: transferred }),
    store.count({ type: 'device', where: [...transferred, await stillThere(house)] }),
  ]);
  return all - gone + stayed;
}

function conditionsFor(text: string): Condition[] {
  if (text === '') return [];
  const status = deviceStatusSchema.safeParse(text.toLowerCase());
  if (status.success) return [{ field: 'status', is: status.data }];
  return [{ anyOf: ['assignedUser.name', 'location'], contains: text }];
}
