import type { Device } from '../../domain/device.ts';
import { isSamePerson, may, type Person } from '../../domain/people.ts';
import { nextStep, type Request, type Unit, unitWith } from '../../domain/request/state.ts';
import { takesFromUser } from '../../domain/work-steps.ts';
import { keys } from '../documents.ts';
import { loadDevices } from '../load.ts';
import type { Task } from '../task-schema.ts';
import type { NamedView } from '../views/named.ts';
import { DONE, type Ended, type OutboxHouse, type Started, tellEach } from './entry.ts';
import { tell } from './tell.ts';

/** Devices a message lists. */
const MOST_ROWS = 8;

/** Tells a validator that their name stands on certificates (Rule 44): who did not see it can say so. */
export function tellValidator(
  house: OutboxHouse,
  started: Started,
  { to, serials }: Extract<Task, { do: 'tell validator' }>,
  request: Request,
): Promise<Ended> {
  return tell(house, started, to, async () => {
    const person = await house.directory.person(to);
    if (person === undefined || !may(person, 'see records', request.agency)) return undefined;
    const [first = ''] = serials;
    const certificate = await house.store.read(keys.certificate(request.agency, first, request.id));
    if (certificate === undefined) return undefined;
    const rows = serials.flatMap((serial) => rowOf(request, serial, ''));
    return viewOf(house, request, { as: 'validator', certificate: certificate.body }, rows);
  });
}

/**
 * A message for everybody who has a device that EUC is to collect, as far as they are in the directory. Whose device is
 * whose is found out here, once for all of them.
 */
export async function tellUsers(
  house: OutboxHouse,
  started: Started,
  { serials }: Extract<Task, { do: 'tell users' }>,
  request: Request,
): Promise<Ended> {
  const devices = await toCollect(house, request, serials);
  if (devices.length === 0) return DONE;
  const people = await house.directory.peopleWho('make a request', request.agency);
  const users = new Map<string, { person: Person; serials: string[] }>();
  for (const device of devices) {
    const person = userAmong(people, device, request);
    if (person === undefined) continue;
    const own = users.get(person.id)?.serials ?? [];
    users.set(person.id, { person, serials: [...own, device.serial] });
  }
  const told = [...users.values()].map(({ person }) => person);
  const taskFor = (to: string) => ({ do: 'tell user', to, serials: users.get(to)?.serials ?? [] }) as const;
  return { state: 'done', also: tellEach(started, told, taskFor) };
}

/** Tells one of them, of what is still theirs and to be collected by then. Reads nobody else of the directory. */
export function tellUser(
  house: OutboxHouse,
  started: Started,
  { to, serials }: Extract<Task, { do: 'tell user' }>,
  request: Request,
): Promise<Ended> {
  return tell(house, started, to, async () => {
    const person = await house.directory.person(to);
    if (person === undefined || !may(person, 'make a request', request.agency)) return undefined;
    const devices = await toCollect(house, request, serials);
    const theirs = devices.filter((device) => isUser(person, device, request));
    if (theirs.length === 0) return undefined;
    const rows = theirs.flatMap(({ serial, location }) => rowOf(request, serial, location ?? ''));
    const { requester, toAgency } = request;
    const about = { as: 'user', to: { id: to, name: person.name }, requester, toAgency } as const;
    return viewOf(house, request, about, rows);
  });
}

/** Those of some devices that somebody has and that a request waits to collect. */
async function toCollect({ store }: OutboxHouse, request: Request, serials: readonly string[]): Promise<Device[]> {
  const waiting =
    request.status !== 'in work' ? [] : serials.filter((serial) => isToCollect(unitWith(request, serial)));
  const devices = await loadDevices(store, request.agency, waiting);
  return [...devices.values()]
    .map(({ body }) => body)
    .filter(({ status, openRequest }) => status === 'in service' && openRequest === request.id);
}

/** Whether a unit waits to be collected from who has its device. */
function isToCollect(unit: Unit | undefined): boolean {
  const step = unit && nextStep(unit);
  return step !== undefined && takesFromUser(step);
}

/** Who has a device, of the people of its agency: by id, or the only one of the name that is on record. */
function userAmong(people: readonly Person[], device: Device, request: Request): Person | undefined {
  const own = people.filter((person) => isUser(person, device, request));
  return own.length === 1 ? own[0] : undefined;
}

/** Whether somebody of the agency is on record as who has a device. Who has asked for the request knows, and is left out. */
function isUser(person: Person, { assignedUser }: Device, { agency, requester }: Request): boolean {
  if (assignedUser === null || isSamePerson(assignedUser, requester)) return false;
  return person.agency === agency && isSamePerson(assignedUser, person);
}

function rowOf(request: Request, serial: string, location: string): NamedView['rows'] {
  const unit = unitWith(request, serial);
  return unit === undefined ? [] : [{ serial, name: unit.name, location, unit }];
}

function viewOf(
  { clock }: OutboxHouse,
  { id, agency }: Request,
  about: NamedView['about'],
  rows: NamedView['rows'],
): NamedView {
  const own = { rows: rows.slice(0, MOST_ROWS), total: rows.length };
  return { card: 'named', request: id, agency, about, ...own, now: clock.now() };
}
