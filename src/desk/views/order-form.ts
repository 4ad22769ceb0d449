import type { Catalog } from '../../domain/catalog.ts';
import type { Quote } from '../../domain/request/quote.ts';
import type { OrderForm } from '../../kinds/order/form.ts';
import type { ReplacedDevice } from '../../kinds/order/replaced.ts';
import type { FormShown } from './form.ts';

/** The form of an order, as it is filled in, what it costs and what is wrong with it. */
export interface OrderFormView extends FormShown {
  card: 'order form';
  catalog: Catalog;
  /** Their ids, for a problem's field: `item1`, `quantity1`, `assignedUser`, `becomes`, `becomes_SERIAL`, `nextUser_SERIAL`, … */
  inputs: OrderForm;
  found: ReplacedDevice[];
  /** Null until an item and a quantity make sense. */
  costs: Pick<
    Quote,
    'lines' | 'monthlyCents' | 'termCents' | 'counted' | 'leaving' | 'netCount' | 'supportChangeCents'
  > | null;
  /** The rows that are filled in and not in the costs. */
  without: number[];
  /** More rows may be added. */
  canAddItem: boolean;
}
