import { AsyncLocalStorage } from 'node:async_hooks';
import { ACTIONS } from './desk/actions.ts';
import type { Desk } from './desk/desk.ts';
import type { Outbox } from './desk/outbox/worker.ts';
import type { Messenger } from './desk/ports/messenger.ts';
import type { View } from './desk/views.ts';
import type { Log } from './log.ts';
import type { Meter } from './store/meter.ts';
import type { Telemetry } from './telemetry.ts';

/** What one use case has spent so far. */
interface Spent {
  useCase: string;
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
  /** The same messenger; each message is a part of the use case that sends it. */
  ofMessenger(messenger: Messenger): Messenger;
}

/** Use cases that are traced, and logged when they have cost anything: calls, request units, what failed. */
export function createUseCases(log: Log, telemetry: Telemetry): UseCases {
  const current = new AsyncLocalStorage<Spent>();

  async function during<R>(useCase: string, run: () => Promise<R>): Promise<R> {
    const spent: Spent = { useCase, calls: 0, charge: 0, faults: [] };
    const begun = performance.now();
    try {
      return await current.run(spent, () => telemetry.during(useCase, run));
    } finally {
      const { calls, charge, faults } = spent;
      const milliseconds = Math.round(performance.now() - begun);
      const fields = { useCase, calls, charge: rounded(charge), faults, milliseconds };
      // Every other second the outbox looks and finds nothing.
      if (useCase === 'outbox' && calls === 1 && faults.length === 0) log.debug(fields, 'store use');
      else if (calls > 0) log.info(fields, 'store use');
    }
  }

  async function answer(useCase: string, run: () => Promise<View>): Promise<View> {
    const view = await during(useCase, run);
    if (view.card === 'notice' && view.tone === 'refused') telemetry.refused(useCase);
    return view;
  }

  return {
    meter(call) {
      const { charge, fault } = call;
      const spent = current.getStore();
      telemetry.called(spent?.useCase ?? 'other', call);
      if (spent === undefined) return;
      spent.calls += 1;
      spent.charge += charge;
      if (fault !== null) spent.faults.push(fault);
    },
    ofDesk: (desk) => ({
      say: (caller, text) => answer('say', () => desk.say(caller, text)),
      act: (caller, action) => answer(nameOf(action.verb), () => desk.act(caller, action)),
      file: (caller, asked) => during('file', () => desk.file(caller, asked)),
      installed: (caller) => during('installed', () => desk.installed(caller)),
      shown: (caller, view, activity) => during('shown', () => desk.shown(caller, view, activity)),
    }),
    ofOutbox: (outbox) => ({
      run: () => during('outbox', () => outbox.run()),
      release: (person) => outbox.release(person),
      sweep: () => during('outbox sweep', () => outbox.sweep()),
    }),
    ofMessenger: (messenger) => ({
      send: (to, view) => telemetry.during('send message', () => messenger.send(to, view)),
      update: (to, activity, view) => telemetry.during('update message', () => messenger.update(to, activity, view)),
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
