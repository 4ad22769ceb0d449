import type { Kind, Reading } from '../domain/kind.ts';
import type { Now } from '../domain/months.ts';
import type { Agency, Person } from '../domain/people.ts';
import { isOpen } from '../domain/request/state.ts';
import type { Serial } from '../domain/serials.ts';
import type { Busy, QuestionedLine, World } from '../domain/world.ts';
import { readQuestioned } from './billing/questioned.ts';
import { keys } from './documents.ts';
import type { House } from './house.ts';
import { loadCommitments, loadDevices } from './load.ts';
import { bodies } from './perform.ts';
import type { Stored } from './ports/store.ts';
import { loadTagged } from './property/records.ts';

/** Serials of a form that are looked up; more are refused by every kind. */
const MOST_SERIALS = 250;

/** What of a world a form asks for. */
interface Named {
  serials: readonly Serial[];
  needsExemptions: boolean;
  tags: readonly string[];
  line: QuestionedLine | undefined;
}

/** What a form that is filled in asks for. */
export function named<F, R extends Reading>(kind: Kind<F, R>, form: F): Named {
  return {
    serials: kind.serials(form),
    needsExemptions: kind.needsExemptions ?? false,
    tags: kind.tags?.(form) ?? [],
    line: kind.questions?.(form),
  };
}

/** What a kind must know to read a form: the records it names, and what is offered and allowed today. */
export async function loadWorld(
  house: House,
  actor: Person,
  agency: Agency,
  { serials: named, needsExemptions, tags, line }: Named,
  id: string,
  now: Now,
): Promise<{ world: World; devices: Map<Serial, Stored<'device'>>; commitments: Map<Serial, Stored<'commitment'>> }> {
  const { store, directory } = house;
  const serials = named.slice(0, MOST_SERIALS);
  const [catalog, agencies, exemptions, devices, commitments, tagged, questioned] = await Promise.all([
    directory.catalog(now.day),
    directory.agencies(),
    needsExemptions ? directory.exemptions(agency.code) : [],
    loadDevices(store, agency.code, serials),
    loadCommitments(store, agency.code, serials),
    loadTagged(store, agency.code, tags),
    line && readQuestioned(house, agency.code, line, id),
  ]);
  const busy = new Map<Serial, Busy>();
  for (const { body } of devices.values()) {
    if (body.openRequest === null || body.openRequest === id) continue;
    const other = await store.read(keys.request(body.openRequest));
    if (other !== undefined && isOpen(other.body)) {
      busy.set(body.serial, { request: body.openRequest, kind: other.body.kind });
    }
  }
  const records = {
    devices: bodies(devices),
    commitments: bodies(commitments),
    tagged: [...bodies(tagged).values()],
    ...(questioned && { questioned }),
  };
  return { world: { id, now, actor, agency, agencies, catalog, exemptions, ...records, busy }, devices, commitments };
}
