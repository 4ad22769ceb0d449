import { type Card, textOf } from './card.ts';
import { FILLED, type HttpOffice, openOffice, requestOn, until } from './office.ts';
import type { Person } from './person.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('rita', 'max', 'ravi', 'ed');
});

afterEach(() => office.stop());

const AGENCY = { step: 'agency', revision: 1 };

/** Presses a button that no card has, and gives what came back, which is never a stack and never a fault of ours. */
async function forge(person: Person, verb: string, data: unknown): Promise<string> {
  const response = await person.send(person.invocation(verb, data));
  const body = await response.text();
  expect(response.status).toBe(200);
  expect(body).not.toMatch(/\bat .+:\d+|Error:|node_modules|something went wrong/i);
  return body;
}

/** The data of a filled-in order form, as a client sends it. */
function order(request: string, change: Card = {}): Card {
  return {
    request,
    revision: 1,
    lines: 1,
    item1: 'LT-STD',
    quantity1: '1',
    additional: 'true',
    billingCode: 'PARKS-200',
    justification: 'The survey team grows.',
    ...change,
  };
}

/** The id that an order form was given. */
async function formOf(person: Person): Promise<string> {
  return requestOn(await person.say('order'));
}

describe('a card’s data', () => {
  test.each<[string, Card]>([
    ['an object for a text', { justification: { toString: 'x' } }],
    ['a list for a text', { billingCode: ['PARKS-200'] }],
    ['a number of rows that no form has', { lines: 1e9 }],
    ['a negative number of rows', { lines: -1 }],
    ['null for the request', { request: null }],
    ['another agency’s request', { request: 'REV-AAAAAA' }],
    ['a request that no form was given', { request: 'PARKS-../../x' }],
    ['a quantity that is not one', { quantity1: '1e3' }],
    ['a quantity in other digits', { quantity1: '２' }],
    ['an item that is not in the catalog', { item1: '__proto__' }],
    ['a billing code of another agency', { billingCode: 'REV-100' }],
    ['a text beyond every field', { justification: 'x'.repeat(30_000) }],
  ])('%s stores nothing', async (_, change) => {
    const rita = office.person('rita');
    await forge(rita, 'order.submit', order(await formOf(rita), change));
    expect(textOf(await rita.say('requests'))).toMatch(/There are none yet/);
  });

  test('Rule 56: says nothing of who acts, what they may do or where the request is', async () => {
    const rita = office.person('rita');
    const claims = { person: 'max', actor: { id: office.person('max').id }, roles: ['EUC approver'], status: 'closed' };
    const id = await formOf(rita);
    await forge(rita, 'order.submit', order(id, { ...claims, requester: 'Max Moreau', route: [], units: [] }));
    await forge(rita, 'request.approve', { ...AGENCY, ...claims, request: id });
    const card = textOf(await rita.say(`request ${id}`));
    expect(card).toContain('Waiting for agency approval');
    expect(card).toContain('Rita Reyes');
  });

  test('with a key __proto__ or constructor changes no object', async () => {
    const rita = office.person('rita');
    const forged =
      '{"verb":"help.open","data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}';
    const activity = rita.invocation('help.open', {});
    const action = { ...JSON.parse(forged), type: 'Action.Execute', title: 'Help' };
    expect((await rita.send({ ...activity, value: { action } })).status).toBe(200);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('of a megabyte is refused unread', async () => {
    const rita = office.person('rita');
    const response = await rita.send(rita.invocation('order.submit', { justification: 'x'.repeat(1_200_000) }));
    expect(response.status).toBe(413);
    expect(await response.text()).toBe('');
  });
});

describe('a forged or forwarded button', () => {
  test('decides nothing for another agency, for a requester or for one’s own request', async () => {
    const rita = office.person('rita');
    await rita.say('order');
    const id = requestOn(await rita.press('Submit', { ...FILLED }));
    await until(office.person('max'), office.connector, 'Waiting for your approval');
    for (const name of ['ravi', 'rita', 'ed'] as const) {
      await forge(office.person(name), 'request.approve', { ...AGENCY, request: id });
      await forge(office.person(name), 'request.approve', { step: 'EUC', revision: 1, request: id });
    }
    expect(textOf(await rita.say(`request ${id}`))).toContain('Waiting for agency approval');
    expect(await forge(office.person('ravi'), 'request.open', { request: id })).not.toContain('laptop');
  });

  test.each(['__proto__', 'constructor', 'toString', 'request.approve ', '${verb}'])(
    'with the verb “%s” is a button the desk does not know',
    async (verb) => {
      expect(await forge(office.person('rita'), verb, {})).toContain('That did not work');
    },
  );

  test('Rule 56: from somebody whose name is another’s acts as who they are', async () => {
    const ravi = office.person('ravi');
    const activity = ravi.message('requests');
    const from = { ...(activity.from as Card), name: 'Max Moreau' };
    expect((await ravi.send({ ...activity, from })).status).toBe(200);
    expect(textOf(ravi.card())).not.toContain('PARKS');
  });
});

describe('what people type', () => {
  const NASTY = [
    '${request} ${$root.person}',
    '[free](https://evil.example) ![x](https://evil.example/x.png)',
    '**bold** _it_ `code`',
    '<at>Max Moreau</at> <script>alert(1)</script>',
    '{{DATE(2026-01-01)}}',
  ];

  test.each(NASTY)('“%s” stands on the cards as it was typed, and does nothing there', async (nasty) => {
    const rita = office.person('rita');
    await rita.say('order');
    const typed = { ...FILLED, 'Assigned user': nasty, Location: nasty, 'Business justification *': nasty };
    const id = requestOn(await rita.press('Submit', typed));
    const max = office.person('max');
    const card = await until(max, office.connector, 'Waiting for your approval');
    for (const shown of [card, await rita.say(`request ${id}`)]) {
      const links = JSON.stringify(shown).match(/(?<!\\)\]\(https:\/\/evil|"url":"[^"]*evil|"mentioned"/g);
      expect(links).toBeNull();
      expect(readable(textOf(shown))).toContain(readable(nasty));
    }
  });

  test.each(NASTY)('“%s” as a command is answered with help', async (nasty) => {
    expect(textOf(await office.person('rita').say(nasty))).toContain('Device Desk');
  });
});

/** A text without what keeps a client from seeing markdown, a mention or a time in it. */
function readable(text: string): string {
  return text
    .replace(/[\\\u200B\u2060]/g, '')
    .replace(/‹/g, '<')
    .replace(/\s+/g, ' ');
}
