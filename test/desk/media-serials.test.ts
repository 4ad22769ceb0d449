import { keys } from '../../src/desk/documents.ts';
import { as, type DeskOffice, PURGE } from './desk-office.ts';
import { agreed, EVE, transferOffice, work } from './transfer-office.ts';

let desk: DeskOffice;
let request: string;

beforeEach(async () => {
  desk = await transferOffice();
  request = await agreed(desk);
  await work(desk, request, 'collect');
});

const sanitize = (mediaSerial: string, more: Record<string, string> = {}) =>
  desk.act(EVE, 'work.sanitize', { request, ...PURGE, mediaSerial, ...more });

async function mediaOf(...serials: string[]): Promise<(string | undefined)[]> {
  const read = serials.map((serial) => desk.house.store.read(keys.certificate('PARKS', serial, request)));
  return (await Promise.all(read)).map((certificate) => certificate?.body.mediaSerial);
}

describe('Rule 44: a certificate names the medium that was meant', () => {
  test.each([
    ['a comma', '7BLUE01, S4EVNX0R1\n5CG0000003, S4EV NX0R2'],
    ['a blank', '7BLUE01 S4EVNX0R1\n5cg0000003  S4EV NX0R2'],
    ['a tab', '7BLUE01\tS4EVNX0R1\r\n\r\n5CG0000003\tS4EV NX0R2'],
  ])('parted from its device by %s', async (_, text) => {
    as(await sanitize(text), 'request');
    expect(await mediaOf('7BLUE01', '5CG0000003')).toEqual(['S4EVNX0R1', 'S4EV NX0R2']);
  });

  test.each([
    ['a medium without its device', '7BLUE01, S4EVNX0R1\nS4EVNX0R2', '"S4EVNX0R2" does not say which device'],
    ['one medium for two devices', 'S4EVNX0R1', '"S4EVNX0R1" does not say which device'],
    ['words after something that is no device of it', '5CG0000009 S4EVNX0R1', 'does not say which device'],
    ['a device without its medium', '7BLUE01,', '"7BLUE01," does not say which device'],
    ['two devices on one medium', '7BLUE01, S4EV-1\n5CG0000003, s4ev1', 'The medium s4ev1 is named twice'],
    ['two media for one device', '7BLUE01, S4EV-1\n7BLUE01, S4EV-2', '7BLUE01 is named twice'],
    ['three words', '7BLUE01, S4EV-1, S4EV-2', 'does not say which device'],
  ])('%s is refused beside the field, and nothing is written', async (_, text, said) => {
    const card = as(await sanitize(text), 'sanitize');
    expect(card.problems).toEqual([{ field: 'mediaSerial', text: expect.stringContaining(said) }]);
    expect(card.inputs.mediaSerial).toBe(text);
    expect(await mediaOf('7BLUE01', '5CG0000003')).toEqual([undefined, undefined]);
  });

  test('a serial that was misread stays in its field with its medium, and the next click certifies nobody unnamed', async () => {
    const media = '7BLUE01, S4EVNX0R1\n5CG0000003, S4EVNX0R2';
    const card = as(await sanitize(media, { serials: '7BLUE01 5CG000000Z' }), 'sanitize');
    expect(card.note).toBe('1 device sanitized, 1 to check.');
    expect(card.inputs).toMatchObject({ serials: '5CG000000Z', mediaSerial: '5CG0000003, S4EVNX0R2' });
    as(await desk.act(EVE, 'work.sanitize', { request, ...card.inputs }), 'sanitize');
    expect(await mediaOf('7BLUE01', '5CG0000003')).toEqual(['S4EVNX0R1', undefined]);
  });

  test('the only device needs no naming, and the click delivered again is once', async () => {
    as(await sanitize('S4EV NX0R1', { serials: '7BLUE01' }), 'sanitize');
    const again = as(await sanitize('S4EV NX0R1', { serials: '7BLUE01' }), 'sanitize');
    expect(again.problems).toEqual([]);
    as(await sanitize('5CG0000003 S4EVNX0R2'), 'request');
    expect(await mediaOf('7BLUE01', '5CG0000003')).toEqual(['S4EV NX0R1', 'S4EVNX0R2']);
  });
});
