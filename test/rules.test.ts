import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many rules the policy has been read into. */
const RULES = 58;

/** The titles of the tests in a file: what stands between quotes after `it(`, `test(`, `describe(` and their `.each`. */
function titlesIn(source: string): string[] {
  return [...source.matchAll(/\b(?:it|test|describe)(?:\.each\([^)]*\))?\(\s*(['"`])((?:(?!\1).)+)\1/g)].map(
    ([, , title = '']) => title,
  );
}

/** The numbers in "Rule 12", "Rules 3 and 13", "Rules 40 to 44", "Rules 35, 36 and 45". */
function rulesIn(title: string): number[] {
  return [...title.matchAll(/\bRules? (\d+(?:(?:, | and | to )\d+)*)/g)].flatMap(([, list = '']) =>
    list.split(/, | and /).flatMap((part) => {
      const [from = 0, to = from] = part.split(' to ').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    }),
  );
}

test('every rule of the policy is named by a test', () => {
  const files = globSync('**/*.test.ts', { cwd: __dirname });
  const named = new Set(
    files.flatMap((file) => titlesIn(readFileSync(join(__dirname, file), 'utf8')).flatMap(rulesIn)),
  );
  const all = Array.from({ length: RULES }, (_, index) => index + 1);
  expect(all.filter((rule) => !named.has(rule))).toEqual([]);
});
