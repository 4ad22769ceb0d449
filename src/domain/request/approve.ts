import type { Now } from '../months.ts';
import { type Agency, isSamePerson, may, type Permission, type Person, roleFor, who } from '../people.ts';
import { isBlank } from '../words.ts';
import { alreadySo, happened, type Outcome, type Problem, refused, refusedFor } from './outcome.ts';
import {
  type ApprovalStep,
  type Decision,
  figuresOf,
  type Replaced,
  type Request,
  type Terms,
  type Unit,
} from './state.ts';

/** An approver's decision on the submission they saw. */
export interface Decide {
  type: 'approve' | 'return' | 'reject';
  step: ApprovalStep;
  /** The submission the card showed. */
  revision: number;
  reason: string;
  /** What the receiving agency chooses, and that agency. */
  terms?: Terms & { agency: Agency };
}

/** What it takes to decide each step. */
export const APPROVALS: Readonly<Record<ApprovalStep, Permission>> = {
  agency: 'approve for the agency',
  'receiving agency': 'approve for the agency',
  billing: 'approve as billing',
  EUC: 'approve for EUC',
};

/** Whose approvers decide a step of a request: those of the agency that asks, or that the devices go to (Rule 22). */
export function agencyOfStep({ agency, toAgency }: Pick<Request, 'agency' | 'toAgency'>, step: ApprovalStep): string {
  return step === 'receiving agency' ? (toAgency ?? agency) : agency;
}

/** What may be looked at to say who decides. */
type Deciding = Pick<Request, 'agency' | 'toAgency' | 'requester' | 'units' | 'quote' | 'approvals'>;

const VERDICTS = { approve: 'approved', return: 'returned', reject: 'rejected' } as const;

/** Longest reason kept, in characters. */
const LONGEST_REASON = 500;

/**
 * Why a person may not decide a step of a request, in a sentence; undefined when they may. Two approvals, two people,
 * neither of them the requester or someone the devices are for (Rule 16).
 */
export function whyNotDecide(request: Deciding, step: ApprovalStep, person: Person): string | undefined {
  const agency = agencyOfStep(request, step);
  if (!may(person, APPROVALS[step], agency)) {
    return `Only ${whoApproves(step, agency)} can decide this.`;
  }
  if (isSamePerson(request.requester, person)) return 'You asked for this yourself, so someone else must decide it.';
  if (request.units.some((unit) => isFor(unit, person)) || request.quote.replaced.some((old) => isNext(old, person))) {
    return 'This is for you, so someone else must decide it.';
  }
  if (request.approvals.some(({ by }) => isSamePerson(by, person))) {
    return 'You gave the first approval; the second must come from someone else.';
  }
  return undefined;
}

function whoApproves(step: ApprovalStep, agency: string): string {
  switch (step) {
    case 'agency':
    case 'receiving agency':
      return `an approver of ${agency}`;
    case 'billing':
      return 'billing staff';
    case 'EUC':
      return 'an EUC approver';
  }
}

/** Whether a unit goes to a person. A device that is given back comes from its user and goes to nobody. */
function isFor({ assignedUser, becomes }: Unit, person: Person): boolean {
  return becomes === null && assignedUser !== null && isSamePerson(assignedUser, person);
}

/** Whether a replaced device goes to a person next. */
function isNext({ next }: Replaced, person: Person): boolean {
  return next !== null && isSamePerson({ id: null, name: next.assignedUser }, person);
}

/** Those of some people who may decide a step of a request. */
export function whoMayDecide(request: Deciding, step: ApprovalStep, people: readonly Person[]): Person[] {
  return people.filter((person) => whyNotDecide(request, step, person) === undefined);
}

/** Approves, returns or rejects (Rules 16 to 18). A second decision on a decided step changes nothing. */
export function decideApproval(request: Request, command: Decide, actor: Person, now: Now): Outcome {
  const { step } = command;
  const role = roleFor(actor, APPROVALS[step], agencyOfStep(request, step));
  const forbidden = whyNotDecide({ ...request, approvals: [] }, step, actor);
  if (role === undefined || forbidden !== undefined) return refused(forbidden ?? '');
  const earlier = decisionOn(request, step);
  if (command.revision === request.revision && earlier !== undefined) return alreadySo(decidedText(earlier));
  if (command.revision !== request.revision || request.status === 'returned') {
    return refused('This order was changed since this card was sent. Look at it as it is now, then decide.');
  }
  if (request.status !== 'awaiting approval' || request.step !== step) {
    return refused(`This does not wait for the ${step} approval now.`);
  }
  const notTwice = whyNotDecide(request, step, actor);
  if (notTwice !== undefined) return refused(notTwice);
  const reason = command.reason.trim();
  if (command.type !== 'approve' && isBlank(reason)) {
    return refused('A reason is needed. The requester will read it.', 'reason');
  }
  const tooLong = problemOfReason(reason);
  if (tooLong !== undefined) return refusedFor([tooLong]);
  const terms = command.type === 'approve' && step === 'receiving agency' ? readTerms(command) : null;
  if (terms === undefined) return refused('Choose the billing code that pays for the devices.', 'billingCode');
  const decision: Decision = {
    step,
    verdict: VERDICTS[command.type],
    by: who(actor),
    role,
    at: now.at,
    revision: request.revision,
    reason: isBlank(reason) ? null : reason,
    saw: figuresOf(request, step),
    terms,
  };
  return happened([{ type: decision.verdict, decision }]);
}

/** What is wrong with a reason that may be left out. */
function problemOfReason(reason: string): Problem | undefined {
  if (reason.trim().length <= LONGEST_REASON) return undefined;
  return { field: 'reason', text: `Make the reason shorter: ${LONGEST_REASON} characters at most.` };
}

/** What the receiving agency has chosen; undefined without a billing code of its own (Rule 28). */
function readTerms({ terms }: Decide): Terms | undefined {
  if (terms === undefined || !terms.agency.billingCodes.includes(terms.billingCode)) return undefined;
  return { billingCode: terms.billingCode, takesOver: terms.takesOver };
}

/** The decision that a step of the current submission has, if it has one. */
function decisionOn(request: Request, step: ApprovalStep): Decision | undefined {
  const last = request.status === 'returned' || request.status === 'rejected' ? [request.decision] : [];
  return [...request.approvals, ...last].find((decision) => decision.step === step);
}

function decidedText({ verdict, by }: Decision): string {
  return `${by.name} has already ${verdict === 'returned' ? 'returned this for changes' : `${verdict} this`}. Nothing was changed.`;
}
