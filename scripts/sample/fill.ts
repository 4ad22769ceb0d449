import type { Store } from '../../src/desk/ports/store.ts';
import { loadSampleWorld, readSampleWorld } from '../../src/store/sample-world.ts';
import { liveTwoYears, type Plan } from './agency.ts';
import { Chance } from './chance.ts';
import { Records } from './play.ts';
import { serialMaker } from './serials.ts';
import { makeState } from './state.ts';
import { isEmpty, writeDirectory, writeRecords } from './write.ts';

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
  const state = makeState(wanted.devices, world, chance);
  await writeDirectory(store, state);
  const serialFor = serialMaker();
  const plans = plansFor(state.agencies, wanted, world.devices.length);
  for (const plan of plans) {
    const scene = { state, records: new Records(), chance, serialFor, until: wanted.until };
    liveTwoYears(scene, plan);
    await writeRecords(store, scene.records);
    said(plan.agency.code, scene.records.devices.size);
  }
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
