/**
 * `npm run sample -- --devices 50000`: fills an empty local store with a made-up state, the same again from the same seed.
 * Options: --devices 50000, --recent 0 (requests of the last two weeks beside those of two years), --seed 1, --until
 * 2026-11-24 (default: today). The store is STORE_URL, as for the bot.
 */
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { runCommand } from '../src/plain-words.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';
import { fill, NotEmpty, type Wanted } from './sample/fill.ts';

function readWanted(): Wanted {
  const today = new Date().toISOString().slice(0, 10);
  const { values } = parseArgs({
    options: {
      devices: { type: 'string', default: '50000' },
      recent: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string', default: today },
    },
  });
  const until = Date.parse(`${values.until}T22:00:00.000Z`);
  if (Number.isNaN(until)) throw new Error(`--until is no day: ${values.until}. Write it like ${today}.`);
  const whole = (name: 'devices' | 'recent' | 'seed', least: number) => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= least && number <= 1_000_000) return number;
    throw new Error(`--${name} is ${values[name]}: a whole number of ${least} or more is wanted.`);
  };
  return { devices: whole('devices', 100), recent: whole('recent', 0), seed: whole('seed', 0), until };
}

async function main(): Promise<number> {
  const wanted = readWanted();
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
