import { StoreError } from '../desk/ports/store.ts';
import type { NoticeView } from '../desk/views/answers.ts';

/** Whom people call when the desk itself has failed. */
export interface ServiceDesk {
  phones: readonly string[];
}

/** What has happened, as far as it helps to know: a store that asks to be left alone takes the same click soon after. */
function whatBroke(error: unknown): { title: string; what: string } {
  const isBusy = error instanceof StoreError && error.fault === 'throttled';
  return isBusy
    ? { title: 'Busy just now', what: 'Please try again in a minute.' }
    : { title: 'Something went wrong', what: 'Please try again.' };
}

/** What a person reads instead of an answer; the reference is in the log too. */
export function brokenNotice(error: unknown, reference: string, desk: ServiceDesk): NoticeView {
  const { title, what } = whatBroke(error);
  return {
    card: 'notice',
    tone: 'broken',
    title,
    text: `${what} If it happens again, call the service desk at ${phonesOf(desk)} and give this reference: ${reference}.`,
    reference,
  };
}

/** What a person reads under the card whose button did not work. */
export function brokenPress(error: unknown, reference: string, desk: ServiceDesk): string {
  const { title, what } = whatBroke(error);
  return `${title}. ${what} If it happens again, call the service desk at ${phonesOf(desk)} and give this reference: ${reference}.`;
}

/** What a person reads under a card whose button this version does not know. */
export function unknownPress(desk: ServiceDesk): string {
  return `This button does not work any more. Write "help" for a fresh start, or call the service desk at ${phonesOf(desk)}.`;
}

/** What stands in place of the question about a file that the person does not want. */
export function notSaved(): NoticeView {
  return {
    card: 'notice',
    tone: 'fine',
    title: 'Nothing was saved',
    text: 'The file is there whenever you want it.',
    reference: null,
  };
}

function phonesOf(desk: ServiceDesk): string {
  return desk.phones.join(' or ');
}
