import { passedOn, passedToSerial } from '../../domain/commitment.ts';
import { monthOf } from '../../domain/months.ts';
import type { Request } from '../../domain/request/state.ts';
import { swapsDeployed } from '../../domain/request/swap.ts';
import { keys } from '../documents.ts';
import { commitmentsAnywhere } from '../load.ts';
import { isLostRace } from '../perform.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

/**
 * Passes the commitment of a device that was swapped to the new serial where another agency pays it still, whichever that
 * is (Rules 36 and 55); its own has done so with the deployment. One batch in that agency's partition, and what is passed
 * on is not passed on again: so it happens once, from the month of the swap on, however late.
 */
export async function passCommitment({ store }: OutboxHouse, started: Started, request: Request): Promise<Ended> {
  for (const { serial, replaces } of swapsDeployed(request)) {
    const device = (await store.read(keys.device(request.agency, serial)))?.body;
    const on = device?.swap?.to === serial ? device.swap.on : undefined;
    if (device === undefined || on === undefined) continue;
    for (const paid of await commitmentsAnywhere(store, [replaces])) {
      const { agency, billingCode } = paid.body;
      if (agency === request.agency || passedOn(paid.body) !== null) continue;
      const { old, fresh } = passedToSerial(paid.body, monthOf(on), { serial, billingCode });
      try {
        await store.commit([
          { do: 'replace', key: paid.key, body: old, etag: paid.etag },
          { do: 'create', key: keys.commitment(agency, serial), body: fresh },
        ]);
      } catch (error) {
        if (!isLostRace(error)) throw error;
        return { state: 'due', in: pause(started.entry.attempts) };
      }
    }
  }
  return DONE;
}
