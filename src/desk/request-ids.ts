import { randomInt } from 'node:crypto';

/** Crockford's letters and digits: none that is mistaken for another on the phone. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The form of the ids that `newRequestId` makes. */
export const REQUEST_ID = /^[A-Z][A-Z0-9]{1,11}-[0-9A-HJKMNP-TV-Z]{6}$/;

/**
 * A new request id of an agency: "PARKS-7K3M9Q". Minted with the form, so that a second submit finds the first. Random,
 * so that opening a form writes nothing; a billion of them an agency.
 */
export function newRequestId(agency: string): string {
  const letters = Array.from({ length: 6 }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return `${agency}-${letters.join('')}`;
}
