import { problemsOfLength } from '../lengths.ts';
import { type Agency, isSamePerson, type Who } from '../people.ts';
import { isBlank, wordsOf } from '../words.ts';
import type { Problem } from './outcome.ts';
import { stillToName, type Terms, type Unnamed } from './terms.ts';

/** The choices of a receiving agency's approver as they are typed, and that agency. */
export interface TermsAsked {
  agency: Agency;
  billingCode: string;
  takesOver: boolean;
  assignedUser: string;
  location: string;
}

/** Reads the choices: a billing code of the agency (Rule 28), and none of those who approve it as the user (Rule 16). */
export function readTerms(asked: TermsAsked | undefined, request: Unnamed, approvers: readonly Who[]): Terms | Problem {
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
  if (assignedUser !== null && approvers.some((approver) => isSamePerson(assignedUser, approver))) {
    return { field: 'assignedUser', text: `${name} approves this, so it cannot be for them. Name someone else.` };
  }
  const { billingCode, takesOver } = asked;
  return { billingCode, takesOver, assignedUser, location: location === '' ? null : location };
}

/** Where EUC's approval has the devices delivered, as typed; null for the EUC warehouse (Rule 23). */
export function readDelivery(typed: string | undefined): { deliverTo: string | null } | Problem {
  const place = wordsOf(typed ?? '');
  const [tooLong] = problemsOfLength('deliverTo', place, 'place');
  return tooLong ?? { deliverTo: isBlank(place) ? null : place };
}
