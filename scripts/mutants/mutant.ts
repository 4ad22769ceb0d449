/** A rule that is broken in one place, by other words in the place of those that keep it. */
export interface Mutant {
  /** What would be wrong. */
  breaks: string;
  file: string;
  find: string;
  replace: string;
  /** Where the tests are that should notice, if not among those of the rules. */
  tests?: readonly string[];
}
