import { z } from 'zod';
import { daySchema } from './months.ts';
import { whoSchema } from './people.ts';

/** Where a decommissioned device ends (Rule 39). */
export const destinationSchema = z.enum(['spare', 'disaster reserve', 'transferred', 'surplus', 'retired']);
export type Destination = z.infer<typeof destinationSchema>;

/** How thoroughly data were removed, weakest first: NIST SP 800-88 Rev. 2 (Rule 43). */
export const methodSchema = z.enum(['clear', 'purge', 'destroy']);
export type Method = z.infer<typeof methodSchema>;

/** What the data were on. */
export const mediaSchema = z.enum(['flash', 'magnetic']);
export type Media = z.infer<typeof mediaSchema>;

/** How the method was carried out. */
export const techniqueSchema = z.enum(['overwrite', 'block erase', 'cryptographic erase', 'degauss', 'shred']);
export type Technique = z.infer<typeof techniqueSchema>;

/** The standard that certificates name (Rule 43). */
const STANDARD = { standard: 'NIST SP 800-88', revision: 'Rev. 2' } as const;

/** Everything a certificate says (Rule 44). Written once, never changed. */
export const certificateSchema = z.strictObject({
  serial: z.string(),
  agency: z.string(),
  request: z.string(),
  model: z.string(),
  performer: whoSchema,
  validator: whoSchema,
  media: mediaSchema,
  mediaSerial: z.string().min(1),
  method: methodSchema,
  technique: techniqueSchema,
  tool: z.string().min(1),
  toolVersion: z.string().min(1),
  verification: z.string().min(1),
  destination: destinationSchema,
  date: daySchema,
  standard: z.literal(STANDARD.standard),
  revision: z.literal(STANDARD.revision),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** A certificate as the technician fills it in. */
export type Sanitizing = Omit<Certificate, 'standard' | 'revision'>;

/** What each technique can reach on each medium; nothing where it does not serve at all (Rule 43). */
const REACH: Readonly<Record<Technique, Readonly<Partial<Record<Media, readonly Method[]>>>>> = {
  overwrite: { flash: ['clear'], magnetic: ['clear', 'purge'] },
  'block erase': { flash: ['clear', 'purge'] },
  'cryptographic erase': { flash: ['clear', 'purge'], magnetic: ['clear', 'purge'] },
  degauss: { magnetic: ['purge'] },
  shred: { flash: ['destroy'], magnetic: ['destroy'] },
};

/** The methods that suffice for a destination (Rule 43). A destroyed device never returns, so it is no spare. */
const SUFFICIENT: Readonly<Record<Destination, readonly Method[]>> = {
  spare: ['clear', 'purge'],
  'disaster reserve': ['clear', 'purge'],
  transferred: ['purge'],
  surplus: ['purge', 'destroy'],
  retired: ['purge', 'destroy'],
};

/** What becomes of a device, within a sentence. */
const ENDS: Readonly<Record<Destination, string>> = {
  spare: 'a spare',
  'disaster reserve': 'disaster reserve',
  transferred: 'a transfer',
  surplus: 'surplus',
  retired: 'removal from service',
};

/** Why a method does not do for a destination, in a sentence; undefined when it does (Rule 43). */
export function whyNotSufficient(method: Method, destination: Destination): string | undefined {
  if (SUFFICIENT[destination].includes(method)) return undefined;
  const end = ENDS[destination];
  if (method === 'destroy') return `A destroyed device is no good for ${end}. Choose another method.`;
  return `Clear is not enough for ${end}: purge${SUFFICIENT[destination].includes('destroy') ? ' or destroy' : ''} it.`;
}

/**
 * Where a device ends that was to end somewhere, once its data are removed by a method. What is destroyed is kept by nobody
 * and goes to nobody: it is removed from service (Rule 43).
 */
export function destinationAfter(method: Method, wanted: Destination): Destination {
  return method === 'destroy' && !SUFFICIENT[wanted].includes(method) ? 'retired' : wanted;
}

/** Why a technique does not do for a method on a medium, or for any where none is chosen, in a sentence; undefined when it does (Rule 43). */
export function whyNotPossible({
  technique,
  media,
  method,
}: Pick<Certificate, 'technique' | 'media'> & { method: Method | null }): string | undefined {
  const reach = REACH[technique][media];
  const name = `${technique.charAt(0).toUpperCase()}${technique.slice(1)}`;
  if (reach === undefined) return `${name} does not serve for ${media} storage. Choose another technique.`;
  return method === null || reach.includes(method)
    ? undefined
    : `${name} does not ${method} ${media} storage: it reaches ${reach.join(' or ')}.`;
}

/** A certificate of what was done (Rule 44). */
export function certify(done: Sanitizing): Certificate {
  return { ...done, ...STANDARD };
}

/**
 * Why a certificate does not speak for its device any more, in a sentence; null while it does (Rule 44). `device` as the
 * record is now. Says nothing of another agency, which may have the device by now (Rule 57).
 */
export function whyVoid(
  { request }: Pick<Certificate, 'request'>,
  device: { status: string; sanitized: { request: string } | null },
): string | null {
  const { sanitized, status } = device;
  if (sanitized?.request === request) return null;
  if (sanitized !== null) return 'The device was sanitized again since: see its newer certificate.';
  // What turns up again is collected without having served.
  const wasAway = status === 'lost' || status === 'collected';
  return `The device has been in service again${wasAway ? ', or lost,' : ''} since.`;
}
