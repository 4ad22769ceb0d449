import type { Desk } from '../desk/desk.ts';
import type { Messenger } from '../desk/ports/messenger.ts';
import { type Log, logBroken } from '../log.ts';
import { type Credentials, type Endpoints, TeamsAuthentication } from './authentication.ts';
import { type Answer, type Call, createBot, DeskAdapter } from './bot.ts';
import { BOT_FRAMEWORK, type Cloud } from './clouds.ts';
import { type Cards, createMessenger } from './messenger.ts';
import type { ServiceDesk } from './wording.ts';

export type { Answer, Call } from './bot.ts';
export type { Cards } from './messenger.ts';

/** What the Teams floor needs of the house. */
export interface TeamsParts {
  /** Null in local mode. */
  bot: Credentials | null;
  /** Lower-case GUID. */
  tenant: string;
  serviceHosts: readonly string[];
  /** Hosts that files may be put on. */
  uploadHosts: readonly string[];
  serviceDesk: ServiceDesk;
  cards: Cards;
  log: Log;
  /** Milliseconds for one request to Teams; 4000 unless a test cannot wait. */
  deadline?: number;
  /** Where the Bot Framework is: in the public cloud unless told. */
  cloud?: Cloud;
  /** The same, when it is a test's. */
  endpoints?: Partial<Endpoints>;
}

/** The connection with Teams. */
export interface Teams {
  /** Writes to people outside of a turn. */
  messenger: Messenger;
  /** Answers calls for a desk. Never throws. */
  answerFor(desk: Desk): (call: Call) => Promise<Answer>;
  /** Fetches the keys of incoming tokens, and again every few hours until `close`. Never throws: calls are refused with 503 as long as there are none. */
  open(): Promise<void>;
  close(): void;
}

const DEADLINE = 4000;
/** The SDK takes new keys at most once an hour. */
const KEYS_EVERY = 4 * 60 * 60 * 1000;
/** After a failure. */
const KEYS_AGAIN = 30 * 1000;

/** Makes the connection; nothing is sent or fetched before `open`. */
export function connectTeams(parts: TeamsParts): Teams {
  const { bot, tenant, serviceHosts, uploadHosts, serviceDesk, cards, log, deadline = DEADLINE } = parts;
  const rules = { local: bot === null, tenant, serviceHosts, uploadHosts };
  const endpoints = parts.endpoints ?? BOT_FRAMEWORK[parts.cloud ?? 'public'];
  const authentication = new TeamsAuthentication(bot, tenant, deadline, endpoints);
  const adapter = new DeskAdapter(authentication);
  const messenger = createMessenger(adapter, bot?.appId ?? '', rules, cards);
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function keepKeys(): Promise<void> {
    let next = KEYS_EVERY;
    try {
      await authentication.refreshKeys();
    } catch (error) {
      logBroken(log, error, {}, 'no keys to check tokens with');
      next = KEYS_AGAIN;
    }
    if (!closed) timer = setTimeout(keepKeys, next).unref();
  }

  return {
    messenger,
    answerFor: (desk) => createBot({ adapter, authentication, messenger, cards, rules, serviceDesk, log, desk }),
    open: () => (rules.local ? Promise.resolve() : keepKeys()),
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
