import { draftFor } from '../../domain/draft.ts';
import { problemsOfJustification } from '../../domain/justification.ts';
import type { Kind, Prepared, Reading } from '../../domain/kind.ts';
import { problemsOfLength } from '../../domain/lengths.ts';
import { sum } from '../../domain/money.ts';
import { countByCategory } from '../../domain/new-devices.ts';
import { who } from '../../domain/people.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Line, Quote } from '../../domain/request/quote.ts';
import type { Draft, Unit } from '../../domain/request/state.ts';
import { wordsOf } from '../../domain/words.ts';
import { planForPurchase } from '../../domain/work-steps.ts';
import type { World } from '../../domain/world.ts';
import { DUTIES } from './duties.ts';
import { PURCHASE_FIELDS, type PurchaseForm, purchaseFormSchema } from './form.ts';
import { exemptionsFor, readPurchased } from './lines.ts';

/** What a purchase form says so far: what it costs, once an item makes sense. */
export interface PurchaseReading extends Reading {
  quote: Quote | null;
  /** The rows that are filled in and not in the quote, as something is wrong with them. */
  without: number[];
}

/**
 * Purchase, for an agency that is exempt from leasing (Rules 7, 48, 52 and 53): bought by OTS with the agency's money,
 * approved, brought and supported as an order is, and with no monthly hardware charge.
 */
export const purchase: Kind<PurchaseForm, PurchaseReading> = {
  name: 'purchase',
  title: 'Purchase',
  template: 'purchase-form',
  fields: PURCHASE_FIELDS,
  schema: purchaseFormSchema,
  needsExemptions: true,
  serials: () => [],
  prepare,
};

function prepare(form: PurchaseForm, world: World): Prepared<PurchaseReading> {
  const { lines, problems: ofLines, without } = readPurchased(form, world);
  const problems = [
    ...ofLines,
    ...problemsOfLength('assignedUser', form.assignedUser, 'name'),
    ...problemsOfLength('location', form.location, 'place'),
    ...problemsOfJustification(form, world.agency),
    ...problemsOfDuties(form),
  ];
  const quote = lines.length === 0 ? null : quoteFor(lines, world);
  const draft = quote === null || problems.length > 0 ? null : draftOf(form, quote, world);
  return { problems, leftOut: [], draft, reading: { found: [], quote, without } };
}

/** Rule 53. */
function problemsOfDuties({ duties }: PurchaseForm): Problem[] {
  const text = 'Acknowledge what your agency owes to what it buys; without that nothing can be bought.';
  return duties ? [] : [{ field: 'duties', text }];
}

/** What it comes to: the price once, handling and delivery once a device, and support while it serves (Rule 48). */
function quoteFor(lines: Line[], world: World): Quote {
  const { catalog, actor, now } = world;
  const counted = sum(lines.filter((line) => line.countsForSupport).map(({ quantity }) => quantity));
  return {
    catalogVersion: catalog.version,
    lines,
    monthlyCents: 0,
    termCents: 0,
    owedCents: 0,
    counted,
    leaving: 0,
    netCount: counted,
    supportChangeCents: counted * catalog.supportCents,
    replaced: [],
    purchase: {
      totalCents: sum(lines.map(({ quantity, purchase }) => quantity * (purchase?.priceCents ?? 0))),
      handlingCents: catalog.purchase?.handlingCents ?? 0,
      deliveryCents: catalog.purchase?.deliveryCents ?? 0,
      exemptions: exemptionsFor(lines, world).map(({ category, until }) => ({ category, until })),
      acknowledged: { by: who(actor), at: now.at, version: DUTIES.version },
    },
  };
}

function draftOf(form: PurchaseForm, quote: Quote, world: World): Draft {
  const assignedUser = wordsOf(form.assignedUser) || null;
  const location = wordsOf(form.location) || null;
  return draftFor(purchase.name, world, {
    title: `${countByCategory(quote.lines, world.catalog)} to buy`,
    forWhom: [assignedUser ?? 'user to be named', location ?? 'location to be named'].join(', '),
    billingCode: form.billingCode,
    justification: form.justification.trim(),
    form,
    quote,
    route: ['agency', 'EUC'],
    units: unitsOf(quote.lines, assignedUser, location, world),
  });
}

function unitsOf(lines: readonly Line[], user: string | null, location: string | null, { catalog }: World): Unit[] {
  const asked = lines.flatMap(({ item, quantity }) => Array.from({ length: quantity }, () => item));
  return asked.map((code, index): Unit => {
    const item = catalog.items.find((item) => item.code === code);
    if (item === undefined) throw new Error(`${code} left the catalog while it was bought`);
    return {
      no: index + 1,
      item: code,
      name: item.name,
      plan: planForPurchase(item),
      done: 0,
      serial: null,
      assignedUser: user === null ? null : { id: null, name: user },
      location,
      becomes: null,
      monthsOwed: 0,
      owedCents: 0,
      cancelled: false,
    };
  });
}
