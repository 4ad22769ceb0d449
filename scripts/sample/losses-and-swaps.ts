import { KINDS } from '../../src/kinds/index.ts';
import { moment } from './calendar.ts';
import { free } from './free.ts';
import type { Scene } from './lives.ts';
import { personName, place } from './names.ts';
import type { Asked, Asking } from './requests.ts';

const DAY = 86_400_000;

/** One or two that are gone since some days (Rule 55). */
export function lossOf(scene: Scene, { world, at }: Asking): Asked {
  const { chance } = scene;
  const devices = free(scene, at, 'in service', chance.is(0.8) ? 1 : 2);
  if (devices.length === 0) return undefined;
  const serials = devices.map(({ serial }) => serial).join('\n');
  const isTheft = chance.is(0.4);
  const { day: since } = moment(at - chance.whole(1, 6) * DAY);
  const form = {
    serials,
    what: isTheft ? 'stolen' : 'lost',
    since,
    policeReport: isTheft ? `BR-${chance.whole(10_000, 99_999)}` : '',
    reason: isTheft ? 'Taken from a parked car.' : 'Not there any more at the count of the field office.',
  };
  return KINDS.loss.prepare(form, world);
}

/** One that was lost has turned up (Rule 55). */
export function foundOf(scene: Scene, { world, at }: Asking): Asked {
  const { chance } = scene;
  const [device] = free(scene, at, 'lost', 1);
  if (device === undefined) return undefined;
  const outcome = chance.is(0.7) ? 'spare' : 'retired';
  const reason = 'It was in a drawer of the office that has moved.';
  return KINDS.found.prepare({ serials: device.serial, where: place(chance), outcome, reason }, world);
}

/** The maker replaces one that is under warranty still (Rule 55). */
export function swapOf(scene: Scene, { world, at }: Asking): Asked {
  const { chance } = scene;
  const device = free(scene, at, 'in service', 40).find(({ warrantyUntil }) => warrantyUntil >= world.now.day);
  if (device === undefined) return undefined;
  const newUser = chance.is(0.2) ? personName(chance) : '';
  const reason = 'The display stays dark; the maker replaces the device.';
  return KINDS.swap.prepare({ serial: device.serial, newUser, newLocation: '', reason }, world);
}
