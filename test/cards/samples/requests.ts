import type { Commitment } from '../../../src/domain/commitment.ts';
import type { Device } from '../../../src/domain/device.ts';
import type { Person, Role, Who } from '../../../src/domain/people.ts';
import { who } from '../../../src/domain/people.ts';
import { evolve, type RequestEvent } from '../../../src/domain/request/events.ts';
import type { ApprovalStep, Draft, Request } from '../../../src/domain/request/state.ts';
import { figuresOf, nextStep } from '../../../src/domain/request/state.ts';
import type { Terms } from '../../../src/domain/request/terms.ts';
import { WORK_STEPS, type WorkStep } from '../../../src/domain/work-steps.ts';
import type { World } from '../../../src/domain/world.ts';
import { emptyOrder, type OrderForm } from '../../../src/kinds/order/form.ts';
import { type OrderReading, order } from '../../../src/kinds/order/order.ts';
import { CATALOG, commitment, daysAgo, EVE, FINN, laptop, legacy, NOW, OTS, PARKS, REV, RITA, WANDA } from './world.ts';

/** The sample order: two laptops and two monitors for Nora, replacing a leased laptop and a legacy one. */
export const FORM: OrderForm = {
  ...emptyOrder(PARKS.billingCodes),
  lines: [
    { item: 'LT-STD', quantity: '2' },
    { item: 'MN-24', quantity: '2' },
  ],
  assignedUser: 'Nora Nash',
  location: 'Baton Rouge, Main Street 120, room 2.14',
  replaces: '5CG0000003, 7BLUE01',
  outcomes: {
    '5CG0000003': { becomes: 'redistribute', nextUser: 'Max Moreau', nextLocation: 'visitor desk' },
    '7BLUE01': { becomes: 'spare', nextUser: '', nextLocation: '' },
  },
  justification: 'Field survey team grows by one in January; the HP goes to the visitor desk.',
  billingCode: 'PARKS-200',
};

/** What the order makes of a form, given the records it replaces. */
export function read(
  form: OrderForm,
  devices = OLD,
  commitments = OWED,
): { reading: OrderReading; draft: Draft | null } {
  return order.prepare(form, worldOf('PARKS-7K3M9Q', devices, commitments));
}

/** What a kind may look at, with these records. */
export function worldOf(id: string, devices: readonly Device[], commitments: readonly Commitment[]): World {
  return {
    id,
    now: NOW,
    actor: RITA,
    agency: PARKS,
    agencies: [OTS, PARKS, REV],
    catalog: CATALOG,
    exemptions: [],
    devices: new Map(devices.map((device) => [device.serial, device])),
    commitments: new Map(commitments.map((commitment) => [commitment.serial, commitment])),
    busy: new Map(),
  };
}

export const OLD: Device[] = [legacy('5CG0000003'), laptop('7BLUE01')];
export const OWED: Commitment[] = [commitment('7BLUE01')];

/** The request that a form becomes when it is submitted; throws when the form is not right. */
export function submitted(
  form: OrderForm = FORM,
  changes: Partial<Draft> = {},
  devices = OLD,
  commitments = OWED,
): Request {
  return sentIn(read(form, devices, commitments).draft, changes);
}

/** The request that a draft becomes; throws when a form was not right and made none. */
export function sentIn(draft: Draft | null, changes: Partial<Draft> = {}, at = daysAgo(0, '15:14:00')): Request {
  if (draft === null) throw new Error('the sample form cannot be submitted');
  return after(undefined, { type: 'submitted', at, by: who(RITA), draft: { ...draft, ...changes } });
}

/** A request after some more events. */
export function after(request: Request | undefined, ...events: RequestEvent[]): Request {
  return evolve(request, events);
}

/** A request after a decision on the step it waits for. */
export function decided(
  request: Request,
  verdict: 'approved' | 'returned' | 'rejected',
  by: Person,
  reason: string | null = null,
  at = daysAgo(0, '15:31:00'),
  terms: Terms | null = null,
  deliverTo: string | null = null,
): Request {
  const step: ApprovalStep = request.status === 'awaiting approval' ? request.step : 'agency';
  const role = step === 'EUC' ? 'EUC approver' : 'agency approver';
  const decision = {
    step,
    verdict,
    by: who(by),
    role,
    at,
    revision: request.revision,
    reason,
    saw: figuresOf(request, step),
    terms,
    deliverTo,
  } as const;
  return after(request, { type: verdict, decision });
}

/** Who does a step in the samples. */
function workerOf(step: WorkStep): { by: Who; role: Role | null } {
  const { permission } = WORK_STEPS[step];
  if (permission === 'work in the warehouse') return { by: who(WANDA), role: 'warehouse' };
  if (permission === 'hand over devices') return { by: { id: null, name: 'Device Desk' }, role: null };
  if (permission === 'sanitize devices') return { by: who(FINN), role: 'sanitization technician' };
  return permission === 'place devices' || permission === 'mark devices lost'
    ? { by: who(EVE), role: 'asset manager' }
    : { by: who(FINN), role: 'field operations' };
}

/** A request after a work step on as many units as given, of those that wait for it. */
export function worked(request: Request, step: WorkStep, units: number, at = daysAgo(1)): Request {
  const waiting = request.units.filter((unit) => nextStep(unit) === step).slice(0, units);
  return after(request, {
    type: 'worked',
    at,
    ...workerOf(step),
    step,
    units: waiting.map(({ no, item }) => ({
      no,
      serial: step === 'receive' ? `${item === 'MN-24' ? 'CN00004' : '8KLM2X'}${no}` : null,
      assignedUser: null,
      location: null,
    })),
  });
}
