import type { ProcureView, PropertyView, PurchaseFormView, TagView } from '../../../src/desk/views/purchase.ts';
import type { View } from '../../../src/desk/views.ts';
import type { Device } from '../../../src/domain/device.ts';
import { exemptionsOn } from '../../../src/domain/exemption.ts';
import type { Person } from '../../../src/domain/people.ts';
import { who } from '../../../src/domain/people.ts';
import type { Request } from '../../../src/domain/request/state.ts';
import { emptyPurchase, type PurchaseForm } from '../../../src/kinds/purchase/form.ts';
import { purchase } from '../../../src/kinds/purchase/purchase.ts';
import { bill } from './bills.ts';
import { approval, full, row, short } from './request.ts';
import { after, decided, sentIn, worldOf } from './requests.ts';
import { workOn } from './work.ts';
import { CATALOG, daysAgo, ED, EVE, HOSTILE, laptop, MIA, NOW, REV } from './world.ts';

const RAVI: Person = {
  id: '00000000-0000-4000-8000-000000000004',
  name: 'Ravi Rao',
  agency: 'REV',
  roles: ['requester'],
};
const EXEMPTIONS = [{ agency: 'REV', category: 'tablet', from: '2026-07-01', until: '2027-06-30' }];
const WORLD = { ...worldOf('REV-7K3M9Q', [], []), actor: RAVI, agency: REV, exemptions: EXEMPTIONS };

const FORM: PurchaseForm = {
  lines: [{ item: 'TB-STD', model: 'Acme Tab 11, 256 GB', quantity: '3', price: '1,199.00' }],
  assignedUser: 'Sam Stone',
  location: 'Revenue Services, Audit Street 9, room 5',
  billingCode: 'REV-100',
  justification: 'Auditors need a scanner-ready tablet that the catalog does not have.',
  duties: true,
};

function form(inputs: PurchaseForm, changes: Partial<PurchaseFormView> = {}): PurchaseFormView {
  const { reading, problems } = purchase.prepare(inputs, WORLD);
  return {
    card: 'purchase form',
    request: 'REV-7K3M9Q',
    revision: 1,
    person: RAVI,
    agency: REV,
    catalog: CATALOG,
    items: CATALOG.items.filter(({ category }) => category === 'tablet'),
    exemptions: exemptionsOn(EXEMPTIONS, NOW.day),
    inputs,
    problems,
    costs: reading.quote,
    without: reading.without,
    returned: null,
    canAddItem: true,
    now: NOW,
    ...changes,
  };
}

const fresh = sentIn(purchase.prepare(FORM, WORLD).draft, { title: '3 tablets to buy' });
const asked: Request = { ...fresh, requester: who(RAVI) };
const approvedOnce = decided(asked, 'approved', MIA);
const toBuy = decided(approvedOnce, 'approved', ED);
const bought = after(toBuy, {
  type: 'worked',
  at: daysAgo(2),
  by: who(EVE),
  role: 'asset manager',
  step: 'procure',
  units: toBuy.units.map(({ no }) => ({ no, serial: null, assignedUser: null, location: null })),
  purchaseOrder: { supplier: 'State Supply', number: '4500123456' },
});
const SERIALS = ['TAB00001', 'TAB00002', 'TAB00003'];

function step(request: Request, name: 'receive' | 'image' | 'stage'): Request {
  return after(request, {
    type: 'worked',
    at: daysAgo(1),
    by: who(EVE),
    role: 'warehouse',
    step: name,
    units: request.units.map(({ no }, index) => {
      return { no, serial: name === 'receive' ? (SERIALS[index] ?? '') : null, assignedUser: null, location: null };
    }),
  });
}

const imaged = step(step(bought, 'receive'), 'image');
const tagged = after(imaged, {
  type: 'tagged',
  at: daysAgo(0),
  by: who(MIA),
  role: 'agency approver',
  units: [{ no: 1, tag: 'RV-1001' }],
});

function owned(serial: string, changes: Partial<Device> = {}): Device {
  return laptop(serial, {
    agency: 'REV',
    billingCode: 'REV-100',
    item: 'TB-STD',
    itemName: 'Tablet',
    model: 'Acme Tab 11',
    origin: 'purchased',
    labelled: false,
    assignedUser: { id: null, name: 'Sam Stone' },
    location: 'Revenue Services, room 5',
    warrantyUntil: '2029-11-23',
    orderedBy: 'REV-7K3M9Q',
    support: [{ from: '2026-11-23', to: null }],
    property: {
      priceCents: 119_900,
      receivedOn: '2026-11-20',
      acknowledged: { by: who(RAVI), at: daysAgo(12), version: '2026-11-24' },
      tag: null,
    },
    ...changes,
  });
}

function device(changes: Partial<Device>, canTag: boolean): View {
  return {
    card: 'device',
    device: owned('TAB00001', changes),
    underWay: null,
    agency: REV,
    commitment: null,
    supportCents: 2500,
    history: [
      { at: daysAgo(1), what: 'Deployed', by: EVE.name, role: 'field operations', request: 'REV-7K3M9Q' },
      { at: daysAgo(4), what: 'Received', by: EVE.name, role: 'warehouse', request: 'REV-7K3M9Q' },
    ],
    canAsk: true,
    canTag,
    canCorrect: false,
    canReport: true,
    canTakeOut: false,
    canSwap: false,
    canLabel: false,
    hasCertificate: false,
    now: NOW,
  };
}

const { property } = owned('TAB00001');
if (property === undefined) throw new Error('the sample tablet is nobody’s property');
const withTag = { property: { ...property, tag: { number: 'RV-1001', on: '2026-11-24', by: who(MIA) } } };

function procuring(changes: Partial<ProcureView> = {}): ProcureView {
  const [line] = toBuy.quote.lines;
  if (line === undefined) throw new Error('the sample purchase buys nothing');
  const inputs = { supplier: '', number: '' };
  return { card: 'procure', request: toBuy, line, waiting: 3, inputs, problems: [], ...changes };
}

const UNTAGGED = SERIALS.map((serial) => {
  return { serial, name: 'Tablet', assignedUser: 'Sam Stone', priceCents: 119_900, due: '2027-01-19' };
});

function tags(changes: Partial<TagView> = {}): TagView {
  const view = {
    card: 'tag',
    request: imaged,
    rows: UNTAGGED,
    total: 3,
    inputs: {},
    problems: [],
    note: null,
  } as const;
  return { ...view, problems: [], now: NOW, ...changes };
}

function reminder(changes: Partial<PropertyView> = {}): PropertyView {
  const rows = UNTAGGED.map((row) => ({ ...row, tag: null }));
  return { card: 'property', agency: REV, about: { tags: 'REV-7K3M9Q' }, rows, total: 3, now: NOW, ...changes };
}

/** What three tablets are charged in the month they are deployed. */
const GROUPS = [
  { billingCode: 'REV-100', kind: 'support', item: null, count: 4, cents: 10_000 },
  { billingCode: 'REV-100', kind: 'hardware', item: 'LT-STD', count: 1, cents: 3292 },
  { billingCode: 'REV-100', kind: 'handling', item: null, count: 3, cents: 5400 },
  { billingCode: 'REV-100', kind: 'delivery', item: null, count: 3, cents: 6600 },
] as const;
const BILL = {
  agency: REV,
  month: '2026-11',
  state: 'open',
  closedAt: null,
  tally: {
    groups: GROUPS.map((group) => ({ ...group })),
    lines: 11,
    totalCents: 25_292,
    beforeCents: 5792,
    changes: { deployed: 3 },
  },
} as const;

export const PURCHASE_VIEWS: Readonly<Record<string, View>> = {
  'purchase-form-empty': form(emptyPurchase(REV.billingCodes), { problems: [], costs: null }),
  'purchase-form-filled': form(FORM),
  'purchase-form-two-rows': form({
    ...FORM,
    lines: [...FORM.lines, { item: '', model: '', quantity: '1', price: '' }],
  }),
  'purchase-form-problems': form({
    ...FORM,
    lines: [
      { item: 'LT-STD', model: '', quantity: 'two', price: 'cheap' },
      { item: 'TB-STD', model: 'Acme Tab 11', quantity: '1', price: '899' },
    ],
    duties: false,
  }),
  'purchase-form-returned': form(FORM, {
    revision: 2,
    returned: {
      step: 'agency',
      verdict: 'returned',
      by: who(MIA),
      role: 'agency approver',
      at: daysAgo(0, '15:20:00'),
      revision: 1,
      reason: 'Two are enough.',
      saw: asked.quote,
      terms: null,
      deliverTo: null,
    },
  }),
  'purchase-form-hostile': form({
    ...FORM,
    lines: [{ item: HOSTILE.template, model: HOSTILE.html, quantity: HOSTILE.template, price: HOSTILE.link }],
    assignedUser: HOSTILE.link,
    location: HOSTILE.long,
    justification: HOSTILE.list,
  }),
  'purchase-not-exempt': {
    card: 'notice',
    tone: 'refused',
    title: 'Not to be purchased',
    text: 'PARKS has no exemption in force, so it orders devices instead of buying them. Type order.',
    reference: null,
    button: { title: 'Order', verb: 'order.open' },
  },
  'purchase-approval-agency': approval(asked, { agency: REV }),
  'purchase-approval-euc': approval(approvedOnce, { agency: REV }),
  'purchase-decided': short(approvedOnce, ['Ed Evans']),
  'purchase-request-new': full(asked, { next: ['Mia Martin'] }, { cancel: true }),
  'purchase-request-to-buy': full(
    toBuy,
    { next: ['OTS procurement'] },
    { work: [{ step: 'procure', item: 'TB-STD' }] },
  ),
  'purchase-request-tags': full(tagged, { next: ['EUC warehouse'] }, { tag: true }),
  'purchase-requests': {
    card: 'requests',
    list: 'requests',
    rows: [row(asked, 'Agency approval'), row(toBuy, 'Procuring 0 of 3')],
    total: 2,
    from: 0,
    after: null,
    now: NOW,
  },
  'purchase-procure': procuring(),
  'purchase-procure-problems': procuring({
    inputs: { supplier: '', number: HOSTILE.template },
    problems: [
      { field: 'supplier', text: 'Say which supplier it is ordered from.' },
      { field: 'number', text: 'Make it shorter: 40 characters at most.' },
    ],
  }),
  'purchase-stage': workOn(imaged, 'stage', { labels: { needed: false, without: ['purchased'] } }),
  'purchase-tags': tags(),
  'purchase-tags-some': tags({ request: tagged, rows: UNTAGGED.slice(1), total: 14, note: '1 device tagged.' }),
  'purchase-tags-problems': tags({
    inputs: { TAB00001: 'RV-1001', TAB00002: 'RV-1001', TAB00003: HOSTILE.link },
    problems: [
      { field: 'tag_TAB00001', text: 'Tag RV-1001 is on TAB00002 too. Check both.' },
      { field: 'tag_TAB00003', text: 'Write the tag as it stands on the device: 30 letters or digits at most.' },
    ],
  }),
  'purchase-bill': bill(BILL),
  'purchase-device-untagged': device({}, true),
  'purchase-device-tagged': device(withTag, false),
  'purchase-reminder-tags': reminder(),
  'purchase-reminder-late': reminder({
    rows: UNTAGGED.map((row) => ({ ...row, due: '2026-11-20', tag: null })).slice(0, 1),
    total: 1,
  }),
  'purchase-reminder-inventory': reminder({
    about: { inventory: 2028 },
    rows: UNTAGGED.map((row, index) => ({ ...row, due: null, tag: index === 0 ? 'RV-1001' : null })),
    total: 15,
  }),
};
