import { textsOf } from '../cards/card-json.ts';
import { sampleCards } from '../cards/sample-cards.ts';
import { as } from './desk-office.ts';
import { agreed, EVE, MAX, MIA, RAVI, RITA, transferOffice, work } from './transfer-office.ts';

describe('Rule 25: leased-device labels are printed by EUC', () => {
  test('nobody else gets one, of a device or of what waits to be staged', async () => {
    const desk = await transferOffice();
    const request = await agreed(desk);
    await work(desk, request, 'collect', 'sanitize', 'image');
    const one = { file: 'label', serial: '7BLUE01' };
    const all = { file: 'labels', request };
    as(await desk.act(EVE, 'file.open', one), 'file');
    as(await desk.act(EVE, 'file.open', all), 'file');
    for (const number of [RITA, MAX]) {
      expect(await desk.act(number, 'file.open', one)).toMatchObject({ title: 'Not yours to print' });
    }
    for (const number of [RITA, MAX, RAVI, MIA]) {
      expect(await desk.act(number, 'file.open', all)).toMatchObject({ title: 'Not yours to print' });
    }
    for (const number of [RAVI, MIA]) {
      expect(await desk.act(number, 'file.open', one)).toMatchObject({ title: 'Not found' });
    }
  });
});

describe('Print labels on the Stage card', () => {
  /** Two devices that wait to be staged, and what Eve has typed on the card. */
  async function staging(typed: Record<string, string>) {
    const desk = await transferOffice();
    const request = await agreed(desk);
    await work(desk, request, 'collect', 'sanitize', 'image');
    const inputs = { serials: '', assignedUser: '', location: '', assignments: '', label: '', ...typed };
    const sent = { request, step: 'stage', units: '1-2', ...inputs };
    return { desk, request, inputs, view: await desk.act(EVE, 'work.labels', sent) };
  }

  test('prints what is named in the field, and keeps all that was typed for the way back', async () => {
    const typed = { serials: '7blue-01', location: 'REV, room 5', assignments: '7BLUE01, Ravi Rao', label: 'true' };
    const { desk, inputs, view } = await staging(typed);
    const offered = as(view, 'file');
    expect(offered.title).toBe('Leased-device label');
    const { back } = offered;
    expect(back.verb).toBe('work.open');
    expect(as(await desk.act(EVE, back.verb, back.data), 'work').inputs).toMatchObject({ ...inputs, label: true });
  });

  /** The card of a file, and the one behind its way back. */
  async function thereAndBack(assignments: string) {
    const { desk, view } = await staging({ assignments });
    const offered = as(view, 'file');
    const back = as(await desk.act(EVE, offered.back.verb, offered.back.data), 'work');
    const cards = [offered, back].map((card) => sampleCards.render(card));
    return {
      said: textsOf(cards[0]).join(' '),
      back,
      sizes: cards.map((card) => Buffer.byteLength(JSON.stringify(card))),
    };
  }

  test('keeps what was typed while Teams takes the card with it, and says where it was too long', async () => {
    const line = '7BLUE01, Somebody van Person, Baton Rouge, 1201 North 3rd Street, floor 3\n';
    const short = line.repeat(150);
    const kept = await thereAndBack(short);
    expect(kept.back.inputs.assignments).toBe(short);
    expect(kept.said).not.toContain('too long');
    const lost = await thereAndBack(line.repeat(250));
    expect(lost.back.inputs.assignments).toBe('');
    expect(lost.said).toContain('What you had typed was too long to keep');
    for (const size of [...kept.sizes, ...lost.sizes]) expect(size).toBeLessThan(28 * 1024);
  });

  test('prints all that are still to be staged where nothing is named, the agency’s own left out', async () => {
    const { view } = await staging({ assignedUser: 'Ravi Rao' });
    expect(as(view, 'file').title).toBe('Leased-device label');
    const leased = await transferOffice();
    const request = await agreed(leased, {}, '7BLUE01 7BLUE02');
    await work(leased, request, 'collect', 'sanitize', 'image');
    const all = await leased.act(EVE, 'work.labels', { request, step: 'stage' });
    expect(as(all, 'file').title).toBe('2 leased-device labels');
    const one = await leased.act(EVE, 'work.labels', { request, step: 'stage', serials: '7BLUE02' });
    expect(as(one, 'file').title).toBe('Leased-device label');
  });

  test.each([
    ['8REDX01', '8REDX01 is not a device of PARKS-T00001. Check the label.'],
    ['7BLUE01 8REDX01', '8REDX01 is not a device of PARKS-T00001. Check the label.'],
    ['both of them', 'BOTHOFTHEM is not a device of PARKS-T00001. Check the label.'],
    ['5CG0000003', expect.stringContaining('5CG0000003')],
    ['--', 'That names no device. Give serials, or leave the field empty for all of them.'],
  ])('prints nothing where “%s” is named, says why beside the field and keeps it', async (serials, text) => {
    const { view } = await staging({ serials, location: 'REV, room 5' });
    const card = as(view, 'work');
    expect(card.problems).toMatchObject([{ field: 'serials', text }]);
    expect(card.inputs).toMatchObject({ serials, location: 'REV, room 5' });
  });

  test('is for EUC alone', async () => {
    const { desk, request } = await staging({});
    for (const number of [RITA, MAX, RAVI, MIA]) {
      const view = await desk.act(number, 'work.labels', { request, step: 'stage', serials: '7BLUE01' });
      expect(view).toMatchObject({ title: 'Not yours to print' });
    }
  });
});

test('Rule 44: a certificate is offered where the desk has written one, and not of what was imported', async () => {
  const desk = await transferOffice();
  expect(as(await desk.say(EVE, '7BLUE03'), 'device')).toMatchObject({
    device: { sanitized: { method: 'clear' } },
    hasCertificate: false,
  });
  const request = await agreed(desk, {}, '7BLUE01');
  await work(desk, request, 'collect', 'sanitize');
  expect(as(await desk.say(EVE, '7BLUE01'), 'device').hasCertificate).toBe(true);
});
