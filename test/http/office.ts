import { setTimeout as pause } from 'node:timers/promises';
import { createCards } from '../../src/cards/render.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { openHouse } from '../../src/open-house.ts';
import { start } from '../../src/program.ts';
import { buttonsOf, type Card, textOf } from './card.ts';
import { FakeConnector } from './fake-connector.ts';
import { Person } from './person.ts';

/** The people of the sample world, by first name: the end of their ids and their names. */
const PEOPLE = {
  rita: ['01', 'Rita Reyes'],
  max: ['02', 'Max Moreau'],
  nora: ['03', 'Nora Nash'],
  ravi: ['04', 'Ravi Rao'],
  mia: ['05', 'Mia Martin'],
  ed: ['06', 'Ed Evans'],
  wanda: ['07', 'Wanda White'],
  finn: ['08', 'Finn Foster'],
  bill: ['0b', 'Bill Baker'],
  eve: ['0d', 'Eve Ellis'],
} as const;

export type Name = keyof typeof PEOPLE;

/** Somebody of the sample world, with a Teams client that talks to a bot. */
export function personOf(name: Name, connector: FakeConnector, endpoint: string): Person {
  const [number, fullName] = PEOPLE[name];
  return new Person({ id: `00000000-0000-4000-8000-0000000000${number}`, name: fullName, connector, endpoint });
}

/** Gives the settings of a new, empty store for each office; for whoever plays the stories on another engine. */
export const newStore = { settings: async (): Promise<Record<string, string>> => ({}) };

/** The whole bot over HTTP with a fake Teams, in this process. */
export interface HttpOffice {
  connector: FakeConnector;
  /** What the bot has logged. */
  log: string[];
  endpoint: string;
  person(name: Name): Person;
  stop(): Promise<void>;
}

/** Starts the bot with the sample world, and settings if any are given; those named have installed it. */
export function openOffice(...wanted: (Name | Record<string, string>)[]): Promise<HttpOffice> {
  return openOfficeWith({}, ...wanted);
}

/** The same, with a configuration that differs from what settings can say. */
export async function openOfficeWith(
  different: Partial<Config>,
  ...wanted: (Name | Record<string, string>)[]
): Promise<HttpOffice> {
  const installed = wanted.filter((one) => typeof one === 'string');
  const settings: Record<string, string> = Object.assign({}, ...wanted.filter((one) => typeof one === 'object'));
  const connector = await FakeConnector.start();
  const log: string[] = [];
  const ofStore = await newStore.settings();
  const read = readConfig({ ...settings, ...ofStore });
  const config = { ...read, port: 0, storeUrl: ofStore.STORE_URL ?? ':memory:', ...different };
  const sink = createLog('debug', { write: (line) => void log.push(line) });
  const running = await start(config, sink, { cards: createCards, open: openHouse });
  const endpoint = `http://127.0.0.1:${running.port}/api/messages`;
  const people = new Map<Name, Person>();
  const office: HttpOffice = {
    connector,
    log,
    endpoint,
    person(name) {
      const person = people.get(name) ?? personOf(name, connector, endpoint);
      people.set(name, person);
      return person;
    },
    async stop() {
      await running.stop();
      await connector.stop();
    },
  };
  for (const name of installed) await office.person(name).install();
  return office;
}

/** An order form filled in, by label. */
export const FILLED: Readonly<Record<string, string>> = {
  'Item *': 'Standard laptop',
  'Quantity *': '2',
  'Assigned user': 'Sam Stone',
  Location: 'Baton Rouge, room 2.14',
  additional: 'true',
  'Billing code *': 'PARKS-200',
  'Business justification *': 'The survey team grows.',
};

/** A sanitization filled in, by label. */
export const CERTIFICATE: Readonly<Record<string, string>> = {
  Method: 'Purge',
  Technique: 'Cryptographic erase',
  Tool: 'Eraser',
  'Tool version': '4.2',
  'Media serial': 'SSD-1',
  Verification: 'read back',
  Validator: 'Vera Vance',
};

/** The id of the request that a card is about. */
export function requestOn(card: Card): string {
  const id = /[A-Z]+-[0-9A-Z]{6}/.exec(textOf(card))?.[0];
  if (id === undefined) throw new Error(`No request on the card: ${textOf(card)}`);
  return id;
}

/** Waits until the newest card of a person's chat says something. */
export async function until(person: Person, connector: FakeConnector, says: string | RegExp): Promise<Card> {
  const holds = () => person.chat().some(({ card }) => found(card, says));
  await connector.until(holds).catch(() => {
    throw new Error(
      `${person.name} never read ${says}, but: ${person
        .chat()
        .map(({ card }) => textOf(card))
        .join('\n---\n')}`,
    );
  });
  const shown = person.chat().findLast(({ card }) => found(card, says));
  return shown?.card ?? {};
}

/** Asks again and again until the answer says something: for what the outbox brings without a message. */
export async function asked(person: Person, question: string, says: string): Promise<Card> {
  for (let tries = 1; ; tries += 1) {
    const answer = await person.say(question);
    if (textOf(answer).includes(says)) return answer;
    if (tries === 40) throw new Error(`${person.name} asked ${question} and never read ${says}: ${textOf(answer)}`);
    await pause(250);
  }
}

function found(card: Card, says: string | RegExp): boolean {
  const text = textOf(card);
  return typeof says === 'string' ? text.includes(says) : says.test(text);
}

/** The titles of a card's buttons. */
export function titlesOf(card: Card): string[] {
  return buttonsOf(card).map(({ title }) => title);
}

/** Has Rita give a device back and Eve sanitize it; gives the request. */
export async function sanitized(office: HttpOffice, serial: string, outcome = 'Surplus'): Promise<string> {
  const rita = office.person('rita');
  await rita.say(`decommission ${serial}`);
  const id = requestOn(await rita.press('Submit', { 'Outcome *': outcome, 'Reason *': 'The screen is broken.' }));
  const eve = office.person('eve');
  await eve.say('queue');
  await eve.press(`Collect ${id}`);
  await eve.press('Collect');
  await eve.press('Sanitize');
  await eve.press('Sanitize', CERTIFICATE);
  return id;
}
