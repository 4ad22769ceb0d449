import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Commitment } from '../../src/domain/commitment.ts';
import { type Device, isSupported } from '../../src/domain/device.ts';
import type { Person } from '../../src/domain/people.ts';
import { type Command, type CommandContext, decide } from '../../src/domain/request/decide.ts';
import { evolve, type RequestEvent } from '../../src/domain/request/events.ts';
import { isOpen, type Request } from '../../src/domain/request/state.ts';
import type { Work } from '../../src/domain/request/unit-work.ts';
import {
  destinationSchema,
  type Method,
  methodSchema,
  techniqueSchema,
  whyNotSufficient,
} from '../../src/domain/sanitization.ts';
import { decommission } from '../../src/kinds/decommission/decommission.ts';
import { move } from '../../src/kinds/move/move.ts';
import { order } from '../../src/kinds/order/order.ts';
import {
  ada,
  byKey,
  ed,
  eve,
  everyone,
  finn,
  form,
  legacy,
  max,
  nora,
  now,
  person,
  rita,
  vera,
  wanda,
  world,
} from './office.ts';

/** Serials that people name: the old devices, and some that may have come in. */
const SERIALS = ['5CG0000001', '5CG0000002', '5CG0000003', 'SER10XX', 'SER11XX', 'SER12XX'];

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
    do: fc.constantFrom(
      'image',
      'stage',
      'dispatch',
      'deploy',
      'pick up',
      'collect',
      're-image',
      'place',
    ) satisfies fc.Arbitrary<Work['step']>,
    some: fc.option(
      fc.uniqueArray(
        fc.integer({ min: 10, max: 24 }).map((n) => `SER${n}XX`),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    labelled: fc.boolean(),
  }),
);
const moreActs = fc.oneof(
  { weight: 5, arbitrary: anAct },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('decommission' as const),
      serials: fc.subarray(SERIALS, { minLength: 1, maxLength: 3 }),
      outcome: fc.constantFrom(...destinationSchema.options),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      serials: fc.subarray(SERIALS, { minLength: 1, maxLength: 2 }),
      newUser: fc.constantFrom('', 'Nora Nash', 'Sam Stone'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('sanitize' as const),
      method: fc.constantFrom(...methodSchema.options),
      technique: fc.constantFrom(...techniqueSchema.options),
    }),
  },
);
type Act = typeof moreActs extends fc.Arbitrary<infer A> ? A : never;

const bo = person(15, 'Bo Both', 'PARKS', 'agency approver', 'EUC approver');
const actors = [rita, rita, max, nora, ed, eve, eve, eve, eve, wanda, finn, ada, bo];

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

class Office {
  devices = byKey(legacy('5CG0000001'), legacy('5CG0000002'), legacy('5CG0000003'));
  requests = new Map<string, Request>();
  journal = new Map<string, RequestEvent[][]>();
  deployed: string[] = [];
  commitments = new Map<string, Commitment>();
  certificates = new Map<string, Method>();

  act(id: string, actor: Person, act: Act): void {
    const first = this.decide(id, actor, act);
    if (first === undefined || first.events.length === 0) return;
    const before = this.requests.get(id);
    const after = evolve(before, first.events);
    this.requests.set(id, after);
    this.journal.set(id, [...(this.journal.get(id) ?? []), first.events]);
    for (const device of first.devices) this.devices.set(device.serial, device);
    for (const made of first.commitments) {
      const known = this.commitments.get(made.serial);
      // Rule 42: whatever happens, a commitment that has begun stays as it was agreed.
      if (known !== undefined) assert.deepEqual(made, { ...known, billingCode: made.billingCode });
      this.commitments.set(made.serial, made);
    }
    for (const made of first.certificates) this.certificates.set(`${made.serial} ${made.request}`, made.method);
    for (const event of first.events) {
      if (event.type !== 'worked' || event.step !== 'deploy' || after.kind !== 'order') continue;
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
    const context: CommandContext = {
      now,
      actor,
      devices: this.devices,
      commitments: this.commitments,
      held,
      atMost: 250,
    };
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
        const claimed = draft.quote.replaced.flatMap(({ serial }) => this.devices.get(serial) ?? []);
        return { type: 'submit', draft, claimed, approvers: [...everyone, bo] };
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
      case 'decommission':
      case 'move':
        return this.ask(id, actor, act);
      case 'sanitize':
        return { ...SANITIZED, method: act.method, technique: act.technique };
      case 'cancel':
        return { type: 'cancel', reason: '', units: null };
      case 'receive':
        return { type: 'receive', item: act.item, serials: act.serials, model: 'Acme', warrantyUntil: '2029-01-01' };
      default: {
        const assignment = { assignedUser: { id: null, name: 'Sam Stone' }, location: 'Room 1' };
        const { do: step, some, labelled } = act;
        return { type: 'work', step, serials: some, labelled, assignment, named: new Map() };
      }
    }
  }

  private ask(id: string, actor: Person, act: Extract<Act, { do: 'move' | 'decommission' }>): Command | undefined {
    const serials = act.serials.join(' ');
    const asked = world({ id, actor, devices: this.devices, commitments: this.commitments, busy: this.busy(id) });
    const { draft, reading } =
      act.do === 'move'
        ? move.prepare(
            { serials, newUser: act.newUser, newLocation: 'Room 9', newBillingCode: '', reason: 'So.' },
            asked,
          )
        : decommission.prepare({ serials, outcome: act.outcome, reason: 'So.' }, asked);
    if (draft === null) return undefined;
    const claimed = reading.found.flatMap(({ serial }) => this.devices.get(serial) ?? []);
    return { type: 'submit', draft, claimed, approvers: [...everyone, bo] };
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
    assert.deepEqual([...this.commitments.keys()].sort(), [...this.deployed].sort());
    const held = open.flatMap(({ units }) =>
      units.flatMap(({ serial, done, plan }) => (serial !== null && done < plan.length ? serial : [])),
    );
    assertDistinct(held);
  }

  /** Replaying the journal gives the requests. */
  checkReplay(): void {
    for (const [id, request] of this.requests) {
      let replayed: Request | undefined;
      for (const events of this.journal.get(id) ?? []) replayed = evolve(replayed, events);
      assert.deepEqual(replayed, request);
    }
  }

  /** No device with storage that has served is out of service without a certificate that is enough for where it is. */
  private checkSanitized({ serial, status, holdsStorage, support, sanitized }: Device): void {
    const destination = destinationSchema.safeParse(status);
    if (!destination.success || !holdsStorage || support.length === 0) return;
    assert(sanitized !== null, `${serial} is ${status} without a certificate`);
    assert.equal(this.certificates.get(`${serial} ${sanitized.request}`), sanitized.method);
    assert.equal(whyNotSufficient(sanitized.method, destination.data), undefined);
    assert(sanitized.on >= (support.at(-1)?.to ?? ''), 'the certificate is older than the last service');
  }

  private checkDevice(device: Device): void {
    const { status, countsForSupport, orderedBy, labelled, assignedUser, location } = device;
    assert.equal(
      isSupported(device),
      countsForSupport && ['in service', 'moving', 'collected'].includes(status),
      status,
    );
    assert.equal(device.support.filter(({ to }) => to === null).length, isSupported(device) ? 1 : 0);
    this.checkSanitized(device);
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
  const step = fc.tuple(
    fc.constantFrom('PARKS-AAAAAA', 'PARKS-BBBBBB', 'PARKS-CCCCCC'),
    fc.constantFrom(...actors),
    moreActs,
  );
  // Some runs begin with an order that is approved already, so that the work is reached as often as the talk.
  const start = fc.constantFrom(0, 1, 1, 3, 4, 6, 7, 8, 9);
  fc.assert(
    fc.property(start, fc.integer({ min: 0, max: 6 }), fc.array(step, { maxLength: 40 }), (begin, givenBack, steps) => {
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
      const leaving: [string, Person, Act][] = [
        ['PARKS-BBBBBB', rita, { do: 'move', serials: ['5CG0000002'], newUser: 'Nora Nash' }],
        ['PARKS-BBBBBB', eve, { do: 'pick up', some: null, labelled: true }],
        ['PARKS-CCCCCC', rita, { do: 'decommission', serials: ['5CG0000001'], outcome: 'surplus' }],
        ['PARKS-CCCCCC', eve, { do: 'collect', some: null, labelled: true }],
        ['PARKS-CCCCCC', eve, { do: 'sanitize', method: 'purge', technique: 'cryptographic erase' }],
        ['PARKS-CCCCCC', ada, { do: 'place', some: null, labelled: true }],
      ];
      for (const [id, actor, act] of [...opening.slice(0, begin), ...leaving.slice(0, givenBack), ...steps]) {
        office.act(id, actor, act);
        office.check();
      }
      office.checkReplay();
      for (const { type } of [...office.journal.values()].flat(2)) reached.set(type, (reached.get(type) ?? 0) + 1);
      const worked = [...office.journal.values()]
        .flat(2)
        .flatMap((event) => (event.type === 'worked' ? event.step : []));
      if (worked.includes('place')) reached.set('placed', (reached.get('placed') ?? 0) + 1);
      if (worked.includes('pick up')) reached.set('moved', (reached.get('moved') ?? 0) + 1);
      if (office.deployed.length > 0) reached.set('deployed', (reached.get('deployed') ?? 0) + 1);
    }),
    { numRuns: 8000 },
  );
  const all = [
    'submitted',
    'placed',
    'moved',
    'approved',
    'returned',
    'rejected',
    'worked',
    'units cancelled',
    'cancelled',
    'closed',
    'deployed',
  ];
  for (const type of all) expect([type, (reached.get(type) ?? 0) > 0]).toEqual([type, true]);
}, 120_000);
