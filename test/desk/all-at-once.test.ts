import { as, DeskOffice, filledOrder, PURGE } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, ED, FINN, EVE] = ['01', '02', '06', '08', '0d'] as const;

function fieldsOf({ problems }: { problems: { field: string | null }[] }): (string | null)[] {
  return problems.map(({ field }) => field);
}

/** An order of two laptops for nobody yet, approved. */
async function ordered(): Promise<{ desk: DeskOffice; request: string }> {
  const desk = new DeskOffice(await engine.open());
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request, { assignedUser: '', location: '' })), 'request');
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
  return { desk, request };
}

/** Two devices that wait to be sanitized for surplus. */
async function collected(): Promise<{ desk: DeskOffice; request: string }> {
  const desk = new DeskOffice(await engine.open());
  const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
  const filled = { serials: '5CG0000001 5CG0000002', outcome: 'surplus', reason: 'Old.' };
  as(await desk.act(RITA, 'decommission.submit', { request, ...filled }), 'request');
  as(await desk.act(FINN, 'work.do', { request, step: 'collect' }), 'request');
  return { desk, request };
}

describe('all that is wrong comes back in one answer, beside its field, with what was typed', () => {
  test('Rule 24: on receipt, and nothing is received', async () => {
    const { desk, request } = await ordered();
    const typed = { serials: '8KLM2X\n8REDX01\n8KLM2X3', model: ' ', warranty: '2026-11-23' };
    const view = as(await desk.act(EVE, 'work.receive', { request, item: 'LT-STD', ...typed }), 'receive');
    expect(fieldsOf(view)).toEqual(['serials', 'model', 'warranty']);
    expect(view.problems[0]?.text).toMatch(/^8REDX01 is known already/);
    expect(view).toMatchObject({ inputs: typed, here: [] });
    const dell = { ...typed, model: 'Dell Latitude 5450' };
    const more = as(await desk.act(EVE, 'work.receive', { request, item: 'LT-STD', ...dell }), 'receive');
    expect(fieldsOf(more)).toEqual(['serials', 'serials', 'warranty']);
    const empty = as(await desk.act(EVE, 'work.receive', { request, item: 'LT-STD' }), 'receive');
    expect(fieldsOf(empty)).toEqual(['serials', 'model', 'warranty']);
  });

  test('Rule 24: of too many as well, for the order or for a click', async () => {
    const { desk, request } = await ordered();
    const many = (count: number) => Array.from({ length: count }, (_, index) => `BULK${1000 + index}`).join(' ');
    for (const [count, text] of [
      [3, '3 new serials, but 2 units are'],
      [251, '251 serials are too many at once'],
    ] as const) {
      const sent = { request, item: 'LT-STD', serials: many(count) };
      const view = as(await desk.act(EVE, 'work.receive', sent), 'receive');
      expect(fieldsOf(view)).toEqual(['serials', 'model', 'warranty']);
      expect(view.problems[0]?.text).toContain(text);
      expect(view.inputs.serials).toBe(many(count));
    }
  });

  test('Rule 44: on sanitization, and nothing is certified', async () => {
    const { desk, request } = await collected();
    const typed = { serials: '8REDX01', media: 'flash', mediaSerial: 'SSD-1', tool: 'Eraser', toolVersion: '' };
    const sent = { request, ...typed, technique: 'degauss', verification: '', validator: '' };
    const view = as(await desk.act(FINN, 'work.sanitize', sent), 'sanitize');
    expect(fieldsOf(view)).toEqual(['serials', 'method', 'technique', 'toolVersion', 'verification', 'validator']);
    expect(view.inputs).toMatchObject({ ...typed, technique: 'degauss' });
    expect(view.waiting).toHaveLength(2);
    const empty = as(
      await desk.act(FINN, 'work.sanitize', { request, mediaSerial: 'SSD-1', serials: '--' }),
      'sanitize',
    );
    expect(fieldsOf(empty)).toEqual([
      ...['serials', 'method', 'media', 'technique', 'mediaSerial'],
      ...['tool', 'toolVersion', 'verification', 'validator'],
    ]);
  });

  test('Rule 44: what is wrong with media and methods, whatever else is', async () => {
    const { desk, request } = await collected();
    const sent = { request, ...PURGE, method: 'clear', technique: 'degauss', mediaSerial: 'SSD-1', tool: '' };
    const view = as(await desk.act(FINN, 'work.sanitize', sent), 'sanitize');
    expect(fieldsOf(view)).toEqual(['method', 'technique', 'mediaSerial', 'tool']);
  });

  test('Rules 9 and 25: in staging, of people, places and the label', async () => {
    const { desk, request } = await ordered();
    const box = { item: 'LT-STD', serials: '8KLM2X3', model: 'Dell Latitude 5450', warranty: '2029-11-23' };
    await desk.act(EVE, 'work.receive', { request, ...box });
    await desk.act(EVE, 'work.do', { request, step: 'image' });
    const view = as(await desk.act(EVE, 'work.do', { request, step: 'stage' }), 'work');
    expect(fieldsOf(view)).toEqual(['assignedUser', 'location', 'label']);
    const other = { request, step: 'stage', assignments: '8KLM2X9, Sam Stone' };
    const lines = as(await desk.act(EVE, 'work.do', other), 'work');
    expect(fieldsOf(lines)).toEqual(['assignedUser', 'location', 'assignments', 'label']);
    expect(lines.inputs.assignments).toBe(other.assignments);
  });
});
