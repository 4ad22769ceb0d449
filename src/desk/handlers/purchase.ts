import { exemptionsOn } from '../../domain/exemption.ts';
import type { Person } from '../../domain/people.ts';
import type { World } from '../../domain/world.ts';
import { KINDS } from '../../kinds/index.ts';
import { EMPTY_PURCHASE_LINE, emptyPurchase, type PurchaseForm } from '../../kinds/purchase/form.ts';
import { whyNotPurchase } from '../../kinds/purchase/lines.ts';
import type { PurchaseReading } from '../../kinds/purchase/purchase.ts';
import type { ActionData } from '../actions.ts';
import type { House } from '../house.ts';
import type { NoticeView } from '../views/answers.ts';
import type { PurchaseFormView } from '../views/purchase.ts';
import type { View } from '../views.ts';
import { type FormDesk, type FormState, shownOf } from './form-desk.ts';
import { refreshForm } from './forms.ts';
import { typedIn } from './typed.ts';

/** Item rows a form may have. */
const MOST_LINES = 6;

/** The purchase form at the desk. */
export const PURCHASE: FormDesk<PurchaseForm, PurchaseReading, ActionData<'purchase.submit'>> = {
  kind: KINDS.purchase,
  serialsField: '',
  showsOwed: false,
  empty: (agency) => emptyPurchase(agency.billingCodes),
  read: readForm,
  isFilledIn,
  insteadOf: orderInstead,
  view: formView,
};

/** The form again with one more row, and nothing lost. */
export async function addPurchaseItem(house: House, person: Person, data: ActionData<'purchase.add'>): Promise<View> {
  return refreshForm(house, person, PURCHASE, data, (form) => {
    const lines = form.lines.length < MOST_LINES ? [...form.lines, EMPTY_PURCHASE_LINE] : form.lines;
    return { ...form, lines };
  });
}

/** Rule 52: who is not exempt is pointed to the order form, and shown no other. */
function orderInstead(world: World): NoticeView | undefined {
  const text = whyNotPurchase(world);
  if (text === undefined) return undefined;
  const button = { title: 'Order', verb: 'order.open' };
  return { card: 'notice', tone: 'refused', title: 'Not to be purchased', text, reference: null, button };
}

function readForm(data: ActionData<'purchase.submit'>): PurchaseForm {
  const { lines, assignedUser, location, billingCode, justification, duties } = data;
  return {
    lines: Array.from({ length: Math.min(lines, MOST_LINES) }, (_, index) => ({
      item: typedIn(data, `item${index + 1}`),
      model: typedIn(data, `model${index + 1}`),
      quantity: typedIn(data, `quantity${index + 1}`),
      price: typedIn(data, `price${index + 1}`),
    })),
    assignedUser,
    location,
    billingCode,
    justification,
    duties: duties === 'true',
  };
}

/** What is empty, or not ticked yet, is no mistake before Submit. */
function isFilledIn(form: PurchaseForm, field: string | null): boolean {
  const [, name = '', row = ''] = /^([a-zA-Z]+)(\d*)$/.exec(field ?? '') ?? [];
  const line = form.lines[Number(row) - 1];
  switch (name) {
    case 'item':
    case 'model':
    case 'price':
      return (line?.[name] ?? '').trim() !== '';
    case 'billingCode':
    case 'justification':
      return form[name].trim() !== '';
    case 'duties':
      return false;
    default:
      return true;
  }
}

function formView(state: FormState<PurchaseForm, PurchaseReading>): PurchaseFormView {
  const { form, reading } = state;
  const { catalog, now } = state.world;
  const exemptions = exemptionsOn(state.world.exemptions, now.day);
  const isExempt = (category: string) => exemptions.some((exemption) => exemption.category === category);
  return {
    card: 'purchase form',
    ...shownOf(state),
    catalog,
    items: catalog.items.filter(({ active, category }) => active && isExempt(category)),
    exemptions,
    costs: reading.quote,
    without: reading.without,
    canAddItem: form.lines.length < MOST_LINES,
    now,
  };
}
