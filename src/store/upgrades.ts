import { z } from 'zod';
import type { DocumentType } from '../desk/documents.ts';
import { journalWithChoices, requestWithChoices } from './upgrade-choices.ts';
import { commitmentWithCodes, deviceWithCodes, journalWithCodes } from './upgrade-codes.ts';
import {
  commitmentWithSpans,
  deviceWithTransfer,
  journalWithTransfer,
  requestWithTransfer,
} from './upgrade-transfers.ts';
import { journalFrom3, requestFrom3 } from './upgrades-from-3.ts';

/** For a type, by version: what turns a body of that version into one of the next. */
export type Upgrades = { readonly [T in DocumentType]?: Readonly<Record<number, (body: unknown) => unknown>> };

/** Parts of older documents, as far as an upgrade touches them. */
const replacedSchema = z.looseObject({ owedCents: z.number() });
const quoteSchema = z.looseObject({
  replaced: z.array(replacedSchema),
  lines: z.array(z.looseObject({ item: z.string(), name: z.string() })),
});
const unitSchema = z.looseObject({ item: z.string() });
const draftSchema = z.looseObject({ quote: quoteSchema, units: z.array(unitSchema) });
const decisionSchema = z.looseObject({ saw: quoteSchema });
const requestSchema = draftSchema.extend({ approvals: z.array(decisionSchema), decision: decisionSchema.optional() });
const eventSchema = z.looseObject({ draft: draftSchema.optional(), decision: decisionSchema.optional() });
const deviceSchema = z.looseObject({});
const changeSchema = z.strictObject({ before: deviceSchema.nullable(), after: deviceSchema });
const journalSchema = z.looseObject({ events: z.array(eventSchema), devices: z.array(changeSchema) });

/**
 * Whoever raises a version in `DOCUMENTS` adds the step from the version before here.
 * Version 2 of requests, devices and the journal: devices can be given back, moved and sanitized.
 * Version 3 of them, and 2 of commitments: devices can move to another agency. Version 4 of requests and the journal: see
 * upgrades-from-3.ts. Version 4 of devices, 3 of commitments and 5 of the journal: who paid for months gone by.
 * Version 5 of requests, 6 of the journal: what approvers choose beside yes or no.
 */
export const UPGRADES: Upgrades = {
  device: { 1: (body) => deviceFrom1(deviceSchema.parse(body)), 2: deviceWithTransfer, 3: deviceWithCodes },
  commitment: { 1: commitmentWithSpans, 2: commitmentWithCodes },
  request: {
    1: (body) => requestFrom1(requestSchema.parse(body)),
    2: requestWithTransfer,
    3: requestFrom3,
    4: requestWithChoices,
  },
  journal: {
    1: (body) => journalFrom1(journalSchema.parse(body)),
    2: journalWithTransfer,
    3: journalFrom3,
    4: journalWithCodes,
    5: journalWithChoices,
  },
};

function deviceFrom1(device: z.infer<typeof deviceSchema>) {
  return { ...device, sanitized: null };
}

function quoteFrom1(quote: z.infer<typeof quoteSchema>) {
  return { ...quote, owedCents: quote.replaced.reduce((sum, { owedCents }) => sum + owedCents, 0) };
}

function decisionFrom1(decision: z.infer<typeof decisionSchema>) {
  return { ...decision, saw: quoteFrom1(decision.saw) };
}

function draftFrom1<D extends z.infer<typeof draftSchema>>(draft: D) {
  const units = draft.units.map((unit) => {
    const name = draft.quote.lines.find(({ item }) => item === unit.item)?.name ?? unit.item;
    return { ...unit, name, becomes: null, monthsOwed: 0, owedCents: 0 };
  });
  return { ...draft, quote: quoteFrom1(draft.quote), units, parent: null };
}

function requestFrom1(request: z.infer<typeof requestSchema>) {
  const { decision } = request;
  return {
    ...draftFrom1(request),
    approvals: request.approvals.map(decisionFrom1),
    children: [],
    ...(decision && { decision: decisionFrom1(decision) }),
  };
}

function journalFrom1(entry: z.infer<typeof journalSchema>) {
  return {
    ...entry,
    events: entry.events.map(({ draft, decision, ...event }) => ({
      ...event,
      ...(draft && { draft: draftFrom1(draft) }),
      ...(decision && { decision: decisionFrom1(decision) }),
    })),
    devices: entry.devices.map(({ before, after }) => ({
      before: before === null ? null : deviceFrom1(before),
      after: deviceFrom1(after),
    })),
  };
}
