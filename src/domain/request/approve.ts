import { problemsOfLength } from '../lengths.ts';
import type { Now } from '../months.ts';
import { type Person, type Who, who } from '../people.ts';
import { isBlank } from '../words.ts';
import { approversOf, authorityOn, whyNotDecide } from './authority.ts';
import { readDelivery, readTerms, type TermsAsked } from './choices.ts';
import { alreadySo, happened, type Outcome, type Problem, refused, refusedFor } from './outcome.ts';
import { type ApprovalStep, type Decision, figuresOf, isOrdered, type Request } from './state.ts';
import { decidedBy } from './timeline.ts';

/** An approver's decision on the submission they saw. */
export interface Decide {
  type: 'approve' | 'return' | 'reject';
  step: ApprovalStep;
  /** The submission the card showed. */
  revision: number;
  reason: string;
  /** What the receiving agency chooses. */
  terms?: TermsAsked;
  /** Where EUC has the devices delivered; empty for its warehouse (Rule 23). */
  deliverTo?: string;
}

const VERDICTS = { approve: 'approved', return: 'returned', reject: 'rejected' } as const;

/** Approves, returns or rejects (Rules 16 to 18). A second decision on a decided step changes nothing. */
export function decideApproval(request: Request, command: Decide, actor: Person, now: Now): Outcome {
  const { step } = command;
  const forbidden = whyNotDecide({ ...request, approvals: [] }, step, actor);
  if (forbidden !== undefined) return refused(forbidden);
  const earlier = decisionOn(request, step);
  if (command.revision === request.revision && earlier !== undefined) return alreadySo(decidedText(earlier));
  if (command.revision !== request.revision || request.status === 'returned') {
    return refused('This request was changed since this card was sent. Look at it as it is now, then decide.');
  }
  if (request.status !== 'awaiting approval' || request.step !== step) {
    return refused(`This does not wait for the ${step} approval now.`);
  }
  const authority = authorityOn(request, step, actor);
  if ('why' in authority) return refused(authority.why);
  const reason = command.reason.trim();
  if (command.type !== 'approve' && isBlank(reason)) {
    return refused('A reason is needed. The requester will read it.', 'reason');
  }
  const [tooLong] = problemsOfLength('reason', reason, 'reason');
  if (tooLong !== undefined) return refusedFor([tooLong]);
  const chosen = choicesOf(request, command, [who(actor), ...(authority.for ? [who(authority.for)] : [])]);
  if ('text' in chosen) return refusedFor([chosen]);
  const decision: Decision = {
    step,
    verdict: VERDICTS[command.type],
    by: who(actor),
    ...(authority.for && { for: who(authority.for) }),
    role: authority.role,
    at: now.at,
    revision: request.revision,
    reason: isBlank(reason) ? null : reason,
    saw: figuresOf(request, step),
    ...chosen,
  };
  return happened([{ type: decision.verdict, decision }]);
}

/** What an approval decides beside yes: the terms of the receiving agency, or where EUC has the devices delivered. */
function choicesOf(
  request: Request,
  { type, step, terms, deliverTo }: Decide,
  deciding: readonly Who[],
): Pick<Decision, 'terms' | 'deliverTo'> | Problem {
  const nothing = { terms: null, deliverTo: null };
  if (type !== 'approve') return nothing;
  if (step === 'receiving agency') {
    const read = readTerms(terms, request, [...deciding, ...approversOf(request)]);
    return 'text' in read ? read : { ...nothing, terms: read };
  }
  if (step !== 'EUC' || !request.units.some(isOrdered)) return nothing;
  const read = readDelivery(deliverTo);
  return 'text' in read ? read : { ...nothing, ...read };
}

/** The decision that a step of the current submission has, if it has one. */
function decisionOn(request: Request, step: ApprovalStep): Decision | undefined {
  const last = request.status === 'returned' || request.status === 'rejected' ? [request.decision] : [];
  return [...request.approvals, ...last].find((decision) => decision.step === step);
}

function decidedText(decision: Decision): string {
  const { verdict } = decision;
  return `${decidedBy(decision)} has already ${verdict === 'returned' ? 'returned this for changes' : `${verdict} this`}. Nothing was changed.`;
}
