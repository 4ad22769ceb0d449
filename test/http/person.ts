import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Button, buttonsOf, type Card, valuesOf } from './card.ts';
import type { FakeConnector, Message } from './fake-connector.ts';

export const TENANT = '00000000-0000-4000-8000-00000000aaaa';
export const BOT = { id: '28:device-desk', name: 'Device Desk' };

export interface PersonSettings {
  /** Entra object id. */
  id: string;
  name: string;
  connector: FakeConnector;
  /** The bot's endpoint. */
  endpoint: string;
  tenant?: string;
  /** What the connector signs calls with, when the bot wants to know. */
  token?: () => string;
}

const answerSchema = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });
const cardSchema = z.record(z.string(), z.unknown());

/** What a button was answered with: a card in place of the old one, or a sentence under it. */
export interface Pressed {
  card: Card | null;
  text: string | null;
}

/** Something that stands in a person's chat. */
export interface Shown {
  id: string;
  card: Card;
}

/** A Teams client of one person, in their own chat with the bot. */
export class Person {
  readonly id: string;
  readonly name: string;
  readonly conversation: string;
  readonly #settings: PersonSettings;
  /** Cards that answered a button: shown until the message is next edited. */
  readonly #answered = new Map<string, { card: Card; edits: number }>();
  #last: Card | undefined;

  constructor(settings: PersonSettings) {
    this.id = settings.id;
    this.name = settings.name;
    this.conversation = `a:${settings.id}`;
    this.#settings = settings;
  }

  /** Everything in the chat that the bot has written, oldest first, as the person sees it. */
  chat(): Shown[] {
    return this.#settings.connector.messagesOf(this.conversation).map((message) => {
      const answered = this.#answered.get(message.id);
      return { id: message.id, card: answered?.edits === message.edits ? answered.card : cardOf(message) };
    });
  }

  /** The newest card in the chat. Throws when there is none. */
  card(): Card {
    const shown = this.chat().at(-1);
    if (shown === undefined) throw new Error(`Nothing stands in the chat of ${this.name}.`);
    return shown.card;
  }

  /** Writes to the bot; gives the card it answers with. */
  async say(text: string): Promise<Card> {
    const before = this.chat().length;
    const response = await this.send(this.message(text));
    if (response.status !== 200) throw new Error(`"${text}" was answered with ${response.status}.`);
    const answer = this.chat()[before];
    if (answer === undefined) throw new Error(`"${text}" was not answered.`);
    return answer.card;
  }

  /**
   * Presses a button by its title or tooltip, with what is typed into the card's fields by label; in the newest message
   * that has such a button unless one is given. Gives the card that takes the place of the old one.
   */
  async press(title: string, typed: Record<string, string> = {}, on?: string): Promise<Card> {
    const pressed = await this.tryToPress(title, typed, on);
    if (pressed.card === null) throw new Error(`${title} was answered with: ${pressed.text}`);
    return pressed.card;
  }

  /** The same, and gives whatever it is answered with. */
  async tryToPress(title: string, typed: Record<string, string> = {}, on?: string): Promise<Pressed> {
    const { button, message } = this.#find(title, on);
    return this.#execute(button, typed, message);
  }

  /** The button's older form: it arrives as a message, and is answered in the chat. */
  async submit(title: string, typed: Record<string, string> = {}): Promise<Response> {
    const { button, message } = this.#find(title);
    const value = { verb: button.verb, ...button.data, ...valuesOf(button.fields, typed) };
    return this.send(this.activity({ type: 'message', replyToId: message, value }));
  }

  /** Sends the last activity once more as Teams does when it has waited too long: with another id and time. */
  async redeliver(): Promise<Pressed> {
    if (this.#last === undefined) throw new Error('Nothing was sent before.');
    const again: Card = { ...this.#last, id: randomUUID(), timestamp: new Date().toISOString() };
    const response = await this.send(again);
    return again.type === 'invoke' ? this.#read(response, String(again.replyToId)) : { card: null, text: null };
  }

  /** Installs the app: Teams says so twice. */
  async install(): Promise<void> {
    await this.send(this.activity({ type: 'installationUpdate', action: 'add' }));
    await this.send(this.activity({ type: 'conversationUpdate', membersAdded: [{ id: this.#clientId() }, BOT] }));
  }

  /** An activity of this person as Teams would send it, with whatever is different about it. */
  activity(different: Card): Card {
    const { connector, name, tenant = TENANT } = this.#settings;
    return {
      channelId: 'msteams',
      serviceUrl: connector.url,
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      from: { id: this.#clientId(), name, aadObjectId: this.id },
      recipient: BOT,
      conversation: { id: this.conversation, conversationType: 'personal', tenantId: tenant },
      channelData: { tenant: { id: tenant } },
      locale: 'en-US',
      entities: [{ type: 'clientInfo', locale: 'en-US' }],
      ...different,
    };
  }

  message(text: string): Card {
    return this.activity({ type: 'message', textFormat: 'plain', text });
  }

  /** An `adaptiveCard/action` with any data, as a forged or an old card would send it. */
  invocation(verb: string, data: unknown, message = 'unknown'): Card {
    const action = { type: 'Action.Execute', title: verb, verb, data };
    return this.activity({ type: 'invoke', name: 'adaptiveCard/action', replyToId: message, value: { action } });
  }

  /** Sends an activity to the bot as it is. */
  async send(activity: Card, headers: Record<string, string> = {}): Promise<Response> {
    this.#last = activity;
    const { endpoint, token } = this.#settings;
    return fetch(endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token()}` }),
        ...headers,
      },
      body: JSON.stringify(activity),
    });
  }

  #find(title: string, on?: string): { button: Button; message: string } {
    const chat = this.chat().filter(({ id }) => on === undefined || id === on);
    for (const { id, card } of chat.toReversed()) {
      const buttons = buttonsOf(card);
      const button =
        buttons.find(({ tooltip }) => tooltip === title) ?? buttons.find((candidate) => candidate.title === title);
      if (button !== undefined) return { button, message: id };
    }
    const there = chat.at(-1);
    const titles = there === undefined ? [] : buttonsOf(there.card).map((button) => button.title);
    throw new Error(`${this.name} sees no button ${title}, but: ${titles.join(', ')}.`);
  }

  async #execute(button: Button, typed: Record<string, string>, message: string): Promise<Pressed> {
    if (button.type !== 'Action.Execute') throw new Error(`${button.title} is an ${button.type}: submit it.`);
    const data = { ...button.data, ...valuesOf(button.fields, typed) };
    return this.#read(await this.send(this.invocation(button.verb, data, message)), message);
  }

  async #read(response: Response, message: string): Promise<Pressed> {
    if (response.status !== 200) throw new Error(`The button was answered with ${response.status}.`);
    const answer = answerSchema.parse(await response.json());
    if (answer.type === 'application/vnd.microsoft.activity.message') return { card: null, text: String(answer.value) };
    if (answer.type !== 'application/vnd.microsoft.card.adaptive') throw new Error(`The answer is ${answer.type}.`);
    const card = cardSchema.parse(answer.value);
    const old = this.#settings.connector.messagesOf(this.conversation).find(({ id }) => id === message);
    if (old !== undefined) this.#answered.set(old.id, { card, edits: old.edits });
    return { card, text: null };
  }

  /** Teams has an id of its own for a person and a bot. */
  #clientId(): string {
    return `29:${this.id}`;
  }
}

function cardOf(message: Message): Card {
  return message.activity.attachments?.[0]?.content ?? {};
}
