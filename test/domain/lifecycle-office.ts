import assert from 'node:assert/strict';
import { groupsOf, nextChildId, openedChild } from '../../src/desk/outbox/child-requests.ts';
import { billedTo } from '../../src/domain/billing-codes.ts';
import { type Device, isHandedOver, isSupported } from '../../src/domain/device.ts';
import { monthOf, type Now } from '../../src/domain/months.ts';
import { may, type Permission, type Person } from '../../src/domain/people.ts';
import { type Command, type CommandContext, closing, decide } from '../../src/domain/request/decide.ts';
import { isWorkedOff, stillToOpen } from '../../src/domain/request/ending.ts';
import { evolve, type RequestEvent } from '../../src/domain/request/events.ts';
import { decideHandOver } from '../../src/domain/request/hand-over.ts';
import { takesFrom } from '../../src/domain/request/lose.ts';
import type { Outcome } from '../../src/domain/request/outcome.ts';
import { isOpen, nextStep, type Request } from '../../src/domain/request/state.ts';
import type { Method } from '../../src/domain/sanitization.ts';
import { WORK_STEPS, workStepSchema } from '../../src/domain/work-steps.ts';
import type { Busy, World } from '../../src/domain/world.ts';
import { type Act, bo } from './lifecycle-acts.ts';
import { type Asking, prepared } from './lifecycle-forms.ts';
import { byKey, commitment, eve, everyone, exempt, leased, legacy, now, rev, rita, vera, world } from './office.ts';
import { OtherAgency } from './other-agency.ts';

const SANITIZED = {
  type: 'sanitize',
  serials: null,
  media: 'flash',
  tool: 'Eraser',
  toolVersion: '4.2',
  verification: 'read back',
  mediaSerials: new Map(),
  validator: vera,
} as const;

/** What it takes to ask for what not everybody may. */
const ASKS: Readonly<Partial<Record<Act['do'], Permission>>> = {
  correct: 'ask for a correction',
  lose: 'report losses',
  find: 'report losses',
  swap: 'swap devices',
};

const DAY = 86_400_000;

/** An office in which people try what they like; the day after each act is another one. */
export class Office {
  readonly requests = new Map<string, Request>();
  readonly journal = new Map<string, RequestEvent[][]>();
  readonly commitments = byKey(commitment('7BLUE03', '2024-07'), commitment('7BLUE04', null));
  /** The method, by serial and request. */
  readonly certificates = new Map<string, Method>([['7BLUE03 PARKS-OLD111', 'purge']]);
  /** The month in which a leased device has served first. */
  readonly firstServed = new Map<string, string>([['7BLUE03', '2024-07']]);
  /** For each request, the devices it names that were on support when it was submitted. */
  readonly onSupport = new Map<string, Set<string>>();
  readonly devices = byKey(
    legacy('5CG0000001'),
    legacy('5CG0000002'),
    legacy('5CG0000003'),
    leased('7BLUE03', {
      status: 'spare',
      assignedUser: null,
      support: [{ from: '2024-07-15', to: '2026-03-02' }],
      sanitized: { on: '2026-03-02', method: 'purge', request: 'PARKS-OLD111' },
    }),
    leased('7BLUE04', { status: 'disaster reserve', assignedUser: null, support: [] }),
  );
  /** Devices that were lost at some time. */
  readonly wasLost = new Set<string>();
  /** For a device that came under warranty, the one it came for. */
  readonly cameFor = new Map<string, string>();
  /** What the other agency holds. */
  readonly there = new OtherAgency();
  private acts = 0;

  /** Tries something, and makes true what comes of it. Gives whether anything did. */
  act(id: string, actor: Person, act: Act): boolean {
    if (act.do === 'open children') return this.openChildren(id);
    if (act.do === 'hand over') return this.handOver(id);
    const command = this.command(id, actor, act);
    const outcome = command && this.decide(id, actor, command);
    if (command === undefined || outcome === undefined || outcome.events.length === 0) return false;
    const before = this.requests.get(id);
    this.checkAllowed(before, actor, command);
    this.apply(id, outcome);
    const after = this.requests.get(id);
    assert(after !== undefined);
    if (command.type === 'submit') {
      const supported = [...this.devices.values()].filter(isSupported).map(({ serial }) => serial);
      this.onSupport.set(id, new Set(supported));
    }
    this.letGo(after);
    for (const other of outcome.others ?? []) this.letGo(this.requests.get(other.request) ?? after);
    // Doing it twice is doing it once, were it only for what was read anew.
    assert.deepEqual(this.decide(id, actor, command).events, []);
    this.acts += 1;
    return true;
  }

  /** Gives everything that is open to EUC until nothing is: nothing can get stuck. */
  finish(): void {
    for (let rounds = 0; this.open().length > 0; rounds += 1) {
      assert(rounds < 12, `never ends: ${JSON.stringify(this.open().map(({ id, status }) => [id, status]))}`);
      for (const request of this.open()) this.finishOne(request);
    }
  }

  open(): Request[] {
    return [...this.requests.values()].filter(isOpen);
  }

  now(): Now {
    const at = new Date(Date.parse(now.at) + this.acts * DAY).toISOString();
    return { at, day: at.slice(0, 10) };
  }

  private finishOne(request: Request): void {
    if (request.status !== 'in work') {
      this.act(request.id, eve, { do: 'cancel', units: null, reason: 'Not needed.' });
      return;
    }
    this.act(request.id, eve, { do: 'procure', item: 'TB-STD' });
    for (const item of ['LT-STD', 'MN-24', 'TB-STD', 'LEGACY'] as const) {
      const waiting = (this.requests.get(request.id)?.units ?? []).filter(
        (unit) => unit.item === item && nextStep(unit) === 'receive',
      );
      const serials = waiting.map(({ no }) => `NEW${request.id.slice(6, 8)}${no}X${request.revision}`);
      if (serials.length > 0) this.act(request.id, eve, { do: 'receive', item, serials });
    }
    for (const step of workStepSchema.options) {
      if (step === 'receive' || step === 'procure') continue;
      if (step === 'sanitize') {
        this.act(request.id, eve, { do: 'sanitize', method: 'purge', technique: 'cryptographic erase' });
      } else if (step === 'hand over') this.handOver(request.id);
      else this.act(request.id, eve, { do: step, some: null, labelled: true });
    }
    this.openChildren(request.id);
  }

  private apply(id: string, { events, devices, commitments, certificates, others = [] }: Outcome): void {
    this.requests.set(id, evolve(this.requests.get(id), events));
    this.journal.set(id, [...(this.journal.get(id) ?? []), events]);
    for (const device of devices) this.apply1(device);
    for (const made of commitments) {
      const known = this.commitments.get(made.serial);
      // Rule 42: whatever happens, a commitment that has begun stays as it was agreed.
      const firstMonth = known?.firstMonth ?? made.firstMonth;
      const { billingCode, spans } = made;
      // Who pays it is checked with what the other agency pays; a new code pays from now on and no month before.
      if (known !== undefined) {
        const billed = billedTo(known, billingCode, monthOf(this.now().day));
        assert.deepEqual(made, { ...billed, firstMonth, spans });
      }
      this.commitments.set(made.serial, made);
    }
    for (const { request, events } of others) {
      this.requests.set(request, evolve(this.requests.get(request), events));
      this.journal.set(request, [...(this.journal.get(request) ?? []), events]);
    }
    for (const made of certificates) this.certificates.set(`${made.serial} ${made.request}`, made.method);
  }

  private apply1(device: Device): void {
    const { serial, status, origin, transfer, swap } = device;
    if (swap?.to === serial) this.cameFor.set(serial, swap.from);
    // The 48 months of the one that it came for are its own now.
    const begun = swap?.to === serial ? this.firstServed.get(swap.from) : undefined;
    if (begun !== undefined) this.firstServed.set(serial, begun);
    // What is given up for good is paid all the same (Rule 42).
    const serves =
      ['in service', 'surplus', 'transferred', 'retired'].includes(status) ||
      transfer !== null ||
      (status === 'lost' && this.commitments.has(serial));
    if (serves && origin === 'line of service' && !this.firstServed.has(serial)) {
      this.firstServed.set(serial, monthOf(this.now().day));
    }
    if (status === 'lost') this.wasLost.add(serial);
    this.devices.set(serial, device);
  }

  /** What only some may do, said here once more in the plainest words. */
  private checkAllowed(before: Request | undefined, actor: Person, command: Command): void {
    if (command.type === 'cancel') assert(command.reason.trim() !== '', 'cancelled without a word why');
    if (command.type === 'cancel' && before?.status === 'in work') {
      const approved = before.route.includes('EUC') || before.parent !== null;
      if (approved) assert(actor.roles.includes('EUC approver'), 'Rule 20: cancelled by somebody else than EUC');
    }
    if (command.type === 'approve' || command.type === 'return' || command.type === 'reject') {
      assert.equal(command.revision, before?.revision, 'Rules 17 and 18: decided on figures that nobody saw');
    }
    if (command.type === 'tag') assert(actor.agency === 'PARKS' || actor.roles.includes('asset manager'), 'Rule 53');
    const isWork = command.type === 'receive' || command.type === 'sanitize' || command.type === 'procure';
    if (command.type === 'work' || isWork) {
      const step = command.type === 'work' ? command.step : command.type;
      assert(may(actor, WORK_STEPS[step].permission, 'PARKS'));
    }
  }

  /** As the outbox does it (Rule 12). */
  private letGo(request: Request): void {
    const kept = isOpen(request) ? stillToOpen(request).map(({ serial }) => serial) : [];
    const units = isOpen(request) ? request.units.flatMap(({ serial }) => serial ?? []) : [];
    for (const device of this.devices.values()) {
      if (device.openRequest !== request.id || kept.includes(device.serial) || units.includes(device.serial)) continue;
      this.devices.set(device.serial, { ...device, openRequest: null });
    }
  }

  /** As the outbox does it (Rule 15): one request, the order's note of it with it. */
  private openChildren(id: string): boolean {
    const parent = this.requests.get(id);
    if (parent?.status !== 'in work' || !isWorkedOff(parent)) return false;
    const [group] = groupsOf(stillToOpen(parent));
    if (group === undefined) return false;
    const child = nextChildId(parent);
    const opened = openedChild(parent, group, this.world(child, rita));
    assert(opened !== null, `the request for ${group.serials} of ${id} cannot be opened`);
    const supported = group.serials.filter((serial) => {
      const device = this.devices.get(serial);
      return device !== undefined && isSupported(device);
    });
    this.onSupport.set(child, new Set(supported));
    this.apply(child, opened.child);
    this.apply(id, opened.order);
    this.acts += 1;
    return true;
  }

  /** As the outbox does it (Rule 36): the records there come first. */
  private handOver(id: string): boolean {
    const request = this.requests.get(id);
    const serials = request?.units.flatMap(({ serial }) => serial ?? []) ?? [];
    const now = this.now();
    const outcome = request && closing(request, decideHandOver(request, serials, this.devices, now), now);
    if (request === undefined || outcome === undefined || outcome.events.length === 0) return false;
    this.there.take(request, this);
    this.apply(id, outcome);
    this.acts += 1;
    return true;
  }

  private decide(id: string, actor: Person, command: Command): Outcome {
    const context: CommandContext = {
      now: this.now(),
      actor,
      devices: this.devices,
      commitments: this.commitments,
      // What was handed over is in service at the other agency, which the desk finds by its claim.
      held: new Map(
        [...this.devices.values()].filter(isHandedOver).map(({ serial }) => [serial, 'in service elsewhere']),
      ),
      atMost: 250,
    };
    return decide(this.requests.get(id), command, context);
  }

  private command(
    id: string,
    actor: Person,
    act: Exclude<Act, { do: 'open children' | 'hand over' }>,
  ): Command | undefined {
    switch (act.do) {
      case 'submit':
      case 'purchase':
      case 'decommission':
      case 'move':
      case 'correct':
      case 'lose':
      case 'find':
      case 'swap':
        // A form never has the id of what an order opens.
        return id.length > 12 ? undefined : this.submission(id, actor, act);
      case 'approve':
      case 'return':
      case 'reject': {
        const revision = Math.max((this.requests.get(id)?.revision ?? 1) - act.lag, 1);
        return { type: act.do, step: act.step, revision, reason: 'Because.' };
      }
      case 'accept': {
        const revision = this.requests.get(id)?.revision ?? 1;
        const terms = {
          billingCode: act.billingCode,
          takesOver: act.takesOver,
          agency: rev,
          assignedUser: act.takesOver ? 'Ravi Rao' : '',
          location: act.takesOver ? '' : 'REV, room 5',
        };
        return { type: 'approve', step: 'receiving agency', revision, reason: '', terms };
      }
      case 'sanitize':
        return { ...SANITIZED, method: act.method, technique: act.technique };
      case 'procure':
        return { type: 'procure', item: act.item, supplier: 'State Supply', number: '4500123' };
      case 'tag':
        return { type: 'tag', tags: new Map([[act.serial, act.tag]]) };
      case 'cancel':
        return { type: 'cancel', reason: act.reason, units: act.units };
      case 'receive':
        return { type: 'receive', item: act.item, serials: act.serials, model: 'Acme', warrantyUntil: '2039-01-01' };
      default: {
        const assignment = { assignedUser: { id: null, name: 'Sam Stone' }, location: 'Room 1' };
        const { do: step, some, labelled } = act;
        return { type: 'work', step, serials: some, labelled, assignment, named: new Map() };
      }
    }
  }

  private submission(id: string, actor: Person, act: Asking): Command | undefined {
    const { draft, reading } = prepared(act, this.world(id, actor));
    if (draft === null) return undefined;
    const claimed = reading.found.flatMap(({ serial }) => this.devices.get(serial) ?? []);
    const takenFrom = takesFrom(draft).flatMap((other) => this.requests.get(other) ?? []);
    const permission = ASKS[act.do] ?? 'make a request';
    return { type: 'submit', draft, claimed, approvers: [...everyone, bo], permission, takenFrom };
  }

  private world(id: string, actor: Person): World {
    const { devices, commitments } = this;
    return world({ id, now: this.now(), actor, devices, commitments, exemptions: exempt, busy: this.busy(id) });
  }

  private busy(id: string): Map<string, Busy> {
    const busy = new Map<string, Busy>();
    for (const { serial, openRequest } of this.devices.values()) {
      const other = openRequest === null || openRequest === id ? undefined : this.requests.get(openRequest);
      // What an order has named passes to the request it opens for it.
      if (other !== undefined && isOpen(other) && !id.startsWith(other.id))
        busy.set(serial, { request: other.id, kind: other.kind });
    }
    return busy;
  }
}
