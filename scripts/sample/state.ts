import { fiscalYearOf } from '../../src/domain/billing/forecast.ts';
import { type Catalog, catalogOn } from '../../src/domain/catalog.ts';
import type { Exemption } from '../../src/domain/exemption.ts';
import { type Day, monthOf } from '../../src/domain/months.ts';
import type { Agency, Person, Role } from '../../src/domain/people.ts';
import type { SampleWorld } from '../../src/store/sample-world.ts';
import type { Chance } from './chance.ts';
import { AGENCIES, personName } from './names.ts';

/** The made-up state: the sample world's people and agencies, so that one can try it out as them, and many more. */
export interface State {
  /** With what part of the devices each has; together 1. */
  agencies: { agency: Agency; part: number }[];
  people: Person[];
  catalogs: Catalog[];
  exemptions: Exemption[];
  /** What is new beside the sample world. */
  added: { agencies: Agency[]; people: Person[]; catalogs: Catalog[]; exemptions: Exemption[] };
}

/** Devices an agency has on average. */
const DEVICES_AN_AGENCY = 1500;

/** Roles that EUC has more people for than the sample world. */
const EUC: readonly (readonly Role[])[] = [
  ['EUC approver'],
  ['warehouse'],
  ['warehouse'],
  ['field operations'],
  ['field operations'],
  ['field operations', 'sanitization technician'],
  ['sanitization technician'],
  ['asset manager'],
];

/** Makes the state for so many devices, as it is on a day. */
export function makeState(devices: number, world: SampleWorld, today: Day, chance: Chance): State {
  const wanted = Math.min(AGENCIES.length, Math.max(1, Math.round(devices / DEVICES_AN_AGENCY) - 2));
  const agencies = AGENCIES.slice(0, wanted).map(([code, name]): Agency => {
    const codes = Array.from({ length: chance.whole(1, 6) }, (_, no) => `${code}-${no + 1}00`);
    return { code, name, billingCodes: codes };
  });
  const all = [...world.agencies, ...agencies];
  const leasing = all.filter(({ billingCodes }) => billingCodes.length > 0);
  const people = [
    ...leasing.flatMap((agency) => peopleOf(agency, chance)),
    ...EUC.map((roles) => ['OTS', roles] as const),
  ].map(([agency, roles], no): Person => ({ id: idOf(no), name: personName(chance), agency, roles: [...roles] }));
  const catalogs = earlier(world.catalogs);
  const exemptions = exemptionsOf(agencies, world.catalogs, today);
  return {
    agencies: partsOf(leasing),
    people: [...world.people, ...people],
    catalogs: [...catalogs, ...world.catalogs],
    exemptions: [...exemptions, ...world.exemptions],
    added: { agencies, people, catalogs, exemptions },
  };
}

/** Every fourth agency may buy something for itself: in the fiscal year before this one, in it and in the next (Rule 52). */
function exemptionsOf(agencies: readonly Agency[], catalogs: readonly Catalog[], today: Day): Exemption[] {
  const categories = [...new Set(catalogs.flatMap(({ items }) => items.map(({ category }) => category)))];
  const exempt = agencies.filter((_, no) => no % 4 === 0);
  const year = fiscalYearOf(monthOf(today));
  return exempt.map(({ code }, no): Exemption => {
    const category = categories[no % categories.length] ?? 'tablet';
    return { agency: code, category, from: `${year - 2}-07-01`, until: `${year + 1}-06-30` };
  });
}

function peopleOf({ code }: Agency, chance: Chance): (readonly [string, readonly Role[]])[] {
  const requesters = Array.from({ length: chance.whole(3, 9) }, () => [code, ['requester']] as const);
  const approvers = Array.from({ length: chance.whole(2, 4) }, () => [code, ['agency approver']] as const);
  return [...requesters, ...approvers];
}

function idOf(no: number): string {
  return `00000000-0000-4000-9000-${no.toString(16).padStart(12, '0')}`;
}

/** The first agencies are large, the last ones small. */
function partsOf(agencies: readonly Agency[]): State['agencies'] {
  const weights = agencies.map((_, rank) => 1 / (rank + 3));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return agencies.map((agency, rank) => ({ agency, part: (weights[rank] ?? 0) / total }));
}

/** The catalogs of the years before: a little cheaper each. */
function earlier([first]: readonly Catalog[]): Catalog[] {
  if (first === undefined) throw new Error('the sample world has no catalog');
  return [3, 2, 1].map((years) => {
    const version = `${Number(first.version.slice(0, 4)) - years}${first.version.slice(4)}`;
    const items = first.items.map((item) => ({ ...item, rateCents: Math.round(item.rateCents * (1 - 0.02 * years)) }));
    return { ...first, version, items };
  });
}

/** The catalog in force on a day. Throws before the first. */
export function catalogFor({ catalogs }: State, day: string): Catalog {
  const catalog = catalogOn(catalogs, day);
  if (catalog === undefined) throw new Error(`no catalog is in force on ${day}`);
  return catalog;
}

/** Someone with a role, of an agency or of EUC, but none of those. */
export function someone(
  { people }: State,
  role: Role,
  agency: string | null,
  chance: Chance,
  not: readonly string[] = [],
): Person {
  const fit = people.filter((person) => {
    return person.roles.includes(role) && (agency === null || person.agency === agency) && !not.includes(person.name);
  });
  return chance.oneOf(fit);
}
