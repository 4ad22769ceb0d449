import type { Config } from './config.ts';
import { type Admitted, judge } from './desk/admission.ts';
import { stateCalendar } from './desk/calendar.ts';
import { systemClock } from './desk/clock.ts';
import { createDesk } from './desk/create-desk.ts';
import type { Desk } from './desk/desk.ts';
import { createDirectory } from './desk/directory.ts';
import { type Fetched, fetchFile } from './desk/files/fetch.ts';
import { IN_A_FILE, IN_AN_ACCOUNT } from './desk/house.ts';
import { createLatelySeen } from './desk/lately-seen.ts';
import { keepWorking } from './desk/outbox/loop.ts';
import { createOutbox } from './desk/outbox/worker.ts';
import type { Messenger } from './desk/ports/messenger.ts';
import { newRequestId } from './desk/request-ids.ts';
import { createFileLinks } from './file-links.ts';
import type { Log } from './log.ts';
import { createPrinter } from './print/printer.ts';
import { billWriter } from './sheets/bill-writer.ts';
import { tableWriter } from './sheets/table-writer.ts';
import { isAccount, openStore } from './store/open-store.ts';
import { loadSampleWorld } from './store/sample-world.ts';
import { startTelemetry, type Telemetry } from './telemetry.ts';
import { createUseCases } from './use-cases.ts';

/** Milliseconds that the outbox is given to finish what it has begun. */
const CLOSE_WITHIN = 2_000;

/** What is behind the connection with Teams. */
export interface House {
  desk: Desk;
  /** Resolves when the store can be read and written. */
  check(): Promise<void>;
  /** Whether a serial may be on the network (Rule 32). */
  judge(serial: string): Promise<Admitted>;
  /** What links to files lead to, and where they are served; null where files go through Teams. */
  files: { fetch(token: string): Promise<Fetched>; servedAt(origin: string): void } | null;
  /** Lets what is under way come to its end. */
  close(): Promise<void>;
}

/**
 * Opens the store and puts the desk and its outbox on it. In local mode an empty store is given the sample world, unless
 * it is an account: that may be somebody's who has only forgotten the bot's credentials.
 */
export async function openHouse(config: Config, messenger: Messenger, log: Log): Promise<House> {
  const telemetry = await startTelemetry(config.insights);
  try {
    return await furnish(telemetry, config, messenger, log);
  } catch (error) {
    await sendLast(telemetry, log);
    throw error;
  }
}

/** What was not sent yet; a desk that stops does not fail over figures. */
async function sendLast(telemetry: Telemetry, log: Log): Promise<void> {
  await telemetry.close().catch((error: unknown) => log.warn({ err: error }, 'the last figures were not sent'));
}

async function furnish(telemetry: Telemetry, config: Config, messenger: Messenger, log: Log): Promise<House> {
  const useCases = createUseCases(log, telemetry);
  const { storeUrl: url, cosmosKey: key, bot } = config;
  const store = await openStore(
    { url, key, identity: bot?.type === 'UserAssignedMSI' ? bot.appId : null },
    useCases.meter,
  );
  const isOurs = bot === null && (!isAccount(url) || key !== null);
  if (isOurs && (await loadSampleWorld(store))) log.info({}, 'the sample world was loaded');
  const clock = systemClock(config.timeZone);
  const calendar = stateCalendar(config.timeZone, config.holidays);
  const directory = createDirectory(store, () => performance.now(), clock);
  const latelySeen = createLatelySeen(() => performance.now());
  const outbox = useCases.ofOutbox(
    createOutbox({ store, directory, latelySeen, messenger: useCases.ofMessenger(messenger), clock, calendar, log }),
  );
  const loop = keepWorking(outbox, log);
  const links = config.files === 'link' ? createFileLinks() : null;
  const printer = createPrinter(config);
  const inside = {
    store,
    directory,
    latelySeen,
    clock,
    calendar,
    log,
    printer,
    billWriter,
    tableWriter,
    patience: isAccount(url) ? IN_AN_ACCOUNT : IN_A_FILE,
    links,
    newRequestId,
    wake: loop.wake,
  };
  const desk = createDesk(inside, async (person) => {
    await outbox.release(person);
    loop.wake();
  });
  telemetry.watchOutbox(store, clock);
  loop.start();
  return {
    desk: useCases.ofDesk(desk),
    check: () => store.check(),
    judge: (serial) => judge(store, serial),
    files: links && { fetch: (token) => fetchFile(inside, token), servedAt: links.servedAt },
    async close() {
      await loop.stop(CLOSE_WITHIN);
      await sendLast(telemetry, log);
      await store.close();
    },
  };
}
