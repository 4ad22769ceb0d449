import { z } from 'zod';
import { problemsOfLength } from '../lengths.ts';
import type { Agency } from '../people.ts';
import { isSamePerson, type Person, type Who, whoSchema } from '../people.ts';
import { isBlank, wordsOf } from '../words.ts';
import type { Problem } from './outcome.ts';

/**
 * What the approver of a receiving agency chooses: who pays there, whether the commitment comes along (Rule 36), and who
 * gets the devices and where, as far as nobody has said so yet; null for what is still to be named (Rule 9).
 */
export const termsSchema = z.strictObject({
  billingCode: z.string(),
  takesOver: z.boolean(),
  assignedUser: whoSchema.nullable(),
  location: z.string().nullable(),
});
export type Terms = z.infer<typeof termsSchema>;

/** The choices of a receiving agency's approver as they are typed, and that agency. */
export interface TermsAsked {
  agency: Agency;
  billingCode: string;
  takesOver: boolean;
  assignedUser: string;
  location: string;
}

/** What may still be named for the devices of a request. */
interface Unnamed {
  units: readonly { assignedUser: Who | null; location: string | null }[];
  approvals: readonly { by: Who }[];
}

/** What is still to be named of a request: a user, a place, or neither (Rule 9). */
export function stillToName({ units }: Pick<Unnamed, 'units'>): { user: boolean; place: boolean } {
  return {
    user: units.some(({ assignedUser }) => assignedUser === null),
    place: units.some(({ location }) => location === null),
  };
}

/** Reads the choices: a billing code of the agency (Rule 28), and nobody who approves it as the user (Rule 16). */
export function readTerms(asked: TermsAsked | undefined, request: Unnamed, actor: Person): Terms | Problem {
  if (asked === undefined || !asked.agency.billingCodes.includes(asked.billingCode)) {
    return { field: 'billingCode', text: 'Choose the billing code that pays for the devices.' };
  }
  const { user, place } = stillToName(request);
  const name = user ? wordsOf(asked.assignedUser) : '';
  const location = place ? wordsOf(asked.location) : '';
  const [tooLong] = [
    ...problemsOfLength('assignedUser', name, 'name'),
    ...problemsOfLength('location', location, 'place'),
  ];
  if (tooLong !== undefined) return tooLong;
  const assignedUser = name === '' ? null : { id: null, name };
  const approvers = [{ id: actor.id, name: actor.name }, ...request.approvals.map(({ by }) => by)];
  if (assignedUser !== null && approvers.some(({ id, name }) => isSamePerson(assignedUser, { id: id ?? '', name }))) {
    return { field: 'assignedUser', text: `${name} approves this, so it cannot be for them. Name someone else.` };
  }
  const { billingCode, takesOver } = asked;
  return { billingCode, takesOver, assignedUser, location: location === '' ? null : location };
}

/** The units with what the receiving agency has named for those that nobody was named for. */
export function named<U extends Unnamed['units'][number]>(units: readonly U[], terms: Terms | null): U[] {
  return units.map((unit) => ({
    ...unit,
    assignedUser: unit.assignedUser ?? terms?.assignedUser ?? null,
    location: unit.location ?? terms?.location ?? null,
  }));
}

/** Where EUC's approval has the devices delivered, as typed; null for the EUC warehouse (Rule 23). */
export function readDelivery(typed: string | undefined): { deliverTo: string | null } | Problem {
  const place = wordsOf(typed ?? '');
  const [tooLong] = problemsOfLength('deliverTo', place, 'place');
  return tooLong ?? { deliverTo: isBlank(place) ? null : place };
}

/** Where the devices of a request are delivered; null for the EUC warehouse (Rule 23). */
export function deliveryOf(request: { approvals: readonly { deliverTo: string | null }[] }): string | null {
  return request.approvals.find(({ deliverTo }) => deliverTo !== null)?.deliverTo ?? null;
}
