import {
  type Activity,
  CardFactory,
  type CloudAdapter,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder';
import { z } from 'zod';
import { DeliveryError, type DeliveryFault, type Messenger, type Reference } from '../desk/ports/messenger.ts';
import type { View } from '../desk/views.ts';
import type { Incoming } from './activity.ts';
import { ConnectorFault } from './connector-http.ts';
import { isServiceUrl, type Rules } from './refusal.ts';

/** Turns views into cards, and into the line that a notification shows. */
export interface Cards {
  render(view: View): object;
  summary(view: View): string;
}

/** What a reference holds; only this file looks inside. */
const referenceSchema = z.strictObject({
  channelId: z.literal('msteams'),
  serviceUrl: z.string(),
  tenant: z.string(),
  conversation: z.string(),
  bot: z.string(),
  user: z.string(),
});

/** Where the chat of an activity can be written to later. */
export function referenceOf(activity: Incoming): Reference {
  return {
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    tenant: activity.conversation.tenantId?.toLowerCase() ?? '',
    conversation: activity.conversation.id,
    bot: activity.recipient.id,
    user: activity.from.id,
  };
}

/** A view as a message of one card. */
export function messageOf(view: View, cards: Cards): Partial<Activity> {
  return {
    type: 'message',
    summary: cards.summary(view),
    attachments: [CardFactory.adaptiveCard(cards.render(view))],
  };
}

/** The desk's messenger, with what only Teams has messages for. Neither call retries. Both throw `DeliveryError`. */
export interface TeamsMessenger extends Messenger {
  /** Posts a new message; gives its id. */
  post(to: Reference, message: Partial<Activity>): Promise<string>;
  /** Puts a message in the place of another; repeating it is harmless. */
  put(to: Reference, activity: string, message: Partial<Activity>): Promise<void>;
}

/** The messenger of Teams. Each call makes one request; `appId` is empty in local mode. */
export function createMessenger(adapter: CloudAdapter, appId: string, rules: Rules, cards: Cards): TeamsMessenger {
  async function inChat<T>(to: Reference, work: (context: TurnContext) => Promise<T>): Promise<T> {
    const chat = chatOf(to, rules);
    const results: T[] = [];
    try {
      await adapter.continueConversationAsync(appId, chat, async (context) => {
        results.push(await work(context));
      });
    } catch (error) {
      throw deliveryError(error);
    }
    for (const result of results) return result;
    throw new DeliveryError('unknown', 'The SDK did not do what it was asked to.');
  }

  async function post(to: Reference, message: Partial<Activity>): Promise<string> {
    const sent = await inChat(to, (context) => context.sendActivity(message));
    if (sent?.id) return sent.id;
    throw new DeliveryError('unknown', 'Teams took the message and gave it no id.');
  }

  async function put(to: Reference, activity: string, message: Partial<Activity>): Promise<void> {
    await inChat(to, (context) => context.updateActivity({ ...message, id: activity }));
  }

  return {
    post,
    put,
    send: (to, view) => post(to, messageOf(view, cards)),
    update: (to, activity, view) => put(to, activity, messageOf(view, cards)),
  };
}

/** A stored reference is old data: the rules it was stored under may have changed. Only personal chats are stored. */
function chatOf(reference: Reference, rules: Rules): Partial<ConversationReference> {
  const parsed = referenceSchema.safeParse(reference);
  if (!parsed.success) throw new DeliveryError('refused', 'The reference is not one of this messenger.');
  const { channelId, serviceUrl, tenant, conversation, bot, user } = parsed.data;
  if (tenant !== rules.tenant || !isServiceUrl(serviceUrl, rules)) {
    throw new DeliveryError('refused', 'The reference leads to another tenant or host.');
  }
  return {
    channelId,
    serviceUrl,
    bot: { id: bot, name: '' },
    user: { id: user, name: '' },
    conversation: { id: conversation, tenantId: tenant, name: '', conversationType: 'personal', isGroup: false },
  };
}

/** Puts a failed call into the desk's words. */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof ConnectorFault)) return new DeliveryError('unknown', 'The SDK failed.', { cause: error });
  return new DeliveryError(deliveryFault(error), error.message, {
    cause: error,
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
  });
}

function deliveryFault({ status, sent, code }: ConnectorFault): DeliveryFault {
  if (status === undefined) return sent ? 'unknown' : 'later';
  // Both are for whoever runs the bot to mend, and the message is still wanted then: its secret, or its cloud.
  if (status === 401 || code === 'InvalidBotApiHost') return 'later';
  if (status === 429) return 'later';
  if (status === 403 || status === 404) return 'unreachable';
  if (status === 408 || status === 412 || status >= 500) return 'unknown';
  return 'refused';
}
