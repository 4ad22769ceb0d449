import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';

const [RITA, MAX, RAVI, MIA, ED, EVE] = ['01', '02', '04', '05', '06', '0d'] as const;

/** An office with work to do: PARKS has a laptop to be received and one to be imaged, REV one to be received. */
async function busyOffice(): Promise<DeskOffice> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  const desk = new DeskOffice(store);
  const parks = await approved(desk, RITA, MAX, { quantity1: '2' });
  await approved(desk, RAVI, MIA, { quantity1: '1', billingCode: 'REV-100' });
  const box = { item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2029-11-23', serials: '8KLM2X3' };
  as(await desk.act(EVE, 'work.receive', { request: parks, ...box }), 'receive');
  return desk;
}

async function approved(desk: DeskOffice, by: string, approver: string, changes: object): Promise<string> {
  const { request } = as(await desk.say(by, 'order'), 'order form');
  as(await desk.act(by, 'order.submit', filledOrder(request, { ...changes })), 'request');
  as(await desk.act(approver, 'request.approve', { request, step: 'agency', revision: 1 }), 'decided');
  as(await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 }), 'decided');
  return request;
}

async function asked(desk: DeskOffice, words: string): Promise<string[]> {
  const { rows } = as(await desk.say(EVE, words), 'queue');
  return rows.map(({ step, agency }) => `${step} ${agency}`);
}

describe('a part of the queue', () => {
  it('is one agency, one button, or both', async () => {
    const desk = await busyOffice();
    expect(await asked(desk, 'queue')).toEqual(['receive PARKS', 'receive REV', 'image PARKS']);
    expect(await asked(desk, 'queue parks')).toEqual(['receive PARKS', 'image PARKS']);
    expect(await asked(desk, 'Queue Receive')).toEqual(['receive PARKS', 'receive REV']);
    expect(await asked(desk, 'queue rev receive')).toEqual(['receive REV']);
    expect(await asked(desk, 'queue image REV')).toEqual([]);
  });

  it('knows each button by the words it lists, also those of two words', async () => {
    const desk = await busyOffice();
    for (const [words, verb] of [
      ['queue mark lost', 'Mark lost'],
      ['queue PARKS Bring Back', 'Bring back'],
    ])
      expect(as(await desk.say(EVE, words ?? ''), 'queue').which.verb).toBe(verb);
  });

  it('keeps the figures of the other steps, to go to them', async () => {
    const desk = await busyOffice();
    const { counts, total, which } = as(await desk.act(EVE, 'queue.open', { which: 'PARKS Receive' }), 'queue');
    expect(which).toEqual({ verb: 'Receive', agency: 'PARKS' });
    expect(counts.filter(({ rows }) => rows > 0).map(({ step, rows }) => [step, rows])).toEqual([
      ['receive', 1],
      ['image', 1],
    ]);
    expect(total).toBe(1);
  });

  it('that there is not says what can be asked', async () => {
    const desk = await busyOffice();
    expect(as(await desk.say(EVE, 'queue NOWHERE'), 'notice').text).toContain('Write queue alone');
    // Of a step that somebody does not do, there is nothing to see.
    expect(as(await desk.say('08', 'queue receive'), 'notice').text).not.toContain('receive');
  });
});

describe('devices that are there already', () => {
  const SERIALS = ['7BLUE01', '7BLUE02', '5CG0000001', '5CG0000002', '5CG0000003'];
  const TITLE = '2 standard laptops and 3 HP EliteBook 840 G8 to give back';

  it('are said by what they are, with their serials, in the queue and in lists', async () => {
    const store = openSqliteStore(':memory:');
    await loadSampleWorld(store);
    const desk = new DeskOffice(store);
    const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
    const filled = { request, serials: SERIALS.join(' '), outcome: 'surplus', reason: 'Old.' };
    const seenOwed = { '7BLUE01': 62548, '7BLUE02': 62548 };
    as(await desk.act(RITA, 'decommission.submit', { ...filled, seenOwed }), 'request');
    const [asked] = as(await desk.say(MAX, 'approvals'), 'requests').rows;
    expect(asked).toMatchObject({ title: TITLE, serials: SERIALS });
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    const [row] = as(await desk.say(EVE, 'queue'), 'queue').rows;
    expect(row).toMatchObject({ what: '2 standard laptops and 3 HP EliteBook 840 G8', serials: SERIALS });
    expect(as(await desk.say(RITA, 'requests'), 'requests').rows[0]?.title).toBe(TITLE);
    await desk.act(EVE, 'work.do', { request, step: 'collect', serials: '7BLUE01' });
    const rows = as(await desk.say(EVE, 'queue sanitize'), 'queue').rows;
    expect(rows).toMatchObject([{ what: 'Standard laptop 7BLUE01', serials: [] }]);
  });

  it('are said by serial where there is one, and an order by what is ordered', async () => {
    const desk = await busyOffice();
    const rows = as(await desk.say(EVE, 'queue'), 'queue').rows;
    expect(rows.map(({ what, serials }) => [what, serials])).toEqual([
      ['1 standard laptop', []],
      ['1 standard laptop', []],
      ['Standard laptop 8KLM2X3', []],
    ]);
    const list = as(await desk.say(RITA, 'requests'), 'requests').rows;
    expect(list.map(({ title, serials }) => [title, serials])).toEqual([['2 laptops', []]]);
  });
});
