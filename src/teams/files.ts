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

/** What they need of the house. */
export interface FileTurnsParts {
  desk: Desk;
  messenger: TeamsMessenger;
  cards: Cards;
  serviceDesk: ServiceDesk;
  rules: Rules;
  log: Log;
}

/** How files go through Teams: the person is asked, Teams says where to put the file, and it is put there. */
export interface FileTurns {
  /** Asks whether to save a file, once a view has offered it. Never throws. */
  offer(caller: Caller, view: View): Promise<void>;
  /** The person's answer. Teams is answered at once; the rest may take longer than Teams would wait. */
  consent: Turn;
}

interface House extends FileTurnsParts {
  /** When who was asked about what, on the clock of the process. */
  asked: Map<string, number>;
  uploads: Map<string, true>;
}

/** Makes them, remembering what was asked and saved lately. */
export function createFileTurns(parts: FileTurnsParts): FileTurns {
  const house: House = { ...parts, asked: new Map(), uploads: new Map() };
  return {
    offer: (caller, view) => offer(house, caller, view),
    async consent(context, activity, caller) {
      await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200 } });
      const said = consentOf(activity.value);
      if (said !== null) return () => act(house, caller, said, activity.replyToId ?? null);
      parts.log.warn({ activity: activity.id, person: caller.person }, 'an answer about a file that cannot be read');
      return null;
    },
  };
}

async function offer({ asked, messenger, log }: House, caller: Caller, view: View): Promise<void> {
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

async function act(house: House, caller: Caller, { asked: file, to }: Consent, message: string | null): Promise<void> {
  const { asked, uploads } = house;
  asked.delete(keyOf(caller, file));
  if (to !== null && uploads.has(to.uploadUrl)) return;
  if (to !== null) keep(uploads, to.uploadUrl, true);
  await show(house, caller, message, await answerAbout(house, caller, file, to));
}

async function answerAbout(
  house: House,
  caller: Caller,
  file: unknown,
  to: UploadInfo | null,
): Promise<Partial<Activity>> {
  const { cards, serviceDesk, uploads, log } = house;
  if (to === null) return messageOf(notSaved(), cards);
  try {
    return await saved(house, caller, file, to);
  } catch (error) {
    uploads.delete(to.uploadUrl);
    const reference = logBroken(log, error, { person: caller.person }, 'a file was not saved');
    return messageOf(brokenNotice(error, reference, serviceDesk), cards);
  }
}

/** Says what came of it. Whatever becomes of that changes nothing about the file: it is there, or it is not. */
async function show(house: House, caller: Caller, message: string | null, answer: Partial<Activity>): Promise<void> {
  try {
    await place(house, caller, message, answer);
  } catch (error) {
    logBroken(house.log, error, { person: caller.person }, 'what came of a file was not said');
  }
}

/** Makes the file anew, for the person who speaks and what they may have now, and puts it where they want it. */
async function saved(house: House, caller: Caller, file: unknown, to: UploadInfo): Promise<Partial<Activity>> {
  const { desk, cards, rules } = house;
  const found = await desk.file(caller, file);
  if (!isFile(found)) return messageOf(found, cards);
  await upload(to.uploadUrl, await found.bytes(), CONTENT_TYPES[found.ending], rules);
  return infoMessage(to);
}

/**
 * Puts a message in the place of the question, which may be repeated: twice leaves one. Where the question cannot be
 * replaced, it is a message of its own.
 */
async function place(
  { messenger }: House,
  caller: Caller,
  message: string | null,
  answer: Partial<Activity>,
): Promise<void> {
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

function keyOf({ reference }: Caller, file: unknown): string {
  return JSON.stringify([reference, file]);
}

/** Keeps something in mind, and forgets the oldest of too many. */
function keep<V>(map: Map<string, V>, key: string, value: V): void {
  const [oldest] = map.keys();
  if (map.size >= MOST_KEPT && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
