import { type Device, isHandedOver } from '../device.ts';
import { isSwappedAway, presentOf } from '../owned.ts';
import { roleFor, who } from '../people.ts';
import type { Serial } from '../serials.ts';
import { bearerOf, isTag, NO_TAG, sameTag } from '../tags.ts';
import { isSameName, wordsOf } from '../words.ts';
import { alreadySo, happened, type Outcome, type Problem, refused, refusedFor } from './outcome.ts';
import { type Request, type Unit, unitWith } from './state.ts';
import type { WorkContext } from './unit-work.ts';

/** The agency's own tags on devices it has purchased (Rules 25 and 53). */
export interface Tag {
  type: 'tag';
  /** As typed, by serial. */
  tags: ReadonlyMap<Serial, string>;
}

/**
 * Records tags, from receipt on and also once the request is closed: no device changes without a request (Rule 6), and
 * this is the one that brought it. What bears a tag already keeps it. With one bad tag nothing is recorded.
 */
export function decideTag(request: Request, { tags }: Tag, context: WorkContext): Outcome {
  const role = roleFor(context.actor, 'record a tag', request.agency);
  if (role === undefined) return refused(`Tags are recorded by the people of ${request.agency}.`);
  if (request.quote.purchase === undefined) return refused(`${request.id} is no purchase: EUC labels its devices.`);
  if (tags.size === 0) return refused('Write a tag number beside one device at least.');
  const read = [...tags].map(([serial, typed]) => readTag(request, serial, wordsOf(typed), context));
  const problems = [...read.flatMap((one) => ('text' in one ? one : [])), ...problemsOfSame(read, context)];
  if (problems.length > 0) return refusedFor(problems);
  const fresh = read.flatMap((one) => ('unit' in one ? one : []));
  if (fresh.length === 0) return alreadySo('These tags were recorded already. Nothing was changed.');
  const { now, actor, atMost } = context;
  const done = fresh.slice(0, atMost);
  const units = done.map(({ unit: { no }, tag }) => ({ no, tag }));
  const devices = done.map(({ device, tag }) => {
    return { ...device, ...withTag(device, { number: tag, on: now.day, by: who(actor) }) };
  });
  return happened([{ type: 'tagged', at: now.at, by: who(actor), role, units }], { devices });
}

/** The devices of a purchase that have come in and whose tag is not recorded. */
export function untaggedSerials({ units }: Pick<Request, 'units'>): Serial[] {
  return units.flatMap(({ serial, cancelled, purchase }) => {
    return serial !== null && !cancelled && purchase?.tag === null ? serial : [];
  });
}

/** A tag that can be recorded, one that is recorded already, or what is wrong with it. */
type Read = { unit: Unit; device: Device; tag: string } | { recorded: string } | Problem;

function readTag(request: Request, serial: Serial, tag: string, { devices }: WorkContext): Read {
  const field = `tag_${serial}`;
  const unit = unitWith(request, serial) ?? unitBefore(request, serial, devices);
  const device = devices.get(serial);
  if (unit === undefined || unit.cancelled || device?.property === undefined) {
    return { field: null, text: `${serial.slice(0, 30)} is no purchased device of ${request.id}. Check the serial.` };
  }
  if (isHandedOver(device)) return { field, text: `${serial} has gone to ${device.transfer?.to}.` };
  if (device.swap !== undefined && isSwappedAway(device)) {
    return { field, text: `${serial} was swapped for ${device.swap.to}. Record the tag of that one.` };
  }
  const before = device.property.tag?.number;
  if (before !== undefined && isSameName(before, tag)) return { recorded: before };
  if (before !== undefined) {
    return { field, text: `${serial} bears tag ${before} already. If that is wrong, type correct ${serial}.` };
  }
  if (!isTag(tag)) return { field, text: NO_TAG };
  return { unit, device, tag };
}

/** The unit whose device the maker has replaced by another one (Rule 55). */
function unitBefore({ units }: Request, serial: Serial, devices: WorkContext['devices']): Unit | undefined {
  return units.find((unit) => {
    return unit.serial !== null && !unit.cancelled && presentOf(unit.serial, devices)?.serial === serial;
  });
}

/** A tag is on one device of the agency, in whichever purchase it came. */
function problemsOfSame(read: readonly Read[], { devices }: WorkContext): Problem[] {
  const fresh = read.flatMap((one) => ('unit' in one ? { tag: one.tag, serial: one.device.serial } : []));
  return fresh.flatMap(({ tag, serial }) => {
    const known = bearerOf(tag, serial, devices.values());
    const other = known ?? fresh.find((one) => one.serial !== serial && isSameName(one.tag, tag));
    return other === undefined ? [] : { field: `tag_${serial}`, text: sameTag(tag, other.serial) };
  });
}

function withTag({ property }: Device, tag: NonNullable<Device['property']>['tag']): Pick<Device, 'property'> {
  return property === undefined ? {} : { property: { ...property, tag } };
}
