import { catalogOn } from '../../domain/catalog.ts';
import type { DeviceWorld } from './device-row.ts';
import type { ImportOffice } from './office.ts';

/** What rows of devices are checked against, as it is now. */
export async function deviceWorld({ directory, clock }: ImportOffice): Promise<DeviceWorld> {
  const { day: today } = clock.now();
  const [agencies, catalogs] = [await directory.agencies(), await directory.catalogs()];
  return { agencies, catalog: catalogOn(catalogs, today) ?? null, today };
}
