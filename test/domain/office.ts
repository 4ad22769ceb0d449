import type { Catalog, CatalogItem } from '../../src/domain/catalog.ts';
import type { Commitment } from '../../src/domain/commitment.ts';
import type { Device } from '../../src/domain/device.ts';
import type { Exemption } from '../../src/domain/exemption.ts';
import type { Now } from '../../src/domain/months.ts';
import type { Agency, Person, Role } from '../../src/domain/people.ts';
import { type Command, type CommandContext, decide } from '../../src/domain/request/decide.ts';
import { evolve, type RequestEvent } from '../../src/domain/request/events.ts';
import type { Outcome } from '../../src/domain/request/outcome.ts';
import type { Sanitize } from '../../src/domain/request/sanitize.ts';
import type { ApprovalStep, Request } from '../../src/domain/request/state.ts';
import type { Work } from '../../src/domain/request/unit-work.ts';
import type { Certificate } from '../../src/domain/sanitization.ts';
import type { World } from '../../src/domain/world.ts';
import { decommission } from '../../src/kinds/decommission/decommission.ts';
import { decommissionFormSchema } from '../../src/kinds/decommission/form.ts';
import { moveFormSchema } from '../../src/kinds/move/form.ts';
import { move } from '../../src/kinds/move/move.ts';
import { emptyOrder, type OrderForm } from '../../src/kinds/order/form.ts';
import { order } from '../../src/kinds/order/order.ts';
import type { PurchaseForm } from '../../src/kinds/purchase/form.ts';
import { purchase } from '../../src/kinds/purchase/purchase.ts';

/** The office that domain tests play in: people, a catalog, two agencies and a few devices. Fixed days and ids. */

export function person(number: number, name: string, agency: string, ...roles: Role[]): Person {
  return { id: `00000000-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`, name, agency, roles };
}

export const rita = person(1, 'Rita Reyes', 'PARKS', 'requester');
export const max = person(2, 'Max Moreau', 'PARKS', 'agency approver');
export const nora = person(3, 'Nora Nash', 'PARKS', 'agency approver', 'requester');
export const ravi = person(4, 'Ravi Rao', 'REV', 'requester');
export const mia = person(5, 'Mia Martin', 'REV', 'agency approver');
export const ed = person(6, 'Ed Evans', 'OTS', 'EUC approver');
export const wanda = person(7, 'Wanda White', 'OTS', 'warehouse');
export const finn = person(8, 'Finn Foster', 'OTS', 'field operations', 'sanitization technician');
export const vera = person(9, 'Vera Vance', 'OTS', 'sanitization technician');
export const ada = person(10, 'Ada Adams', 'OTS', 'asset manager');
export const eve = person(
  14,
  'Eve Ellis',
  'OTS',
  'EUC approver',
  'warehouse',
  'field operations',
  'sanitization technician',
  'asset manager',
);
export const everyone = [rita, max, nora, ravi, mia, ed, wanda, finn, eve];

const parks: Agency = { code: 'PARKS', name: 'Parks and Trails', billingCodes: ['PARKS-100', 'PARKS-200'] };
export const rev: Agency = { code: 'REV', name: 'Revenue Services', billingCodes: ['REV-100'] };
const ots: Agency = { code: 'OTS', name: 'Office of Technology Services', billingCodes: [] };

function item(code: string, name: string, category: string, rateCents: number, counts: boolean): CatalogItem {
  const plural = `${name.toLowerCase()}s`;
  const flags = { countsForSupport: counts, needsImage: counts, holdsStorage: counts, active: true };
  return { code, name, plural, category, specification: `${name}, as tested`, rateCents, ...flags };
}

export const catalog: Catalog = {
  version: '2026-07-01',
  supportCents: 2500,
  purchase: { handlingCents: 1800, deliveryCents: 2200 },
  items: [
    item('LT-STD', 'Standard laptop', 'laptop', 3292, true),
    item('LT-PWR', 'Power laptop', 'laptop', 5813, true),
    item('TB-STD', 'Tablet', 'tablet', 2400, true),
    item('MN-24', '24-inch monitor', 'monitor', 563, false),
    { ...item('LT-OLD', 'Old laptop', 'laptop', 1000, true), active: false },
  ],
};

export const now: Now = { at: '2026-11-24T15:00:00.000Z', day: '2026-11-24' };

export function legacy(serial: string, change: Partial<Device> = {}): Device {
  return {
    serial,
    agency: 'PARKS',
    billingCode: 'PARKS-100',
    earlierCodes: [],
    item: null,
    itemName: 'Legacy laptop',
    model: 'HP EliteBook 840 G9',
    origin: 'legacy',
    status: 'in service',
    countsForSupport: true,
    holdsStorage: true,
    assignedUser: { id: null, name: 'Sam Stone' },
    location: 'Baton Rouge, room 1.01',
    warrantyUntil: '2027-01-31',
    labelled: false,
    openRequest: null,
    orderedBy: null,
    support: [{ from: '2023-01-09', to: null }],
    sanitized: null,
    transfer: null,
    ...change,
  };
}

export function leased(serial: string, change: Partial<Device> = {}): Device {
  const model = 'Dell Latitude 5450';
  const base = {
    item: 'LT-STD',
    itemName: 'Standard laptop',
    model,
    origin: 'line of service',
    labelled: true,
  } as const;
  return legacy(serial, { ...base, billingCode: 'PARKS-200', support: [{ from: '2024-07-15', to: null }], ...change });
}

/** A leased monitor: no support, nothing to image, nothing to sanitize (Rule 5). */
export function monitor(serial: string): Device {
  const flags = { countsForSupport: false, holdsStorage: false, support: [] };
  return leased(serial, { item: 'MN-24', itemName: '24-inch monitor', model: 'Acme 24', ...flags });
}

export function commitment(serial: string, firstMonth: string | null): Commitment {
  return {
    serial,
    agency: 'PARKS',
    billingCode: 'PARKS-200',
    earlierCodes: [],
    item: 'LT-STD',
    rateCents: 3292,
    firstMonth,
    spans: [{ from: null, before: null }],
    request: null,
  };
}

export function world(change: Partial<World> = {}): World {
  const nothing = { devices: new Map(), commitments: new Map(), busy: new Map() };
  return {
    id: 'PARKS-7K3M9Q',
    now,
    actor: rita,
    agency: parks,
    agencies: [ots, parks, rev],
    catalog,
    exemptions: [],
    ...nothing,
    ...change,
  };
}

export function byKey<T extends { serial: string }>(...records: T[]): Map<string, T> {
  return new Map(records.map((record) => [record.serial, record]));
}

/** A complete order form: two standard laptops for Sam Stone, additional devices. */
export function form(change: Partial<OrderForm> = {}): OrderForm {
  return {
    ...emptyOrder(parks.billingCodes),
    lines: [{ item: 'LT-STD', quantity: '2' }],
    assignedUser: 'Sam Stone',
    location: 'Baton Rouge, room 2.14',
    additional: true,
    justification: 'The survey team grows.',
    billingCode: 'PARKS-200',
    ...change,
  };
}

/** PARKS may buy tablets; only in these tests. */
export const exempt: readonly Exemption[] = [
  { agency: 'PARKS', category: 'tablet', from: '2026-07-01', until: '2027-06-30' },
];

/** A complete purchase form: two tablets for Sam Stone at $1,199.00 each. */
export function bought(change: Partial<PurchaseForm> = {}): PurchaseForm {
  return {
    lines: [{ item: 'TB-STD', model: 'Acme Tab 11', quantity: '2', price: '1,199.00' }],
    assignedUser: 'Sam Stone',
    location: 'Baton Rouge, room 2.14',
    billingCode: 'PARKS-200',
    justification: 'Survey in the field.',
    duties: true,
    ...change,
  };
}

/** Plays a request: each act is decided on what the acts before have made, records included. */
export class Play {
  request: Request | undefined;
  devices = new Map<string, Device>();
  commitments = new Map<string, Commitment>();
  certificates: Certificate[] = [];
  journal: RequestEvent[][] = [];
  last: Outcome | undefined;

  constructor(...devices: Device[]) {
    this.devices = byKey(...devices);
  }

  /** Decides and, where it comes to events, makes them true. Gives the outcome. */
  act(actor: Person, command: Command, change: Partial<CommandContext> = {}): Outcome {
    const context: CommandContext = {
      now,
      actor,
      devices: this.devices,
      commitments: this.commitments,
      held: new Map(),
      atMost: 250,
      ...change,
    };
    const outcome = decide(this.request, command, context);
    if (outcome.events.length > 0) {
      this.request = evolve(this.request, outcome.events);
      this.journal.push(outcome.events);
      for (const device of outcome.devices) this.devices.set(device.serial, device);
      for (const made of outcome.commitments) this.commitments.set(made.serial, made);
      this.certificates.push(...outcome.certificates);
    }
    this.last = outcome;
    return outcome;
  }

  submit(actor: Person, filled: OrderForm = form(), change: Partial<World> = {}): Outcome {
    const { draft, problems } = order.prepare(filled, world({ actor, devices: this.devices, ...change }));
    if (draft === null) throw new Error(`the form has problems: ${problems.map(({ text }) => text).join(' ')}`);
    const claimed = draft.quote.replaced.flatMap(({ serial }) => this.devices.get(serial) ?? []);
    return this.act(actor, { type: 'submit', draft, claimed, approvers: everyone });
  }

  /** Submits a purchase. */
  buy(actor: Person, filled: PurchaseForm = bought(), change: Partial<World> = {}): Outcome {
    const { draft, problems } = purchase.prepare(filled, world({ actor, exemptions: exempt, ...change }));
    if (draft === null) throw new Error(`the form has problems: ${problems.map(({ text }) => text).join(' ')}`);
    return this.act(actor, { type: 'submit', draft, claimed: [], approvers: everyone });
  }

  decide(actor: Person, type: 'approve' | 'return' | 'reject', step: ApprovalStep, reason = ''): Outcome {
    return this.act(actor, { type, step, revision: this.request?.revision ?? 0, reason });
  }

  /** The receiving agency's approval, with what it chooses. */
  accept(
    actor: Person,
    takesOver = false,
    billingCode = 'REV-100',
    named: { assignedUser?: string; location?: string } = {},
  ): Outcome {
    const terms = { agency: rev, billingCode, takesOver, assignedUser: '', location: '', ...named };
    const revision = this.request?.revision ?? 0;
    return this.act(actor, { type: 'approve', step: 'receiving agency', revision, reason: '', terms });
  }

  /** Submitted, and approved by Max and then by Ed. */
  approved(filled?: OrderForm): this {
    this.submit(rita, filled);
    this.decide(max, 'approve', 'agency');
    this.decide(ed, 'approve', 'EUC');
    return this;
  }

  receive(
    actor: Person,
    serials: string[],
    change: { item?: string; model?: string; warrantyUntil?: string | null } = {},
  ): Outcome {
    const asked = { item: 'LT-STD', model: 'Dell Latitude 5450', warrantyUntil: '2029-11-23', ...change };
    return this.act(actor, { type: 'receive', serials, ...asked });
  }

  work(
    actor: Person,
    step: Work['step'],
    serials: string[] | null = null,
    change: { labelled?: boolean; assignedUser?: string; location?: string } = {},
    context: Partial<CommandContext> = {},
  ): Outcome {
    const { labelled = true, assignedUser, location } = change;
    const assignment = {
      assignedUser: assignedUser === undefined ? null : { id: null, name: assignedUser },
      location: location ?? null,
    };
    return this.act(actor, { type: 'work', step, serials, labelled, assignment, named: new Map() }, context);
  }

  /** Submits a move or a decommission. */
  ask(actor: Person, kind: 'move' | 'decommission', filled: Record<string, string>, others: Person[] = []): Outcome {
    const asked = world({ actor, devices: this.devices, commitments: this.commitments });
    const { draft, problems, reading } =
      kind === 'move'
        ? move.prepare(moveFormSchema.parse({ newUser: '', newLocation: '', newBillingCode: '', ...filled }), asked)
        : decommission.prepare(decommissionFormSchema.parse(filled), asked);
    if (draft === null) throw new Error(`the form has problems: ${problems.map(({ text }) => text).join(' ')}`);
    const claimed = reading.found.flatMap(({ serial }) => this.devices.get(serial) ?? []);
    return this.act(actor, { type: 'submit', draft, claimed, approvers: [...everyone, ...others] });
  }

  sanitize(actor: Person, change: Partial<Sanitize> = {}): Outcome {
    return this.act(actor, {
      type: 'sanitize',
      serials: null,
      media: 'flash',
      method: 'purge',
      technique: 'cryptographic erase',
      tool: 'Eraser',
      toolVersion: '4.2',
      verification: 'read back',
      mediaSerials: new Map(),
      validator: vera,
      ...change,
    });
  }

  /** Cancels all that can be, or the units of these numbers. */
  cancel(actor: Person, reason = 'Not needed.', units: number[] | null = null): Outcome {
    return this.act(actor, { type: 'cancel', reason, units });
  }

  status(): string | undefined {
    return this.request?.status;
  }
}

/** The sentences of an outcome that is a refusal. */
export function reasons(outcome: Outcome): string {
  return outcome.problems.map(({ text }) => text).join(' ');
}
