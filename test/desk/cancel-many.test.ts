import { sampleCards } from '../cards/sample-cards.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, ED] = ['01', '02', '06'] as const;

/** An office with an approved order of 250 laptops. */
async function office(): Promise<{ desk: DeskOffice; request: string }> {
  const desk = new DeskOffice(await engine.open());
  const request = desk.house.newRequestId('PARKS');
  await desk.act(RITA, 'order.submit', filledOrder(request, { quantity1: '250', assignedUser: '', location: '' }));
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
  return { desk, request };
}

async function cancelSome({ desk, request }: { desk: DeskOffice; request: string }, which: string, toCome = '') {
  const data = { request, toCome, cancelWhat: 'some', cancelWhich: which, cancelReason: 'Too many.' };
  return as(await desk.act(ED, 'request.cancel', data), 'request');
}

describe('Rule 20: cancelling many of 250 devices', () => {
  test.each(['', '1-250'])(
    'as many go as are asked for, on a card that showed “%s” as still to come',
    async (toCome) => {
      const view = await cancelSome(await office(), '120 standard laptops', toCome);
      expect(view.request.units.filter(({ cancelled }) => cancelled)).toHaveLength(120);
      expect(view.note).toBe('120 devices cancelled. The others go on.');
    },
  );

  test.each([
    ['serials', Array.from({ length: 250 }, (_, index) => `7WRONG${index + 100}`), 245],
    ['items', Array.from({ length: 250 }, (_, index) => `1 blue chair ${index + 100}`), 245],
    ['long serials', Array.from({ length: 250 }, (_, index) => `7WRONGLYTYPEDSERIAL${index + 10_000}`), 245],
  ])('250 wrong %s are refused on a card that Teams takes', async (_what, wrong, more) => {
    const view = await cancelSome(await office(), wrong.join('\n'));
    expect(view).toMatchObject({ refused: true, typed: { which: wrong.join('\n') } });
    expect(view.note).toMatch(new RegExp(`And ${more} more\\.$`));
    expect(Buffer.byteLength(JSON.stringify(sampleCards.render(view)))).toBeLessThan(28 * 1024);
  });

  test('a few wrong ones are all said', async () => {
    const { note } = await cancelSome(await office(), '7WRONG1, 7WRONG2');
    expect(note).toMatch(/^7WRONG1 is not a device of .* 7WRONG2 is not a device of /);
    expect(note).not.toMatch(/more/);
  });
});
