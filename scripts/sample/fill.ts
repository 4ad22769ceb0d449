import { stateCalendar } from '../../src/desk/calendar.ts';
import { createDirectory } from '../../src/desk/directory.ts';
import { ANSWERING_KINDS } from '../../src/desk/inventory/answering-kinds.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import type { Request } from '../../src/domain/request/state.ts';
import { loadSampleWorld, readSampleWorld } from '../../src/store/sample-world.ts';
import { liveTwoYears, type Plan, YEARS } from './agency.ts';
import { moment, ZONE } from './calendar.ts';
import { Chance } from './chance.ts';
import { absencesOf, writeDelegations } from './delegations.ts';
import { holdInventory, ON_FOR } from './inventory.ts';
import { Records } from './play.ts';
import { serialMaker } from './serials.ts';
import { makeState } from './state.ts';
import { isEmpty, writeDirectory, writeRecords } from './write.ts';

const DAY = 86_400_000;

/** What a made-up state is to be like; the same again from the same. */
export interface Wanted {
  devices: number;
  /** Requests of the last two weeks, beside those of two years. */
  recent: number;
  seed: number;
  /** The moment it ends at, in milliseconds. */
  until: number;
}

/** A store that is not to be filled: it holds something. */
export class NotEmpty extends Error {}

/**
 * Fills an empty store with a made-up state: the sample world's people and agencies and more of them, devices in every
 * state that a request leaves them in, open requests, two years of journal. `said` is called with each agency that is
 * done. Throws `NotEmpty` for a store that holds anything.
 */
export async function fill(
  store: Store,
  wanted: Wanted,
  said: (agency: string, devices: number) => void,
): Promise<void> {
  if (!(await isEmpty(store))) throw new NotEmpty();
  const world = readSampleWorld();
  await loadSampleWorld(store, world);
  const chance = new Chance(wanted.seed);
  const { until } = wanted;
  const state = makeState(wanted.devices, world, moment(until).day, chance);
  await writeDirectory(store, state);
  const serialFor = serialMaker();
  const directory = createDirectory(store, () => performance.now(), { now: () => moment(until) });
  const calendar = stateCalendar(ZONE);
  const answering: Request[] = [];
  const plans = plansFor(state.agencies, wanted, world.devices.length);
  for (const plan of plans) {
    const absences = absencesOf(state, plan.agency, until - YEARS, until, chance);
    const records = new Records(moment(until).at);
    liveTwoYears({ state, records, chance, serialFor, absences, until }, plan);
    await writeRecords(store, records);
    await writeDelegations({ store, directory, calendar }, absences);
    answering.push(...answersAmong(records, until));
    said(plan.agency.code, records.devices.size);
  }
  // Side by side, so that their commits share a flush of the disk; each by chances of its own, to come out the same.
  const holdings = plans.map(({ agency: { code } }) => {
    const own = answering.filter(({ agency }) => agency === code);
    const chances = new Chance(chance.whole(0, 2 ** 31));
    return holdInventory({ house: { store, directory }, state, chance: chances, until }, code, own);
  });
  await Promise.all(holdings);
}

/** The requests of the last weeks that say something of devices on the inventory's list. */
function answersAmong({ requests }: Records, until: number): Request[] {
  const since = moment(until - ON_FOR + DAY).at;
  return [...requests.values()].filter(({ kind, submittedAt }) => kind in ANSWERING_KINDS && submittedAt > since);
}

/** Shares out what the sample world does not bring; the first, largest agency has what is left over. */
function plansFor(
  agencies: readonly { agency: Plan['agency']; part: number }[],
  wanted: Wanted,
  there: number,
): Plan[] {
  const plans = agencies.map(({ agency, part }): Plan => {
    return { agency, devices: Math.floor((wanted.devices - there) * part), recent: Math.floor(wanted.recent * part) };
  });
  const missing = wanted.devices - there - plans.reduce((sum, { devices }) => sum + devices, 0);
  return plans.map((plan, at) => (at === 0 ? { ...plan, devices: plan.devices + missing } : plan));
}
