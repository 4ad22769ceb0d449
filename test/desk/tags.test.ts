import { keys } from '../../src/desk/documents.ts';
import { as, type DeskOffice } from './desk-office.ts';
import { ADA, approved, deploy, MIA, office, RAVI, received, SUPPLIED, WANDA } from './purchase-office.ts';

/** Another purchase of REV’s, received as TAB00003 and TAB00004. */
async function receivedMore(desk: DeskOffice): Promise<string> {
  const request = await approved(desk);
  await desk.act(ADA, 'work.procure', { request, ...SUPPLIED });
  const box = { item: 'TB-STD', model: 'Acme Tab 11', warranty: '2029-11-23' };
  await desk.act(WANDA, 'work.receive', { request, ...box, serials: 'TAB00003 TAB00004' });
  return request;
}

async function tagOf(desk: DeskOffice, serial: string): Promise<string | undefined> {
  return (await desk.house.store.read(keys.device('REV', serial)))?.body.property?.tag?.number;
}

describe('Rule 53: an agency’s own tag', () => {
  test('is on one device of the agency, in whichever purchase it came', async () => {
    const desk = await office();
    const [one, two] = [await received(desk), await receivedMore(desk)];
    await desk.act(RAVI, 'tag.record', { request: one, tag_TAB00001: 'RV-1', tag_TAB00002: 'RV-12' });
    const same = as(await desk.act(RAVI, 'tag.record', { request: two, tag_TAB00003: 'rv-1' }), 'tag');
    expect(same.problems).toEqual([{ field: 'tag_TAB00003', text: 'Tag rv-1 is on TAB00001 too. Check both.' }]);
    expect(await tagOf(desk, 'TAB00003')).toBeUndefined();
    await desk.act(RAVI, 'tag.record', { request: two, tag_TAB00003: 'RV-2' });
    expect(await tagOf(desk, 'TAB00003')).toBe('RV-2');
  });

  test('that was typed wrongly is put right as a correction, and is free again', async () => {
    const desk = await office();
    const [one, two] = [await received(desk), await receivedMore(desk)];
    await deploy(desk, one);
    await desk.settle();
    await desk.act(RAVI, 'tag.record', { request: one, tag_TAB00001: 'RV-1', tag_TAB00002: 'RV-2' });
    const wrong = await desk.act(RAVI, 'tag.record', { request: one, tag_TAB00001: 'RV-7' });
    expect(JSON.stringify(wrong)).toContain(
      'TAB00001 bears tag RV-1 already. If that is wrong, type correct TAB00001.',
    );
    const form = as(await desk.say(ADA, 'correct TAB00001'), 'correction form');
    expect(form.inputs).toMatchObject({ tag: 'RV-1', was: { tag: 'RV-1' } });
    const sent = { ...form.inputs, request: form.request, reason: 'Read from the wrong sticker.' };
    for (const [tag, text] of [
      ['RV-2', 'Tag RV-2 is on TAB00002 too. Check both.'],
      ['', 'Write the tag as it stands on the device: 30 letters or digits at most.'],
    ]) {
      const refused = as(await desk.act(ADA, 'correction.submit', { ...sent, tag }), 'correction form');
      expect(refused.problems).toEqual([{ field: 'tag', text }]);
    }
    as(await desk.act(ADA, 'correction.submit', { ...sent, tag: 'RV-7' }), 'request');
    expect(await tagOf(desk, 'TAB00001')).toBe('RV-7');
    const device = as(await desk.say(MIA, 'TAB00001'), 'device');
    expect(device.history[0]?.what).toBe('Tag: RV-1 → RV-7, because: Read from the wrong sticker.');
    await desk.act(RAVI, 'tag.record', { request: two, tag_TAB00003: 'RV-1' });
    expect(await tagOf(desk, 'TAB00003')).toBe('RV-1');
  });

  test('is not asked for by the correction of a device that bears none', async () => {
    const desk = await office();
    await deploy(desk, await received(desk));
    await desk.settle();
    const form = as(await desk.say(ADA, 'correct TAB00001'), 'correction form');
    const sent = { ...form.inputs, request: form.request, reason: 'It has one.', tag: 'RV-7' };
    const refused = as(await desk.act(ADA, 'correction.submit', sent), 'correction form');
    expect(refused.problems).toEqual([{ field: 'tag', text: 'TAB00001 has no tag on record that could be wrong.' }]);
    as(await desk.act(ADA, 'correction.submit', { ...sent, tag: '', location: 'Room 6' }), 'request');
  });
});
