import { problemLines, problemOf, thingsToFix } from '../../src/cards/problems.ts';
import type { Problem } from '../../src/domain/request/outcome.ts';

function about(serial: string, common: string): Problem {
  return { field: 'serials', text: `${serial} is one.`, device: { serial, common } };
}

describe('what is wrong with many devices (Rule 38)', () => {
  test('is said once, with all of them by name', () => {
    const serials = Array.from({ length: 40 }, (_, index) => `8KLM9${index}`);
    const problems = [...serials.map((serial) => about(serial, 'Not Dell serials')), about('8REDX01', 'Known already')];
    expect(problemOf(problems, 'serials')).toBe(`⚠ Not Dell serials: ${serials.join(', ')}. 8REDX01 is one.`);
    expect(thingsToFix(problems)).toBe('⚠ 2 things to fix');
    const [first, second, ...more] = problemLines(problems, () => 'Serial numbers');
    expect(first).toEqual({ lead: 'Serial numbers: ', text: expect.stringMatching(/^Not Dell serials: .*…$/) });
    expect([second?.text, more]).toEqual(['8REDX01 is one.', []]);
  });

  test('names those too whose problem is one of too many', () => {
    const problems = Array.from({ length: 9 }, (_, index) => about(`8KLM00${index}`, `Known at ${index}`));
    expect(problemOf(problems, 'serials')).toMatch(/To check as well: 8KLM005, 8KLM006, 8KLM007, 8KLM008\.$/);
  });
});
