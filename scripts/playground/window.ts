import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LOCAL_TENANT, SAMPLE_PEOPLE, type SamplePerson } from './people.ts';
import { type RunningProgram, startProgram } from './program.ts';

/** Where a person's window listens and which bot it talks to. */
export interface WindowOptions {
  readonly person: SamplePerson;
  readonly port: number;
  /** The bot's message endpoint, like http://127.0.0.1:3978/api/messages. */
  readonly botEndpoint: string;
  /** Takes the window's configuration and its logs. */
  readonly directory: string;
  readonly report: (line: string) => void;
}

/** A window that answers at `url`, in a browser on this machine. */
export interface PlaygroundWindow extends RunningProgram {
  readonly person: SamplePerson;
  readonly url: string;
}

const CLI = path.join(import.meta.dirname, '../../node_modules/@microsoft/m365agentsplayground/cli.js');

/**
 * Starts the Playground as one person. It cannot switch users, so everybody gets a window of their own.
 * The port has to be free: the Playground would silently take another one.
 */
export function openPlaygroundWindow(options: WindowOptions): PlaygroundWindow {
  const { person, port, directory } = options;
  mkdirSync(directory, { recursive: true });
  const file = (suffix: string) => path.join(directory, `${person.key}${suffix}`);
  writeFileSync(file('.json'), JSON.stringify(windowConfig(person), undefined, 2));
  const running = startProgram(
    {
      name: `the window of ${person.name}`,
      args: [CLI, 'start', '--disable-telemetry', '-p', String(port)],
      env: {
        ...process.env,
        BOT_ENDPOINT: options.botEndpoint,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: file('.json'),
        M365_AGENTS_PLAYGROUND_LOGFILE: file('.playground.log'),
      },
      logFile: file('.log'),
      readyUrl: `http://localhost:${port}/_debug/ping`,
    },
    options.report,
  );
  return { ...running, person, url: `http://localhost:${port}` };
}

/** The Playground's configuration; it is strict, wants five other users, and spells userPrincipleName like this. */
function windowConfig(person: SamplePerson) {
  const others = SAMPLE_PEOPLE.filter(({ key }) => key !== person.key).slice(0, 5);
  return {
    version: '0.1.1',
    tenantId: LOCAL_TENANT,
    bot: { id: '28:device-desk', name: 'Device Desk' },
    currentUser: user(person),
    users: others.map(user),
    // Own ids in every window: the bot keeps one conversation for each person.
    personalChat: { id: `a:${person.key}` },
    groupChat: { id: `19:group-of-${person.key}@thread.v2`, name: 'Group chat' },
    team: {
      id: `19:team-of-${person.key}@thread.tacv2`,
      name: 'Team',
      aadGroupId: '00000000-0000-4000-8000-00000000bbbb',
      channels: [{ id: `19:channel-of-${person.key}@thread.tacv2`, name: 'Devices' }],
    },
  };
}

function user({ key, name, aadObjectId }: SamplePerson) {
  const [givenName = '', surname = ''] = name.split(' ');
  const email = `${key}@example.com`;
  return { id: `29:${key}`, name, userPrincipleName: email, aadObjectId, givenName, surname, email };
}
