import { z } from 'zod';

/** Parts of documents from before approvers could name users and places, as far as that touches them. */
const decisionSchema = z.looseObject({ terms: z.looseObject({}).nullable() });
const requestSchema = z.looseObject({ approvals: z.array(decisionSchema), decision: decisionSchema.optional() });
const journalSchema = z.looseObject({ events: z.array(z.looseObject({ decision: decisionSchema.optional() })) });

/** A decision by which all was delivered to the EUC warehouse, and that named nobody. */
function decisionWithChoices(decision: z.infer<typeof decisionSchema>) {
  const terms = decision.terms && { ...decision.terms, assignedUser: null, location: null };
  return { ...decision, terms, deliverTo: null };
}

/** A request with such decisions. */
export function requestWithChoices(body: unknown) {
  const { decision, ...request } = requestSchema.parse(body);
  const approvals = request.approvals.map(decisionWithChoices);
  return { ...request, approvals, ...(decision && { decision: decisionWithChoices(decision) }) };
}

/** The same in the journal. */
export function journalWithChoices(body: unknown) {
  const entry = journalSchema.parse(body);
  const events = entry.events.map(({ decision, ...event }) => ({
    ...event,
    ...(decision && { decision: decisionWithChoices(decision) }),
  }));
  return { ...entry, events };
}
