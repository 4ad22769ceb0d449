import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import type { Caller, Desk } from '../desk/desk.ts';
import type { View } from '../desk/views.ts';
import { type Log, logBroken } from '../log.ts';
import { type Incoming, isPersonal, pressOfExecute, pressOfSubmit, saysInstalled } from './activity.ts';
import { createFileTurns } from './files.ts';
import { type Cards, messageOf, type TeamsMessenger } from './messenger.ts';
import type { Rules } from './refusal.ts';
import { createReplacement } from './replacement.ts';
import { wordsOf } from './said.ts';
import type { Afterwards, Turn } from './turn.ts';
import { brokenNotice, brokenPress, type ServiceDesk, unknownPress } from './wording.ts';

export interface TurnParts {
  desk: Desk;
  messenger: TeamsMessenger;
  rules: Rules;
  cards: Cards;
  serviceDesk: ServiceDesk;
  log: Log;
}

/** Chooses the turn for an activity; null for one that is nothing to the desk. */
export function createTurns(parts: TurnParts): (activity: Incoming) => Turn | null {
  const { desk, messenger, cards, serviceDesk, log } = parts;
  const files = createFileTurns(parts);
  const replace = createReplacement(messenger, desk, log);

  async function say(context: TurnContext, activity: Incoming, caller: Caller): Promise<Afterwards | null> {
    const { message, view } = await messageFrom(activity, caller, () => desk.say(caller, wordsOf(activity)));
    const sent = await context.sendActivity(message);
    return view && (() => keep(caller, view, sent?.id));
  }

  /** An older client's button comes as a message; its card can only be replaced by editing it. */
  async function submit(context: TurnContext, activity: Incoming, caller: Caller): Promise<Afterwards | null> {
    const press = pressOfSubmit(activity.value) ?? { verb: '', data: {} };
    const { message, view } = await messageFrom(activity, caller, () => desk.act(caller, press));
    const id = view !== null && caller.personal && activity.replyToId ? activity.replyToId : null;
    if (id !== null && (await isReplaced(context, { ...message, id }))) return view && (() => keep(caller, view, id));
    const sent = await context.sendActivity(message);
    return view && (() => keep(caller, view, sent?.id));
  }

  async function isReplaced(context: TurnContext, message: Partial<Activity>): Promise<boolean> {
    try {
      await context.updateActivity(message);
      return true;
    } catch (error) {
      log.warn({ message: message.id, error }, 'a card was not replaced; a new one is sent');
      return false;
    }
  }

  async function execute(context: TurnContext, activity: Incoming, caller: Caller): Promise<Afterwards | null> {
    const press = pressOfExecute(activity.value);
    if (press === null) {
      log.warn({ activity: activity.id, person: caller.person }, 'a button without a verb');
      await answerInvoke(context, textAnswer(unknownPress(serviceDesk)));
      return null;
    }
    try {
      const view = await desk.act(caller, press);
      await answerInvoke(context, {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: cards.render(view),
      });
      const message = activity.replyToId;
      // In a group the message is everybody's: what one of them asked for is shown to that one alone.
      return async () => {
        if (caller.personal && message) await replace(caller, view, message);
        await files.offer(caller, view);
      };
    } catch (error) {
      const reference = logBroken(log, error, { ...about(activity, caller), verb: press.verb }, 'the desk broke');
      await answerInvoke(context, textAnswer(brokenPress(error, reference, serviceDesk)));
      return null;
    }
  }

  async function welcome(context: TurnContext, _activity: Incoming, caller: Caller): Promise<Afterwards | null> {
    const view = await desk.installed(caller);
    if (view === null) return null;
    const sent = await context.sendActivity(messageOf(view, cards));
    return () => keep(caller, view, sent?.id);
  }

  /** What the desk answers; when it breaks, a notice with a reference, which is no view to be kept up to date. */
  async function messageFrom(
    activity: Incoming,
    caller: Caller,
    ask: () => Promise<View>,
  ): Promise<{ message: Partial<Activity>; view: View | null }> {
    try {
      const view = await ask();
      return { view, message: messageOf(view, cards) };
    } catch (error) {
      const reference = logBroken(log, error, about(activity, caller), 'the desk broke');
      return { view: null, message: messageOf(brokenNotice(error, reference, serviceDesk), cards) };
    }
  }

  async function keep(caller: Caller, view: View, message: string | undefined): Promise<void> {
    try {
      if (message) await desk.shown(caller, view, message);
      await files.offer(caller, view);
    } catch (error) {
      logBroken(log, error, { person: caller.person, message, card: view.card }, 'a card will not be kept up to date');
    }
  }

  const invokes = new Map<string, Turn>([
    ['adaptiveCard/action', execute],
    ['fileConsent/invoke', files.consent],
  ]);

  return function turnFor(activity) {
    if (activity.type === ActivityTypes.Message) return pressOfSubmit(activity.value) === null ? say : submit;
    if (activity.type === ActivityTypes.Invoke) return invokes.get(activity.name ?? '') ?? null;
    // A card about one person is not for a whole channel to read.
    return saysInstalled(activity) && isPersonal(activity) ? welcome : null;
  };
}

/** A sentence that the client shows under the card, which stays. (An error is shown in the client's own words.) */
function textAnswer(text: string): object {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
}

async function answerInvoke(context: TurnContext, body: object): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
}

function about(activity: Incoming, caller: Caller): Record<string, unknown> {
  return { activity: activity.id, type: activity.type, person: caller.person, conversation: activity.conversation.id };
}
