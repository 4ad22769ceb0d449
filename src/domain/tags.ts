import type { Device } from './device.ts';
import { isOwned } from './owned.ts';
import type { Serial } from './serials.ts';
import { isSameName } from './words.ts';

/** A tag as agencies number them: letters and digits, with hyphens, points, strokes or blanks between. */
const TAG = /^[A-Z0-9](?:[A-Z0-9 ./-]{0,28}[A-Z0-9])?$/i;

/** Whether something may be the number of an agency's own tag (Rule 53). */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

/** Said of what is no tag. */
export const NO_TAG = 'Write the tag as it stands on the device: 30 letters or digits at most.';

/** The device beside one that bears a tag, among some: a tag is on one device that the agency owns. */
export function bearerOf(tag: string, beside: Serial, devices: Iterable<Device>): Device | undefined {
  for (const device of devices) {
    const number = device.property?.tag?.number;
    if (number === undefined || device.serial === beside || !isOwned(device)) continue;
    if (isSameName(number, tag)) return device;
  }
  return undefined;
}

/** Said of a tag that another device bears. */
export function sameTag(tag: string, serial: Serial): string {
  return `Tag ${tag} is on ${serial} too. Check both.`;
}
