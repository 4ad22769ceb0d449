import { AsyncLocalStorage } from 'node:async_hooks';
import { ACTIONS } from './desk/actions.ts';
import type { Desk } from './desk/desk.ts';
import type { Outbox } from './desk/outbox/worker.ts';
import type { Log } from './log.ts';
import type { Meter } from './store/meter.ts';

/** What one use case has spent so far. */
interface Spent {
  calls: number;
  charge: number;
  faults: string[];
}

/** Tells apart for whom the store was called, and logs what each use case has cost. */
export interface UseCases {
  /** Counts a call towards the use case it is made in. */
  meter: Meter;
  /** The same desk; each answer is a use case. */
  ofDesk(desk: Desk): Desk;
  /** The same outbox; each round of it is a use case. */
  ofOutbox(outbox: Outbox): Outbox;
}

/** Use cases that are logged when they have cost anything: calls, request units, what failed. */
export function createUseCases(log: Log): UseCases {
  const current = new AsyncLocalStorage<Spent>();

  async function during<R>(useCase: string, run: () => Promise<R>): Promise<R> {
    const spent: Spent = { calls: 0, charge: 0, faults: [] };
    const begun = performance.now();
    try {
      return await current.run(spent, run);
    } finally {
      const { calls, charge, faults } = spent;
      const milliseconds = Math.round(performance.now() - begun);
      if (calls > 0) log.info({ useCase, calls, charge: rounded(charge), faults, milliseconds }, 'store use');
    }
  }

  return {
    meter({ charge, fault }) {
      const spent = current.getStore();
      if (spent === undefined) return;
      spent.calls += 1;
      spent.charge += charge;
      if (fault !== null) spent.faults.push(fault);
    },
    ofDesk: (desk) => ({
      say: (caller, text) => during('say', () => desk.say(caller, text)),
      act: (caller, action) => during(nameOf(action.verb), () => desk.act(caller, action)),
      installed: (caller) => during('installed', () => desk.installed(caller)),
      shown: (caller, view, activity) => during('shown', () => desk.shown(caller, view, activity)),
    }),
    ofOutbox: (outbox) => ({
      run: () => during('outbox', () => outbox.run()),
      release: (person) => outbox.release(person),
      sweep: () => during('outbox sweep', () => outbox.sweep()),
    }),
  };
}

/** A verb comes back from a card and may be anything; the log is given ours only. */
function nameOf(verb: string): string {
  return Object.hasOwn(ACTIONS, verb) ? verb : 'unknown verb';
}

function rounded(charge: number): number {
  return Math.round(charge * 100) / 100;
}
