import fc from 'fast-check';
import { keys } from '../../src/desk/documents.ts';
import { isInSpans, spansOf } from '../../src/domain/numbers.ts';
import { as, CANCEL_ALL, DeskOffice, filledOrder } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, ED, EVE] = ['01', '02', '06', '0d'] as const;

/** An office in which Rita's order is approved; and its id. */
async function approved(change: Record<string, unknown> = {}): Promise<{ desk: DeskOffice; request: string }> {
  const store = await engine.open();
  const desk = new DeskOffice(store);
  return { desk, request: await approve(desk, change) };
}

/** Rita orders, Max and Ed approve; gives the order's id. */
async function approve(desk: DeskOffice, change: Record<string, unknown> = {}): Promise<string> {
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request, change)), 'request');
  as(await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 }), 'decided');
  as(await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 }), 'decided');
  return request;
}

function serialsOf(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `BULK${String(index + from).padStart(3, '0')}`);
}

const box = { item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2029-11-23' };

async function received(desk: DeskOffice, request: string, serials: readonly string[]): Promise<void> {
  await desk.act(EVE, 'work.receive', { request, ...box, serials: serials.join('\n') });
}

/** Every step after the receipt. */
async function deployAll(desk: DeskOffice, request: string): Promise<void> {
  for (const step of ['image', 'stage', 'dispatch', 'deploy'])
    await desk.act(EVE, 'work.do', { request, step, label: 'true' });
}

async function unitsOf(desk: DeskOffice, request: string) {
  return as(await desk.say(EVE, `request ${request}`), 'request').request.units;
}

describe('receiving', () => {
  test.each(['2029-02-30', '2029-13-01', '20290-1-01', 'soon', ''])(
    'with the warranty until “%s” is refused, and claims nothing',
    async (warranty) => {
      const { desk, request } = await approved();
      const view = as(
        await desk.act(EVE, 'work.receive', { request, ...box, serials: '8KLM2X3', warranty }),
        'receive',
      );
      expect(view.problems).toEqual([{ field: 'warranty', text: 'Choose the day the warranty ends.' }]);
      expect(await desk.house.store.read(keys.claim('8KLM2X3'))).toBeUndefined();
    },
  );

  test('more serials than a click may name brings the form back with all of them', async () => {
    const { desk, request } = await approved();
    const serials = serialsOf(251).join('\n');
    const view = as(await desk.act(EVE, 'work.receive', { request, ...box, serials }), 'receive');
    expect(view.inputs).toEqual({ serials, model: box.model, warranty: box.warranty });
    expect(view.problems).toMatchObject([{ field: 'serials', text: expect.stringContaining('250') }]);
  });

  test('Rule 30: the maker’s form tells which blanks part two serials, and an odd word keeps none out', async () => {
    const { desk, request } = await approved();
    const serials = '5CG-0000 103 x1 5CG0000104';
    const sent = { request, ...box, model: 'HP EliteBook', serials };
    const view = as(await desk.act(EVE, 'work.receive', sent), 'receive');
    expect((await unitsOf(desk, request)).map(({ serial }) => serial)).toEqual(['5CG0000103', '5CG0000104']);
    expect(view.problems).toMatchObject([{ field: 'serials', text: expect.stringContaining('X1') }]);
    expect(view.inputs.serials).toBe('X1');
  });

  test('what is no serial stays in the field, whatever its length, and is named in short', async () => {
    const { desk, request } = await approved();
    const endless = 'X'.repeat(300);
    const view = as(
      await desk.act(EVE, 'work.receive', { request, ...box, serials: `8KLM2X3\n${endless}` }),
      'receive',
    );
    expect(view.inputs.serials).toBe(endless);
    expect(view.problems[0]?.text).toMatch(/^X{30} is not a serial/);
  });

  test('a Lenovo composite that is known already stays in the field as it was scanned', async () => {
    const { desk, request } = await approved();
    const lenovo = { ...box, request, model: 'Lenovo ThinkPad T14' };
    await desk.act(EVE, 'work.receive', { ...lenovo, serials: '1S21HM0000PF4ABC12' });
    const other = await approve(desk);
    const serials = 'PF4ABC13\n1S21HM0000PF4ABC12';
    const view = as(await desk.act(EVE, 'work.receive', { ...lenovo, request: other, serials }), 'receive');
    expect(view.justNow).toBe(1);
    expect(view.inputs.serials).toBe('1S21HM0000PF4ABC12');
  });
});

describe('a step on all devices', () => {
  test('does the good ones though there are many bad ones before them', async () => {
    const { desk, request } = await approved({ quantity1: '200', assignedUser: '', location: '' });
    const serials = serialsOf(200);
    await received(desk, request, serials);
    await desk.act(EVE, 'work.do', { request, step: 'image' });
    const assignments = serials
      .slice(100)
      .map((serial) => `${serial}, Sam Stone, Room 1`)
      .join('\n');
    const view = as(await desk.act(EVE, 'work.do', { request, step: 'stage', label: 'true', assignments }), 'work');
    expect(view.note).toBe('100 devices staged, 2 to check.');
    expect(view.waiting).toHaveLength(100);
    expect(view.problems).toMatchObject([{ field: 'assignedUser' }, { field: 'location' }]);
  });

  test('delivered again by Teams does not reach devices that came in meanwhile', async () => {
    const { desk, request } = await approved({ quantity1: '3' });
    await received(desk, request, serialsOf(2));
    const click = { request, step: 'image', units: '1-2' };
    await desk.act(EVE, 'work.do', click);
    await received(desk, request, serialsOf(1, 2));
    const again = await desk.act(EVE, 'work.do', click);
    expect((await unitsOf(desk, request)).map(({ done }) => done)).toEqual([2, 2, 1]);
    expect(as(again, 'work').waiting.map(({ serial }) => serial)).toEqual(['BULK002']);
  });

  test('is not what somebody means who has typed something into the field of serials', async () => {
    const { desk, request } = await approved();
    await received(desk, request, serialsOf(2));
    for (const serials of ['-', ' , ', '–;']) {
      const view = as(await desk.act(EVE, 'work.do', { request, step: 'image', serials }), 'work');
      expect(view.problems).toMatchObject([{ field: 'serials' }]);
    }
    expect((await unitsOf(desk, request)).map(({ done }) => done)).toEqual([1, 1]);
  });
});

describe('naming users and places while staging', () => {
  async function imaged(): Promise<{ desk: DeskOffice; request: string }> {
    const office = await approved({ assignedUser: '', location: '' });
    await received(office.desk, office.request, ['8KLM2X3', '8KLM2X4']);
    await office.desk.act(EVE, 'work.do', { request: office.request, step: 'image' });
    return office;
  }

  test('a line with a serial that is not of the order is refused, and nobody gets the wrong device', async () => {
    const { desk, request } = await imaged();
    const data = { request, step: 'stage', label: 'true', assignedUser: 'Sam Stone', location: 'Room 1' };
    const assignments = '8KLM2X9, Ivy Irwin, Room 2';
    const view = as(await desk.act(EVE, 'work.do', { ...data, assignments }), 'work');
    expect(view.problems).toMatchObject([{ field: 'assignments', text: expect.stringContaining('8KLM2X9') }]);
    expect(view.inputs).toMatchObject({ assignments, assignedUser: 'Sam Stone' });
    expect((await unitsOf(desk, request)).map(({ assignedUser }) => assignedUser)).toEqual([null, null]);
  });

  test('a line says only what is open: a place that the order has already is refused for what it is', async () => {
    const { desk, request } = await approved({ assignedUser: '' });
    await received(desk, request, ['8KLM2X3', '8KLM2X4']);
    await desk.act(EVE, 'work.do', { request, step: 'image' });
    const data = { request, step: 'stage', label: 'true' };
    const assignments = '8KLM2X3, Sam Stone, room 1\n8KLM2X4, Pat Poe';
    const view = as(await desk.act(EVE, 'work.do', { ...data, assignments }), 'work');
    const text = '8KLM2X3 goes to Baton Rouge, room 2.14 already. Leave the place out.';
    expect(view.problems).toEqual([{ field: 'assignments', text }]);
    await desk.act(EVE, 'work.do', { ...data, assignments: '8KLM2X3, Sam Stone' });
    expect((await unitsOf(desk, request)).map(({ assignedUser }) => assignedUser?.name)).toEqual([
      'Sam Stone',
      'Pat Poe',
    ]);
  });

  test('where only places are open, a line is a serial and a place', async () => {
    const { desk, request } = await approved({ location: '' });
    await received(desk, request, ['8KLM2X3', '8KLM2X4']);
    await desk.act(EVE, 'work.do', { request, step: 'image' });
    const data = { request, step: 'stage', label: 'true' };
    const assignments = '8KLM2X3, room 1\n8KLM2X4, Pat Poe, room 2';
    const view = as(await desk.act(EVE, 'work.do', { ...data, assignments }), 'work');
    const text = '8KLM2X4 is for Sam Stone already. Leave the name out.';
    expect(view.problems).toEqual([{ field: 'assignments', text }]);
    expect((await unitsOf(desk, request))[0]).toMatchObject({
      assignedUser: { name: 'Sam Stone' },
      location: 'room 1',
    });
  });

  test.each(['\u200b', '\u3164 \u00ad', '\u0000'])(
    '%j is no name and no place, and as a model no model',
    async (text) => {
      const { desk, request } = await imaged();
      const data = { request, step: 'stage', label: 'true', assignedUser: text, location: text };
      const view = as(await desk.act(EVE, 'work.do', data), 'work');
      expect(view.problems.map(({ field }) => field)).toEqual(['assignedUser', 'location']);
      const more = await approve(desk);
      const typed = { ...box, request: more, serials: '8KLM2X5', model: text };
      const receiving = as(await desk.act(EVE, 'work.receive', typed), 'receive');
      expect(receiving.problems.map(({ field }) => field)).toEqual(['model']);
    },
  );

  test('a name or a place that is too long is refused, not cut', async () => {
    const { desk, request } = await imaged();
    const data = { request, step: 'stage', label: 'true', assignedUser: 'N'.repeat(81), location: 'P'.repeat(121) };
    const view = as(await desk.act(EVE, 'work.do', data), 'work');
    expect(view.problems.map(({ field }) => field)).toEqual(['assignedUser']);
    const then = as(await desk.act(EVE, 'work.do', { ...data, assignedUser: 'Sam Stone' }), 'work');
    expect(then.problems.map(({ field }) => field)).toEqual(['location']);
    expect((await unitsOf(desk, request)).map(({ done }) => done)).toEqual([2, 2]);
  });
});

describe('cancelling', () => {
  test.each([1, 90, 180])('what has %d devices says so, and not that somebody was first', async (quantity) => {
    const { desk, request } = await approved({ quantity1: String(quantity) });
    const view = as(await desk.act(ED, 'request.cancel', { request, ...CANCEL_ALL }), 'request');
    expect(view.request.status).toBe('cancelled');
    expect([view.note, view.refused]).toEqual([null, false]);
  });

  test('the 90 devices of an order that replaces others, which stays open, is not refused afterwards', async () => {
    const replacing = { additional: '', replaces: '5CG0000001', becomes: 'spare' };
    const { desk, request } = await approved({ quantity1: '91', ...replacing });
    await received(desk, request, ['8KLM2X3']);
    await deployAll(desk, request);
    const view = as(await desk.act(ED, 'request.cancel', { request, ...CANCEL_ALL }), 'request');
    expect(view.request.units.filter(({ cancelled }) => cancelled)).toHaveLength(90);
    expect([view.note, view.refused]).toEqual(['90 devices cancelled.', false]);
    const again = as(await desk.act(ED, 'request.cancel', { request, ...CANCEL_ALL }), 'request');
    expect([again.note, again.refused]).toEqual([expect.stringContaining('nothing can be cancelled'), true]);
  });

  test('the 90 devices that are not deployed yet is not refused afterwards', async () => {
    const { desk, request } = await approved({ quantity1: '91' });
    await received(desk, request, ['8KLM2X3']);
    await deployAll(desk, request);
    const view = as(await desk.act(ED, 'request.cancel', { request, ...CANCEL_ALL }), 'request');
    expect(view.request.status).toBe('closed');
    expect([view.note, view.refused]).toEqual(['90 devices cancelled.', false]);
  });
});

test('units go along with a button as spans, and come back as the same units', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 250 })), (numbers) => {
      const spans = spansOf(numbers);
      const back = Array.from({ length: 251 }, (_, no) => no).filter((no) => isInSpans(spans, no));
      expect(back).toEqual(numbers.toSorted((a, b) => a - b));
      expect(spans.length).toBeLessThan(1000);
    }),
  );
});

test.each(['', 'x', '-', '1-', '3-1', '1e9', '__proto__'])('“%s” are no units, or few', (spans) => {
  expect(isInSpans(spans, 2)).toBe(false);
});
