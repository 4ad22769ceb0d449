import { z } from 'zod';
import { chargeSchema } from '../domain/billing/charges.ts';
import { catalogSchema } from '../domain/catalog.ts';
import { commitmentSchema } from '../domain/commitment.ts';
import { delegationChangeSchema, delegationSchema } from '../domain/delegation.ts';
import { deviceSchema } from '../domain/device.ts';
import { type Exemption, exemptionSchema } from '../domain/exemption.ts';
import { answerSchema, inventoryPageSchema, inventorySchema } from '../domain/inventory.ts';
import { daySchema, monthSchema } from '../domain/months.ts';
import { agencySchema, personSchema, roleSchema, whoSchema } from '../domain/people.ts';
import { requestEventSchema } from '../domain/request/events.ts';
import { approvalStepSchema, requestSchema } from '../domain/request/state.ts';
import { certificateSchema } from '../domain/sanitization.ts';
import { billSchema, closingSchema, packedLinesSchema } from './ledger.ts';

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

/** An approval that is waited for: which, who was asked for it, and since when (UTC). */
const waiting = { step: approvalStepSchema, revision: z.int(), asked: z.array(z.guid()), since: z.iso.datetime() };

/** Why a card comes that was not asked for just now (Rule 21). */
export const nudgeSchema = z.enum(['reminder', 'second reminder', 'passed on', 'told']);
export type Nudge = z.infer<typeof nudgeSchema>;

/** Why an agency is sent its inventory: to answer it, or because it is closed. */
const occasionSchema = z.enum(['start', 'reminder', 'last reminder', 'closed']);
export type Occasion = z.infer<typeof occasionSchema>;

/** Something to be done after a commit, at least once, each effect idempotent. */
export const taskSchema = z.discriminatedUnion('do', [
  /** Find out who may decide a step, and send each their card. */
  z.strictObject({ do: z.literal('ask for approval'), step: approvalStepSchema, revision: z.int() }),
  /**
   * Send one person the card of a request, while it is still in the state that `about` names: what comes after has a
   * message of its own. `again`: an earlier sending may have got lost.
   */
  z.strictObject({
    do: z.literal('send'),
    to: z.guid(),
    about: z.string(),
    again: z.boolean(),
    nudge: nudgeSchema.optional(),
  }),
  /** Remind those who have not decided after 2 business days, and see who else can after 5 (Rule 21). */
  z.strictObject({ do: z.literal('remind'), ...waiting }),
  z.strictObject({ do: z.literal('pass on'), ...waiting }),
  /** On the first day of a delegation: send the delegate what waits already. */
  z.strictObject({ do: z.literal('begin delegation'), approver: z.guid(), delegate: z.guid(), from: daySchema }),
  /** Tell a delegate that they are one. */
  z.strictObject({ do: z.literal('tell delegate'), approver: z.guid(), to: z.guid(), from: daySchema }),
  /** Tell a validator that they are named on certificates (Rule 44). */
  z.strictObject({ do: z.literal('tell validator'), to: z.guid(), serials: z.array(z.string()).min(1) }),
  /** Find out who has devices that are to be collected; and tell one of them. */
  z.strictObject({ do: z.literal('tell users'), serials: z.array(z.string()).min(1) }),
  z.strictObject({ do: z.literal('tell user'), to: z.guid(), serials: z.array(z.string()).min(1) }),
  /** Bring every card of a request that is out there up to date. */
  z.strictObject({ do: z.literal('update cards') }),
  /** Open the requests for the devices that an order replaces (Rule 15). */
  z.strictObject({ do: z.literal('open children') }),
  /** Hand over devices that the commit of that number has deployed at another agency (Rule 36). */
  z.strictObject({ do: z.literal('hand over'), serials: z.array(z.string()).min(1), commit: z.int().positive() }),
  /** Pass the commitment of a swapped device to the new serial, where another agency pays it (Rule 55). */
  z.strictObject({ do: z.literal('pass commitment') }),
  /** Let go of the devices that a request will not replace after all. */
  z.strictObject({ do: z.literal('release devices') }),
  /** Charge what a request has decided, on the open bill (Rule 50). */
  z.strictObject({ do: z.literal('book adjustment') }),
  /** Charge handling and delivery of what the commit of that number has deployed (Rule 48). */
  z.strictObject({ do: z.literal('book delivery'), serials: z.array(z.string()).min(1), commit: z.int().positive() }),
  /** Look whether some devices of a purchase bear a tag by now, and whom to tell that they do not (Rule 53). */
  z.strictObject({ do: z.literal('remind of tags'), serials: z.array(z.string()).min(1) }),
  /** Find out what an agency has to count in a fiscal year, named for the year it ends in, and whom to tell (Rule 53). */
  z.strictObject({ do: z.literal('remind of inventory'), year: z.int() }),
  z.strictObject({
    do: z.literal('send reminder'),
    to: z.guid(),
    about: z.union([
      z.strictObject({ tags: z.string(), serials: z.array(z.string()).min(1) }),
      z.strictObject({ inventory: z.int() }),
    ]),
  }),
  /** Find out which devices of an agency reach month 42, 45 or 48 in a month, and whom to tell (Rule 54). */
  z.strictObject({ do: z.literal('look ahead'), month: monthSchema }),
  z.strictObject({ do: z.literal('send notice'), to: z.guid(), month: monthSchema }),
  /** Write the list of an agency's inventory, a part at a time (Rule 53). */
  z.strictObject({ do: z.literal('list inventory'), year: z.int() }),
  /** Ask an agency's approvers for it, as far as something is unanswered; and send one of them the card. */
  z.strictObject({ do: z.literal('ask for inventory'), year: z.int(), why: occasionSchema }),
  z.strictObject({ do: z.literal('send inventory'), to: z.guid(), year: z.int(), why: occasionSchema }),
  /** What a request says of its devices is an answer to the inventory that is open. */
  z.strictObject({ do: z.literal('answer inventory') }),
  /** The time for answers is up. */
  z.strictObject({ do: z.literal('end inventory'), year: z.int() }),
  /** Add an inventory up, a part at a time. */
  z.strictObject({ do: z.literal('close inventory'), year: z.int() }),
  /** Find out whom to tell that an inventory is closed; and, once all of a year are, send an asset manager their sums. */
  z.strictObject({ do: z.literal('report inventory'), year: z.int() }),
  z.strictObject({ do: z.literal('send inventory sums'), to: z.guid(), year: z.int() }),
  /** Count and close the bills of a month, a part at a time (Rule 50). */
  z.strictObject({ do: z.literal('close month'), month: monthSchema, by: whoSchema, role: roleSchema.nullable() }),
]);
export type Task = z.infer<typeof taskSchema>;

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
