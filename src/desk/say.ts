import type { Person } from '../domain/people.ts';
import { possibleSerials, readSerials, tidySerials } from '../domain/read-serials.ts';
import { isSerial, normalizeSerial } from '../domain/serials.ts';
import { adviceFor } from './advice.ts';
import { askAdmission } from './handlers/admission.ts';
import { askBill } from './handlers/ask-bill.ts';
import { openCorrection } from './handlers/correction.ts';
import { DECOMMISSION } from './handlers/decommission.ts';
import { openDelegations } from './handlers/delegate.ts';
import { openFormFor } from './handlers/device-agency.ts';
import { listDevices } from './handlers/device-list.ts';
import { openDevice, openDevices } from './handlers/devices.ts';
import { openForecast } from './handlers/forecast.ts';
import { openForm } from './handlers/forms.ts';
import { FOUND } from './handlers/found.ts';
import { openCatalog, openHelp } from './handlers/help.ts';
import { askInventory } from './handlers/inventory.ts';
import { LOSS } from './handlers/loss.ts';
import { MOVE } from './handlers/move.ts';
import { ORDER } from './handlers/order.ts';
import { PURCHASE } from './handlers/purchase.ts';
import { openQueue } from './handlers/queue.ts';
import { knownTo, readKnown } from './handlers/read-known.ts';
import { listApprovals, listRequests } from './handlers/request-lists.ts';
import { openRequest } from './handlers/requests.ts';
import { standingIn } from './handlers/standing-in.ts';
import { SWAP } from './handlers/swap.ts';
import type { House } from './house.ts';
import { refusal } from './present.ts';
import type { WelcomeView } from './views/answers.ts';
import type { View } from './views.ts';

type Answer = (house: House, person: Person, rest: string) => Promise<View>;

/** What can be typed, by its first word. */
const COMMANDS: Readonly<Record<string, Answer>> = {
  help: standingIn((house, person) => openHelp(house, person)),
  hello: standingIn((house, person) => openHelp(house, person)),
  hi: standingIn((house, person) => openHelp(house, person)),
  order: (house, person) => openForm(house, person, ORDER),
  purchase: (house, person) => openForm(house, person, PURCHASE),
  move: (house, person, rest) => openForm(house, person, MOVE, tidySerials(rest)),
  decommission: (house, person, rest) => openForm(house, person, DECOMMISSION, tidySerials(rest)),
  lost: (house, person, rest) => openFormFor(house, person, LOSS, rest, 'lost'),
  loss: (house, person, rest) => openFormFor(house, person, LOSS, rest, 'lost'),
  stolen: (house, person, rest) => openFormFor(house, person, LOSS, rest, 'lost'),
  found: (house, person, rest) => openFormFor(house, person, FOUND, rest, 'found'),
  swap: (house, person, rest) => openFormFor(house, person, SWAP, rest, 'swap'),
  correct: askCorrection,
  correction: askCorrection,
  catalog: (house, person) => openCatalog(house, person),
  requests: standingIn((house, person) => listRequests(house, person, { from: 0 })),
  request: standingIn(askRequest),
  approvals: standingIn((house, person) => listApprovals(house, person, { from: 0 })),
  delegate: standingIn(openDelegations),
  queue: (house, person, which) => openQueue(house, person, { which, from: 0 }),
  devices: (house, person, which) => listDevices(house, person, { which, from: 0 }),
  admission: async (house, person, rest) => askAdmission(house, person, await readKnown(house, person, rest)),
  bill: askBill,
  forecast: openForecast,
  inventory: askInventory,
  device: async (house, person, rest) => openDevices(house, person, await readKnown(house, person, rest)),
};

const REQUEST_ID = /\b[A-Z][A-Z0-9]{1,11}-[0-9A-Z]{6,8}\b/;

/** What asks for nothing but help. */
const SMALL_TALK = /^(hey|thanks|thank you|good (morning|afternoon|evening)|what (can|do) (you|i)\b|who are you)/i;

/** Longest text that is looked into, in characters. */
const LONGEST = 8000;

/** Answers what somebody wrote: a command, a request's id, serials, or anything else with help. */
export async function say(house: House, person: Person, text: string): Promise<View> {
  const said = text.slice(0, LONGEST).trim();
  const [, first = '', rest = ''] = /^\/?([a-z]+)[\s:,.!?]*([\s\S]*)$/i.exec(said) ?? [];
  const word = first.toLowerCase();
  const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (command !== undefined) return command(house, person, rest.trim());
  const id = REQUEST_ID.exec(said.toUpperCase())?.[0];
  if (id !== undefined) return standingIn(openRequest)(house, person, id);
  const devices = await serialsIn(house, person, said);
  return devices ?? openHelp(house, person, (can) => (SMALL_TALK.test(said) ? null : didNotUnderstand(said, can)));
}

function askCorrection(house: House, person: Person, rest: string): Promise<View> {
  return openCorrection(house, person, { serial: readSerials(rest)[0] ?? '' });
}

async function askRequest(house: House, person: Person, rest: string): Promise<View> {
  const typed = rest.toUpperCase().replace(/\s/g, '');
  // The number alone is one of one's own agency.
  const id = /^[0-9A-Z]{6}$/.test(typed) ? `${person.agency}-${typed}` : typed;
  if (id === '') return refusal('Which request?', 'Write request and its number, or type requests for the list.');
  return openRequest(house, person, REQUEST_ID.exec(id)?.[0] ?? id.slice(0, 20));
}

/** Serials alone, or within a sentence. Words that only might be a serial, alone or together, count when there is such a device. */
async function serialsIn(house: House, person: Person, said: string): Promise<View | undefined> {
  const looksLikeOne = (word: string) => isSerial(word) && /\d/.test(word);
  const isSentence = said.split(/\s+/).some((word) => /^\p{L}+$/u.test(word));
  const all = isSentence ? [] : await readKnown(house, person, said);
  if (all.some(looksLikeOne) && all.every((word) => /\d/.test(word))) return openDevices(house, person, all);
  const plain = said.replace(/[^\p{L}\p{N}\s\p{Dash}]/gu, ' ');
  const known = await knownTo(house, person, possibleSerials(plain).filter(looksLikeOne));
  const words = plain.split(/\s+/).map(normalizeSerial).filter(isSerial);
  const read =
    known.size === 0
      ? words
      : readSerials(plain, (serial) => known.has(serial)).filter((one) => known.has(one) || words.includes(one));
  const named = [...new Set(read.filter(looksLikeOne))];
  if (named.length > 1) return openDevices(house, person, named);
  const only = named[0] ?? (words.length === 1 ? words[0] : undefined);
  return only === undefined ? undefined : openDevice(house, person, only);
}

function didNotUnderstand(said: string, can: WelcomeView['can']): string {
  const advice = adviceFor(said, can);
  if (advice !== undefined) return advice;
  const start = said.replace(/\s+/g, ' ').slice(0, 40);
  return start === ''
    ? 'Write one of the words below, or press a button.'
    : `I do not know what to do with “${start}”.`;
}
