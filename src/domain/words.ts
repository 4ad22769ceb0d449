/** Has no picture: control characters, marks of direction, joiners, fillers, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A name or a place as records keep it: without needless blanks; nothing when there is nothing in it to see. */
export function wordsOf(text: string): string {
  const words = text.trim().replace(/\s+/g, ' ');
  return isBlank(words) ? '' : words;
}

/** Whether a text shows nothing. */
export function isBlank(text: string): boolean {
  return text.replace(UNSEEN, '').trim() === '';
}

/** Whether two names read the same, however they were typed. */
export function isSameName(one: string, other: string): boolean {
  return spelled(one) === spelled(other);
}

function spelled(name: string): string {
  const seen = name.normalize('NFKC').replace(/\s+/g, ' ').replace(UNSEEN, '');
  return seen.replace(/ +/g, ' ').trim().toLowerCase();
}
