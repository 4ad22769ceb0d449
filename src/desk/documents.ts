import { z } from 'zod';
import { chargeSchema } from '../domain/billing/charges.ts';
import { catalogSchema } from '../domain/catalog.ts';
import { commitmentSchema } from '../domain/commitment.ts';
import { delegationChangeSchema, delegationSchema } from '../domain/delegation.ts';
import { deviceSchema } from '../domain/device.ts';
import { type Exemption, exemptionSchema } from '../domain/exemption.ts';
import { answerSchema, inventoryPageSchema, inventorySchema } from '../domain/inventory.ts';
import { agencySchema, personSchema, roleSchema, whoSchema } from '../domain/people.ts';
import { requestEventSchema } from '../domain/request/events.ts';
import { requestSchema } from '../domain/request/state.ts';
import { certificateSchema } from '../domain/sanitization.ts';
import { billSchema, closingSchema, packedLinesSchema } from './ledger.ts';
import { taskSchema } from './task-schema.ts';

/** What one commit did: who, as what, when, on which request, and each record it touched before and after (Rule 31). */
const journalSchema = z.strictObject({
  request: z.string(),
  /** The request's `commits` after it: 1 for the first. */
  commit: z.int().positive(),
  /** UTC. */
  at: z.iso.datetime(),
  by: whoSchema,
  role: roleSchema.nullable(),
  events: z.array(requestEventSchema),
  /** The serials of `devices`, to find a device's history by. */
  serials: z.array(z.string()),
  devices: z.array(z.strictObject({ before: deviceSchema.nullable(), after: deviceSchema })),
  /** For a commit of a yearly inventory: what was said of which devices (Rule 53). `request` is its name then. */
  inventory: z
    .strictObject({
      year: z.int(),
      did: z.enum(['started', 'answered', 'closed']),
      answers: z.array(
        z.strictObject({ serial: z.string(), answer: answerSchema.nullable(), request: z.string().nullable() }),
      ),
    })
    .optional(),
});

/** Who decides for whom at an agency: one document, so that delegations are judged together (Rule 21). */
const delegationsSchema = z.strictObject({
  agency: z.string(),
  /** Changes so far. */
  commits: z.int().positive(),
  list: z.array(delegationSchema),
});

/** One change of it: append-only, like the journal. */
const delegationEntrySchema = z.strictObject({
  agency: z.string(),
  commit: z.int().positive(),
  /** UTC. */
  at: z.iso.datetime(),
  by: whoSchema,
  change: delegationChangeSchema,
});

const outboxSchema = z.strictObject({
  request: z.string(),
  task: taskSchema,
  /**
   * due: to be done from `dueAt` on · started: somebody is at it, or died at it, and `dueAt` says until when the rest
   * waits · waiting: for the person to install the bot · done.
   */
  state: z.enum(['due', 'started', 'waiting', 'done']),
  /** UTC. */
  dueAt: z.iso.datetime(),
  attempts: z.int().nonnegative(),
  /** The person a `waiting` entry waits for, and everyone a `send` goes to; null for other tasks. */
  to: z.guid().nullable(),
});

/** Where a person can be written to; the messenger alone knows what is in `reference`. */
const conversationSchema = z.strictObject({
  person: z.guid(),
  reference: z.json(),
  welcomed: z.boolean(),
  /** False once a message was turned away because the bot is not installed or blocked. */
  reachable: z.boolean(),
});

/** What a message in somebody's chat shows of a request (or of the closing of a month), to be kept up to date; `request` is null once it shows none. */
const copySchema = z.strictObject({
  request: z.string().nullable(),
  view: z.enum(['approval', 'request', 'month']),
  /** The state of the request that the message was sent about; null for one that answered somebody. */
  about: z.string().nullable(),
  /** The state of the request in which the person brought it up there themselves; null if they never did. */
  opened: z.string().nullable(),
  person: z.guid(),
  reference: z.json(),
  activity: z.string(),
  /** The request's `commits` that the card shows. */
  shows: z.int().nonnegative(),
});

/** Which agency holds a serial, and the unit it was claimed for; creating it makes the serial unique (Rule 24). */
const claimSchema = z.strictObject({
  serial: z.string(),
  agency: z.string(),
  request: z.string().nullable(),
  /** UTC. */
  at: z.iso.datetime(),
});

/** Every type of document, its schema, and the version it is written in. */
export const DOCUMENTS = {
  request: { container: 'agencies', version: 5, schema: requestSchema },
  device: { container: 'agencies', version: 4, schema: deviceSchema },
  commitment: { container: 'agencies', version: 3, schema: commitmentSchema },
  certificate: { container: 'agencies', version: 1, schema: certificateSchema },
  journal: { container: 'agencies', version: 6, schema: journalSchema },
  outbox: { container: 'agencies', version: 1, schema: outboxSchema },
  delegations: { container: 'agencies', version: 1, schema: delegationsSchema },
  delegationEntry: { container: 'agencies', version: 1, schema: delegationEntrySchema },
  copy: { container: 'directory', version: 1, schema: copySchema },
  claim: { container: 'serials', version: 1, schema: claimSchema },
  person: { container: 'directory', version: 1, schema: personSchema },
  agency: { container: 'directory', version: 1, schema: agencySchema },
  catalog: { container: 'directory', version: 1, schema: catalogSchema },
  exemption: { container: 'directory', version: 1, schema: exemptionSchema },
  conversation: { container: 'directory', version: 1, schema: conversationSchema },
  closing: { container: 'ledger', version: 1, schema: closingSchema },
  bill: { container: 'ledger', version: 1, schema: billSchema },
  billLines: { container: 'ledger', version: 1, schema: packedLinesSchema },
  charge: { container: 'ledger', version: 1, schema: chargeSchema },
  inventory: { container: 'agencies', version: 1, schema: inventorySchema },
  inventoryPage: { container: 'agencies', version: 1, schema: inventoryPageSchema },
} as const;

/** Days for which a document is kept that is done with: longer than the month in which notices are named by it. */
export const DONE_IS_KEPT = 90;

/** Seconds after its last write for which a document is kept; null for all but entries of the outbox that are done. */
export function secondsKept(operation: { key: Key; body: unknown }): number | null {
  const isDone = operation.key.type === 'outbox' && outboxSchema.parse(operation.body).state === 'done';
  return isDone ? DONE_IS_KEPT * 86_400 : null;
}

/** The name of a type of document. */
export type DocumentType = keyof typeof DOCUMENTS;

/** Where documents of a type are kept. */
export type Container = (typeof DOCUMENTS)[DocumentType]['container'];

export type Body<T extends DocumentType> = z.infer<(typeof DOCUMENTS)[T]['schema']>;

/** What one commit did (Rule 31). */
export type JournalEntry = Body<'journal'>;

/** Something to be done after a commit. */
export type OutboxEntry = Body<'outbox'>;

/** A message in somebody’s chat that is kept up to date. */
export type Copy = Body<'copy'>;

/** Where a person can be written to. */
export type Conversation = Body<'conversation'>;

/** Which agency holds a serial (Rule 24). */
export type Claim = Body<'claim'>;

/** Where a document is: its type, its partition and its id there. */
export interface Key<T extends DocumentType = DocumentType> {
  type: T;
  pk: string;
  id: string;
}

/** The agency whose partition a request is in: its id begins with the code. */
export function agencyOfRequest(request: string): string {
  return request.slice(0, Math.max(request.indexOf('-'), 0));
}

function inAgency<T extends DocumentType>(type: T, agency: string, name: string): Key<T> {
  return { type, pk: agency, id: `${type}:${name}` };
}

/** The partition of what belongs to all agencies: no agency's code is in small letters. */
const STATE = 'state';

/** Stands where a task's request does, for what an agency is told by the calendar. */
export function noticesOf(agency: string): string {
  return `${agency}-NOTICES`;
}

/** Stands where a task's request does, for what the state does in a month: `state-2026-10`. */
export function monthName(month: string): string {
  return `${STATE}-${month}`;
}

/** The month in such a name. */
export function monthOfName(name: string): string {
  return name.slice(STATE.length + 1);
}

/** Stands where a task's or a journal entry's request does, for an agency's inventory: `PARKS-INVENTORY2027`. */
export function inventoryName(agency: string, year: number): string {
  return `${agency}-INVENTORY${year}`;
}

function alone<T extends DocumentType>(type: T, name: string): Key<T> {
  return { type, pk: `${type}:${name}`, id: `${type}:${name}` };
}

/** The keys of documents; all ids are deterministic, so that a write that may have happened can be looked for. */
export const keys = {
  request: (id: string) => inAgency('request', agencyOfRequest(id), id),
  device: (agency: string, serial: string) => inAgency('device', agency, serial),
  commitment: (agency: string, serial: string) => inAgency('commitment', agency, serial),
  /** One for each time a device was sanitized: for the request that asked for it. */
  certificate: (agency: string, serial: string, request: string) =>
    inAgency('certificate', agency, `${serial}:${request}`),
  journal: (request: string, commit: number) =>
    inAgency('journal', agencyOfRequest(request), `${request}:${String(commit).padStart(5, '0')}`),
  /** What came to an agency with another one's request, by the commit that deployed it. */
  arrival: (agency: string, request: string, commit: number) =>
    inAgency('journal', agency, `${request}:${String(commit).padStart(5, '0')}`),
  outbox: (request: string, name: string) => inAgency('outbox', agencyOfRequest(request), `${request}:${name}`),
  delegations: (agency: string) => inAgency('delegations', agency, 'all'),
  delegationEntry: (agency: string, commit: number) =>
    inAgency('delegationEntry', agency, String(commit).padStart(5, '0')),
  closing: (month: string) => inAgency('closing', STATE, month),
  bill: (agency: string, month: string) => inAgency('bill', agency, month),
  billLines: (agency: string, month: string, no: number) =>
    inAgency('billLines', agency, `${month}:${String(no).padStart(6, '0')}`),
  /** What a request has decided to charge once for a serial. */
  charge: (agency: string, request: string, serial: string) => inAgency('charge', agency, `${request}:${serial}`),
  inventory: (agency: string, year: number) => inAgency('inventory', agency, String(year)),
  inventoryPage: (agency: string, year: number, no: number) =>
    inAgency('inventoryPage', agency, `${year}:${String(no).padStart(6, '0')}`),
  claim: (serial: string): Key<'claim'> => ({ type: 'claim', pk: serial, id: serial }),
  person: (id: string) => alone('person', id),
  agency: (code: string) => alone('agency', code),
  catalog: (version: string) => alone('catalog', version),
  exemption: ({ agency, category, from }: Exemption) => alone('exemption', `${agency}:${category}:${from}`),
  /** `message` names the chat and the activity in it. */
  copy: (message: string) => alone('copy', message),
  conversation: (person: string) => alone('conversation', person),
};
