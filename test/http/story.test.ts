import { textOf } from './card.ts';
import { FILLED, type HttpOffice, openOffice, requestOn, titlesOf, until } from './office.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('rita', 'max', 'nora', 'ed', 'eve');
});

afterEach(() => office.stop());

const LAPTOPS = {
  'Serial numbers': '8KLM2X3, 8KLM2X4',
  Model: 'Dell Latitude 5450',
  'Warranty until': '2029-11-23',
};

/** Rita orders; gives the request's id. */
async function ordered(change: Record<string, string> = {}): Promise<string> {
  const rita = office.person('rita');
  await rita.say('order');
  return requestOn(await rita.press('Submit', { ...FILLED, ...change }));
}

/** Rita orders, Max and Ed approve. */
async function approved(change: Record<string, string> = {}): Promise<string> {
  const id = await ordered(change);
  for (const name of ['max', 'ed'] as const) {
    const approver = office.person(name);
    await until(approver, office.connector, `${id} · Order`);
    await approver.press('Approve');
  }
  return id;
}

describe('from order to deployed device, over HTTP', () => {
  test('the whole story', async () => {
    const id = await approved();
    const eve = office.person('eve');
    const queue = await eve.say('queue');
    expect(textOf(queue)).toContain('2 standard laptops');
    await eve.press(`Receive ${id}`);
    expect(textOf(await eve.press('Receive', LAPTOPS))).toContain('2 devices received');
    await eve.press('Image');
    await eve.press('Image');
    await eve.press('Stage');
    await eve.press('Stage', { label: 'true' });
    await eve.press('Dispatch');
    await eve.press('Dispatch');
    await eve.press('Deploy');
    expect(textOf(await eve.press('Deploy'))).toMatch(/Closed/);
    const device = textOf(await office.person('rita').say('8klm2x3'));
    for (const said of [
      'In service',
      'Sam Stone',
      'Baton Rouge, room 2.14',
      'Dell Latitude 5450',
      'PARKS-200',
      '0 of 48',
    ]) {
      expect(device).toContain(said);
    }
    await until(office.person('rita'), office.connector, /✓ Closed/);
  });

  test('several items, received one by one, with a serial to check', async () => {
    const rita = office.person('rita');
    await rita.say('order');
    const { additional = '', ...rest } = FILLED;
    const more = await rita.press('Add item', { ...rest, additional });
    expect(titlesOf(more)).toContain('Submit');
    const form = await rita.press('Refresh costs', { 'Item 2': '24-inch monitor', 'Quantity 2': '2' });
    for (const said of ['$77.10', '$3,700.80', '+2']) expect(textOf(form)).toContain(said);
    const id = requestOn(await rita.press('Submit'));
    for (const name of ['max', 'ed'] as const) {
      await until(office.person(name), office.connector, 'Waiting for your approval');
      await office.person(name).press('Approve');
    }
    const eve = office.person('eve');
    expect(textOf(await eve.say('queue'))).toMatch(/2 standard laptops[\s\S]*2 × 24-inch monitor/);
    await eve.press(`Receive ${id}`);
    const partly = await eve.press('Receive', { ...LAPTOPS, 'Serial numbers': '8KLM2X3 8KLM2X' });
    expect(textOf(partly)).toContain('8KLM2X has 6 characters, a Dell serial has 7');
    expect(textOf(partly)).toContain('1 device received, 1 to check');
    const over = await eve.press('Receive', { 'Serial numbers': '8KLM2X4 8KLM2X5' });
    expect(textOf(over)).toContain('2 new serials, but 1 unit is still to come');
    await eve.press('Receive', { 'Serial numbers': '8KLM2X4' });
    expect(textOf(await eve.say('queue'))).toMatch(/2 × 24-inch monitor[\s\S]*2 standard laptops/);
  });

  test('returned, changed and sent in again: the old card decides nothing', async () => {
    const id = await ordered();
    const max = office.person('max');
    await until(max, office.connector, id);
    const [first] = max.chat().filter(({ card }) => textOf(card).includes(id));
    const old = max.invocation('request.approve', { request: id, step: 'agency', revision: 1 }, first?.id);
    await max.press('Return to Rita', { Reason: 'One is enough.' });
    const rita = office.person('rita');
    await until(rita, office.connector, 'One is enough.');
    await rita.press('Change and submit again');
    await rita.press('Submit', { 'Quantity *': '1' });
    await until(max, office.connector, '$1,580.16');
    const stale = await (await max.send(old)).json();
    expect(JSON.stringify(stale)).toMatch(/changed since this card was sent/);
    expect(textOf(await max.press('Approve'))).toContain('Approved by Max Moreau');
  });

  test('rejected: the requester reads why, every copy says so', async () => {
    const id = await ordered();
    const nora = office.person('nora');
    await until(nora, office.connector, id);
    await nora.press('Reject for good', { Reason: 'No money left this year.' });
    await until(office.person('rita'), office.connector, 'No money left this year.');
    await until(office.person('max'), office.connector, 'Rejected by Nora Nash');
    expect(textOf(await office.person('max').say('approvals'))).not.toContain(id);
  });

  test('cancelled by the requester: the approval cards are closed', async () => {
    const id = await ordered();
    await until(office.person('max'), office.connector, id);
    await office.person('rita').press('Yes, cancel it', { Reason: 'Not needed.' });
    await until(office.person('max'), office.connector, /Cancelled/);
    expect(titlesOf(office.person('max').card())).not.toContain('Approve');
  });
});

describe('clicks that come twice, late, or from somebody else', () => {
  test('two approvers at once: one approval, and both read whose', async () => {
    const id = await ordered();
    const [max, nora] = [office.person('max'), office.person('nora')];
    await Promise.all([until(max, office.connector, id), until(nora, office.connector, id)]);
    const cards = await Promise.all([max.press('Approve'), nora.press('Approve')]);
    const texts = cards.map(textOf);
    const winner = texts[0]?.includes('has already') ? 'Nora Nash' : 'Max Moreau';
    for (const text of texts) expect(text).toContain(winner);
    expect(texts.filter((text) => text.includes('has already approved this'))).toHaveLength(1);
    await until(office.person('ed'), office.connector, 'Waiting for your approval');
    expect(
      office
        .person('ed')
        .chat()
        .filter(({ card }) => textOf(card).includes(id)),
    ).toHaveLength(1);
  });

  test('a double submit, and one that Teams delivers again with a new id, make one order', async () => {
    const id = await ordered();
    const rita = office.person('rita');
    await until(office.person('max'), office.connector, id);
    const again = await rita.redeliver().catch((error: unknown) => error);
    expect(JSON.stringify(again)).not.toContain('fix');
    await rita.say('requests');
    expect(textOf(rita.card()).match(/PARKS-[0-9A-Z]{6}/g)).toEqual([id]);
    expect(
      office
        .person('max')
        .chat()
        .filter(({ card }) => textOf(card).includes(id)),
    ).toHaveLength(1);
  });

  test('an approval delivered again is one approval', async () => {
    const id = await ordered();
    const max = office.person('max');
    await until(max, office.connector, id);
    await max.press('Approve');
    const again = await max.redeliver();
    expect(again.card && textOf(again.card)).toContain('Max Moreau has already approved this');
  });

  test('a step delivered again is one step', async () => {
    const id = await approved();
    const eve = office.person('eve');
    await eve.say('queue');
    await eve.press(`Receive ${id}`);
    await eve.press('Receive', LAPTOPS);
    const again = await eve.redeliver();
    expect(again.card && textOf(again.card)).toContain('received already');
  });

  test('a step on all devices, delivered again, leaves those alone that came in meanwhile', async () => {
    const id = await approved();
    const eve = office.person('eve');
    await eve.say('queue');
    await eve.press(`Receive ${id}`);
    await eve.press('Receive', { ...LAPTOPS, 'Serial numbers': '8KLM2X3' });
    await eve.say('queue');
    await eve.press(`Image ${id}`);
    await eve.press('Image');
    const wanda = office.person('wanda');
    const late = { request: id, item: 'LT-STD', model: 'Dell', serials: '8KLM2X4', warranty: '2029-11-23' };
    await wanda.send(wanda.invocation('work.receive', late));
    await eve.redeliver();
    const image = textOf(await eve.say('8KLM2X4'));
    expect(image).toContain('Received');
    expect(image).not.toContain('Imaged');
  });

  test('a forwarded card: what counts is who presses, not what the card says', async () => {
    const id = await ordered();
    const forged = {
      request: id,
      step: 'agency',
      revision: 1,
      person: '00000000-0000-4000-8000-000000000002',
      role: 'agency approver',
    };
    const rita = office.person('rita');
    const own = await (await rita.send(rita.invocation('request.approve', forged))).json();
    expect(JSON.stringify(own)).not.toContain('Approved');
    const ravi = office.person('ravi');
    const other = await (await ravi.send(ravi.invocation('request.approve', forged))).json();
    expect(JSON.stringify(other)).toContain('Not found');
    expect(JSON.stringify(other)).not.toContain('Sam Stone');
    expect(textOf(await office.person('max').say('approvals'))).toContain(id);
  });

  test('another agency is shown nothing of it', async () => {
    const id = await ordered();
    const [ravi, mia] = [office.person('ravi'), office.person('mia')];
    for (const [person, text] of [
      [ravi, `request ${id}`],
      [ravi, '5CG0000001'],
      [mia, id],
      [mia, 'device 7BLUE01'],
    ] as const) {
      const answer = textOf(await person.say(text));
      expect(answer).toContain('Not found');
      expect(answer).not.toMatch(/Rita|Sam|laptop/);
    }
    expect(textOf(await mia.say('approvals'))).not.toContain('PARKS');
    expect(mia.chat().every(({ card }) => !textOf(card).includes('Waiting for your approval'))).toBe(true);
  });

  test('the first message after installing is the one that waited', async () => {
    await office.stop();
    office = await openOffice('rita');
    const id = await ordered();
    const max = office.person('max');
    expect(max.chat()).toEqual([]);
    await max.install();
    await until(max, office.connector, id);
    expect(max.chat().map(({ card }) => textOf(card).split('\n')[0])).toEqual([
      'Device Desk',
      'Waiting for your approval',
    ]);
  });
});

describe('a mistake', () => {
  test('brings the form back with everything still filled in and the reason beside the field', async () => {
    const rita = office.person('rita');
    await rita.say('order');
    const wrong = { ...FILLED, 'Quantity *': '0', additional: 'false', 'Replaces (serials)': '5CG000009X' };
    const form = await rita.press('Submit', wrong);
    expect(textOf(form)).toContain('2 things to fix');
    expect(textOf(form)).toContain('5CG000009X is not a device of PARKS');
    expect(textOf(form)).toContain('225.219.6900');
    const again = await rita.press('Submit', { 'Quantity *': '2', 'Replaces (serials)': '', additional: 'true' });
    expect(textOf(again)).toContain('Sam Stone, Baton Rouge, room 2.14');
  });
});
