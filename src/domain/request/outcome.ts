import type { Commitment } from '../commitment.ts';
import type { Device } from '../device.ts';
import type { Certificate } from '../sanitization.ts';
import type { RequestEvent } from './events.ts';

/** Something to put right: a sentence fit for a card, and the form field it belongs to, if any. */
export interface Problem {
  field: string | null;
  text: string;
  /** For one device among many: its serial, and what others with the same problem have in common: "Not devices of PARKS". */
  device?: { serial: string; common: string };
}

/**
 * What comes of a command. No events and problems: refused. No events and no problems: it was done before, and `already`
 * says by whom. Events and problems: a part was done, the rest is to be put right.
 */
export interface Outcome {
  events: RequestEvent[];
  /** Records after the events. */
  devices: Device[];
  commitments: Commitment[];
  /** New ones. */
  certificates: Certificate[];
  problems: Problem[];
  already: string | null;
  /** What happens to other requests of the agency in the same commit: a device was taken out of them. */
  others?: { request: string; events: RequestEvent[] }[];
}

/** An outcome that changes nothing, with the reason. */
export function refused(text: string, field: string | null = null): Outcome {
  return { events: [], devices: [], commitments: [], certificates: [], problems: [{ field, text }], already: null };
}

/** An outcome that changes nothing because it is so already. */
export function alreadySo(already: string): Outcome {
  return { events: [], devices: [], commitments: [], certificates: [], problems: [], already };
}

/** An outcome of events, and the records they change. */
export function happened(events: RequestEvent[], records: Partial<Outcome> = {}): Outcome {
  return { events, devices: [], commitments: [], certificates: [], problems: [], already: null, ...records };
}

/** The problems with those of several devices that have the same one in a sentence: "Not devices of PARKS: 7BLUE01, 7BLUE02." */
export function gathered(problems: readonly Problem[]): Problem[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = problem.device === undefined ? problem.text : `: ${problem.device.common}`;
    const name = `${problem.field} ${key}`;
    groups.set(name, [...(groups.get(name) ?? []), problem]);
  }
  return [...groups.values()].flatMap((group): Problem[] => {
    const [first] = group;
    if (first?.device === undefined || group.length === 1) return group.slice(0, 1);
    const serials = group.map(({ device }) => device?.serial).join(', ');
    return [{ field: first.field, text: `${first.device.common}: ${serials}.` }];
  });
}

/** Problems that a note says; the others stand beside their fields, as far as a card can hold them. */
const MOST_SAID = 5;

/** The first few problems as sentences, and how many more there are: short enough for a card, however many they are. */
export function saidShort(problems: readonly Problem[]): string {
  const all = gathered(problems);
  const more = all.length - MOST_SAID;
  const said = all.slice(0, MOST_SAID).map(({ text }) => text);
  return [...said, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

/** A record that should be there and is not: nothing that people could put right. */
export function recordMissing(serial: string | null): Problem {
  return { field: null, text: `The record of ${serial} is missing. Call the service desk.` };
}

/** Each sentence once beside its field: forty units that lack a name are one thing to put right, two bad rows are two. */
export function onlyOnce(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify([problem.field, problem.text]), problem])).values()];
}

/** An outcome that changes nothing, with all that is to be put right. */
export function refusedFor(problems: readonly Problem[]): Outcome {
  return { events: [], devices: [], commitments: [], certificates: [], problems: onlyOnce(problems), already: null };
}
