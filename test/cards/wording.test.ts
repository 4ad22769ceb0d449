import { cancelData } from '../../src/cards/cancel.ts';
import { createDates } from '../../src/cards/dates.ts';
import { request } from '../../src/cards/request.ts';
import { escaped, listed, listedShort, shortened, shown } from '../../src/cards/text.ts';
import { netFigure, netLead, netReason, owedOn, sumUp, supportChange } from '../../src/cards/wording.ts';
import type { RequestView } from '../../src/desk/views/requests.ts';
import { SAMPLE_VIEWS } from './sample-views.ts';
import { FORM, read } from './samples/requests.ts';
import { NOW } from './samples/world.ts';

describe('dates', () => {
  const dates = createDates('America/Chicago');

  test('are of the state’s time zone, and have a year only when it is another', () => {
    expect(dates.moment('2026-11-24T15:14:00.000Z', NOW)).toBe('today 9:14 AM');
    expect(dates.moment('2026-11-24T05:59:00.000Z', NOW)).toBe('Nov 23');
    expect(dates.dayOf('2025-12-31T12:00:00.000Z', NOW)).toBe('Dec 31, 2025');
    expect(dates.day('2026-10-01', NOW.day)).toBe('Oct 1');
    expect(dates.day('2026-10-01')).toBe('Oct 1, 2026');
    expect(dates.month('2028-06')).toBe('June 2028');
  });
});

describe('the net count', () => {
  test('is that of the order alone, where an order has opened the request (Rule 13)', () => {
    const view = SAMPLE_VIEWS['request-child'];
    if (view?.card !== 'request') throw new Error('there is no such sample');
    expect(sumUp(view.request)).toBe('Counted in PARKS-7K3M9Q · $625.48 still owed');
    expect(sumUp({ ...view.request, parent: null })).toBe('Net count −1 · support −$25.00 · $625.48 still owed');
  });

  test('reads as a figure and in words', () => {
    expect([1, 0, -2].map(netFigure)).toEqual(['▲\u00A0+1', '=\u00A00', '▼\u00A0−2']);
    expect([1, 0, -2].map(netLead)).toEqual(['Increase of 1:', 'Unchanged:', 'Decrease of 2:']);
    expect([2500, 0, -5000].map(supportChange)).toEqual(['support +$25.00', 'support as before', 'support −$50.00']);
  });

  test('says what counts, what leaves and what does not count', () => {
    const reason = (lines: typeof FORM.lines, additional = false) => {
      const { quote } = read({ ...FORM, lines, ...(additional ? { replaces: '', additional } : {}) }).reading;
      return quote === null ? '' : netReason(quote);
    };
    expect(reason(FORM.lines)).toBe(
      '2 standard laptops count for support, 1 device leaves service. 24-inch monitors do not count.',
    );
    expect(reason([{ item: 'LT-STD', quantity: '1' }], true)).toBe(
      '1 standard laptop counts for support, no device leaves service.',
    );
    expect(reason([{ item: 'MN-24', quantity: '3' }], true)).toBe(
      'nothing ordered counts for support, no device leaves service.',
    );
    expect(reason([{ item: 'LT-STD', quantity: '2', reserve: true }], true)).toBe(
      'nothing ordered counts for support, no device leaves service. 2 devices go to disaster reserve: no support, and their 48 months begin when they first serve.',
    );
    const mixed = [
      { item: 'LT-STD', quantity: '1' },
      { item: 'DT-STD', quantity: '2' },
      { item: 'MN-24', quantity: '1' },
      { item: 'DK-STD', quantity: '1' },
    ];
    expect(reason(mixed)).toBe(
      '3 devices count for support, 1 device leaves service. 24-inch monitors and docking stations do not count.',
    );
  });

  test('comes with what stays owed', () => {
    const device = { serial: '7BLUE01', monthsOwed: 19, owedCents: 62548 };
    expect(Object.values(owedOn([device])).join('')).toBe(' On 7BLUE01 $625.48 (19 of 48 months) stays owed.');
    expect(Object.values(owedOn([device, { ...device, serial: '7BLUE02' }])).join('')).toBe(
      ' On 2 replaced devices $1,250.96 stays owed.',
    );
    expect(Object.values(owedOn([{ ...device, owedCents: 0 }])).join('')).toBe('');
  });
});

describe('texts', () => {
  test('that read as Markdown are escaped, others are left alone', () => {
    expect(escaped('[Approve](https://evil)')).toBe('\\[Approve\\](https://evil)');
    expect(escaped('**now** _or_ `never` ~~at all~~')).toBe('\\*\\*now\\*\\* \\_or\\_ \\`never\\` \\~\\~at all\\~\\~');
    expect(['# a', '> a', '- a', '+ a', '1. a', '2) a', '---', '&lt;'].map(escaped)).toEqual([
      '\\# a',
      '\\> a',
      '\\- a',
      '\\+ a',
      '1\\. a',
      '2\\) a',
      '\\---',
      '\\&lt;',
    ]);
    for (const text of ['24-inch monitor', 'PARKS-200 · $1,200.00', 'Room 2.14 (left)', '#4, A & B', '+1', '5 > 4!']) {
      expect(escaped(text)).toBe(text);
    }
  });

  test('mention nobody and hide nothing', () => {
    expect(shown('Hi <at>Max</at>,\n\n dear < AT >')).toBe('Hi ‹at>Max‹/at>, dear ‹ AT >');
    expect(shown('a\u202Eb\u0000c\u2066d\u200F')).toBe('abcd');
    expect(shown('\uD800 lone')).toBe('\uFFFD lone');
  });

  test('are cut where they are too long, and listed as one says it', () => {
    expect(shortened('Visitor center', 9)).toBe('Visitor…');
    expect(shortened('😀😀😀', 3)).toBe('😀😀😀');
    expect(listed(['Ann', 'Bob', 'Cy'], 'or')).toBe('Ann, Bob or Cy');
    expect(listedShort(['Ann', 'Bob', 'Cy', 'Di'])).toBe('Ann, Bob and 2 more');
  });
});

describe('the card of a request', () => {
  const dates = createDates('America/Chicago');

  function sampleOf(name: string): RequestView {
    const view = SAMPLE_VIEWS[name];
    if (view?.card !== 'request') throw new Error(`there is no request card ${name}`);
    return view;
  }

  /** What its band says once all of it is cancelled. */
  function afterwards(name: string): string {
    const view = sampleOf(name);
    const units = view.request.units.map((unit) => ({ ...unit, cancelled: true }));
    return JSON.stringify(request({ ...view, request: { ...view.request, units } }, dates));
  }

  test.each([
    ['request-decommission', 'To ask again, type decommission.'],
    ['request-loss', 'To ask again, type lost and the serial.'],
    ['request-swap', 'To ask again, type swap and the serial.'],
    ['request-adjustment', 'To ask again, type bill and question the line once more.'],
  ])('%s says what to type to ask again', (name, words) => {
    expect(afterwards(name)).toContain(words);
  });

  test('says who may cancel what an order has opened, and until when', () => {
    expect(cancelData(sampleOf('request-child')).whoCancels).toBe(
      'Who may cancel: an EUC approver, who approved it with its order, until work on each begins.',
    );
  });
});
