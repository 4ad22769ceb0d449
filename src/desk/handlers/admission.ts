import { type Device, isHandedOver } from '../../domain/device.ts';
import { isEuc, type Person } from '../../domain/people.ts';
import type { Serial } from '../../domain/serials.ts';
import { judge } from '../admission.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { refusal } from '../present.ts';
import type { View } from '../views.ts';

/** Serials answered at once. */
const MOST_SERIALS = 25;

/** Whether serials may be on the network (Rule 32). Another agency's are not found, which is no verdict (Rule 57). */
export async function askAdmission(house: House, person: Person, serials: readonly Serial[]): Promise<View> {
  if (serials.length === 0) {
    return refusal('Which device?', 'Write admission and the serial, for example: admission 5CG0000001.');
  }
  if (serials.length > MOST_SERIALS) {
    return refusal('Too many at once', `${serials.length} serials; ask for ${MOST_SERIALS} at most.`);
  }
  const rows = await Promise.all(serials.map((serial) => judgeFor(house, person, serial)));
  return { card: 'admission', rows };
}

async function judgeFor(house: House, person: Person, serial: Serial) {
  const own = isEuc(person) || isTheirs((await house.store.read(keys.device(person.agency, serial)))?.body);
  return own
    ? { found: true as const, ...(await judge(house.store, serial)) }
    : { serial: serial.slice(0, 30), found: false as const };
}

/** Whether a record of a person's agency is of a device that it still has. */
function isTheirs(device: Device | undefined): boolean {
  return device !== undefined && !isHandedOver(device);
}
