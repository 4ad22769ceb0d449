import type { Catalog, CatalogItem } from '../../domain/catalog.ts';
import type { Exemption } from '../../domain/exemption.ts';
import type { Cents } from '../../domain/money.ts';
import type { Day, Now } from '../../domain/months.ts';
import type { Agency } from '../../domain/people.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Line, Quote } from '../../domain/request/quote.ts';
import type { Request } from '../../domain/request/state.ts';
import type { PurchaseForm } from '../../kinds/purchase/form.ts';
import type { FormShown } from './form.ts';

/** The form of a purchase (Rules 48, 52 and 53). */
export interface PurchaseFormView extends FormShown {
  card: 'purchase form';
  catalog: Catalog;
  /** What the agency may buy: active items of the categories it is exempt for. */
  items: CatalogItem[];
  /** In force today. */
  exemptions: Exemption[];
  /** Their ids, for a problem's field: `item1`, `model1`, `quantity1`, `price1`, `assignedUser`, `duties`, … */
  inputs: PurchaseForm;
  /** Null until an item makes sense. */
  costs: Quote | null;
  /** The rows that are filled in and not in the costs. */
  without: number[];
  canAddItem: boolean;
  now: Now;
}

/** An item of a purchase, to be bought by OTS (Rule 52). */
export interface ProcureView {
  card: 'procure';
  request: Request;
  line: Line;
  /** Units that wait for it. */
  waiting: number;
  inputs: { supplier: string; number: string };
  problems: Problem[];
}

/** A purchased device without its agency's tag. */
export interface UntaggedRow {
  serial: string;
  /** "Tablet". */
  name: string;
  assignedUser: string | null;
  priceCents: Cents;
  /** Null where no day is set for it. */
  due: Day | null;
}

/** The agency's own tags, to be recorded (Rules 25 and 53). */
export interface TagView {
  card: 'tag';
  request: Request;
  /** Some of those that bear none yet. */
  rows: UntaggedRow[];
  total: number;
  /** By serial. */
  inputs: Readonly<Record<string, string>>;
  problems: Problem[];
  note: string | null;
  now: Now;
}

/** What an agency is told of what it owns: tags that are missing, or that a year's inventory is due (Rule 53). */
export interface PropertyView {
  card: 'property';
  agency: Agency;
  about: { tags: string } | { inventory: number };
  rows: (UntaggedRow & { tag: string | null })[];
  total: number;
  /** An earlier one may have arrived. */
  again?: boolean;
  now: Now;
}
