/** What moves the cursor of a terminal, colours it or turns its text around. */
const ORDERS = /[^\P{Cc}\n]|\p{Bidi_Control}/gu;

/** Text from a file as a terminal may show it: what is in it to read, and nothing that gives orders. */
export function readable(text: string): string {
  return text.replace(ORDERS, '');
}

/** A control character that no cell should hold, as "U+001B"; undefined when there is none. */
export function controlIn(text: string): string | undefined {
  const [found] = /[^\P{Cc}\t\n\r]/u.exec(text) ?? [];
  return found && `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
