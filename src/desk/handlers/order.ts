import type { Person } from '../../domain/people.ts';
import { KINDS } from '../../kinds/index.ts';
import { EMPTY_LINE, emptyOrder, type OrderForm } from '../../kinds/order/form.ts';
import type { OrderReading } from '../../kinds/order/order.ts';
import type { ActionData } from '../actions.ts';
import type { House } from '../house.ts';
import type { OrderFormView } from '../views/order-form.ts';
import type { View } from '../views.ts';
import { type FormDesk, type FormState, shownOf } from './form-desk.ts';
import { refreshForm } from './forms.ts';
import { typedIn } from './typed.ts';

/** Item rows a form may have. */
const MOST_LINES = 8;

const { order } = KINDS;

/** The order form at the desk. */
export const ORDER: FormDesk<OrderForm, OrderReading, ActionData<'order.submit'>> = {
  kind: order,
  serialsField: 'replaces',
  showsOwed: true,
  empty: (agency, serials) => emptyOrder(agency.billingCodes, serials),
  read: readForm,
  isFilledIn,
  view: formView,
};

/** The form again with one more row, and nothing lost. */
export async function addItem(house: House, person: Person, data: ActionData<'order.add'>): Promise<View> {
  return refreshForm(house, person, ORDER, data, (form) => {
    const lines = form.lines.length < MOST_LINES ? [...form.lines, EMPTY_LINE] : form.lines;
    return { ...form, lines };
  });
}

/** What stood in the form's fields, of whatever a card sends. */
function readForm(data: ActionData<'order.add'>): OrderForm {
  const text = (id: string): string => typedIn(data, id);
  const form: OrderForm = {
    lines: Array.from({ length: Math.min(data.lines, MOST_LINES) }, (_, index) => ({
      item: text(`item${index + 1}`),
      quantity: text(`quantity${index + 1}`),
      reserve: text(`reserve${index + 1}`) === 'true',
    })),
    assignedUser: data.assignedUser,
    location: data.location,
    replaces: data.replaces,
    becomes: data.becomes,
    outcomes: {},
    additional: data.additional === 'true',
    justification: data.justification,
    billingCode: data.billingCode,
  };
  for (const serial of order.serials(form).slice(0, 250)) {
    const chosen = {
      becomes: text(`becomes_${serial}`),
      nextUser: text(`nextUser_${serial}`),
      nextLocation: text(`nextLocation_${serial}`),
    };
    if (Object.values(chosen).some((value) => value !== '')) form.outcomes[serial] = chosen;
  }
  return form;
}

function isFilledIn(form: OrderForm, field: string | null): boolean {
  switch (field) {
    case 'replaces':
    case 'billingCode':
    case 'justification':
      return form[field].trim() !== '';
    default:
      return field !== null && !/^(becomes|next)/.test(field) && !isEmptyItem(form, field);
  }
}

function isEmptyItem({ lines }: OrderForm, field: string): boolean {
  const [, row] = /^item(\d+)$/.exec(field) ?? [];
  return row !== undefined && (lines[Number(row) - 1]?.item ?? '').trim() === '';
}

function formView(state: FormState<OrderForm, OrderReading>): OrderFormView {
  const { form, world, reading } = state;
  return {
    card: 'order form',
    ...shownOf(state),
    catalog: world.catalog,
    found: reading.found,
    costs: reading.quote,
    without: reading.without,
    canAddItem: form.lines.length < MOST_LINES,
  };
}
