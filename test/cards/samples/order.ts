import type { OrderFormView } from '../../../src/desk/views/order-form.ts';
import type { View } from '../../../src/desk/views.ts';
import type { Problem } from '../../../src/domain/request/outcome.ts';
import { emptyOrder, type OrderForm } from '../../../src/kinds/order/form.ts';
import { decided, FORM, OLD, OWED, read, submitted } from './requests.ts';
import { CATALOG, commitment, daysAgo, HOSTILE, laptop, MAX, PARKS, RITA } from './world.ts';

export function form(
  inputs: OrderForm,
  changes: Partial<OrderFormView> = {},
  devices = OLD,
  commitments = OWED,
): OrderFormView {
  const { found, quote, without } = read(inputs, devices, commitments).reading;
  return {
    card: 'order form',
    request: 'PARKS-7K3M9Q',
    revision: changes.returned ? 2 : 1,
    person: RITA,
    agency: PARKS,
    catalog: CATALOG,
    inputs,
    problems: [],
    found,
    costs: quote,
    without,
    returned: null,
    canAddItem: inputs.lines.length < 8,
    ...changes,
  };
}

const returned = decided(submitted(), 'returned', MAX, 'Nora has a monitor already. Please order one less.');

/** Rita's form with three mistakes in it. */
const mistaken: OrderForm = {
  ...FORM,
  lines: [
    { item: 'LT-STD', quantity: '2' },
    { item: 'MN-24', quantity: '900' },
  ],
  replaces: '5CG0000003, 7BLUE01, 5CG000009X',
  outcomes: {
    '5CG0000003': { becomes: 'redistribute', nextUser: 'Max Moreau', nextLocation: '' },
    '7BLUE01': { becomes: '', nextUser: '', nextLocation: '' },
  },
  justification: '',
};
const mistakes: Problem[] = [
  { field: 'quantity2', text: 'Quantity must be a whole number from 1 to 250.' },
  { field: 'replaces', text: '5CG000009X is not a device of PARKS. Check the label, or take it out.' },
  { field: 'nextLocation_5CG0000003', text: 'Say where 5CG0000003 goes.' },
  { field: 'becomes_7BLUE01', text: 'Choose what becomes of 7BLUE01.' },
  { field: 'justification', text: 'Say in a sentence what the devices are for.' },
  { field: 'billingCode', text: 'Choose who pays.' },
];

/** 90 replaced devices, the most an order may have, and as many items as a form may have. */
const old = Array.from({ length: 90 }, (_, index) => laptop(`7GREEN${String(index).padStart(3, '0')}`));
const large: OrderForm = {
  ...FORM,
  lines: Array.from({ length: 8 }, (_, index) => ({ item: CATALOG.items[index % 6]?.code ?? '', quantity: '30' })),
  replaces: old.map(({ serial }) => serial).join('\n'),
  becomes: 'decommission',
  outcomes: Object.fromEntries(
    old.slice(0, 12).map(({ serial }) => [
      serial,
      {
        becomes: 'redistribute',
        nextUser: 'Wolfeschlegelsteinhausenbergerdorff',
        nextLocation: 'Visitor center of the Atchafalaya basin',
      },
    ]),
  ),
};

const hostile: OrderForm = {
  ...FORM,
  lines: [{ item: HOSTILE.link, quantity: HOSTILE.template }],
  assignedUser: HOSTILE.link,
  location: HOSTILE.html,
  justification: `${HOSTILE.list} ${HOSTILE.template}`,
  billingCode: HOSTILE.template,
  replaces: `${HOSTILE.link}, 7BLUE01`,
  outcomes: { '7BLUE01': { becomes: 'redistribute', nextUser: HOSTILE.link, nextLocation: HOSTILE.long } },
};

export const ORDER_VIEWS: Readonly<Record<string, View>> = {
  'order-form-empty': form(emptyOrder(PARKS.billingCodes)),
  'order-form-filled': form(FORM),
  'order-form-problems': form(mistaken, { problems: mistakes }),
  'order-form-one-problem': form(FORM, {
    problems: [
      {
        field: 'replaces',
        text: '7BLUE01 has 19 months left to pay, whatever becomes of it. See below, then submit again.',
      },
    ],
  }),
  'order-form-returned': form(FORM, { returned: returned.status === 'returned' ? returned.decision : null }),
  'order-form-additional': form({ ...FORM, replaces: '', additional: true, outcomes: {} }),
  'order-form-large': form(
    large,
    { canAddItem: false, problems: mistakes },
    old,
    old.map(({ serial }) => commitment(serial)),
  ),
  'order-form-hostile': form(hostile, {
    problems: [
      { field: 'item1', text: `“${HOSTILE.link.slice(0, 40)}” is not in the catalog. Choose one that is.` },
      { field: null, text: HOSTILE.template },
    ],
    returned: returned.status === 'returned' ? { ...returned.decision, reason: HOSTILE.link, at: daysAgo(400) } : null,
  }),
};
