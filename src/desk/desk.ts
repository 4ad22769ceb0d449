import type { Found } from './files/file.ts';
import type { Reference } from './ports/messenger.ts';
import type { View } from './views.ts';

/** Who is speaking, from the signed activity alone (Rule 56), and where they can be answered. */
export interface Caller {
  /** Entra object id. */
  person: string;
  /** The chat, as the messenger wants it. */
  reference: Reference;
  /** A chat of the person with the bot alone. Only there are records shown. */
  personal: boolean;
}

/** What a card's button sent: a verb and data that nothing is believed of but ids and what was typed. */
export interface CardAction {
  verb: string;
  data: unknown;
}

/** The desk, as a chat sees it. Refusals are views; what is thrown is broken. */
export interface Desk {
  /** Answers a text message. */
  say(caller: Caller, text: string): Promise<View>;
  /** Does what a button asks, and answers with the card that takes the old one's place. */
  act(caller: Caller, action: CardAction): Promise<View>;
  /** The file that something names which a card carried, if this person may have it now. */
  file(caller: Caller, asked: unknown): Promise<Found>;
  /** The person has installed the bot: the welcome, once; null when they were welcomed before. */
  installed(caller: Caller): Promise<View | null>;
  /** A view now stands in a chat as the given activity: keeps it up to date from now on, if it is a request's. */
  shown(caller: Caller, view: View, activity: string): Promise<void>;
}
