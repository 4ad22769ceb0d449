import type { CatalogItem } from '../../src/domain/catalog.ts';
import { exemptionsOn } from '../../src/domain/exemption.ts';
import type { Day } from '../../src/domain/months.ts';
import { untaggedSerials } from '../../src/domain/request/tag.ts';
import type { World } from '../../src/domain/world.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { later, moment } from './calendar.ts';
import type { Scene } from './lives.ts';
import { MODELS, personName, place } from './names.ts';
import { act } from './play.ts';
import type { Asked, Asking } from './requests.ts';
import { type State, someone } from './state.ts';

/** How often an agency tags all of a purchase, how often some of it; the rest is due, or late. */
const ALL_TAGGED = 0.6;
const SOME_TAGGED = 0.2;

/** Hours from the last that was done about a purchase to its tags. */
const TAGGING = [24, 700] as const;

/** Whether an agency may buy anything for itself on a day (Rule 52). */
export function isExempt({ exemptions }: Pick<State, 'exemptions'>, agency: string, day: Day): boolean {
  return (
    exemptionsOn(
      exemptions.filter((one) => one.agency === agency),
      day,
    ).length > 0
  );
}

/** What it may buy. */
function exemptItems({ exemptions, now, catalog }: World): CatalogItem[] {
  const categories = exemptionsOn(exemptions, now.day).map(({ category }) => category);
  return catalog.items.filter(({ active, category }) => active && categories.includes(category));
}

/** A few of something it is exempt for, some of them dear enough to be tagged within 60 days (Rules 52 and 53). */
export function purchaseOf({ chance }: Scene, { world, room }: Asking): Asked {
  const { code: item } = chance.oneOf(exemptItems(world));
  const quantity = Math.min(chance.whole(1, 6), room);
  const line = {
    item,
    model: chance.oneOf(MODELS[item] ?? ['Acme One']),
    quantity: String(quantity),
    price: `${chance.whole(6, 18)}${chance.oneOf(['49', '99'])}.00`,
  };
  const form = {
    lines: [line],
    assignedUser: quantity === 1 ? personName(chance) : '',
    location: place(chance),
    billingCode: chance.oneOf(world.agency.billingCodes),
    justification: 'Paid from a federal grant, which wants the devices to be ours.',
    duties: true,
  };
  return KINDS.purchase.prepare(form, world);
}

/** The agency tags what it has bought, or a part of it, some days after the last that was done about it (Rule 53). */
export function tagSome(scene: Scene, id: string): void {
  const { state, records, chance, until } = scene;
  const request = records.requests.get(id);
  const devices =
    request === undefined ? [] : untaggedSerials(request).flatMap((one) => records.devices.get(one) ?? []);
  const since = Math.max(...devices.map(({ serial }) => records.freeFrom.get(serial) ?? 0));
  if (request === undefined || devices.length === 0) return;
  const at = later(since, TAGGING, chance);
  const share = chance.weighted([
    [devices.length, ALL_TAGGED],
    [Math.ceil(devices.length / 2), SOME_TAGGED],
    [0, 1 - ALL_TAGGED - SOME_TAGGED],
  ] as const);
  if (share === 0 || at > until) return;
  const tags = new Map(
    devices.slice(0, share).map(({ serial }, no) => [serial, `${request.agency}-${id.slice(-6)}-${no + 1}`] as const),
  );
  const person = someone(state, 'requester', request.agency, chance);
  act(records, id, { person, role: 'requester' }, { type: 'tag', tags }, moment(at));
}
