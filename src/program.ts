import { type Config, nodeTooOld, readConfig } from './config.ts';
import type { Messenger } from './desk/ports/messenger.ts';
import type { AdmissionParts } from './http/admission.ts';
import { createLog, type Log } from './log.ts';
import type { House } from './open-house.ts';
import { inPlainWords } from './plain-words.ts';
import { startServer } from './server.ts';
import { type Cards, connectTeams } from './teams/index.ts';

/** Builds the house around a messenger. */
export interface Plan {
  cards(config: Config): Cards;
  open(config: Config, messenger: Messenger, log: Log): Promise<House>;
}

/** The program while it runs. */
export interface Running {
  port: number;
  /** Takes no new calls, finishes what is under way, closes the house. */
  stop(): Promise<void>;
}

/**
 * Milliseconds, when the program is told to stop: for whoever sends calls to notice (behind a proxy only), and for turns
 * under way. With what the house is given to close, they are ten seconds together.
 */
const NOTICE_WITHIN = 2_000;
const FINISH_WITHIN = 5_000;

/** Brings everything up: house, keys, HTTP, in this order, so that whoever calls is answered. */
export async function start(config: Config, log: Log, plan: Plan): Promise<Running> {
  const { bot, cloud, tenant, serviceHosts, uploadHosts, serviceDesk, host, port } = config;
  const local = bot === null;
  const cards = plan.cards(config);
  const teams = connectTeams({ bot, cloud, tenant, serviceHosts, uploadHosts, serviceDesk, cards, log });
  const house = await plan.open(config, teams.messenger, log);
  try {
    await teams.open();
    const receive = teams.answerFor(house.desk);
    const server = await startServer({
      host,
      port,
      local,
      receive,
      check: house.check,
      admission: admissionOf(config, house),
      files: house.files === null ? null : house.files.fetch,
      log,
    });
    house.files?.servedAt(`http://${host === '::1' ? '[::1]' : host}:${server.port}`);
    log.info({ host, port: server.port, local }, 'Device Desk answers');
    return {
      port: server.port,
      async stop() {
        await server.close(FINISH_WITHIN, local ? 0 : NOTICE_WITHIN);
        teams.close();
        await house.close();
      },
    };
  } catch (error) {
    teams.close();
    await house.close();
    throw error;
  }
}

/** What access-control systems may ask, once there is a key for them. */
function admissionOf({ admissionKey: key }: Config, { judge }: House): AdmissionParts | null {
  return key === null ? null : { key, judge };
}

/** The program: reads the settings, starts, and stops when told to. What cannot start says why in plain words. */
export async function run(plan: Plan): Promise<void> {
  try {
    const problem = nodeTooOld();
    if (problem !== null) throw new Error(problem);
    const config = readConfig();
    const log = createLog(config.logLevel);
    hushLibraries(log);
    process.once('uncaughtExceptionMonitor', (error) => log.error({ error }, 'the program broke'));
    const running = await start(config, log, plan);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void finish(running, signal, log));
  } catch (error) {
    process.stderr.write(`${inPlainWords(error)}\n`);
    // What was begun may still wait for somebody who does not answer.
    process.exit(1);
  }
}

async function finish(running: Running, signal: string, log: Log): Promise<never> {
  log.info({ signal }, 'stopping');
  try {
    await running.stop();
    log.info({}, 'stopped');
    process.exit(0);
  } catch (error) {
    log.error({ error }, 'stopped with something undone');
    process.exit(1);
  }
}

/** The SDK writes to the console, about every forged token for one; here that is a line of the log, for those who look. */
function hushLibraries(log: Log): void {
  for (const name of ['error', 'warn'] as const) {
    console[name] = (...said: unknown[]) => log.debug({ said: String(said[0]).slice(0, 200) }, 'a library says');
  }
}
