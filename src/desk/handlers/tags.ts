import { presentOf } from '../../domain/owned.ts';
import { may, type Person, roleFor } from '../../domain/people.ts';
import type { Request } from '../../domain/request/state.ts';
import { untaggedSerials } from '../../domain/request/tag.ts';
import { normalizeSerial, type Serial } from '../../domain/serials.ts';
import { isBlank, wordsOf } from '../../domain/words.ts';
import type { ActionData } from '../actions.ts';
import { agencyOfRequest } from '../documents.ts';
import type { House } from '../house.ts';
import { bodies, perform, unitsIn } from '../perform.ts';
import { notFound, refusal } from '../present.ts';
import { loadTagged, loadWithSuccessors, untaggedRow } from '../property/records.ts';
import type { TagView } from '../views/purchase.ts';
import type { View } from '../views.ts';
import { findRequest } from './requests.ts';
import { typedIn } from './typed.ts';
import { afterWork, type Came, countNote, NOTHING_YET } from './work-views.ts';

/** Devices one card asks tags for, each with a field of its own. */
const MOST_ROWS = 10;

/** The card on which an agency records its own tags on what it has purchased. */
export async function openTags(house: House, person: Person, data: ActionData<'tag.open'>): Promise<View> {
  const request = await findRequest(house, person, data.request);
  if (request === undefined) return notFound(data.request);
  if (!may(person, 'record a tag', request.agency)) {
    return refusal('Not yours to tag', `Tags are recorded by the people of ${request.agency}.`);
  }
  return tagView(house, person, request, {}, NOTHING_YET);
}

/** Records what was typed beside the devices; the fields that are empty wait. */
export async function recordTags(house: House, person: Person, data: ActionData<'tag.record'>): Promise<View> {
  const agency = agencyOfRequest(data.request);
  if ((await findRequest(house, person, data.request)) === undefined) return notFound(data.request);
  const tags = readTags(data);
  const role = roleFor(person, 'record a tag', agency) ?? null;
  const { request, outcome } = await perform(house, data.request, person, async (request) => {
    const [own, tagged] = await Promise.all([
      loadWithSuccessors(house.store, agency, recordsFor(request, [...tags.keys()])),
      loadTagged(house.store, agency, [...tags.values()].map(wordsOf)),
    ]);
    return { command: { type: 'tag', tags }, devices: new Map([...tagged, ...own]), role };
  });
  if (request === undefined) return notFound(data.request);
  const { problems, already, events } = outcome;
  const note = events.length > 0 ? countNote(unitsIn(events), 'tagged', 0) : already;
  return tagView(house, person, request, events.length > 0 ? {} : Object.fromEntries(tags), { problems, note });
}

function readTags(data: ActionData<'tag.record'>): Map<Serial, string> {
  const fields = Object.keys(data).filter((id) => id.startsWith('tag_'));
  const typed = fields.map((id) => [normalizeSerial(id.slice('tag_'.length)), typedIn(data, id)] as const);
  return new Map(typed.filter(([, tag]) => !isBlank(tag)).slice(0, MOST_ROWS));
}

/** Of a serial that is none of the purchase’s own, all of it says whether it came for one by a swap. */
function recordsFor(request: Request | undefined, serials: readonly Serial[]): Serial[] {
  const own = (request?.units ?? []).flatMap(({ serial }) => serial ?? []);
  const isAllOwn = serials.every((serial) => own.includes(serial));
  return isAllOwn ? [...serials] : [...new Set([...serials, ...own])];
}

async function tagView(
  house: House,
  person: Person,
  request: Request,
  inputs: TagView['inputs'],
  came: Came,
): Promise<View> {
  const waiting = untaggedSerials(request);
  if (waiting.length === 0) return afterWork(house, person, request, came);
  const serials = waiting.slice(0, MOST_ROWS);
  const devices = bodies(await loadWithSuccessors(house.store, request.agency, serials));
  return {
    card: 'tag',
    request,
    rows: serials.flatMap((serial) => untaggedRow(presentOf(serial, devices)) ?? []),
    total: waiting.length,
    inputs,
    problems: came.problems,
    note: came.note,
    now: house.clock.now(),
  };
}
