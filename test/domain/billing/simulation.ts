import assert from 'node:assert/strict';
import type { BillLine, Charges } from '../../../src/domain/billing/charges.ts';
import type { Commitment } from '../../../src/domain/commitment.ts';
import type { Device } from '../../../src/domain/device.ts';
import { type Day, lastDayOf, type Month, type Now } from '../../../src/domain/months.ts';
import type { Person } from '../../../src/domain/people.ts';
import { type Command, closing, decide } from '../../../src/domain/request/decide.ts';
import { evolve } from '../../../src/domain/request/events.ts';
import { arrivalOf, decideHandOver, toHandOver } from '../../../src/domain/request/hand-over.ts';
import type { Outcome } from '../../../src/domain/request/outcome.ts';
import { type Draft, nextStep, type Request } from '../../../src/domain/request/state.ts';
import type { Destination } from '../../../src/domain/sanitization.ts';
import type { Busy } from '../../../src/domain/world.ts';
import { decommission } from '../../../src/kinds/decommission/decommission.ts';
import { move } from '../../../src/kinds/move/move.ts';
import { order } from '../../../src/kinds/order/order.ts';
import { swap } from '../../../src/kinds/swap/swap.ts';
import { ada, byKey, ed, eve, everyone, form, max, mia, rev, rita, vera, world } from '../office.ts';
import { chargesOf, type Entry, linesOf, replayed } from './replay.ts';

/** What people do, some days after what came before. `pick` chooses among devices or open requests. */
export type Deed =
  | { do: 'order'; days: number; item: string; quantity: number; billingCode: string }
  | { do: 'move'; days: number; pick: number; billingCode: string; newUser: string }
  | { do: 'decommission'; days: number; pick: number; outcome: Destination }
  | { do: 'transfer'; days: number; pick: number; takesOver: boolean }
  | { do: 'swap'; days: number; pick: number }
  | { do: 'work'; days: number; pick: number };

const PURGED = {
  media: 'flash',
  method: 'purge',
  technique: 'cryptographic erase',
  tool: 'Eraser',
  toolVersion: '4',
  verification: 'read back',
} as const;

/** An agency's office as time goes by: requests go through the lifecycle that the desk uses, and the history is kept. */
export class Simulation {
  day: Day;
  readonly devices: Map<string, Device>;
  readonly commitments: Map<string, Commitment>;
  /** The agency that devices go to, and do not come back from. */
  readonly there = { devices: new Map<string, Device>(), commitments: new Map<string, Commitment>() };
  readonly history: Entry[];
  readonly requests = new Map<string, Request>();
  private serials = 0;

  constructor(day: Day, devices: Device[], commitments: Commitment[]) {
    this.day = day;
    this.devices = byKey(...devices);
    this.commitments = byKey(...commitments);
    this.history = [{ day: '2020-01-01', devices, commitments }];
  }

  do(deed: Deed): void {
    this.pass(deed.days);
    switch (deed.do) {
      case 'order':
        this.order(deed);
        break;
      case 'move':
        this.ask(this.chosen(deed.pick), (serials) => {
          const to = { newUser: deed.newUser, newLocation: 'Room 1', newAgency: '', newBillingCode: deed.billingCode };
          return move.prepare({ serials, ...to, reason: 'Moves.' }, this.world()).draft;
        });
        break;
      case 'decommission':
        this.ask(this.chosen(deed.pick), (serials) => {
          return decommission.prepare({ serials, outcome: deed.outcome, reason: 'Goes.' }, this.world()).draft;
        });
        break;
      case 'transfer':
        this.ask(
          this.chosen(deed.pick),
          (serials) => {
            const to = { newUser: '', newLocation: '', newAgency: 'REV', newBillingCode: '' };
            return move.prepare({ serials, ...to, reason: 'Goes to REV.' }, this.world()).draft;
          },
          deed.takesOver,
        );
        break;
      case 'swap':
        this.ask(this.chosen(deed.pick), (serial) => {
          const form = { serial, newUser: '', newLocation: '', reason: 'The display stays dark.' };
          return swap.prepare(form, this.world()).draft;
        });
        break;
      case 'work':
        this.work(deed.pick);
    }
  }

  pass(days: number): void {
    const date = new Date(`${this.day}T12:00:00.000Z`);
    date.setUTCDate(date.getUTCDate() + days);
    this.day = date.toISOString().slice(0, 10);
  }

  /** The other agency's bill of a month. */
  billThere(month: Month): BillLine[] {
    return linesOf(chargesOf(this.there, month));
  }

  /** What stands on the bill of a month that is over, from the records as they are now. */
  bill(month: Month): BillLine[] {
    assert(lastDayOf(month) < this.day);
    return linesOf(this.charges(month));
  }

  /** What each record is charged in a month. */
  charges(month: Month): Charges[] {
    return chargesOf(this, month);
  }

  /** The same bill told by the history alone. */
  replayed(month: Month): BillLine[] {
    return replayed(this.history, month);
  }

  private now(): Now {
    return { at: `${this.day}T18:00:00.000Z`, day: this.day };
  }

  private world(id = `PARKS-R${String(this.requests.size).padStart(5, '0')}`) {
    const busy = new Map<string, Busy>();
    for (const { serial, openRequest } of this.devices.values())
      if (openRequest !== null) busy.set(serial, { request: openRequest, kind: 'other' });
    return world({ id, now: this.now(), devices: this.devices, commitments: this.commitments, busy });
  }

  private chosen(pick: number): string {
    const all = [...this.devices.keys()];
    return all[pick % all.length] ?? '';
  }

  private order({ item, quantity, billingCode }: Extract<Deed, { do: 'order' }>): void {
    const filled = form({ lines: [{ item, quantity: String(quantity) }], billingCode });
    const { draft } = order.prepare(filled, this.world());
    if (draft !== null) this.submit(draft, []);
  }

  private ask(serial: string, prepare: (serials: string) => Draft | null, takesOver = false): void {
    const draft = prepare(serial);
    if (draft !== null)
      this.submit(
        draft,
        draft.units.flatMap(({ serial }) => this.devices.get(serial ?? '') ?? []),
        takesOver,
      );
  }

  /** Submitted, and approved at once. */
  private submit(draft: Draft, claimed: Device[], takesOver = false): void {
    const submit = { type: 'submit', draft, claimed, approvers: everyone } as const;
    if (draft.kind === 'swap') this.act(draft.id, ada, { ...submit, permission: 'swap devices' });
    else this.act(draft.id, rita, submit);
    for (const step of draft.route) {
      const approval = { type: 'approve', step, revision: 1, reason: '' } as const;
      const terms = { billingCode: 'REV-100', takesOver, agency: rev, assignedUser: '', location: '' };
      if (step === 'receiving agency') this.act(draft.id, mia, { ...approval, terms });
      else this.act(draft.id, step === 'agency' ? max : ed, approval);
    }
  }

  /** The next step of an open request, for all of its units. */
  private work(pick: number): void {
    const open = [...this.requests.values()].filter(({ status }) => status === 'in work');
    const request = open[pick % Math.max(open.length, 1)];
    const step = request?.units.flatMap((unit) => nextStep(unit) ?? [])[0];
    if (request === undefined || step === undefined) return;
    const common = { serials: null } as const;
    if (step === 'receive') {
      const toCome = request.units.filter((unit) => nextStep(unit) === 'receive');
      const serials = toCome.map(() => `N${String(++this.serials).padStart(6, '0')}`);
      const box = { model: 'Dell Latitude 5450', warrantyUntil: '2039-01-01' };
      this.act(request.id, eve, { type: 'receive', item: request.units[0]?.item ?? '', serials, ...box });
    } else if (step === 'sanitize') {
      this.act(request.id, eve, { type: 'sanitize', ...common, ...PURGED, mediaSerials: new Map(), validator: vera });
    } else if (step !== 'hand over' && step !== 'procure') {
      const theirs = { assignedUser: { id: null, name: 'Ravi Rao' }, location: 'REV, room 5' };
      const assignment = request.toAgency === null ? { assignedUser: null, location: 'Store room' } : theirs;
      this.act(request.id, eve, { type: 'work', step, ...common, labelled: true, assignment, named: new Map() });
    }
  }

  private act(id: string, actor: Person, command: Command): void {
    const { devices, commitments } = this;
    const before = this.requests.get(id);
    const outcome = decide(before, command, {
      now: this.now(),
      actor,
      devices,
      commitments,
      held: new Map(),
      atMost: 250,
    });
    if (outcome.events.length > 0) this.apply(id, outcome);
    this.handOver(id);
  }

  /** As the outbox does it, and at once: a month is not closed before. */
  private handOver(id: string): void {
    const request = this.requests.get(id);
    const serials = request?.units.flatMap(({ serial }) => serial ?? []) ?? [];
    if (request === undefined) return;
    for (const unit of toHandOver(request, serials)) {
      const arrival = arrivalOf(request, unit, this, this.there);
      assert(arrival !== undefined);
      this.there.devices.set(arrival.device.serial, arrival.device);
      if (arrival.commitment !== null) this.there.commitments.set(arrival.device.serial, arrival.commitment);
    }
    const outcome = closing(request, decideHandOver(request, serials, this.devices, this.now()), this.now());
    if (outcome.events.length > 0) this.apply(id, outcome);
  }

  private apply(id: string, outcome: Outcome): void {
    const { devices, commitments } = this;
    this.requests.set(id, evolve(this.requests.get(id), outcome.events));
    for (const device of outcome.devices) devices.set(device.serial, device);
    for (const owed of outcome.commitments) commitments.set(owed.serial, owed);
    this.history.push({ day: this.day, devices: outcome.devices, commitments: outcome.commitments });
  }
}
