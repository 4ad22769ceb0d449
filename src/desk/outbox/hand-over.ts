import { closing } from '../../domain/request/decide.ts';
import { arrivalOf, decideHandOver, toHandOver } from '../../domain/request/hand-over.ts';
import type { Request } from '../../domain/request/state.ts';
import type { Serial } from '../../domain/serials.ts';
import { commitOutcome, write } from '../commit.ts';
import { keys } from '../documents.ts';
import { loadCommitments, loadDevices } from '../load.ts';
import { bodies, isLostRace } from '../perform.ts';
import type { Operation, Stored } from '../ports/store.ts';
import type { TaskOf } from '../task-schema.ts';
import { tasksAfter } from '../tasks.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

type HandOver = TaskOf<'hand over'>;

/** Who does what no person does. */
const DESK = { by: { id: null, name: 'Device Desk' }, role: null } as const;

/**
 * Hands over the devices that one commit has deployed at another agency (Rule 36), in four steps that are each harmless
 * when repeated: their records there, with a line of history; who holds each serial; then the end of the records here,
 * and with the last of them of the request. Until that end the records here say "in transit", so at no moment are two
 * agencies' in service, and at none is a device kept off the network (Rule 32).
 */
export async function handOver(
  house: OutboxHouse,
  started: Started,
  task: HandOver,
  stored: Stored<'request'>,
): Promise<Ended> {
  const { toAgency } = stored.body;
  const serials = toHandOver(stored.body, task.serials).flatMap(({ serial }) => serial ?? []);
  if (toAgency === null || serials.length === 0) return DONE;
  try {
    await bringIn(house, started, task, stored.body, toAgency);
    for (const serial of serials) await pointTo(house, toAgency, serial, started);
    await endHere(house, started, stored, serials);
    return DONE;
  } catch (error) {
    if (!isLostRace(error)) throw error;
    return { state: 'due', in: pause(started.entry.attempts) };
  }
}

/** The records at the receiving agency: one batch, and its journal entry says whether it has been. */
async function bringIn(
  { store }: OutboxHouse,
  { now }: Started,
  { serials, commit }: HandOver,
  request: Request,
  to: string,
): Promise<void> {
  const key = keys.arrival(to, request.id, commit);
  if ((await store.read(key)) !== undefined) return;
  const [given, givenCommitments, devices, commitments] = await Promise.all([
    loadDevices(store, request.agency, serials),
    loadCommitments(store, request.agency, serials),
    loadDevices(store, to, serials),
    loadCommitments(store, to, serials),
  ]);
  const giver = { devices: bodies(given), commitments: bodies(givenCommitments) };
  const receiver = { devices: bodies(devices), commitments: bodies(commitments) };
  const units = toHandOver(request, serials);
  const arrivals = units.flatMap((unit) => arrivalOf(request, unit, giver, receiver) ?? []);
  if (arrivals.length !== serials.length) throw new Error(`${request.id} lacks what it has deployed at ${to}`);
  const operations = arrivals.flatMap(({ device, commitment }): Operation[] => {
    const { serial } = device;
    const record = write(keys.device(to, serial), device, devices.get(serial));
    if (commitment === null) return [record];
    return [record, write(keys.commitment(to, serial), commitment, commitments.get(serial))];
  });
  const changes = arrivals.map(({ device }) => ({ before: devices.get(device.serial)?.body ?? null, after: device }));
  const entry = {
    request: request.id,
    commit,
    at: now.at,
    ...DESK,
    events: [],
    serials: [...serials],
    devices: changes,
  };
  await store.commit([{ do: 'create', key, body: entry }, ...operations]);
}

/** From now on the serial is found there. */
async function pointTo({ store }: OutboxHouse, agency: string, serial: Serial, { now, entry }: Started): Promise<void> {
  const key = keys.claim(serial);
  const before = await store.read(key);
  if (before?.body.agency === agency) return;
  await store.commit([write(key, { serial, agency, request: entry.request, at: now.at }, before)]);
}

async function endHere(
  { store, log }: OutboxHouse,
  { now }: Started,
  stored: Stored<'request'>,
  serials: readonly Serial[],
): Promise<void> {
  const request = stored.body;
  const devices = await loadDevices(store, request.agency, serials);
  const outcome = closing(request, decideHandOver(request, serials, bodies(devices), now), now);
  const loaded = { request: stored, devices, commitments: new Map() };
  const act = {
    ...DESK,
    now,
    tasksAfter: (before: Request | undefined, after: Request) => tasksAfter(before, after, ''),
  };
  await commitOutcome(store, request.id, loaded, outcome, act);
  log.info({ requestId: request.id, devices: serials.length }, 'handed over');
}
