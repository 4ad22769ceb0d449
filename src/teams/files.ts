import { setTimeout as pause } from 'node:timers/promises';
import { type Activity, ActivityTypes } from 'botbuilder';
import type { Caller, Desk } from '../desk/desk.ts';
import { CONTENT_TYPES, isFile } from '../desk/files/file.ts';
import type { View } from '../desk/views.ts';
import { type Log, logBroken } from '../log.ts';
import { type Consent, consentMessage, consentOf, infoMessage, isOffer, type UploadInfo } from './file-cards.ts';
import { type Cards, deliveryError, messageOf, type TeamsMessenger } from './messenger.ts';
import type { Rules } from './refusal.ts';
import type { Turn } from './turn.ts';
import { upload } from './upload.ts';
import { brokenNotice, notSaved, type ServiceDesk } from './wording.ts';

/** Milliseconds in which the same question to the same person is Teams' repetition, and is not asked again. */
const REPEATED_WITHIN = 30_000;
/** Questions and uploads kept in mind. */
const MOST_KEPT = 1000;
/** Milliseconds before each try to replace a message. */
const PAUSES = [0, 1500] as const;

export interface FileTurnsParts {
  desk: Desk;
  messenger: TeamsMessenger;
  cards: Cards;
  serviceDesk: ServiceDesk;
  rules: Rules;
  log: Log;
}

/** How files go through Teams: the person is asked, Teams says where to put the file, and it is put there. */
export function createFileTurns({ desk, messenger, cards, serviceDesk, rules, log }: FileTurnsParts) {
  const asked = new Map<string, number>();
  const uploads = new Map<string, true>();

  /** Asks whether to save a file, once a view has offered it. Never throws. */
  async function offer(caller: Caller, view: View): Promise<void> {
    if (!isOffer(view)) return;
    const key = keyOf(caller, view.way.asked);
    const now = performance.now();
    if (now - (asked.get(key) ?? Number.NEGATIVE_INFINITY) < REPEATED_WITHIN) return;
    keep(asked, key, now);
    try {
      await messenger.post(caller.reference, consentMessage(view));
    } catch (error) {
      asked.delete(key);
      logBroken(log, error, { person: caller.person, file: view.name }, 'a file was not offered');
    }
  }

  /** The person's answer. Teams is answered at once; the rest may take longer than Teams would wait. */
  const consent: Turn = async (context, activity, caller) => {
    await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200 } });
    const said = consentOf(activity.value);
    if (said === null) {
      log.warn({ activity: activity.id, person: caller.person }, 'an answer about a file that cannot be read');
      return null;
    }
    return () => act(caller, said, activity.replyToId ?? null);
  };

  async function act(caller: Caller, { asked: file, to }: Consent, message: string | null): Promise<void> {
    asked.delete(keyOf(caller, file));
    if (to !== null && uploads.has(to.uploadUrl)) return;
    if (to !== null) keep(uploads, to.uploadUrl, true);
    let answer: Partial<Activity>;
    try {
      answer = to === null ? messageOf(notSaved(), cards) : await saved(caller, file, to);
    } catch (error) {
      if (to !== null) uploads.delete(to.uploadUrl);
      const reference = logBroken(log, error, { person: caller.person }, 'a file was not saved');
      answer = messageOf(brokenNotice(error, reference, serviceDesk), cards);
    }
    await show(caller, message, answer);
  }

  /** Says what came of it. Whatever becomes of that changes nothing about the file: it is there, or it is not. */
  async function show(caller: Caller, message: string | null, answer: Partial<Activity>): Promise<void> {
    try {
      await place(caller, message, answer);
    } catch (error) {
      logBroken(log, error, { person: caller.person }, 'what came of a file was not said');
    }
  }

  /** Makes the file anew, for the person who speaks and what they may have now, and puts it where they want it. */
  async function saved(caller: Caller, file: unknown, to: UploadInfo): Promise<Partial<Activity>> {
    const found = await desk.file(caller, file);
    if (!isFile(found)) return messageOf(found, cards);
    await upload(to.uploadUrl, await found.bytes(), CONTENT_TYPES[found.ending], rules);
    return infoMessage(to);
  }

  /**
   * Puts a message in the place of the question, which may be repeated: twice leaves one. Where the question cannot be
   * replaced, it is a message of its own.
   */
  async function place(caller: Caller, message: string | null, answer: Partial<Activity>): Promise<void> {
    for (const wait of message === null ? [] : PAUSES) {
      await pause(wait);
      try {
        return await messenger.put(caller.reference, message ?? '', answer);
      } catch (error) {
        const { fault } = deliveryError(error);
        if (fault === 'refused' || fault === 'unreachable') break;
      }
    }
    await messenger.post(caller.reference, answer);
  }

  return { offer, consent };
}

function keyOf({ reference }: Caller, file: unknown): string {
  return JSON.stringify([reference, file]);
}

/** Keeps something in mind, and forgets the oldest of too many. */
function keep<V>(map: Map<string, V>, key: string, value: V): void {
  const [oldest] = map.keys();
  if (map.size >= MOST_KEPT && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
