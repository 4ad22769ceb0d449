import { textOf } from './card.ts';
import { FILLED, type HttpOffice, openOffice, requestOn, until } from './office.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('rita', 'max', 'ed', 'eve');
});

afterEach(() => office.stop());

const NAMED = 'Serial numbers, or how many of an item';
const SOME = { 'What to cancel': 'some' };
const BOX = { Model: 'Dell Latitude 5450', 'Warranty until': '2099-11-23' };

/** Rita's order, approved by Max and Ed. */
async function approved(filled: Record<string, string>): Promise<string> {
  const rita = office.person('rita');
  await rita.say('order');
  const id = requestOn(await rita.press('Submit', { ...FILLED, ...filled }));
  for (const name of ['max', 'ed'] as const) {
    await until(office.person(name), office.connector, `${id} · Order`);
    await office.person(name).press('Approve');
  }
  return id;
}

describe('disaster reserve and cancelling in part, over HTTP', () => {
  test('Rules 13, 37, 46 and 47: a laptop ordered for disaster reserve, placed, and back to service', async () => {
    const rita = office.person('rita');
    await rita.say('order');
    const asked = { ...FILLED, 'Quantity *': '1', reserve1: 'true', 'Assigned user': '', Location: 'Equipment room' };
    const costs = textOf(await rita.press('Refresh costs', asked));
    for (const said of ['$32.92', '$1,580.16', 'its 48 months begin when it first serves', 'Unchanged:']) {
      expect(costs).toContain(said);
    }
    const id = requestOn(await rita.press('Submit'));
    for (const name of ['max', 'ed'] as const) {
      const person = office.person(name);
      const card = textOf(await until(person, office.connector, `${id} · Order`));
      for (const said of ['for disaster reserve', '$1,580.16', 'begin when it first serves'])
        expect(card).toContain(said);
      await person.press('Approve');
    }
    const eve = office.person('eve');
    await eve.say('queue');
    await eve.press(`Receive ${id}`);
    await eve.press('Receive', { ...BOX, 'Serial numbers': '8KLM2X3' });
    for (const step of ['Image', 'Image', 'Stage']) await eve.press(step);
    await eve.press('Stage', { label: 'true' });
    expect(textOf(await eve.say('queue'))).toContain('8KLM2X3');
    await eve.press(`Place ${id}`);
    expect(textOf(await eve.press('Place'))).toContain('Closed');
    const kept = textOf(await rita.say('8KLM2X3'));
    for (const said of ['Disaster reserve', 'Equipment room', 'from the month it first serves', '$1,580.16 owed']) {
      expect(kept).toContain(said);
    }
    await rita.press('Move');
    const back = { 'New assigned user': 'Nora Nash', 'New location': 'Room 9', 'Reason *': 'The flood.' };
    const move = requestOn(await rita.press('Submit', back));
    const max = office.person('max');
    const approval = textOf(await until(max, office.connector, `${move} · Move`));
    expect(approval).toContain('The 48 months of 8KLM2X3 begin once deployed.');
    await max.press('Approve');
    await eve.say('queue');
    await eve.press(`Image ${move}`);
    for (const step of ['Image', 'Stage']) await eve.press(step);
    await eve.press('Stage', { label: 'true' });
    for (const step of ['Dispatch', 'Dispatch', 'Deploy', 'Deploy']) await eve.press(step);
    await until(rita, office.connector, '✓ Closed');
    const serving = textOf(await rita.say('8KLM2X3'));
    for (const said of ['In service', 'Nora Nash', '0 of 48 months billed', '$57.92 a month']) {
      expect(serving).toContain(said);
    }
  });

  test('Rule 20: one of three laptops is cancelled with a reason that everybody reads; the others go on', async () => {
    const id = await approved({ 'Quantity *': '3' });
    const ed = office.person('ed');
    await ed.say(`request ${id}`);
    const wrong = textOf(await ed.press('Yes, cancel it', { ...SOME, [NAMED]: '5 tablets', Reason: 'One is enough.' }));
    for (const said of ['“5 tablets” is no item of', 'Each: ', '225.219.6900']) {
      expect(wrong).toContain(said);
    }
    const some = await ed.press('Yes, cancel it', { [NAMED]: '1 standard laptop' });
    for (const said of ['1 device cancelled. The others go on.', 'One is enough.']) {
      expect(textOf(some)).toContain(said);
    }
    await ed.redeliver();
    const rita = office.person('rita');
    const followed = textOf(await until(rita, office.connector, '1 device cancelled'));
    for (const said of [
      ...['One is enough.', '0 of 2', '3 laptops'],
      ...[
        '$98.76 a month · $4,740.48 over 48 months · net count +3',
        '2 of 3 devices · $65.84 a month',
        'net count +2',
      ],
    ]) {
      expect(followed).toContain(said);
    }
    const eve = office.person('eve');
    await eve.say('queue');
    await eve.press(`Receive ${id}`);
    await eve.press('Receive', { ...BOX, 'Serial numbers': '8KLM2X3 8KLM2X4' });
    for (const step of ['Image', 'Image', 'Stage']) await eve.press(step);
    await eve.press('Stage', { label: 'true' });
    for (const step of ['Dispatch', 'Dispatch', 'Deploy', 'Deploy']) await eve.press(step);
    await until(rita, office.connector, '✓ Closed');
    await ed.say(`request ${id}`);
    expect(textOf(await ed.press('History'))).toContain('1 device cancelled: One is enough.');
  });

  test('Rules 20, 27 and 32: an order cancelled when one is in the van, which is brought back before it is over', async () => {
    const id = await approved({ 'Quantity *': '2' });
    const eve = office.person('eve');
    await eve.say('queue');
    await eve.press(`Receive ${id}`);
    await eve.press('Receive', { ...BOX, 'Serial numbers': '8KLM2X3 8KLM2X4' });
    for (const step of ['Image', 'Image', 'Stage']) await eve.press(step);
    await eve.press('Stage', { label: 'true' });
    await eve.press('Dispatch');
    await eve.press('Dispatch', { 'Serial numbers': '8KLM2X3' });
    expect(textOf(await eve.say('admission 8KLM2X3'))).toContain('Admit');
    const ed = office.person('ed');
    const card = textOf(await ed.say(`request ${id}`));
    for (const said of [
      '2 of 2 devices can be cancelled',
      '8KLM2X3 and 8KLM2X4',
      'nothing; net count 0',
      'an EUC approver',
    ]) {
      expect(card).toContain(said);
    }
    await expect(ed.press('Yes, cancel it', { 'What to cancel': 'all' })).rejects.toThrow('Reason is required');
    const off = textOf(await ed.press('Yes, cancel it', { 'What to cancel': 'all', Reason: 'Sam has left.' }));
    for (const said of ['still to be brought back', '0 of 2', 'Sam has left.']) expect(off).toContain(said);
    await ed.redeliver();
    const rita = office.person('rita');
    await until(rita, office.connector, 'still to be brought back');
    expect(textOf(await eve.say('admission 8KLM2X3'))).toMatch(/Deny[\s\S]*cancelled/i);
    expect(textOf(await eve.say('queue'))).toContain('Bring back');
    await eve.press(`Bring back ${id}`);
    await eve.press('Bring back', { 'Serial numbers': '8KLM2X3' });
    expect(textOf(await eve.say('8KLM2X3'))).toContain('Received');
    await eve.say('queue');
    await eve.press(`Bring back ${id}`);
    expect(textOf(await eve.press('Bring back'))).toContain('Cancelled');
    await until(rita, office.connector, '✗ Cancelled, brought back');
    const history = textOf(await rita.press('History'));
    for (const said of ['Cancelled: Sam has left.', 'Brought back 1', '2 devices cancelled, 2 to be brought back']) {
      expect(history).toContain(said);
    }
  });
});
