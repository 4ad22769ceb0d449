import { stateCalendar } from '../../src/desk/calendar.ts';
import { nowAt } from '../../src/desk/clock.ts';
import { createDesk } from '../../src/desk/create-desk.ts';
import type { Caller, Desk } from '../../src/desk/desk.ts';
import { createDirectory } from '../../src/desk/directory.ts';
import { type House, IN_A_FILE } from '../../src/desk/house.ts';
import { createLatelySeen } from '../../src/desk/lately-seen.ts';
import { createOutbox, type Outbox } from '../../src/desk/outbox/worker.ts';
import type { Messenger, Reference } from '../../src/desk/ports/messenger.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { stateOf } from '../../src/desk/tasks.ts';
import type { View } from '../../src/desk/views.ts';
import { createFileLinks } from '../../src/file-links.ts';
import { createPrinter } from '../../src/print/printer.ts';
import { billWriter } from '../../src/sheets/bill-writer.ts';
import { tableWriter } from '../../src/sheets/table-writer.ts';

/** A message as it stands in somebody's chat. */
export interface Message {
  activity: string;
  view: View;
  /** What it was about when it came: the card, the request and its state; "again" for one that follows a lost one. */
  cameAs: string;
}

/** Everybody's chats. Each sending takes place once `before` has let it. */
export class Chats implements Messenger {
  readonly chats = new Map<string, Message[]>();
  /** Called before and after each delivery takes effect; may throw, or take its time. */
  before: (what: 'send' | 'update', to: string, view: View) => void | Promise<void> = () => {};
  after: (what: 'send' | 'update') => void = () => {};
  private next = 0;

  async send(to: Reference, view: View): Promise<string> {
    await this.before('send', String(to), view);
    const activity = `m${++this.next}`;
    this.of(String(to)).push({ activity, view, cameAs: aboutOf(view) });
    this.after('send');
    return activity;
  }

  async update(to: Reference, activity: string, view: View): Promise<void> {
    await this.before('update', String(to), view);
    const message = this.of(String(to)).find((message) => message.activity === activity);
    if (message !== undefined) message.view = view;
    this.after('update');
  }

  of(person: string): Message[] {
    const chat = this.chats.get(person) ?? [];
    this.chats.set(person, chat);
    return chat;
  }
}

function aboutOf(view: View): string {
  const again = 'again' in view && view.again === true ? 'again' : '';
  if (view.card === 'named') return `named ${view.about.as} in ${view.request} ${again}`.trim();
  if (view.card !== 'approval' && view.card !== 'request') return `${view.card} ${again}`.trim();
  const nudge = view.card === 'approval' ? view.nudge : null;
  return [view.card, view.request.id, stateOf(view.request), nudge ?? '', again]
    .filter((part) => part !== '')
    .join(' ');
}

/** Thanksgiving, and the day after it. */
export const HOLIDAYS = ['2026-11-26', '2026-11-27'];

/** A desk on a store, with chats and a clock that a test turns. */
export class DeskOffice {
  readonly chats: Chats;
  readonly desk: Desk;
  readonly outbox: Outbox;
  readonly house: House;
  readonly clock: { at: number; now(): ReturnType<typeof nowAt> };
  readonly warnings: string[] = [];
  /** The same, each with its fields. */
  readonly logged: [text: string, fields: Record<string, unknown>][] = [];

  constructor(store: Store, chats = new Chats(), at = Date.parse('2026-11-24T15:00:00.000Z')) {
    const clock = { at, now: () => nowAt(new Date(clock.at), 'America/Chicago') };
    const calendar = stateCalendar('America/Chicago', HOLIDAYS);
    let minted = 0;
    const log = {
      info: () => {},
      warn: (fields: Record<string, unknown>, text: string) => {
        this.warnings.push(text);
        this.logged.push([text, fields]);
      },
    };
    const directory = createDirectory(store, () => clock.at, clock);
    const latelySeen = createLatelySeen(() => clock.at);
    this.clock = clock;
    this.chats = chats;
    this.house = {
      store,
      directory,
      latelySeen,
      clock,
      calendar,
      log,
      printer: createPrinter({ serviceDesk: { phones: ['225.219.6900', '844.219.6900'] } }),
      billWriter,
      tableWriter,
      patience: IN_A_FILE,
      links: createFileLinks(new Uint8Array(32)),
      newRequestId: (agency) => `${agency}-T${String(++minted).padStart(5, '0')}`,
      wake: () => {},
    };
    this.outbox = createOutbox({ store, directory, latelySeen, messenger: chats, clock, calendar, log });
    this.desk = createDesk(this.house, (person) => this.outbox.release(person));
  }

  caller(number: string): Caller {
    const person = `00000000-0000-4000-8000-0000000000${number}`;
    return { person, reference: person, personal: true };
  }

  say(number: string, text: string): Promise<View> {
    return this.desk.say(this.caller(number), text);
  }

  act(number: string, verb: string, data: Record<string, unknown>): Promise<View> {
    return this.desk.act(this.caller(number), { verb, data });
  }

  /** What stands in a person's chat, sent by the outbox. */
  sentTo(number: string): Message[] {
    return this.chats.of(this.caller(number).person);
  }

  /** Lets time pass and the outbox work until nothing is due. */
  async settle(milliseconds = 0): Promise<void> {
    this.clock.at += milliseconds;
    await this.outbox.run();
  }
}

/** A complete order as the form sends it. */
export function filledOrder(request: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    request,
    lines: 1,
    item1: 'LT-STD',
    quantity1: '2',
    assignedUser: 'Sam Stone',
    location: 'Baton Rouge, room 2.14',
    additional: 'true',
    justification: 'The survey team grows.',
    billingCode: 'PARKS-200',
    ...change,
  };
}

/** A cancellation of all that can be, as its form sends it. */
export const CANCEL_ALL = { cancelWhat: 'all', cancelReason: 'Not needed.' } as const;

/** A sanitization as its form sends it, by another technician than Vera, who checks it. Enough for every destination. */
export const PURGE = {
  media: 'flash',
  method: 'purge',
  technique: 'cryptographic erase',
  tool: 'Eraser',
  toolVersion: '4.2',
  verification: 'read back',
  validator: '00000000-0000-4000-8000-000000000009',
} as const;

/** A view of the kind a test expects. */
export function as<C extends View['card']>(view: View | undefined, card: C): Extract<View, { card: C }> {
  if (!isCard(view, card)) throw new Error(`expected the ${card} card, got ${JSON.stringify(view)?.slice(0, 400)}`);
  return view;
}

function isCard<C extends View['card']>(view: View | undefined, card: C): view is Extract<View, { card: C }> {
  return view?.card === card;
}
