import { setTimeout as pause } from 'node:timers/promises';
import type { Caller, CardAction, Desk } from '../../src/desk/desk.ts';
import type { NoticeView } from '../../src/desk/views/answers.ts';
import type { View } from '../../src/desk/views.ts';
import { createLog, type Log } from '../../src/log.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { type Cards, connectTeams, type Teams, type TeamsParts } from '../../src/teams/index.ts';
import { FakeConnector } from '../http/fake-connector.ts';
import { Person, type PersonSettings, TENANT } from '../http/person.ts';

export const RITA = '00000000-0000-4000-8000-000000000001';
const SERVICE_DESK = { phones: ['225.219.6900', '844.219.6900'], portal: null };

/** A desk that answers with what it was asked, and remembers it. */
export class EchoDesk implements Desk {
  readonly said: { caller: Caller; text: string }[] = [];
  readonly acted: { caller: Caller; action: CardAction }[] = [];
  readonly kept: { view: View; activity: string }[] = [];
  readonly #welcomed = new Set<string>();
  /** Thrown instead of the next answers. */
  broken: Error | null = null;
  /** Milliseconds before an answer. */
  slow = 0;

  async say(caller: Caller, text: string): Promise<View> {
    this.said.push({ caller, text });
    return this.#answer(`You said: ${text}`);
  }

  async act(caller: Caller, action: CardAction): Promise<View> {
    this.acted.push({ caller, action });
    return this.#answer(`You pressed: ${action.verb} (${this.acted.length})`);
  }

  async file(): Promise<NoticeView> {
    return this.#answer('No file');
  }

  async installed(caller: Caller): Promise<View | null> {
    if (this.#welcomed.has(caller.person)) return null;
    this.#welcomed.add(caller.person);
    return this.#answer('Welcome');
  }

  async shown(_caller: Caller, view: View, activity: string): Promise<void> {
    this.kept.push({ view, activity });
  }

  async #answer(title: string): Promise<NoticeView> {
    if (this.slow > 0) await pause(this.slow, undefined, { ref: false });
    if (this.broken !== null) throw this.broken;
    return notice(title);
  }
}

export function notice(title: string): NoticeView {
  return { card: 'notice', tone: 'fine', title, text: 'Some text.', reference: null };
}

/** A card with the title of a notice, a field, and buttons of both kinds. */
export const plainCards: Cards = {
  render: (view) => ({
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text: titleOf(view) },
      { type: 'TextBlock', text: view.card === 'notice' ? view.text : '' },
      { type: 'Input.Text', id: 'why', label: 'Why', value: 'no reason' },
    ],
    actions: [
      { type: 'Action.Execute', title: 'Do', verb: 'test.do', data: { request: 'PARKS-0001' } },
      { type: 'Action.Submit', title: 'Do as of old', data: { verb: 'test.do', request: 'PARKS-0001' } },
      {
        type: 'Action.ShowCard',
        title: 'Refuse',
        card: {
          type: 'AdaptiveCard',
          body: [{ type: 'Input.Text', id: 'reason', label: 'Reason', isRequired: true }],
          actions: [{ type: 'Action.Execute', title: 'Really refuse', verb: 'test.refuse', data: {} }],
        },
      },
    ],
  }),
  summary: titleOf,
};

export function titleOf(view: View): string {
  return view.card === 'notice' ? view.title : view.card;
}

/** What was logged, as it stands in the log. */
export class LogLines {
  readonly lines: string[] = [];
  readonly log: Log = createLog('debug', { write: (line) => void this.lines.push(line) });

  get text(): string {
    return this.lines.join('');
  }
}

/** A bot that listens on loopback, a desk that echoes, and Teams on the other side. */
export interface House {
  connector: FakeConnector;
  desk: EchoDesk;
  teams: Teams;
  server: RunningServer;
  /** Of the server, without a path. */
  origin: string;
  endpoint: string;
  log: LogLines;
  person(different?: Partial<PersonSettings>): Person;
  stop(): Promise<void>;
}

export async function openHouse(
  different: Partial<TeamsParts> & { check?: () => Promise<void>; token?: (serviceUrl: string) => string } = {},
): Promise<House> {
  const { check = async () => {}, token, ...parts } = different;
  const [connector, desk, log] = [await FakeConnector.start(), new EchoDesk(), new LogLines()];
  const teams = connectTeams({
    bot: null,
    tenant: TENANT,
    serviceHosts: ['smba.trafficmanager.net'],
    uploadHosts: ['sharepoint.com'],
    serviceDesk: SERVICE_DESK,
    cards: plainCards,
    log: log.log,
    ...parts,
  });
  await teams.open();
  const local = (parts.bot ?? null) === null;
  const receive = teams.answerFor(desk);
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    local,
    receive,
    check,
    admission: null,
    files: null,
    log: log.log,
  });
  const origin = `http://127.0.0.1:${server.port}`;
  const endpoint = `${origin}/api/messages`;
  return {
    connector,
    desk,
    teams,
    server,
    origin,
    endpoint,
    log,
    person: (settings) =>
      new Person({
        id: RITA,
        name: 'Rita Reyes',
        connector,
        endpoint,
        ...(token === undefined ? {} : { token: () => token(connector.url) }),
        ...settings,
      }),
    async stop() {
      teams.close();
      await server.close(1000);
      await connector.stop();
    },
  };
}
