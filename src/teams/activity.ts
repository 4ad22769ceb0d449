import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** Longer ids and URLs than Teams makes; what is longer is nobody's. */
const id = z.string().min(1).max(1000);
const account = z.object({ id, name: z.string().max(500).nullish(), aadObjectId: z.string().max(100).nullish() });

/**
 * What is read of an activity; everything else in it is dropped unread. Who, where and what it is about is still to be
 * checked: see `refusalOf`.
 */
export const activitySchema = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().min(1).max(2000),
  from: account,
  recipient: account,
  conversation: z.object({
    id,
    tenantId: z.string().max(100).nullish(),
    conversationType: z.string().max(100).nullish(),
  }),
  channelData: z.object({ tenant: z.object({ id: z.string().max(100) }).nullish() }).nullish(),
  text: z.string().nullish(),
  entities: z.array(z.unknown()).nullish(),
  membersAdded: z.array(z.object({ id })).nullish(),
  replyToId: id.nullish(),
  value: z.unknown().optional(),
});
export type Incoming = z.infer<typeof activitySchema>;

/** The activity as the SDK wants it. Without a delivery mode: answers are always posted, never kept back in the response. */
export function sdkActivityOf(activity: Omit<Incoming, 'value'>): Activity {
  const { type, id, channelId, serviceUrl, from, recipient, conversation } = activity;
  return {
    type,
    channelId,
    serviceUrl,
    from: { id: from.id, name: from.name ?? '' },
    recipient: { id: recipient.id, name: recipient.name ?? '' },
    conversation: {
      id: conversation.id,
      name: '',
      conversationType: conversation.conversationType ?? '',
      isGroup: conversation.conversationType !== 'personal',
      ...(conversation.tenantId ? { tenantId: conversation.tenantId } : {}),
    },
    ...(id ? { id } : {}),
    callerId: '',
    label: '',
    listenFor: [],
    localTimezone: '',
    text: '',
    valueType: '',
  };
}

/** The data of a card's button: of Action.Execute, or of Action.Submit, which has its verb among the data. */
const executeSchema = z.object({
  action: z.object({ verb: z.string().min(1).max(100), data: z.unknown().optional() }),
});
const submitSchema = z.looseObject({ verb: z.string().min(1).max(100) });

/** A button that somebody pressed, and what the card sent along: not to be believed. */
export interface Press {
  verb: string;
  data: unknown;
}

/** What an `adaptiveCard/action` invoke asks for; null when it is none. */
export function pressOfExecute(value: unknown): Press | null {
  const parsed = executeSchema.safeParse(value);
  return parsed.success ? { verb: parsed.data.action.verb, data: parsed.data.action.data ?? {} } : null;
}

/** What a message of an Action.Submit asks for; null for a message that somebody wrote. */
export function pressOfSubmit(value: unknown): Press | null {
  const parsed = submitSchema.safeParse(value);
  return parsed.success ? { verb: parsed.data.verb, data: parsed.data } : null;
}

/** Whether the bot has just arrived in the chat: Teams says so twice, in two ways. */
export function saysInstalled(activity: Incoming): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'add';
  return (
    activity.type === 'conversationUpdate' &&
    (activity.membersAdded ?? []).some((member) => member.id === activity.recipient.id)
  );
}

/** A chat of one person with the bot. */
export function isPersonal(activity: Incoming): boolean {
  return activity.conversation.conversationType === 'personal';
}
