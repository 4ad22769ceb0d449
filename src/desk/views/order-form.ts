import type { Catalog } from '../../domain/catalog.ts';
import type { Agency, Person } from '../../domain/people.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Decision, Quote } from '../../domain/request/state.ts';
import type { OrderForm } from '../../kinds/order/form.ts';
import type { ReplacedDevice } from '../../kinds/order/replaced.ts';

/** What stands in an order form's fields, as text, whether or not it makes sense. */
export type OrderInputs = OrderForm;

/** The form of an order, as it is filled in, what it costs and what is wrong with it. */
export interface OrderFormView {
  card: 'order form';
  /** The id the request will have; minted with the form, so that submitting twice is submitting once. */
  request: string;
  /** Which submission of it this form makes: 1 for the first, one more each time it was returned. */
  revision: number;
  person: Person;
  agency: Agency;
  catalog: Catalog;
  inputs: OrderInputs;
  /** Field ids: `item1`, `quantity1`, `assignedUser`, `replaces`, `becomes`, `becomes_SERIAL`, `nextUser_SERIAL`, … */
  problems: Problem[];
  found: ReplacedDevice[];
  /** Null until an item and a quantity make sense. */
  costs: Pick<
    Quote,
    'lines' | 'monthlyCents' | 'termCents' | 'counted' | 'leaving' | 'netCount' | 'supportChangeCents'
  > | null;
  /** The rows that are filled in and not in the costs. */
  without: number[];
  /** Set when the form is open again because an approver sent it back. */
  returned: Decision | null;
  /** More rows may be added. */
  canAddItem: boolean;
}
