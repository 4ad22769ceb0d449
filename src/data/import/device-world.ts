import { readAll } from '../../desk/directory.ts';
import type { Store } from '../../desk/ports/store.ts';
import { catalogOn } from '../../domain/catalog.ts';
import type { Agency } from '../../domain/people.ts';
import type { DeviceWorld } from './device-row.ts';
import type { ImportOffice } from './office.ts';

/** The agencies there are, by code. */
export async function agenciesOf(store: Store): Promise<Map<string, Agency>> {
  const found = await readAll(store, { type: 'agency', where: [], orderBy: { field: 'code' } });
  return new Map(found.map(({ body }) => [body.code, body]));
}

/** What rows of devices are checked against, as it is now. */
export async function deviceWorld({ store, clock }: ImportOffice): Promise<DeviceWorld> {
  const { day: today } = clock.now();
  const catalogs = await readAll(store, { type: 'catalog', where: [], orderBy: { field: 'version' } });
  const versions = catalogs.map(({ body }) => body);
  return { agencies: await agenciesOf(store), catalog: catalogOn(versions, today) ?? null, today };
}
