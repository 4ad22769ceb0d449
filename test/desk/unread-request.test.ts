import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { StoreError } from '../../src/desk/ports/store.ts';
import { as, DeskOffice } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX] = ['01', '02'] as const;
const SERIAL = '5CG0000003';

/** A device in a request, on its way; then reading a request comes to nothing, for this reason. */
async function unread(fault: StoreError['fault']): Promise<{ desk: DeskOffice; request: string }> {
  const desk = new DeskOffice(await engine.open());
  const { store } = desk.house;
  const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
  const form = { request, serials: SERIAL, outcome: 'surplus', reason: 'Old.', seenOwed: {} };
  as(await desk.act(RITA, 'decommission.submit', form), 'request');
  const device = await store.read(keys.device('PARKS', SERIAL));
  if (device === undefined) throw new Error('missing');
  await store.commit([{ do: 'put', key: device.key, body: { ...device.body, status: 'staged' } }]);
  const read = store.read.bind(store);
  const broken: Store['read'] = async (key) => {
    if (key.type === 'request') throw new StoreError(fault, `${key.id} cannot be read`);
    return read(key);
  };
  jest.spyOn(store, 'read').mockImplementation(broken as never);
  return { desk, request };
}

describe('a device whose request does not parse', () => {
  test.each([SERIAL, `${SERIAL} 5CG0000004`, 'devices', 'devices staged'])('is shown for “%s”', async (text) => {
    const { desk, request } = await unread('broken document');
    const view = await desk.say(MAX, text);
    if (view.card === 'device') expect(view).toMatchObject({ device: { serial: SERIAL }, underWay: null });
    else {
      const row = as(view, 'devices').rows.find(({ serial }) => serial === SERIAL);
      expect(row).toMatchObject({ device: { serial: SERIAL }, underWay: null });
    }
    const warning = 'a request cannot be read; its devices are shown without what is next';
    expect(desk.logged).toEqual([[warning, { requestId: request, err: expect.any(StoreError) }]]);
  });

  test('is not shown where the store itself is in trouble: that passes', async () => {
    const { desk } = await unread('unavailable');
    await expect(desk.say(MAX, SERIAL)).rejects.toThrow('cannot be read');
  });
});
