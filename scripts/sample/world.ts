import type { Now } from '../../src/domain/months.ts';
import type { Person } from '../../src/domain/people.ts';
import type { World } from '../../src/domain/world.ts';
import type { Scene } from './lives.ts';
import { catalogFor } from './state.ts';

/** What a kind looks at when it makes a request of a form. */
export function worldFor({ state, records }: Scene, id: string, actor: Person, now: Now): World {
  const agency = state.agencies.find((one) => one.agency.code === actor.agency)?.agency;
  if (agency === undefined) throw new Error(`no agency ${actor.agency}`);
  const { devices, commitments } = records;
  const agencies = state.agencies.map((one) => one.agency);
  const catalog = catalogFor(state, now.day);
  return { id, now, actor, agency, agencies, catalog, exemptions: [], devices, commitments, busy: new Map() };
}
