import { parseArgs } from 'node:util';
import { addDays, daySchema } from '../../src/domain/months.ts';
import type { Wanted } from './fill.ts';

/**
 * What a made-up state is to be like, as the command says it. Without a day of its own it ends with yesterday's, in UTC:
 * nothing of it is in the future. Throws an error that says what is wrong.
 */
export function readWanted(args: readonly string[], now: Date): Wanted {
  const yesterday = addDays(now.toISOString().slice(0, 10), -1);
  const { values } = parseArgs({
    args: [...args],
    options: {
      devices: { type: 'string', default: '50000' },
      recent: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string', default: yesterday },
    },
  });
  const { until } = values;
  if (!daySchema.safeParse(until).success) throw new Error(`--until is no day: ${until}. Write it like ${yesterday}.`);
  const whole = (name: 'devices' | 'recent' | 'seed', least: number) => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= least && number <= 1_000_000) return number;
    throw new Error(`--${name} is ${values[name]}: a whole number of ${least} or more is wanted.`);
  };
  const counts = { devices: whole('devices', 100), recent: whole('recent', 0), seed: whole('seed', 0) };
  return { ...counts, until: Date.parse(`${until}T22:00:00.000Z`) };
}
