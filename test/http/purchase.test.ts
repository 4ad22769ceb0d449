import { textOf } from './card.ts';
import { asked, type HttpOffice, openOffice, requestOn, until } from './office.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('rita', 'ravi', 'mia', 'ed', 'eve', 'bill');
});

afterEach(() => office.stop());

const FILLED = {
  'Item *': 'TB-STD',
  'Quantity *': '2',
  'Make and model *': 'Acme Tab 11',
  'Unit price *': '1199',
  'Assigned user': 'Sam Stone',
  Location: 'Revenue Services, room 5',
  'Business justification *': 'Audits in the field.',
};
const BOX = { Model: 'Acme Tab 11', 'Warranty until': '2099-11-23' };

/** The month it is now where the desk is. */
function month(): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago', year: 'numeric', month: '2-digit' });
  return parts.format(new Date()).slice(0, 7);
}

describe('a purchase over HTTP', () => {
  test('Rule 52: an agency without an exemption is pointed to order', async () => {
    const rita = office.person('rita');
    const said = textOf(await rita.say('purchase'));
    for (const words of ['PARKS has no exemption in force', '225.219.6900']) expect(said).toContain(words);
    expect(textOf(await rita.press('Order'))).toContain('Order new devices');
  });

  test('Rules 16, 25, 33, 48, 52 and 53: from the form to the tag, the bill and the network', async () => {
    const ravi = office.person('ravi');
    expect(textOf(await ravi.say('purchase'))).toContain('REV may buy tablets until Jun 30, 2027');
    const without = textOf(await ravi.press('Submit', FILLED));
    for (const words of ['1 thing to fix', 'Acknowledge what your agency owes']) expect(without).toContain(words);
    const costs = textOf(await ravi.press('Refresh costs', { duties: 'true' }));
    for (const words of ['$2,398.00', '$80.00', 'Increase of 2:', 'no 48 months']) expect(costs).toContain(words);
    const id = requestOn(await ravi.press('Submit'));
    await ravi.redeliver();
    for (const name of ['mia', 'ed'] as const) {
      const person = office.person(name);
      const card = textOf(await until(person, office.connector, `${id} · Purchase`));
      for (const words of [
        '$2,398.00',
        '2 × $1,199.00',
        'Warehouse handling',
        'Ravi Rao has acknowledged REV’s duties',
      ]) {
        expect(card).toContain(words);
      }
      await person.press('Approve');
    }
    const eve = office.person('eve');
    await eve.say('queue');
    expect(textOf(await eve.press(`Procure ${id}`))).toContain('Acme Tab 11');
    await eve.press('Procure', { Supplier: 'State Supply', 'Purchase order number': '4500123' });
    await eve.press('Receive');
    await eve.press('Receive', { ...BOX, 'Serial numbers': 'TAB00001 TAB00002' });
    for (const step of ['Image', 'Image']) await eve.press(step);
    expect(textOf(await eve.press('Stage'))).toContain('No leased-device label');
    for (const step of ['Stage', 'Dispatch', 'Dispatch', 'Deploy', 'Deploy']) await eve.press(step);
    await eve.redeliver();
    const closed = textOf(await until(ravi, office.connector, '✓ Closed'));
    expect(closed).toContain('State Supply, order 4500123');
    await ravi.say('TAB00001');
    // That the request is closed is told at the same time.
    const device = textOf(await until(ravi, office.connector, 'Purchased device'));
    for (const words of [
      'Purchased device',
      'None yet',
      '$1,199.00 once',
      'Duties acknowledged by Ravi Rao',
      'not leased',
    ]) {
      expect(device).toContain(words);
    }
    const message = ravi.chat().findLast(({ card }) => textOf(card).includes('Purchased device'))?.id;
    await ravi.press('Record tag', {}, message);
    const half = textOf(await ravi.press('Record tag', { 'Tag number (TAB00001)': 'RV-1001' }, message));
    expect(half).toContain('1 device without a tag');
    const open = textOf(await ravi.say(id));
    expect(open).toContain('tag RV-1001');
    expect(open).toContain('no tag yet');
    await ravi.say('TAB00001');
    expect(textOf(await until(ravi, office.connector, 'RV-1001'))).toContain('Purchased device');
    const explained = textOf(await asked(office.person('mia'), `bill explain TAB00001 ${month()}`, '$18.00'));
    for (const words of ['Delivery', '$22.00', '$65.00']) expect(explained).toContain(words);
    expect(textOf(await eve.say('admission TAB00001'))).toContain('✓ Admit');
  });
});
