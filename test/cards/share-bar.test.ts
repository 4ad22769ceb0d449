import { shareBar } from '../../src/cards/share-bar.ts';
import { paidBy } from '../../src/domain/commitment.ts';
import { addMonths } from '../../src/domain/months.ts';
import { as } from '../desk/desk-office.ts';
import { textsOf } from './card-json.ts';
import { sampleCards } from './sample-cards.ts';
import { SAMPLE_VIEWS } from './sample-views.ts';
import { commitment } from './samples/world.ts';

function blocksOf(share: number): string {
  const { bar } = shareBar('some', 'others', share);
  return Array.isArray(bar) ? bar.map(({ blocks }) => blocks).join('') : '';
}

describe('a share bar', () => {
  test.each([
    [0, 0],
    [1, 1],
    [24, 12],
    [29, 15],
    [47, 23],
    [48, 24],
  ])('of %i in 48 has %i of 24 blocks filled', (months, full) => {
    expect(blocksOf(months / 48)).toBe('█'.repeat(full) + '░'.repeat(24 - full));
  });

  test('is empty only for nothing, and full only for all', () => {
    expect(blocksOf(0.001)).toBe(`█${'░'.repeat(23)}`);
    expect(blocksOf(0.999)).toBe(`${'█'.repeat(23)}░`);
  });
});

describe('Rules 46 and 50: the device card counts months that are over', () => {
  const view = as(SAMPLE_VIEWS['device-in-service'], 'device');

  /** The words of the card in the 48th, first, … month of a commitment. */
  function wordsIn(nth: number): string[] {
    const first = addMonths('2026-11', 1 - nth);
    const paid = paidBy(commitment('7BLUE01', first), '2026-11');
    const owes = { rateCents: 3292, billingCode: 'PARKS-200', paid, passedOn: null };
    return textsOf(sampleCards.render({ ...view, commitment: owes }));
  }

  test.each([
    [1, '0 of 48 months billed', '$1,547.24 owed after Nov 2026'],
    [2, '1 of 48 months billed', '$1,514.32 owed after Nov 2026'],
    [25, '24 of 48 months billed', '$757.16 owed after Nov 2026'],
    [48, '47 of 48 months billed', 'last one for November 2026'],
  ])('in month %i: %s', (nth, billed, left) => {
    expect(wordsIn(nth)).toEqual(expect.arrayContaining([billed, left]));
    expect(wordsIn(nth).join(' ')).not.toContain('paid');
  });

  test('the first month is named where nothing is billed yet', () => {
    expect(wordsIn(1).join(' ')).toContain('Hardware $32.92 from November 2026 until October 2030');
    expect(wordsIn(2).join(' ')).toContain('Hardware $32.92 until September 2030');
  });

  test('after the last month: 48 of 48 months billed', () => {
    const words = wordsIn(49);
    expect(words).toContain('48 of 48 months billed');
    expect(words.join(' ')).toMatch(/Hardware is paid off since October 2026\./);
  });
});
