import { fiscalYearOf } from '../../domain/billing/forecast.ts';
import type { Device } from '../../domain/device.ts';
import { isOwned, presentOf } from '../../domain/owned.ts';
import { may, type Person } from '../../domain/people.ts';
import { tagDue } from '../../domain/property.ts';
import type { Request } from '../../domain/request/state.ts';
import { untaggedSerials } from '../../domain/request/tag.ts';
import { keys, noticesOf, type OutboxEntry } from '../documents.ts';
import { bodies, isLostRace } from '../perform.ts';
import { countedProperty, loadWithSuccessors, propertyRow } from '../property/records.ts';
import type { Task, TaskOf } from '../task-schema.ts';
import type { PropertyView } from '../views/purchase.ts';
import { DONE, type Ended, type OutboxHouse, type Started, tellEach } from './entry.ts';
import { tell } from './tell.ts';

/** Devices a reminder lists. */
const MOST_ROWS = 12;

/** When the fiscal year's first working hours begin, in UTC. */
const MORNING = 'T14:00:00.000Z';

/**
 * Sees to it that an agency is reminded of the inventory of the next fiscal year (Rule 53): one entry, named by the year,
 * that lies there until 1 July.
 */
export async function planInventory({ store }: OutboxHouse, agency: string, month: string): Promise<void> {
  const ending = fiscalYearOf(month);
  const request = noticesOf(agency);
  const task: Task = { do: 'remind of inventory', year: ending + 1 };
  const dueAt = `${ending}-07-01${MORNING}`;
  const body: OutboxEntry = { request, task, state: 'due', dueAt, attempts: 0, to: null };
  try {
    await store.commit([{ do: 'create', key: keys.outbox(request, `inventory-${ending + 1}`), body }]);
  } catch (error) {
    if (!isLostRace(error)) throw error;
  }
}

/** A message for each approver of an agency that owns something to be counted (Rule 53). */
export async function remindOfInventory(
  { store, directory }: OutboxHouse,
  started: Started,
  { year }: TaskOf<'remind of inventory'>,
): Promise<Ended> {
  const agency = started.key.pk;
  const { value } = await countedProperty(store, agency).next();
  if (value === undefined) return DONE;
  const people = await directory.peopleWho('approve for the agency', agency);
  return tellAll(started, people, { inventory: year });
}

/** A message for the requester of a purchase and the agency's approvers, while a tag is missing (Rule 53). */
export async function remindOfTags(
  house: OutboxHouse,
  started: Started,
  { serials }: TaskOf<'remind of tags'>,
  request: Request,
): Promise<Ended> {
  if ((await withoutTag(house, request, serials)).length === 0) return DONE;
  const approvers = await house.directory.peopleWho('approve for the agency', request.agency);
  const { id } = request.requester;
  const requester = id === null ? undefined : await house.directory.person(id);
  const isAlso = requester !== undefined && approvers.every((person) => person.id !== requester.id);
  return tellAll(started, isAlso ? [requester, ...approvers] : approvers, { tags: request.id, serials });
}

type About = TaskOf<'send reminder'>['about'];

function tellAll(started: Started, people: readonly Person[], about: About): Ended {
  return { state: 'done', also: tellEach(started, people, (to) => ({ do: 'send reminder', to, about })) };
}

/** Reminds one person, of what is so by then. */
export async function sendReminder(
  house: OutboxHouse,
  started: Started,
  { to, about }: TaskOf<'send reminder'>,
): Promise<Ended> {
  return tell(house, started, to, () => reminderFor(house, started.key.pk, to, about));
}

async function reminderFor(
  house: OutboxHouse,
  code: string,
  to: string,
  about: About,
): Promise<PropertyView | undefined> {
  const { store, directory, clock } = house;
  const [person, agency] = await Promise.all([directory.person(to), directory.agency(code)]);
  if (person === undefined || agency === undefined || !may(person, 'record a tag', code)) return undefined;
  const rows: PropertyView['rows'] = [];
  let total = 0;
  const add = (device: Device) => {
    total += 1;
    if (rows.length < MOST_ROWS) rows.push(...propertyRow(device));
  };
  if ('tags' in about) {
    const request = await store.read(keys.request(about.tags));
    if (request === undefined) return undefined;
    for (const device of await withoutTag(house, request.body, about.serials)) add(device);
  } else {
    for await (const device of countedProperty(store, code)) add(device);
  }
  if (total === 0) return undefined;
  const what = 'tags' in about ? { tags: about.tags } : about;
  return { card: 'property', agency, about: what, rows, total, now: clock.now() };
}

/** Of some devices of a purchase, or what came for them, those that the agency has and that must be tagged and are not. */
async function withoutTag({ store }: OutboxHouse, request: Request, serials: readonly string[]): Promise<Device[]> {
  const missing = untaggedSerials(request).filter((serial) => serials.includes(serial));
  const devices = bodies(await loadWithSuccessors(store, request.agency, missing));
  return missing
    .flatMap((serial) => presentOf(serial, devices) ?? [])
    .filter((device) => device.property !== undefined && tagDue(device.property) !== null && isOwned(device));
}
