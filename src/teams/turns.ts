import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import type { Caller, Desk } from '../desk/desk.ts';
import type { View } from '../desk/views.ts';
import { type Log, logBroken } from '../log.ts';
import { type Incoming, isPersonal, pressOfExecute, pressOfSubmit, saysInstalled } from './activity.ts';
import { createFileTurns, type FileTurns } from './files.ts';
import { type Cards, messageOf, type TeamsMessenger } from './messenger.ts';
import type { Rules } from './refusal.ts';
import { createReplacement, type Replace } from './replacement.ts';
import { wordsOf } from './said.ts';
import type { Afterwards, Turn } from './turn.ts';
import { brokenNotice, brokenPress, type ServiceDesk, unknownPress } from './wording.ts';

/** What the turns need of the house. */
export interface TurnParts {
  desk: Desk;
  messenger: TeamsMessenger;
  rules: Rules;
  cards: Cards;
  serviceDesk: ServiceDesk;
  log: Log;
}

interface House extends TurnParts {
  files: FileTurns;
  replace: Replace;
}

type Answered = Promise<Afterwards | null>;

/** Chooses the turn for an activity; null for one that is nothing to the desk. */
export function createTurns(parts: TurnParts): (activity: Incoming) => Turn | null {
  const { desk, messenger, log } = parts;
  const files = createFileTurns(parts);
  const house: House = { ...parts, files, replace: createReplacement(messenger, desk, log) };
  const turn =
    (how: (house: House, ...given: Parameters<Turn>) => Answered): Turn =>
    (...given) =>
      how(house, ...given);
  const [saying, submitting, welcoming] = [turn(say), turn(submit), turn(welcome)];
  const invokes = new Map<string, Turn>([
    ['adaptiveCard/action', turn(execute)],
    ['fileConsent/invoke', files.consent],
  ]);

  return function turnFor(activity) {
    if (activity.type === ActivityTypes.Message) return pressOfSubmit(activity.value) === null ? saying : submitting;
    if (activity.type === ActivityTypes.Invoke) return invokes.get(activity.name ?? '') ?? null;
    // A card about one person is not for a whole channel to read.
    return saysInstalled(activity) && isPersonal(activity) ? welcoming : null;
  };
}

async function say(house: House, context: TurnContext, activity: Incoming, caller: Caller): Answered {
  const { message, view } = await messageFrom(house, activity, caller, () => house.desk.say(caller, wordsOf(activity)));
  return sent(house, context, caller, message, view);
}

/** An older client's button comes as a message; its card can only be replaced by editing it. */
async function submit(house: House, context: TurnContext, activity: Incoming, caller: Caller): Answered {
  const press = pressOfSubmit(activity.value) ?? { verb: '', data: {} };
  const { message, view } = await messageFrom(house, activity, caller, () => house.desk.act(caller, press));
  const id = view !== null && caller.personal && activity.replyToId ? activity.replyToId : null;
  if (id === null || !(await isReplaced(house, context, { ...message, id }))) {
    return sent(house, context, caller, message, view);
  }
  return view && (() => keep(house, caller, view, id));
}

async function isReplaced({ log }: House, context: TurnContext, message: Partial<Activity>): Promise<boolean> {
  try {
    await context.updateActivity(message);
    return true;
  } catch (error) {
    log.warn({ message: message.id, error }, 'a card was not replaced; a new one is sent');
    return false;
  }
}

async function execute(house: House, context: TurnContext, activity: Incoming, caller: Caller): Answered {
  const { desk, cards, serviceDesk, log, files, replace } = house;
  const press = pressOfExecute(activity.value);
  if (press === null) {
    log.warn({ activity: activity.id, person: caller.person }, 'a button without a verb');
    await answerInvoke(context, textAnswer(unknownPress(serviceDesk)));
    return null;
  }
  try {
    const view = await desk.act(caller, press);
    await answerInvoke(context, cardAnswer(cards.render(view)));
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

async function welcome(house: House, context: TurnContext, _activity: Incoming, caller: Caller): Answered {
  const view = await house.desk.installed(caller);
  return view && sent(house, context, caller, messageOf(view, house.cards), view);
}

/** What the desk answers; when it breaks, a notice with a reference, which is no view to be kept up to date. */
async function messageFrom(
  { cards, serviceDesk, log }: House,
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

/** Sends a message, and has its view kept up to date. */
async function sent(
  house: House,
  context: TurnContext,
  caller: Caller,
  message: Partial<Activity>,
  view: View | null,
): Answered {
  const posted = await context.sendActivity(message);
  return view && (() => keep(house, caller, view, posted?.id));
}

async function keep({ desk, files, log }: House, caller: Caller, view: View, message?: string): Promise<void> {
  try {
    if (message) await desk.shown(caller, view, message);
    await files.offer(caller, view);
  } catch (error) {
    logBroken(log, error, { person: caller.person, message, card: view.card }, 'a card will not be kept up to date');
  }
}

function cardAnswer(card: object): object {
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
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
