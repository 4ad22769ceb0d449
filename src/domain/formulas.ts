/** What a spreadsheet could take for a formula when it opens a file of text; blanks before it do not keep it from that. */
const FORMULA = /^\s*[=+\-@\t\r\n]/;

/** A text that no spreadsheet takes for a formula: with an apostrophe before what would be one (Rule 29). */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that was guarded, or is none that would be. */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
