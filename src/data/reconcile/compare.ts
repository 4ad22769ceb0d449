import { type DeviceStatus, deviceStatusSchema } from '../../domain/device.ts';

/** What the other system says of a serial. */
export interface Claimed {
  line: number;
  agency: string;
  status: string;
}

/** What the desk says of it. */
export interface Recorded {
  agency: string;
  status: DeviceStatus;
}

/** A serial on which the two systems do not agree (Rule 29). */
export interface Difference {
  serial: string;
  what: 'only in the desk' | 'only in the file' | 'agency differs' | 'status differs' | 'agency and status differ';
  desk: Recorded | null;
  file: Claimed | null;
}

/** What other systems call the desk's states. */
const OTHER_WORDS: Readonly<Record<string, DeviceStatus>> = {
  'in use': 'in service',
  active: 'in service',
  deployed: 'in service',
  installed: 'in service',
  operational: 'in service',
  'in stock': 'received',
  reserve: 'disaster reserve',
  disposed: 'retired',
  decommissioned: 'retired',
  removed: 'retired',
  stolen: 'lost',
  missing: 'lost',
};

/** The desk's state for what a file says; undefined for a word that nobody knows. */
function statusOf(text: string): DeviceStatus | undefined {
  const word = text
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
  const status = deviceStatusSchema.safeParse(word);
  if (status.success) return status.data;
  return Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined;
}

/** Compares what the two say of one serial; undefined when they agree. A state that nobody knows is a difference. */
export function compare(serial: string, desk: Recorded | null, file: Claimed | null): Difference | undefined {
  if (desk === null) return { serial, what: 'only in the file', desk, file };
  if (file === null) return { serial, what: 'only in the desk', desk, file };
  const sameAgency = desk.agency === file.agency;
  const sameStatus = desk.status === statusOf(file.status);
  if (sameAgency && sameStatus) return undefined;
  const what = sameStatus ? 'agency differs' : sameAgency ? 'status differs' : 'agency and status differ';
  return { serial, what, desk, file };
}
