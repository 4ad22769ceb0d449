import { readWanted } from '../../scripts/sample/wanted.ts';

const NOW = new Date('2026-11-24T15:00:00.000Z');

describe('a made-up state that is asked for', () => {
  it('ends with the day before, so that nothing of it is in the future', () => {
    expect(readWanted([], NOW)).toEqual({
      devices: 50_000,
      recent: 0,
      seed: 1,
      until: Date.parse('2026-11-23T22:00:00.000Z'),
    });
  });

  it('ends on the day that is said', () => {
    expect(readWanted(['--until', '2026-02-28', '--devices', '100'], NOW)).toMatchObject({
      devices: 100,
      until: Date.parse('2026-02-28T22:00:00.000Z'),
    });
  });

  it.each([
    ['2026-02-31', '--until is no day: 2026-02-31. Write it like 2026-11-23.'],
    ['tomorrow', '--until is no day: tomorrow. Write it like 2026-11-23.'],
  ])('never ends on %s', (day, sentence) => {
    expect(() => readWanted(['--until', day], NOW)).toThrow(sentence);
  });

  it('is of whole devices', () => {
    expect(() => readWanted(['--devices', '99'], NOW)).toThrow('--devices is 99: a whole number of 100 or more');
  });
});
