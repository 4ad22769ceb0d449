import { dollars } from '../domain/money.ts';
import type { Adjustment, Quote } from '../domain/request/quote.ts';
import type { ApprovalStep, Request } from '../domain/request/state.ts';
import type { Row } from './template.ts';
import { counted } from './text.ts';
import {
  netFigure,
  netLead,
  netReason,
  netReasonOfTransfer,
  type Owing,
  owedOn,
  owedOnUnits,
  signedDollars,
  supportChange,
} from './wording.ts';

/** The three figures of a quote, and in words what the count changes and what stays owed. */
export function figures(
  quote: Pick<
    Quote,
    'lines' | 'monthlyCents' | 'termCents' | 'counted' | 'leaving' | 'netCount' | 'supportChangeCents'
  >,
  replaced: readonly Owing[],
) {
  return {
    figures: [
      figure(4, 'Each month', dollars(quote.monthlyCents), 'hardware'),
      figure(5, '48 months', dollars(quote.termCents), 'the full term'),
      figure(4, 'Net count', netFigure(quote.netCount), supportChange(quote.supportChangeCents)),
    ],
    netLead: netLead(quote.netCount),
    netReason: netReason(quote),
    ...owedOn(replaced),
  };
}

/** The same for a request that orders nothing: what it changes, and what stays owed on its devices (Rule 14). */
export function changeFigures({ quote, units, agency, toAgency }: Request, step: ApprovalStep) {
  if (quote.adjustment !== undefined) return adjustmentFigures(quote.adjustment);
  const owed = owedOnUnits(units);
  const owing = units.filter(({ owedCents }) => owedCents > 0).length;
  const { owedLead, owedAmount, owedRest } = owedOn(units, 'devices', whoOwes({ agency, toAgency }, step));
  return {
    figures: [
      figure(3, 'Net count', netFigure(quote.netCount), 'on support'),
      figure(5, 'Support', signedDollars(quote.supportChangeCents), 'a month'),
      figure(5, 'Still owed', dollars(owed), counted(owing, 'device'), owed > 0 ? 'Attention' : ''),
    ],
    netLead: netLead(quote.netCount),
    netReason: toAgency === null ? netReason(quote) : netReasonOfTransfer(quote, toAgency),
    owedLead,
    owedAmount,
    owedRest,
  };
}

/** What an adjustment comes to. */
function adjustmentFigures({ cents, month, charge }: Adjustment) {
  const text = `${cents < 0 ? 'Taken off' : 'Added to'} the bill of the month that is open when it is agreed.`;
  return {
    figures: [
      figure(4, cents < 0 ? 'Credit' : 'Charge', signedDollars(cents), 'once'),
      figure(5, 'About', month, charge),
    ],
    netLead: '',
    netReason: text,
    owedLead: '',
    owedAmount: '',
    owedRest: '',
  };
}

/** Rule 36: what is owed on a device that goes to another agency stays with the first, unless the other takes it over. */
function whoOwes({ agency, toAgency }: Pick<Request, 'agency' | 'toAgency'>, step: ApprovalStep): string {
  if (toAgency === null) return 'stays owed.';
  return step === 'receiving agency'
    ? `is owed by ${agency}, unless you take it over.`
    : `stays owed, unless ${toAgency} takes it over.`;
}

/** One figure; `width` is its share of the card's. */
function figure(width: number, label: string, value: string, note: string, color = ''): Row {
  return { width, label, value, note, color };
}
