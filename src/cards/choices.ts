import type { ApprovalView } from '../desk/views/requests.ts';
import { isOrdered, type Request, termsOf } from '../domain/request/state.ts';
import { deliveryOf, stillToName } from '../domain/request/terms.ts';
import type { CardData } from './template.ts';
import { capital, dotted } from './text.ts';
import { owedOnUnits, signedDollars } from './wording.ts';

/** What the receiving agency chooses as it approves (Rules 28 and 36). */
export function termsData({ request, step, agency, chosen, problem }: ApprovalView): CardData {
  const asksTerms = step === 'receiving agency';
  const { billingCodes } = agency;
  const only = billingCodes.length === 1 ? (billingCodes[0] ?? '') : '';
  const owed = asksTerms ? owedOnUnits(request.units) : 0;
  const { user, place } = stillToName(request);
  return {
    asksTerms,
    termsTitle: `What ${agency.code} pays`,
    billingCode: chosen?.billingCode ?? only,
    billingCodes: billingCodes.map((code) => ({ code })),
    billingCodeProblem: besideField(problem, 'billingCode'),
    asksTakeOver: owed > 0,
    takesOver: String(chosen?.takesOver ?? false),
    supportHint: `Support from the day they are deployed: ${signedDollars(request.quote.supportChangeCents)} a month.`,
    takeOverHint:
      owed > 0
        ? `If so, ${agency.code} pays what is left from the month of the deployment on. If not, ${request.agency} goes on paying.`
        : 'No hardware charge: nothing is owed on them.',
    asksNames: user || place,
    asksUser: user,
    assignedUser: chosen?.assignedUser ?? '',
    assignedUserProblem: besideField(problem, 'assignedUser'),
    asksPlace: place,
    location: chosen?.location ?? '',
    locationProblem: besideField(problem, 'location'),
  };
}

/** Whether the approval may say where what is ordered is delivered (Rule 23). */
export function asksDelivery({ request, step }: ApprovalView): boolean {
  return step === 'EUC' && request.units.some(isOrdered);
}

/** Where EUC has what is ordered delivered (Rule 23). */
export function deliveryData(view: ApprovalView): CardData {
  return {
    asksDelivery: asksDelivery(view),
    deliverTo: view.chosen?.deliverTo ?? '',
    deliverToProblem: besideField(view.problem, 'deliverTo'),
  };
}

/** What is wrong with one of an approval's fields, to stand under it. */
function besideField(problem: ApprovalView['problem'], field: string): string {
  return problem?.field === field ? `⚠ ${problem.text}` : '';
}

/** What the approvers have chosen beside yes, as far as the reader may know: "Billed to REV-100 · REV takes over what is owed". */
export function chosenWords(request: Request): string {
  const { agency, toAgency, quote } = request;
  const terms = termsOf(request);
  const delivery = deliveryOf(request);
  const pays = terms?.takesOver ? `${toAgency} takes over what is owed` : `${agency} goes on paying what is owed`;
  const who = [terms?.assignedUser?.name, terms?.location].filter(Boolean).join(', ');
  return capital(
    dotted(
      delivery === null ? '' : `delivery to ${delivery}`,
      terms === null || terms.billingCode === '' ? '' : `billed to ${terms.billingCode}`,
      terms === null || quote.owedCents === 0 ? '' : pays,
      who === '' ? '' : `for ${who}`,
    ),
  );
}
