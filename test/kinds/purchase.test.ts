import type { Exemption } from '../../src/domain/exemption.ts';
import type { World } from '../../src/domain/world.ts';
import { emptyPurchase, type PurchaseForm } from '../../src/kinds/purchase/form.ts';
import { purchase } from '../../src/kinds/purchase/purchase.ts';
import { bought, catalog, exempt, rita, world } from '../domain/office.ts';

const ROW = { item: 'TB-STD', model: 'Acme Tab 11', quantity: '1', price: '899' };

function problemsOf(filled: PurchaseForm, change: Partial<World> = {}) {
  return purchase.prepare(filled, world({ exemptions: exempt, ...change })).problems;
}

function draftOf(filled: PurchaseForm, change: Partial<World> = {}) {
  const { draft, problems } = purchase.prepare(filled, world({ exemptions: exempt, ...change }));
  if (draft === null) throw new Error(problems.map(({ text }) => text).join(' '));
  return draft;
}

/** The tablet exemption of PARKS for these days. */
function exemptFor(from: string, until: string): Exemption[] {
  return [{ agency: 'PARKS', category: 'tablet', from, until }];
}

test('an empty form says what is missing, each beside its field', () => {
  const problems = problemsOf(emptyPurchase(['PARKS-100', 'PARKS-200']));
  expect(problems.map(({ field }) => field)).toEqual([
    'item1',
    'model1',
    'price1',
    'billingCode',
    'justification',
    'duties',
  ]);
});

test('all that is wrong with every row is said at once, and what the sum goes without', () => {
  const lines = [ROW, { ...ROW, quantity: '0' }, { ...ROW, quantity: 'abc', price: '' }, { ...ROW, item: 'LT-STD' }];
  expect(problemsOf(bought({ lines })).map(({ field }) => field)).toEqual([
    'quantity2',
    'quantity3',
    'price3',
    'item4',
  ]);
  const { reading } = purchase.prepare(bought({ lines }), world({ exemptions: exempt }));
  expect(reading).toMatchObject({ without: [2, 3, 4], quote: { purchase: { totalCents: 89_900 } } });
});

test('that it is too many is said with what is wrong with other rows', () => {
  const lines = [
    { ...ROW, quantity: '200' },
    { ...ROW, quantity: '51' },
    { ...ROW, price: '' },
  ];
  expect(problemsOf(bought({ lines })).map(({ field }) => field)).toEqual(['price3', 'quantity1']);
});

describe('Rule 52: only what the agency is exempt for, while it is', () => {
  test('without an exemption nothing is bought, and the form points to order', () => {
    const problems = problemsOf(bought(), { exemptions: [] });
    expect(problems).toEqual([
      { field: 'item1', text: expect.stringMatching(/^PARKS has no exemption in force.*Type order\.$/) },
    ]);
  });

  test.each([
    ['ends today', '2026-07-01', '2026-11-24', 0],
    ['begins today', '2026-11-24', '2027-06-30', 0],
    ['ended yesterday', '2026-07-01', '2026-11-23', 1],
    ['begins tomorrow', '2026-11-25', '2027-06-30', 1],
  ])('an exemption that %s', (_when, from, until, problems) => {
    expect(problemsOf(bought(), { exemptions: exemptFor(from, until) })).toHaveLength(problems);
  });

  test('another category is refused with a sentence that says what to do', () => {
    const problems = problemsOf(bought({ lines: [{ ...ROW, item: 'LT-STD' }] }));
    expect(problems).toEqual([
      {
        field: 'item1',
        text: 'PARKS is exempt for tablets, not for laptops. Order a standard laptop instead: type order.',
      },
    ]);
  });

  test('the record says on which exemption it stands, the one that lasts longest', () => {
    const both = [...exemptFor('2026-07-01', '2026-12-31'), ...exemptFor('2026-08-01', '2027-06-30')];
    const { exemptions } = draftOf(bought(), { exemptions: both }).quote.purchase ?? {};
    expect(exemptions).toEqual([{ category: 'tablet', until: '2027-06-30' }]);
  });
});

describe('what is bought', () => {
  test.each([
    ['free text', { item: 'a tablet' }, 'item1', /not in the catalog/],
    ['an item that is not active', { item: 'LT-OLD' }, 'item1', /not in the catalog/],
    ['no model', { model: ' ' }, 'model1', /make and model/],
    ['a model that is too long', { model: 'x'.repeat(81) }, 'model1', /80 characters/],
    ['no number', { quantity: 'two' }, 'quantity1', /whole number/],
    ['too many', { quantity: '251' }, 'quantity1', /1 to 250/],
    ['no price', { price: '' }, 'price1', /price of one/],
    ['a price of nothing', { price: '0.00' }, 'price1', /price of one/],
    ['a price below nothing', { price: '-5' }, 'price1', /price of one/],
    ['a price that is a slip', { price: '100000.01' }, 'price1', /at most/],
  ])('Rule 1: %s is refused beside its field', (_what, change, field, text) => {
    expect(problemsOf(bought({ lines: [{ ...ROW, ...change }] }))).toEqual([
      { field, text: expect.stringMatching(text) },
    ]);
  });

  test('the same item in two rows is one line; with another price it is a purchase of its own', () => {
    const same = draftOf(bought({ lines: [ROW, { ...ROW, quantity: '2', model: 'acme  TAB 11' }] }));
    expect(same.quote.lines).toMatchObject([{ item: 'TB-STD', quantity: 3, purchase: { priceCents: 89900 } }]);
    expect(problemsOf(bought({ lines: [ROW, { ...ROW, price: '900' }] }))).toMatchObject([{ field: 'item2' }]);
  });

  test('an empty row more is no mistake', () => {
    const lines = [ROW, { item: '', model: '', quantity: '1', price: '' }];
    expect(draftOf(bought({ lines })).units).toHaveLength(1);
  });
});

describe('what it costs', () => {
  test('Rules 13 and 48: the price once, handling and delivery once a device, support; no hardware, no 48 months', () => {
    const { quote, title, route, units } = draftOf(bought());
    expect(quote).toMatchObject({
      monthlyCents: 0,
      termCents: 0,
      counted: 2,
      netCount: 2,
      supportChangeCents: 5000,
      purchase: { totalCents: 2 * 119900, handlingCents: 1800, deliveryCents: 2200 },
    });
    expect(title).toBe('2 tablets to buy');
    expect(route).toEqual(['agency', 'EUC']);
    expect(units.map(({ plan }) => plan)).toEqual(
      Array.from({ length: 2 }, () => ['procure', 'receive', 'image', 'stage', 'dispatch', 'deploy']),
    );
  });

  test('a catalog without those charges offers no purchases', () => {
    const { purchase: _, ...without } = catalog;
    expect(problemsOf(bought(), { catalog: without })).toEqual([
      { field: 'item1', text: expect.stringMatching(/handling and delivery/) },
    ]);
  });
});

describe('Rule 53: the duties', () => {
  test('are acknowledged, or nothing is bought', () => {
    expect(problemsOf(bought({ duties: false }))).toEqual([
      { field: 'duties', text: expect.stringMatching(/^Acknowledge/) },
    ]);
  });

  test('the record says by whom, when, and in which wording', () => {
    const { acknowledged } = draftOf(bought()).quote.purchase ?? {};
    expect(acknowledged).toEqual({
      by: { id: rita.id, name: rita.name },
      at: '2026-11-24T15:00:00.000Z',
      version: '2026-11-24',
    });
  });
});
