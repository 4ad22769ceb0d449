import type { Now } from '../../src/domain/months.ts';
import type { Person } from '../../src/domain/people.ts';
import type { World } from '../../src/domain/world.ts';
import type { Scene } from './lives.ts';
import { catalogFor } from './state.ts';

/** What a kind looks at when it makes a request of an agency's form; who acts may be of EUC. */
export function worldFor({ state, records }: Scene, id: string, code: string, actor: Person, now: Now): World {
  const agency = state.agencies.find((one) => one.agency.code === code)?.agency;
  if (agency === undefined) throw new Error(`no agency ${code}`);
  const { devices, commitments } = records;
  const agencies = state.agencies.map((one) => one.agency);
  const catalog = catalogFor(state, now.day);
  const exemptions = state.exemptions.filter((one) => one.agency === code);
  return { id, now, actor, agency, agencies, catalog, exemptions, devices, commitments, busy: new Map() };
}
