import { z } from 'zod';
import { daySchema, monthSchema } from '../domain/months.ts';
import { roleSchema, whoSchema } from '../domain/people.ts';
import { approvalStepSchema } from '../domain/request/state.ts';

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
/** The task of a name. */
export type TaskOf<Name extends Task['do']> = Extract<Task, { do: Name }>;
