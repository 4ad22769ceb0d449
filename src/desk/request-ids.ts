import { randomInt } from 'node:crypto';
import { z } from 'zod';

/** Crockford's letters and digits: none that is mistaken for another on the phone. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The form of the ids that `newRequestId` makes. */
export const REQUEST_ID = /^[A-Z][A-Z0-9]{1,11}-[0-9A-HJKMNP-TV-Z]{6}$/;

/** The id of any request there may be: those of older ones and of children too. */
export const requestIdSchema = z.string().regex(/^[A-Z][A-Z0-9]{1,11}-[0-9A-Z]{4,12}$/);

/**
 * A new request id of an agency: "PARKS-7K3M9Q". Minted with the form, so that a second submit finds the first. Random,
 * so that opening a form writes nothing; a billion of them an agency.
 */
export function newRequestId(agency: string): string {
  const letters = Array.from({ length: 6 }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return `${agency}-${letters.join('')}`;
}
