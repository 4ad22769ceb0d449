import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Device, isSupported } from '../../src/domain/device.ts';
import type { Person } from '../../src/domain/people.ts';
import { type Command, type CommandContext, decide } from '../../src/domain/request/decide.ts';
import { evolve, type RequestEvent } from '../../src/domain/request/events.ts';
import { isOpen, type Request } from '../../src/domain/request/state.ts';
import { order } from '../../src/kinds/order/order.ts';
import { byKey, ed, eve, everyone, finn, form, legacy, max, nora, now, person, rita, wanda, world } from './office.ts';

/** What people may try, in any order, on two orders that reach for the same old devices. */
const anAct = fc.oneof(
  fc.record({
    do: fc.constant('submit' as const),
    quantity: fc.integer({ min: 1, max: 4 }),
    monitors: fc.integer({ min: 0, max: 2 }),
    named: fc.boolean(),
    replaces: fc.subarray(['5CG0000001', '5CG0000002', '5CG0000003']),
  }),
  fc.record({
    do: fc.constantFrom('approve' as const, 'return' as const, 'reject' as const),
    step: fc.constantFrom('agency' as const, 'EUC' as const),
    lag: fc.integer({ min: 0, max: 1 }),
  }),
  fc.record({
    do: fc.constant('approve' as const),
    step: fc.constantFrom('agency' as const, 'EUC' as const),
    lag: fc.constant(0),
  }),
  fc.record({
    do: fc.constantFrom('return' as const, 'reject' as const),
    step: fc.constantFrom('agency' as const, 'EUC' as const),
    lag: fc.constant(0),
  }),
  fc.record({ do: fc.constant('cancel' as const) }),
  fc.record({
    do: fc.constant('receive' as const),
    item: fc.constantFrom('LT-STD', 'MN-24'),
    serials: fc.uniqueArray(
      fc.integer({ min: 10, max: 24 }).map((n) => `SER${n}XX`),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  fc.record({
    do: fc.constantFrom('image' as const, 'stage' as const, 'dispatch' as const, 'deploy' as const),
    some: fc.option(
      fc.uniqueArray(
        fc.integer({ min: 10, max: 24 }).map((n) => `SER${n}XX`),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    labelled: fc.boolean(),
  }),
);
type Act = typeof anAct extends fc.Arbitrary<infer A> ? A : never;

const bo = person(15, 'Bo Both', 'PARKS', 'agency approver', 'EUC approver');
const actors = [rita, max, nora, ed, eve, eve, eve, wanda, finn, bo];

class Office {
  devices = byKey(legacy('5CG0000001'), legacy('5CG0000002'), legacy('5CG0000003'));
  requests = new Map<string, Request>();
  journal = new Map<string, RequestEvent[][]>();
  deployed: string[] = [];
  committed: string[] = [];

  act(id: string, actor: Person, act: Act): void {
    const first = this.decide(id, actor, act);
    if (first === undefined || first.events.length === 0) return;
    const before = this.requests.get(id);
    const after = evolve(before, first.events);
    this.requests.set(id, after);
    this.journal.set(id, [...(this.journal.get(id) ?? []), first.events]);
    for (const device of first.devices) this.devices.set(device.serial, device);
    for (const { serial } of first.commitments) this.committed.push(serial);
    for (const event of first.events) {
      if (event.type !== 'worked' || event.step !== 'deploy') continue;
      this.deployed.push(...event.units.flatMap(({ no }) => after.units[no - 1]?.serial ?? []));
    }
    this.letGo(after);
    // Doing it twice is doing it once.
    assert.deepEqual(this.decide(id, actor, act)?.events ?? [], []);
  }

  /** As the outbox does it. */
  private letGo(request: Request): void {
    const kept = isOpen(request) ? request.quote.replaced.map(({ serial }) => serial) : [];
    const units = isOpen(request) ? request.units.flatMap(({ serial }) => serial ?? []) : [];
    for (const device of this.devices.values()) {
      if (device.openRequest !== request.id || kept.includes(device.serial) || units.includes(device.serial)) continue;
      this.devices.set(device.serial, { ...device, openRequest: null });
    }
  }

  private decide(id: string, actor: Person, act: Act) {
    const request = this.requests.get(id);
    const command = this.command(id, actor, request, act);
    const held = new Map<string, string>();
    const context: CommandContext = { now, actor, devices: this.devices, held, atMost: 250 };
    return command && decide(request, command, context);
  }

  private command(id: string, actor: Person, request: Request | undefined, act: Act): Command | undefined {
    switch (act.do) {
      case 'submit': {
        const lines = [{ item: 'LT-STD', quantity: `${act.quantity}` }];
        if (act.monitors > 0) lines.push({ item: 'MN-24', quantity: `${act.monitors}` });
        const named = act.named ? {} : { assignedUser: '', location: '' };
        const replaces = act.replaces.join(' ');
        const filled = form({ lines, replaces, additional: replaces === '', becomes: 'spare', ...named });
        const { draft } = order.prepare(filled, world({ id, actor, devices: this.devices, busy: this.busy(id) }));
        if (draft === null) return undefined;
        const replaced = draft.quote.replaced.flatMap(({ serial }) => this.devices.get(serial) ?? []);
        return { type: 'submit', draft, replaced, approvers: [...everyone, bo] };
      }
      case 'approve':
      case 'return':
      case 'reject':
        return {
          type: act.do,
          step: act.step,
          revision: Math.max((request?.revision ?? 1) - act.lag, 1),
          reason: 'Because.',
        };
      case 'cancel':
        return { type: 'cancel', reason: '' };
      case 'receive':
        return { type: 'receive', item: act.item, serials: act.serials, model: 'Acme', warrantyUntil: '2029-01-01' };
      default: {
        const assignment = { assignedUser: { id: null, name: 'Sam Stone' }, location: 'Room 1' };
        const { do: step, some, labelled } = act;
        return { type: 'work', step, serials: some, labelled, assignment, named: new Map() };
      }
    }
  }

  private busy(id: string): Map<string, string> {
    const busy = new Map<string, string>();
    for (const { serial, openRequest } of this.devices.values()) {
      const other = openRequest === null || openRequest === id ? undefined : this.requests.get(openRequest);
      if (other !== undefined && isOpen(other)) busy.set(serial, other.id);
    }
    return busy;
  }

  /** "What must always hold". */
  check(): void {
    for (const device of this.devices.values()) this.checkDevice(device);
    for (const { quote, status } of this.requests.values()) {
      assert.equal(quote.termCents, quote.monthlyCents * 48);
      if (status === 'closed') assert.deepEqual(quote.replaced, []);
    }
    const open = [...this.requests.values()].filter(isOpen);
    assertDistinct(open.flatMap(({ quote }) => quote.replaced.map(({ serial }) => serial)));
    assertDistinct(this.deployed);
    assert.deepEqual(this.committed, this.deployed);
    const supported = [...this.devices.values()].filter(isSupported).length;
    const counting = this.deployed.filter((serial) => this.devices.get(serial)?.countsForSupport).length;
    assert.equal(supported, 3 + counting);
  }

  /** Replaying the journal gives the requests. */
  checkReplay(): void {
    for (const [id, request] of this.requests) {
      let replayed: Request | undefined;
      for (const events of this.journal.get(id) ?? []) replayed = evolve(replayed, events);
      assert.deepEqual(replayed, request);
    }
  }

  private checkDevice(device: Device): void {
    const { status, countsForSupport, orderedBy, labelled, assignedUser, location } = device;
    assert.equal(isSupported(device), countsForSupport && status === 'in service');
    assert.equal(device.support.filter(({ to }) => to === null).length, isSupported(device) ? 1 : 0);
    if (orderedBy === null || !['staged', 'in transit', 'in service'].includes(status)) return;
    const request = this.requests.get(orderedBy);
    assert.deepEqual(
      request?.approvals.map(({ step }) => step),
      ['agency', 'EUC'],
    );
    assertDistinct([...request.approvals.map(({ by }) => by.id ?? ''), request.requester.id ?? '']);
    assert(labelled && assignedUser !== null && location !== null);
  }
}

function assertDistinct(texts: readonly string[]): void {
  assert.equal(new Set(texts).size, texts.length, `not distinct: ${texts}`);
}

/** How far the runs came, so that a generator that never gets anywhere is noticed. */
const reached = new Map<string, number>();

test('whatever people try, in whatever order, what must always hold holds', () => {
  const step = fc.tuple(fc.constantFrom('PARKS-AAAAAA', 'PARKS-BBBBBB'), fc.constantFrom(...actors), anAct);
  // Some runs begin with an order that is approved already, so that the work is reached as often as the talk.
  const start = fc.constantFrom(0, 1, 1, 3, 4, 6, 7, 8, 9);
  fc.assert(
    fc.property(start, fc.array(step, { maxLength: 40 }), (begin, steps) => {
      const office = new Office();
      const opening: [string, Person, Act][] = [
        ['PARKS-AAAAAA', rita, { do: 'submit', quantity: 2, monitors: 1, named: false, replaces: [] }],
        ['PARKS-AAAAAA', max, { do: 'approve', step: 'agency', lag: 0 }],
        ['PARKS-AAAAAA', ed, { do: 'approve', step: 'EUC', lag: 0 }],
        ['PARKS-AAAAAA', eve, { do: 'receive', item: 'LT-STD', serials: ['SER10XX', 'SER11XX'] }],
        ['PARKS-AAAAAA', eve, { do: 'receive', item: 'MN-24', serials: ['SER12XX'] }],
        ['PARKS-AAAAAA', eve, { do: 'image', some: null, labelled: true }],
        ['PARKS-AAAAAA', eve, { do: 'stage', some: null, labelled: true }],
        ['PARKS-AAAAAA', eve, { do: 'dispatch', some: null, labelled: true }],
        ['PARKS-AAAAAA', eve, { do: 'deploy', some: ['SER10XX', 'SER11XX'], labelled: true }],
      ];
      for (const [id, actor, act] of [...opening.slice(0, begin), ...steps]) {
        office.act(id, actor, act);
        office.check();
      }
      office.checkReplay();
      for (const { type } of [...office.journal.values()].flat(2)) reached.set(type, (reached.get(type) ?? 0) + 1);
      if (office.deployed.length > 0) reached.set('deployed', (reached.get('deployed') ?? 0) + 1);
    }),
    { numRuns: 8000 },
  );
  const all = [
    'submitted',
    'approved',
    'returned',
    'rejected',
    'worked',
    'units cancelled',
    'cancelled',
    'closed',
    'deployed',
  ];
  for (const type of all) expect([type, (reached.get(type) ?? 0) > 20]).toEqual([type, true]);
});
