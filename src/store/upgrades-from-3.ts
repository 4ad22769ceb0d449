import { z } from 'zod';

/** Parts of documents of version 3, as far as this step touches them. */
const quoteSchema = z.looseObject({ lines: z.array(z.looseObject({})) });
const draftSchema = z.looseObject({ quote: quoteSchema });
const decisionSchema = z.looseObject({ saw: quoteSchema });
const requestSchema = draftSchema.extend({ approvals: z.array(decisionSchema), decision: decisionSchema.optional() });
const eventSchema = z.looseObject({
  type: z.string(),
  draft: draftSchema.optional(),
  decision: decisionSchema.optional(),
});
const journalSchema = z.looseObject({ events: z.array(eventSchema) });

/** A request of version 3 as version 4 has it: nothing was ordered for reserve, and no cancelling in part was told. */
export function requestFrom3(body: unknown) {
  const { decision, ...request } = requestSchema.parse(body);
  return {
    ...draftFrom3(request),
    approvals: request.approvals.map(decisionFrom3),
    cancellations: [],
    ...(decision && { decision: decisionFrom3(decision) }),
  };
}

/** The same for an entry of the journal. */
export function journalFrom3(body: unknown) {
  const entry = journalSchema.parse(body);
  return {
    ...entry,
    events: entry.events.map(({ draft, decision, ...event }) => ({
      ...event,
      ...(event.type === 'units cancelled' && { reason: null }),
      ...(draft && { draft: draftFrom3(draft) }),
      ...(decision && { decision: decisionFrom3(decision) }),
    })),
  };
}

function quoteFrom3(quote: z.infer<typeof quoteSchema>) {
  return { ...quote, lines: quote.lines.map((line) => ({ ...line, reserve: 0 })) };
}

function decisionFrom3(decision: z.infer<typeof decisionSchema>) {
  return { ...decision, saw: quoteFrom3(decision.saw) };
}

function draftFrom3<D extends z.infer<typeof draftSchema>>(draft: D) {
  return { ...draft, quote: quoteFrom3(draft.quote) };
}
