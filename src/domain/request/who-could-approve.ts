import { isSamePerson, type Person, who } from '../people.ts';
import {
  agencyOfStep,
  authorityOn,
  type Deciding,
  decidesByThemselves,
  delegatedBy,
  whoMayDecide,
} from './authority.ts';
import type { ApprovalStep, Draft } from './state.ts';

/**
 * Why a draft is not to be submitted, in a sentence; undefined when it may be (Rules 16 and 21). One that nobody may approve,
 * or one person alone, would wait for ever; and so would one whose only approver stands in for who asks for it or gets it.
 */
export function whyNobody(draft: Draft, actor: Person, approvers: readonly Person[]): string | undefined {
  const { agency, toAgency, units, quote, route } = draft;
  const request = { agency, toAgency, requester: who(actor), units, quote, approvals: [] };
  if (canBeApproved(request, route, approvers)) return undefined;
  const step = route.find((step) => whoMayDecide(request, step, approvers).length === 0);
  if (step === undefined) return 'Nobody could approve this: it takes two people, and there is one.';
  const whose = step === 'EUC' ? 'EUC' : agencyOfStep(draft, step);
  const nobody = `Nobody at ${whose} could approve this`;
  // Who stands in for whom is for the agency itself to know (Rule 57).
  const ours = whose === actor.agency ? approvers.filter((person) => decidesByThemselves(person, step)) : [];
  for (const person of ours) {
    const by = delegatedBy(request, person)?.person;
    if (by === undefined) continue;
    return isSamePerson(by, actor)
      ? `${nobody} until you end the delegation to ${person.name}: type delegate.`
      : `${nobody} until ${by.name} ends the delegation to ${person.name}.`;
  }
  return `${nobody}: it takes an approver who neither asked for it nor gets a device.`;
}

/** Whether all steps of a route could be given by some people, each by and for somebody else (Rules 16 and 21). */
function canBeApproved(
  request: Deciding,
  [step, ...later]: readonly ApprovalStep[],
  people: readonly Person[],
): boolean {
  if (step === undefined) return true;
  return people.some((person) => {
    const authority = authorityOn(request, step, person);
    if ('why' in authority) return false;
    const given = { by: who(person), ...(authority.for && { for: who(authority.for) }) };
    return canBeApproved({ ...request, approvals: [...request.approvals, given] }, later, people);
  });
}
