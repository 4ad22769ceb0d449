import { z } from 'zod';

/** Parts of documents from before devices could move to another agency, as far as that touches them. */
const draftSchema = z.looseObject({});
const decisionSchema = z.looseObject({});
const requestSchema = z.looseObject({ approvals: z.array(decisionSchema), decision: decisionSchema.optional() });
const eventSchema = z.looseObject({ draft: draftSchema.optional(), decision: decisionSchema.optional() });
const deviceSchema = z.looseObject({});
const changeSchema = z.strictObject({ before: deviceSchema.nullable(), after: deviceSchema });
const journalSchema = z.looseObject({ events: z.array(eventSchema), devices: z.array(changeSchema) });

/** No device went to another agency, no approver chose terms, and every commitment was paid by one agency. */
const STAYED = { toAgency: null, toQuote: null };
const NO_TERMS = { terms: null };

/** A record of a device, which went nowhere yet. */
export function deviceWithTransfer(body: unknown) {
  return { ...deviceSchema.parse(body), transfer: null };
}

/** A commitment that one agency pays for all of its 48 months. */
export function commitmentWithSpans(body: unknown) {
  return { ...z.looseObject({}).parse(body), spans: [{ from: null, before: null }] };
}

/** A request whose devices stay in its agency. */
export function requestWithTransfer(body: unknown) {
  const request = requestSchema.parse(body);
  const { decision } = request;
  return {
    ...request,
    ...STAYED,
    approvals: request.approvals.map((decision) => ({ ...decision, ...NO_TERMS })),
    ...(decision && { decision: { ...decision, ...NO_TERMS } }),
  };
}

/** The same in the journal, where drafts, decisions and records are kept as they were. */
export function journalWithTransfer(body: unknown) {
  const entry = journalSchema.parse(body);
  return {
    ...entry,
    events: entry.events.map(({ draft, decision, ...event }) => ({
      ...event,
      ...(draft && { draft: { ...draft, ...STAYED } }),
      ...(decision && { decision: { ...decision, ...NO_TERMS } }),
    })),
    devices: entry.devices.map(({ before, after }) => ({
      before: before === null ? null : deviceWithTransfer(before),
      after: deviceWithTransfer(after),
    })),
  };
}
