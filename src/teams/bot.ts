import { ActivityTypes, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import { type Log, logBroken } from '../log.ts';
import { activitySchema, type Incoming, isPersonal, sdkActivityOf } from './activity.ts';
import { AuthenticationFault, type TeamsAuthentication, type Verified } from './authentication.ts';
import { referenceOf } from './messenger.ts';
import { personOf, type Rules, refusalOf } from './refusal.ts';
import type { Afterwards } from './turn.ts';
import { createTurns, type TurnParts } from './turns.ts';

/** An HTTP call that claims to be Teams'. */
export interface Call {
  authorization: string | undefined;
  /** Parsed JSON. */
  body: unknown;
}

/** What a call is answered with, and what is left to do once the answer has gone out. */
export interface Answer {
  status: number;
  body?: object;
  /** Never throws. */
  afterwards?: Afterwards;
}

/** The SDK's adapter, of which this house wants the turn and not the handling of HTTP. */
export class DeskAdapter extends CloudAdapter {
  /** Runs one turn of somebody who has been verified. */
  turn(
    verified: Verified,
    activity: Incoming,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(verified, sdkActivityOf(activity), logic);
  }
}

/** What the bot is put together from. */
export interface BotParts extends TurnParts {
  adapter: DeskAdapter;
  authentication: TeamsAuthentication;
  rules: Rules;
  log: Log;
}

/** Answers what comes from Teams. Never throws: whatever breaks is logged once, with a reference that the answer has too. */
export function createBot(parts: BotParts): (call: Call) => Promise<Answer> {
  const { adapter, authentication, rules, log } = parts;
  const turnFor = createTurns(parts);

  async function answer(activity: Incoming, authorization: string | undefined): Promise<Answer> {
    const started = performance.now();
    const verified = await authentication.verify(sdkActivityOf(activity), authorization);
    const why = refusalOf(activity, rules);
    if (why !== null) {
      log.warn(
        { ...about(activity), channel: activity.channelId, tenant: activity.conversation.tenantId },
        `refused: ${why}`,
      );
      return { status: 403 };
    }
    const turn = turnFor(activity);
    if (turn === null) return { status: activity.type === ActivityTypes.Invoke ? 501 : 200 };
    const person = personOf(activity);
    if (person === null) {
      log.warn(about(activity), 'refused: no person');
      return { status: 403 };
    }
    const caller = { person, reference: referenceOf(activity), personal: isPersonal(activity) };
    const left: Afterwards[] = [];
    const response = await adapter.turn(verified, activity, async (context) => {
      const afterwards = await turn(context, activity, caller);
      if (afterwards !== null) left.push(afterwards);
    });
    log.info({ ...about(activity), person, milliseconds: Math.round(performance.now() - started) }, 'answered');
    return {
      status: response?.status ?? 200,
      ...(response?.body === undefined ? {} : { body: response.body }),
      afterwards: async () => {
        for (const afterwards of left) await afterwards();
      },
    };
  }

  return async function receive({ authorization, body }) {
    const parsed = activitySchema.safeParse(body);
    if (!parsed.success) {
      log.warn({ where: parsed.error.issues[0]?.path.join('.') }, 'refused: not an activity');
      return { status: 400 };
    }
    try {
      return await answer(parsed.data, authorization);
    } catch (error) {
      if (error instanceof AuthenticationFault && error.fault === 'unauthorized') {
        log.warn({ ...about(parsed.data), error }, 'refused: not authenticated');
        return { status: 401 };
      }
      const reference = logBroken(log, error, about(parsed.data), 'a turn broke');
      return { status: error instanceof AuthenticationFault ? 503 : 500, body: { reference } };
    }
  };
}

function about({ id, type, name, conversation }: Incoming): Record<string, unknown> {
  return { activity: id, type, name: name ?? undefined, conversation: conversation.id };
}
