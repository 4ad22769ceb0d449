/**
 * Closes the bills of a month for all agencies, with a progress bar: `npm run close-month -- 2026-10`. Reads the same
 * settings as the desk and may run beside it. What was broken off goes on where it was; a closed month is left alone.
 */
import { Presets, SingleBar } from 'cli-progress';
import { readConfig } from '../src/config.ts';
import { closeStep, progressOf, whyNotClose } from '../src/desk/billing/close-month.ts';
import type { Ledger } from '../src/desk/billing/month-end.ts';
import { stateCalendar } from '../src/desk/calendar.ts';
import { systemClock } from '../src/desk/clock.ts';
import { createDirectory } from '../src/desk/directory.ts';
import type { Closing } from '../src/desk/ledger.ts';
import type { StoreFault } from '../src/desk/ports/store.ts';
import { dollars, sum } from '../src/domain/money.ts';
import { monthSchema } from '../src/domain/months.ts';
import { runCommand } from '../src/plain-words.ts';
import { openConfigured } from './open-configured.ts';
import { patiently } from './patience.ts';

const BY = { by: { id: null, name: 'the command line' }, role: null };

function tell(fault: StoreFault): void {
  // Another process that is writing is everyday life.
  if (fault !== 'throttled') process.stderr.write(`\nThe store: ${fault}. Trying again.\n`);
}

async function close(ledger: Ledger, month: string): Promise<Closing> {
  const bar = new SingleBar(
    { format: `${month} {bar} {percentage} %  {value} of {total} records  {eta_formatted} left` },
    Presets.shades_classic,
  );
  bar.start(1, 0);
  try {
    for (let anew = true; ; anew = false) {
      const closing = await patiently(() => closeStep(ledger, month, BY, anew), tell);
      const { seen, all } = await patiently(() => progressOf(ledger.store, closing), tell);
      bar.setTotal(all);
      bar.update(seen);
      if (closing.state !== 'counting') return closing;
    }
  } finally {
    bar.stop();
  }
}

function report({ bills, problem }: Closing, month: string): number {
  if (problem !== null) {
    process.stderr.write(`${month} is not closed: ${problem}\n`);
    return 1;
  }
  for (const { agency, lines, totalCents } of bills) {
    process.stdout.write(
      `${agency.padEnd(12)} ${String(lines).padStart(9)} lines ${dollars(totalCents).padStart(18)}\n`,
    );
  }
  const total = dollars(sum(bills.map(({ totalCents }) => totalCents)));
  process.stdout.write(`${month} is closed: ${bills.length} bills, ${total}.\n`);
  return 0;
}

async function main(): Promise<number> {
  const month = monthSchema.safeParse(process.argv[2]);
  if (!month.success) throw new Error('Say which month: npm run close-month -- 2026-10');
  const config = readConfig();
  const store = await openConfigured(config);
  try {
    const clock = systemClock(config.timeZone);
    const directory = createDirectory(store, () => performance.now(), clock);
    const ledger = { store, directory, clock, calendar: stateCalendar(config.timeZone) };
    const why = await patiently(() => whyNotClose(ledger, month.data), tell);
    if (why !== undefined) throw new Error(why);
    return report(await close(ledger, month.data), month.data);
  } finally {
    await store.close();
  }
}

await runCommand(main);
