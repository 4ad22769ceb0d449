import type { Request } from './state.ts';

/**
 * The distribution gate (Rule 19): why no unit of a request may leave the warehouse, in a sentence; undefined when all of
 * it stands: every approval of its route, by different people, a 48-month total and a ticket number.
 */
export function whyNotLeave(
  request: Pick<Request, 'route' | 'approvals' | 'revision' | 'quote' | 'ticket' | 'id'>,
): string | undefined {
  const { approvals, quote, ticket } = request;
  for (const step of request.route) {
    if (!approvals.some((decision) => decision.step === step && decision.revision === request.revision)) {
      return `${request.id} lacks the ${step} approval, so nothing of it may leave the warehouse.`;
    }
  }
  const people = new Set(approvals.map(({ by }) => by.id ?? by.name));
  if (people.size < approvals.length)
    return `${request.id} was approved twice by the same person, so nothing of it may leave.`;
  if (approvals.some(({ saw }) => saw.termCents !== quote.termCents)) {
    return `The 48-month total of ${request.id} is not the one that was approved, so nothing of it may leave.`;
  }
  if (approvals.some(({ saw }) => saw.purchase?.totalCents !== quote.purchase?.totalCents)) {
    return `The price of ${request.id} is not the one that was approved, so nothing of it may leave.`;
  }
  if (ticket === null) return `${request.id} has no ticket number yet, so nothing of it may leave the warehouse.`;
  return undefined;
}
