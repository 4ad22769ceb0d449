/**
 * `npm run sample -- --devices 50000`: fills an empty local store with a made-up state, the same again from the same seed.
 * Options: --devices 50000, --recent 0 (requests of the last two weeks beside those of two years), --seed 1, --until
 * 2026-11-23 (default: yesterday). The store is STORE_URL, as for the bot.
 */
import { readConfig } from '../src/config.ts';
import { runCommand } from '../src/plain-words.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';
import { fill, NotEmpty } from './sample/fill.ts';
import { readWanted } from './sample/wanted.ts';

async function main(): Promise<number> {
  const wanted = readWanted(process.argv.slice(2), new Date());
  const config = readConfig();
  if (config.bot !== null)
    throw new Error('This desk serves Teams: a made-up state is for trying out, and never goes into it.');
  const store = openSqliteStore(config.storeUrl);
  const began = performance.now();
  let devices = 0;
  try {
    await fill(store, wanted, (agency, more) => {
      devices += more;
      console.log(`${agency.padEnd(8)} ${String(more).padStart(6)} devices, ${devices} of ${wanted.devices}`);
    });
  } catch (error) {
    if (!(error instanceof NotEmpty)) throw error;
    throw new Error(`${config.storeUrl} holds something already. Choose another STORE_URL, such as file:data/big.db.`);
  } finally {
    await store.close();
  }
  console.log(`${config.storeUrl} is filled, in ${Math.round((performance.now() - began) / 1000)} s.`);
  return 0;
}

await runCommand(main);
