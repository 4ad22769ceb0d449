import assert from 'node:assert/strict';
import {
  type BillLine,
  billingOf,
  type Charges,
  hardwareCharges,
  supportCharges,
} from '../../../src/domain/billing/charges.ts';
import type { Commitment } from '../../../src/domain/commitment.ts';
import type { Device } from '../../../src/domain/device.ts';
import { type Day, lastDayOf, type Month, type Now } from '../../../src/domain/months.ts';
import type { Person } from '../../../src/domain/people.ts';
import { type Command, decide } from '../../../src/domain/request/decide.ts';
import { evolve } from '../../../src/domain/request/events.ts';
import { type Draft, nextStep, type Request } from '../../../src/domain/request/state.ts';
import type { Destination } from '../../../src/domain/sanitization.ts';
import { decommission } from '../../../src/kinds/decommission/decommission.ts';
import { move } from '../../../src/kinds/move/move.ts';
import { order } from '../../../src/kinds/order/order.ts';
import { byKey, ed, eve, everyone, form, max, rita, vera, world } from '../office.ts';

/** What people do, some days after what came before. `pick` chooses among devices or open requests. */
export type Deed =
  | { do: 'order'; days: number; item: string; quantity: number; billingCode: string }
  | { do: 'move'; days: number; pick: number; billingCode: string; newUser: string }
  | { do: 'decommission'; days: number; pick: number; outcome: Destination }
  | { do: 'work'; days: number; pick: number };

/** One thing that happened: the records it touched, as they were after it. */
interface Entry {
  day: Day;
  devices: Device[];
  commitments: Commitment[];
}

const RATES: Readonly<Record<string, number>> = { 'LT-STD': 3292, 'LT-PWR': 5813, 'MN-24': 563 };

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
      case 'work':
        this.work(deed.pick);
    }
  }

  pass(days: number): void {
    const date = new Date(`${this.day}T12:00:00.000Z`);
    date.setUTCDate(date.getUTCDate() + days);
    this.day = date.toISOString().slice(0, 10);
  }

  /** What stands on the bill of a month that is over, from the records as they are now. */
  bill(month: Month): BillLine[] {
    assert(lastDayOf(month) < this.day);
    return this.charges(month)
      .flatMap(({ line }) => line ?? [])
      .toSorted(byName);
  }

  /** What each record is charged in a month. */
  charges(month: Month): Charges[] {
    const billing = billingOf(month, 2500, 2500);
    return [
      ...[...this.devices.values()].map((device) => supportCharges(device, billing)),
      ...[...this.commitments.values()].map((owed) => hardwareCharges(owed, billing)),
    ];
  }

  /** The same bill told by the history alone: what state each device was in when the month ended, and what had begun by then. */
  replayed(month: Month): BillLine[] {
    const devices = new Map<string, Device>();
    const commitments = new Map<string, Commitment>();
    const begun = new Map<string, Month>();
    for (const { serial, firstMonth } of this.history[0]?.commitments ?? []) {
      if (firstMonth !== null) begun.set(serial, firstMonth);
    }
    for (const entry of this.history) {
      if (entry.day > lastDayOf(month)) break;
      for (const device of entry.devices) {
        if (device.status === 'in service' && !begun.has(device.serial))
          begun.set(device.serial, entry.day.slice(0, 7));
        devices.set(device.serial, device);
      }
      for (const owed of entry.commitments) commitments.set(owed.serial, owed);
    }
    const support = [...devices.values()]
      .filter(isOnSupport)
      .map(({ serial, billingCode, item, orderedBy }): BillLine => {
        return { billingCode, serial, item, kind: 'support', nth: null, cents: 2500, request: orderedBy };
      });
    const hardware = [...commitments.values()].flatMap(({ serial, billingCode, item, request }): BillLine[] => {
      const first = begun.get(serial);
      const nth = first === undefined ? 0 : monthNumber(month) - monthNumber(first) + 1;
      const cents = RATES[item] ?? 0;
      return nth >= 1 && nth <= 48 ? [{ billingCode, serial, item, kind: 'hardware', nth, cents, request }] : [];
    });
    return [...support, ...hardware].toSorted(byName);
  }

  private now(): Now {
    return { at: `${this.day}T18:00:00.000Z`, day: this.day };
  }

  private world(id = `PARKS-R${String(this.requests.size).padStart(5, '0')}`) {
    const busy = new Map<string, string>();
    for (const { serial, openRequest } of this.devices.values())
      if (openRequest !== null) busy.set(serial, openRequest);
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

  private ask(serial: string, prepare: (serials: string) => Draft | null): void {
    const draft = prepare(serial);
    if (draft !== null)
      this.submit(
        draft,
        draft.units.flatMap(({ serial }) => this.devices.get(serial ?? '') ?? []),
      );
  }

  /** Submitted, and approved at once. */
  private submit(draft: Draft, claimed: Device[]): void {
    this.act(draft.id, rita, { type: 'submit', draft, claimed, approvers: everyone });
    for (const step of draft.route) {
      this.act(draft.id, step === 'agency' ? max : ed, { type: 'approve', step, revision: 1, reason: '' });
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
      const serials = request.units.map(() => `N${String(++this.serials).padStart(6, '0')}`);
      const box = { model: 'Dell Latitude 5450', warrantyUntil: '2039-01-01' };
      this.act(request.id, eve, { type: 'receive', item: request.units[0]?.item ?? '', serials, ...box });
    } else if (step === 'sanitize') {
      this.act(request.id, eve, { type: 'sanitize', ...common, ...PURGED, mediaSerials: new Map(), validator: vera });
    } else if (step !== 'hand over') {
      const assignment = { assignedUser: null, location: 'Store room' };
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
    if (outcome.events.length === 0) return;
    this.requests.set(id, evolve(before, outcome.events));
    for (const device of outcome.devices) devices.set(device.serial, device);
    for (const owed of outcome.commitments) commitments.set(owed.serial, owed);
    this.history.push({ day: this.day, devices: outcome.devices, commitments: outcome.commitments });
  }
}

/** Rule 45, by the state a device is in alone; one that is collected came from service. */
function isOnSupport({ status, countsForSupport }: Device): boolean {
  return countsForSupport && (status === 'in service' || status === 'moving' || status === 'collected');
}

function monthNumber(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
}

function byName(a: BillLine, b: BillLine): number {
  return `${a.kind} ${a.serial}`.localeCompare(`${b.kind} ${b.serial}`);
}
