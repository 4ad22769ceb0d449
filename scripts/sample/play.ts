import type { Booking } from '../../src/desk/billing/book-charges.ts';
import { batchFor, type Loaded } from '../../src/desk/commit.ts';
import type { Claim, JournalEntry } from '../../src/desk/documents.ts';
import { keys } from '../../src/desk/documents.ts';
import type { Operation } from '../../src/desk/ports/store.ts';
import { tasksAfter } from '../../src/desk/tasks.ts';
import type { Commitment } from '../../src/domain/commitment.ts';
import type { Device } from '../../src/domain/device.ts';
import type { Day, Now } from '../../src/domain/months.ts';
import { type Person, type Role, who } from '../../src/domain/people.ts';
import { type Command, decide } from '../../src/domain/request/decide.ts';
import { happened, type Outcome } from '../../src/domain/request/outcome.ts';
import type { Request } from '../../src/domain/request/state.ts';
import type { Certificate } from '../../src/domain/sanitization.ts';

/** What an agency has, as it is made up: the documents of its partition, and the claims beside it. */
export class Records {
  readonly devices = new Map<string, Device>();
  readonly commitments = new Map<string, Commitment>();
  readonly requests = new Map<string, Request>();
  readonly certificates: Certificate[] = [];
  readonly journal: JournalEntry[] = [];
  readonly claims = new Map<string, Claim>();
  /** What is to be charged once, and the day it was decided on (Rules 48 and 50). */
  readonly bookings: { day: Day; bookings: Booking[] }[] = [];
  /** What came to other agencies, as their partitions have it. */
  readonly arrivals: Operation[] = [];
  /** What the outbox is to do later than the moment it all ends at. */
  readonly tasks: Operation[] = [];
  /** From when on, in milliseconds, a device is free for the next request. */
  readonly freeFrom = new Map<string, number>();
  /** The moment it all ends at, UTC. */
  readonly until: string;

  constructor(until: string) {
    this.until = until;
  }
}

/** Units a commit moves on at the most: a batch holds 100 documents, and a deployment writes two for each. */
const AT_ONCE = 45;

/** Somebody who does something, in one of their roles. */
export interface Actor {
  person: Person;
  role: Role;
}

/**
 * Does a command with the desk's own decision and notes it as the desk's own commit would: so whatever is made up obeys
 * every rule. Throws when the desk refuses.
 */
export function act(records: Records, id: string, { person, role }: Actor, command: Command, now: Now): Request {
  const { devices, commitments, requests } = records;
  const context = { now, actor: person, devices, commitments, held: new Map(), atMost: AT_ONCE };
  const outcome = decide(requests.get(id), command, context);
  if (outcome.events.length === 0) {
    const why = outcome.already ?? outcome.problems.map(({ text }) => text).join(' ');
    throw new Error(`${id}: ${command.type} was refused: ${why}`);
  }
  return note(records, id, outcome, { by: who(person), role, now });
}

/** Makes an outcome true among the records. */
export function note(
  records: Records,
  id: string,
  outcome: Outcome,
  by: { by: { id: string | null; name: string }; role: Role | null; now: Now },
): Request {
  const tasks = (before: Request | undefined, after: Request) => tasksAfter(before, after, by.by.id ?? '');
  const act = { ...by, tasksAfter: tasks };
  const { after, entry, operations } = batchFor(id, loaded(records, id, outcome), outcome, act);
  // What was due by now the outbox has done.
  const isToCome = ({ body }: Operation) => 'dueAt' in body && body.dueAt > records.until;
  records.tasks.push(...operations.filter(isToCome));
  records.requests.set(id, after);
  records.journal.push(entry);
  for (const device of outcome.devices) records.devices.set(device.serial, device);
  for (const made of outcome.commitments) records.commitments.set(made.serial, made);
  records.certificates.push(...outcome.certificates);
  const at = Date.parse(by.now.at);
  for (const { serial } of outcome.devices) records.freeFrom.set(serial, at);
  return after;
}

/** Lets go of the devices of a request that is over, as the outbox would (Rule 12). */
export function release(records: Records, { id, units, quote }: Request, now: Now): void {
  const named = new Set([...units, ...quote.replaced].flatMap(({ serial }) => serial ?? []));
  const held = [...named]
    .flatMap((serial) => records.devices.get(serial) ?? [])
    .filter((one) => one.openRequest === id);
  if (held.length === 0) return;
  const devices = held.map((device) => ({ ...device, openRequest: null }));
  note(records, id, happened([], { devices }), { by: { id: null, name: 'Device Desk' }, role: null, now });
}

/** The records as a store would have given them; nobody else writes here, so etags mean nothing. */
function loaded({ requests, devices, commitments }: Records, id: string, outcome: Outcome): Loaded {
  const request = requests.get(id);
  const etag = '1';
  return {
    request: request && { key: keys.request(id), body: request, etag },
    devices: new Map(
      outcome.devices.flatMap(({ agency, serial }) => {
        const body = devices.get(serial);
        return body === undefined ? [] : [[serial, { key: keys.device(agency, serial), body, etag }] as const];
      }),
    ),
    commitments: new Map(
      outcome.commitments.flatMap(({ agency, serial }) => {
        const body = commitments.get(serial);
        return body === undefined ? [] : [[serial, { key: keys.commitment(agency, serial), body, etag }] as const];
      }),
    ),
  };
}
