import type { Config } from './config.ts';
import { type Admitted, judge } from './desk/admission.ts';
import { systemClock } from './desk/clock.ts';
import { createDesk } from './desk/create-desk.ts';
import type { Desk } from './desk/desk.ts';
import { createDirectory } from './desk/directory.ts';
import { type Fetched, fetchFile } from './desk/files/fetch.ts';
import { keepWorking } from './desk/outbox/loop.ts';
import { createOutbox } from './desk/outbox/worker.ts';
import type { Messenger } from './desk/ports/messenger.ts';
import { newRequestId } from './desk/request-ids.ts';
import { createFileLinks } from './file-links.ts';
import type { Log } from './log.ts';
import { createPrinter } from './print/printer.ts';
import { loadSampleWorld } from './store/sample-world.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';

/** What is behind the connection with Teams. */
export interface House {
  desk: Desk;
  /** Resolves when the store answers. */
  check(): Promise<void>;
  /** Whether a serial may be on the network (Rule 32). */
  judge(serial: string): Promise<Admitted>;
  /** What links to files lead to, and where they are served; null where files go through Teams. */
  files: { fetch(token: string): Promise<Fetched>; servedAt(origin: string): void } | null;
  /** Lets what is under way come to its end. */
  close(): Promise<void>;
}

/** Opens the store and puts the desk and its outbox on it. In local mode an empty store is given the sample world. */
export async function openHouse(config: Config, messenger: Messenger, log: Log): Promise<House> {
  const store = openSqliteStore(config.storeUrl);
  if (config.bot === null && (await loadSampleWorld(store))) log.info({}, 'the sample world was loaded');
  const clock = systemClock(config.timeZone);
  const directory = createDirectory(store, () => performance.now());
  const outbox = createOutbox({ store, directory, messenger, clock, log });
  const loop = keepWorking(outbox, log);
  const links = config.files === 'link' ? createFileLinks() : null;
  const printer = createPrinter(config);
  const inside = { store, directory, clock, log, printer, links, newRequestId, wake: loop.wake };
  const desk = createDesk(inside, async (person) => {
    await outbox.release(person);
    loop.wake();
  });
  loop.start();
  return {
    desk,
    check: () => store.check(),
    judge: (serial) => judge(store, serial),
    files: links && { fetch: (token) => fetchFile(inside, token), servedAt: links.servedAt },
    async close() {
      await loop.stop();
      await store.close();
    },
  };
}
