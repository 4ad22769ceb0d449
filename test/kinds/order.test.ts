import type { World } from '../../src/domain/world.ts';
import type { OrderForm } from '../../src/kinds/order/form.ts';
import { order } from '../../src/kinds/order/order.ts';
import { byKey, commitment, form, leased, legacy, rita, world } from '../domain/office.ts';

function problems(filled: OrderForm, change: Partial<World> = {}): string[] {
  return order.prepare(filled, world(change)).problems.map(({ field, text }) => `${field}: ${text}`);
}

function draft(filled: OrderForm, change: Partial<World> = {}) {
  const prepared = order.prepare(filled, world(change));
  if (prepared.draft === null) throw new Error(JSON.stringify(prepared.problems));
  return prepared.draft;
}

const fleet = byKey(
  legacy('5CG0000003'),
  leased('7BLUE01'),
  leased('7BLUE03', { status: 'spare', support: [{ from: '2024-07-15', to: '2026-03-02' }] }),
);
const owed = byKey(commitment('7BLUE01', '2024-07'));

describe('the items of an order', () => {
  test('Rule 1: free text and items that are not active are refused', () => {
    expect(problems(form({ lines: [{ item: 'my own laptop', quantity: '1' }] }))).toEqual([
      'item1: “my own laptop” is not in the catalog. Choose one that is.',
    ]);
    expect(problems(form({ lines: [{ item: 'LT-OLD', quantity: '1' }] }))).toEqual([
      'item1: “LT-OLD” is not in the catalog. Choose one that is.',
    ]);
  });

  test.each(['', '0', '251', '-1', '1.5', '2e1', 'two'])('a quantity of “%s” is refused', (quantity) => {
    expect(problems(form({ lines: [{ item: 'LT-STD', quantity }] }))).toEqual([
      'quantity1: Quantity must be a whole number from 1 to 250.',
    ]);
  });

  test('Rule 1: everything that is wrong with every row is said at once, and what the sum goes without', () => {
    const lines = [
      { item: 'LT-STD', quantity: '0' },
      { item: 'MN-24', quantity: 'abc' },
      { item: 'my own laptop', quantity: '-1' },
      { item: 'LT-STD', quantity: '2' },
      { item: '', quantity: 'abc' },
    ];
    const number = 'Quantity must be a whole number from 1 to 250.';
    expect(problems(form({ lines }))).toEqual([
      `quantity1: ${number}`,
      `quantity2: ${number}`,
      'item3: “my own laptop” is not in the catalog. Choose one that is.',
      `quantity3: ${number}`,
    ]);
    expect(order.prepare(form({ lines }), world()).reading).toMatchObject({
      quote: { monthlyCents: 6584 },
      without: [1, 2, 3],
    });
    expect(order.prepare(form(), world()).reading.without).toEqual([]);
  });

  test('250 units are the most, over all items', () => {
    expect(draft(form({ lines: [{ item: 'LT-STD', quantity: '250' }] })).units).toHaveLength(250);
    const both = [
      { item: 'LT-STD', quantity: '200' },
      { item: 'MN-24', quantity: '51' },
    ];
    expect(problems(form({ lines: both }))).toEqual([
      'quantity1: 251 devices are too many for one order: 250 at most. Split it in two.',
    ]);
  });

  test('Rule 2: several items, priced each at its own rate; empty rows are passed over', () => {
    const lines = [
      { item: 'LT-STD', quantity: '2' },
      { item: '', quantity: '1' },
      { item: 'MN-24', quantity: '2' },
    ];
    const { quote, title, units } = draft(form({ lines }));
    expect(title).toBe('2 laptops and 2 monitors');
    expect(quote.monthlyCents).toBe(7710);
    expect(quote.termCents).toBe(370080);
    expect(units.map(({ item }) => item)).toEqual(['LT-STD', 'LT-STD', 'MN-24', 'MN-24']);
  });

  test('the same item twice is one line', () => {
    const lines = [
      { item: 'LT-STD', quantity: '2' },
      { item: 'LT-STD', quantity: '3' },
    ];
    expect(draft(form({ lines })).quote.lines).toHaveLength(1);
    expect(draft(form({ lines })).units).toHaveLength(5);
  });

  test('Rules 13, 37 and 47: units for disaster reserve cost the same, are for nobody and do not count', () => {
    const lines = [
      { item: 'LT-STD', quantity: '1', reserve: true },
      { item: 'LT-STD', quantity: '2' },
      { item: 'MN-24', quantity: '1', reserve: true },
    ];
    const { quote, title, forWhom, units } = draft(form({ lines }));
    expect(quote.lines.map(({ item, quantity, reserve }) => [item, quantity, reserve])).toEqual([
      ['LT-STD', 3, 1],
      ['MN-24', 1, 1],
    ]);
    expect(quote).toMatchObject({ counted: 2, netCount: 2, monthlyCents: 3 * 3292 + 563 });
    expect([title, forWhom]).toEqual([
      '3 laptops and 1 monitor',
      'Sam Stone, Baton Rouge, room 2.14; 2 to disaster reserve',
    ]);
    const place = ['receive', 'image', 'stage', 'place'];
    expect(units[1]).toMatchObject({ becomes: null, assignedUser: { name: 'Sam Stone' } });
    expect(units[2]).toMatchObject({ becomes: 'disaster reserve', assignedUser: null, location: null, plan: place });
    expect(units[3]?.plan).toEqual(['receive', 'stage', 'place']);
  });

  test('an order for disaster reserve alone says where it is kept, and names nobody', () => {
    const lines = [{ item: 'LT-STD', quantity: '2', reserve: true }];
    const { title, forWhom, units, quote } = draft(form({ lines, assignedUser: ' ', location: 'Equipment room' }));
    expect([title, forWhom]).toEqual(['2 laptops for disaster reserve', 'disaster reserve, Equipment room']);
    expect(units.map(({ location }) => location)).toEqual(['Equipment room', 'Equipment room']);
    expect(quote.netCount).toBe(0);
    expect(problems(form({ lines }))).toEqual([
      'assignedUser: All of this goes to disaster reserve, where nobody uses it. Clear the name, or untick the reserve.',
    ]);
  });

  test('Rule 24: a unit that needs no image skips imaging', () => {
    const { units } = draft(
      form({
        lines: [
          { item: 'LT-STD', quantity: '1' },
          { item: 'MN-24', quantity: '1' },
        ],
      }),
    );
    expect(units[0]?.plan).toEqual(['receive', 'image', 'stage', 'dispatch', 'deploy']);
    expect(units[1]?.plan).toEqual(['receive', 'stage', 'dispatch', 'deploy']);
  });

  test('Rule 3: the order keeps the version of the catalog and its rates', () => {
    const { quote } = draft(form());
    expect(quote.catalogVersion).toBe('2026-07-01');
    expect(quote.lines[0]?.rateCents).toBe(3292);
  });
});

describe('for whom, why and who pays', () => {
  test('Rule 9: user and location may be left to be named', () => {
    const { units, forWhom } = draft(form({ assignedUser: ' ', location: '' }));
    expect(units[0]).toMatchObject({ assignedUser: null, location: null });
    expect(forWhom).toBe('user to be named, location to be named');
  });

  test('Rule 9: a justification and a billing code of the own agency are needed', () => {
    expect(problems(form({ justification: ' ', billingCode: '' }))).toEqual([
      'billingCode: Choose who pays.',
      'justification: Say in a sentence what the devices are for.',
    ]);
    expect(problems(form({ billingCode: 'REV-100' }))).toEqual([
      'billingCode: That is not a billing code of PARKS. Choose one that is.',
    ]);
  });

  test('texts have an end', () => {
    const long = form({ assignedUser: 'x'.repeat(81), location: 'x'.repeat(121), justification: 'x'.repeat(1001) });
    expect(problems(long).map((text) => text.split(':')[0])).toEqual(['assignedUser', 'location', 'justification']);
  });

  test('Rule 8: without a ticket system the desk’s own number is the ticket', () => {
    expect(draft(form()).ticket).toBe('PARKS-7K3M9Q');
  });
});

describe('the devices an order replaces', () => {
  const replacing = (change: Partial<OrderForm>) => form({ additional: false, becomes: 'decommission', ...change });
  const known = { devices: fleet, commitments: owed };

  test('Rule 10: an order names what it replaces or says “additional devices”', () => {
    expect(problems(form({ additional: false }))).toEqual([
      'replaces: Name the serials these devices replace, or tick Additional devices.',
    ]);
    expect(problems(replacing({ additional: true, replaces: '5CG0000003' }), known)).toHaveLength(1);
  });

  test('Rule 11: what becomes of each is chosen, for all or one by one', () => {
    const replaces = '5CG0000003, 7BLUE01';
    expect(problems(replacing({ becomes: '', replaces }), known)).toEqual([
      'becomes_5CG0000003: Choose what becomes of 5CG0000003.',
      'becomes_7BLUE01: Choose what becomes of 7BLUE01.',
    ]);
    const outcomes = { '7BLUE01': { becomes: 'spare', nextUser: '', nextLocation: '' } };
    const { quote } = draft(replacing({ replaces, outcomes }), known);
    expect(quote.replaced.map(({ serial, becomes }) => [serial, becomes])).toEqual([
      ['5CG0000003', 'decommission'],
      ['7BLUE01', 'spare'],
    ]);
    expect(problems(replacing({ becomes: 'thrown away', replaces: '5CG0000003' }), known)).toHaveLength(1);
  });

  test('Rule 11: a redistributed device needs its new assignment', () => {
    const replaces = '5CG0000003';
    expect(problems(replacing({ replaces, becomes: 'redistribute' }), known)).toEqual([
      'nextUser_5CG0000003: Say who gets 5CG0000003 next.',
      'nextLocation_5CG0000003: Say where 5CG0000003 goes.',
    ]);
    const outcomes = { [replaces]: { becomes: 'redistribute', nextUser: 'Nora Nash', nextLocation: 'Visitor desk' } };
    expect(draft(replacing({ replaces, outcomes }), known).quote.replaced[0]?.next).toEqual({
      assignedUser: 'Nora Nash',
      location: 'Visitor desk',
    });
  });

  test('Rule 12: a replaced device exists, is the agency’s own, is in service and in no other open request', () => {
    const replaces = '8REDX01, 7BLUE03, 5CG0000003, A!';
    const busy = new Map([['5CG0000003', { request: 'PARKS-AAAAAA', kind: 'move' }]]);
    expect(problems(replacing({ replaces }), { ...known, busy })).toEqual([
      'replaces: 8REDX01 is not a device of PARKS. Check the label, or take it out.',
      'replaces: 7BLUE03 is not in service (spare), so it cannot be replaced. Take it out.',
      'replaces: 5CG0000003 is already part of PARKS-AAAAAA (move). Take it out here, or have that cancelled first.',
      'replaces: A! is not a serial: 5 to 24 letters or digits.',
    ]);
  });

  test('Rule 12: a serial typed twice stands once in the order', () => {
    expect(draft(replacing({ replaces: '5CG0000003 5cg-0000003' }), known).quote.replaced).toHaveLength(1);
  });

  test('more than 90 replaced devices are refused', () => {
    const replaces = Array.from({ length: 91 }, (_, index) => `SERIAL${index}`).join(' ');
    expect(problems(replacing({ replaces }))).toEqual([
      'replaces: 91 serials are too many for one order: 90 at most. Split it in two.',
    ]);
  });

  test('Rule 13: net count = units that count − replaced ones that leave; redistributed ones stay', () => {
    const lines = [
      { item: 'LT-STD', quantity: '2' },
      { item: 'MN-24', quantity: '2' },
    ];
    const outcomes = { '5CG0000003': { becomes: 'redistribute', nextUser: 'Nora Nash', nextLocation: 'Desk' } };
    const { quote } = draft(replacing({ lines, replaces: '5CG0000003, 7BLUE01', outcomes }), known);
    expect(quote).toMatchObject({ counted: 2, leaving: 1, netCount: 1, supportChangeCents: 2500 });
    const fewer = draft(
      replacing({ lines: [{ item: 'MN-24', quantity: '1' }], replaces: '5CG0000003, 7BLUE01' }),
      known,
    );
    expect(fewer.quote).toMatchObject({ counted: 0, leaving: 2, netCount: -2, supportChangeCents: -5000 });
  });

  test('Rule 14: months and dollars still owed are part of the quote', () => {
    const { quote } = draft(replacing({ replaces: '5CG0000003, 7BLUE01' }), known);
    expect(quote.replaced).toMatchObject([
      { serial: '5CG0000003', monthsOwed: 0, owedCents: 0, legacy: true },
      { serial: '7BLUE01', monthsOwed: 19, owedCents: 62548, legacy: false },
    ]);
  });

  test('a mistake elsewhere does not keep what is found from being shown', () => {
    const { draft, reading } = order.prepare(replacing({ replaces: '5CG0000003', justification: '' }), world(known));
    expect(draft).toBeNull();
    expect(reading.found).toMatchObject([{ serial: '5CG0000003', becomes: 'decommission' }]);
    expect(reading.quote?.netCount).toBe(1);
  });
});

test('what was filled in is kept with the request, for the form to be opened again', () => {
  const filled = form({ lines: [{ item: 'LT-STD', quantity: '2' }] });
  expect(order.schema.parse(draft(filled, { actor: rita }).form)).toEqual(filled);
});
