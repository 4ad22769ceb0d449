import type { DeviceView } from '../../../src/desk/views/devices.ts';
import type { View } from '../../../src/desk/views.ts';
import { asSeenBy } from '../../../src/desk/who-sees.ts';
import { givenUp, paidBy, passedOn, takenOver } from '../../../src/domain/commitment.ts';
import type { Device } from '../../../src/domain/device.ts';
import { figuresOf } from '../../../src/domain/request/state.ts';
import type { MoveForm } from '../../../src/kinds/move/form.ts';
import { move } from '../../../src/kinds/move/move.ts';
import { approval, full, row, short } from './request.ts';
import { after, decided, sentIn, worked, worldOf } from './requests.ts';
import { commitment, daysAgo, laptop, legacy, MAX, MIA, NOW, PARKS, REV, RITA } from './world.ts';

const DEVICES = [laptop('7BLUE01'), legacy('5CG0000003')];
const MANY = Array.from({ length: 90 }, (_, index) => laptop(`7GREEN${String(index).padStart(3, '0')}`));

const FORM: MoveForm = {
  serials: '7BLUE01, 5CG0000003',
  newUser: '',
  newLocation: '',
  newAgency: 'REV',
  newBillingCode: '',
  reason: 'The survey is over, and Revenue Services opens a new office.',
};

function moving(form: MoveForm, devices: Device[], nothingOwed = false) {
  const owed = nothingOwed ? [] : devices.filter(({ item }) => item !== null);
  return move.prepare(
    form,
    worldOf(
      'PARKS-8T2V6X',
      devices,
      owed.map(({ serial }) => commitment(serial)),
    ),
  );
}

const asked = sentIn(moving(FORM, DEVICES).draft, {}, daysAgo(2));
const given = decided(asked, 'approved', MAX, null, daysAgo(1));
const received = { ...given, quote: figuresOf(given, 'receiving agency') };
const terms = { billingCode: 'REV-100', takesOver: true, assignedUser: null, location: null };
const accepted = decided(given, 'approved', MIA, null, daysAgo(1), terms);
const named = decided(given, 'approved', MIA, null, daysAgo(1), {
  ...terms,
  takesOver: false,
  assignedUser: { id: null, name: 'Ravi Rao' },
  location: 'Revenue Services, room 5',
});
const rejected = decided(given, 'rejected', MIA, 'We have no budget for them this year.');
const steps = ['collect', 'sanitize', 'image', 'stage', 'dispatch', 'deploy'] as const;
const staged = steps.slice(0, 4).reduce((request, step) => worked(request, step, 2), accepted);
const handingOver = steps.slice(4).reduce((request, step) => worked(request, step, 2, daysAgo(0)), staged);
const handedOver = after(worked(handingOver, 'hand over', 2, daysAgo(0)), { type: 'closed', at: daysAgo(0) });
const free = decided(sentIn(moving({ ...FORM, serials: '5CG0000003' }, DEVICES, true).draft), 'approved', MAX);
const large = decided(
  sentIn(moving({ ...FORM, serials: MANY.map(({ serial }) => serial).join(' ') }, MANY).draft),
  'approved',
  MAX,
);

const transfer = { from: 'PARKS', to: 'REV', on: '2026-11-20', request: 'PARKS-8T2V6X', withCommitment: true };
const gone = laptop('7BLUE01', {
  status: 'transferred',
  assignedUser: null,
  location: null,
  support: [{ from: '2024-07-14', to: '2026-11-18' }],
  transfer,
});
const arrived = laptop('7BLUE01', {
  agency: 'REV',
  billingCode: 'REV-100',
  assignedUser: { id: null, name: 'Ravi Rao' },
  location: 'Revenue Services, room 5',
  support: [{ from: '2026-11-20', to: null }],
  transfer,
});

function device(changes: Partial<DeviceView>): DeviceView {
  const can = {
    canLabel: false,
    hasCertificate: false,
    canCorrect: false,
    canTag: false,
    canAsk: true,
    canReport: true,
    canTakeOut: false,
    canSwap: false,
  };
  const empty = { underWay: null, commitment: null, supportCents: 0, history: [], ...can, now: NOW };
  return { card: 'device', device: gone, agency: PARKS, ...empty, ...changes };
}

function paid(one: ReturnType<typeof commitment>): DeviceView['commitment'] {
  const { rateCents, billingCode } = one;
  return { rateCents, billingCode, paid: paidBy(one, '2026-11'), passedOn: passedOn(one) };
}

const before = givenUp(commitment('7BLUE01'), '2026-11');
const since = takenOver(commitment('7BLUE01'), '2026-11', { agency: 'REV', billingCode: 'REV-100' }, undefined);

export const TRANSFER_VIEWS: Readonly<Record<string, View>> = {
  'move-form-agency': {
    card: 'move form',
    request: 'PARKS-8T2V6X',
    revision: 1,
    person: RITA,
    agency: PARKS,
    agencies: [REV],
    inputs: FORM,
    problems: [],
    found: moving(FORM, DEVICES).reading.found,
    returned: null,
  },
  'approval-transfer-giving': approval(asked),
  'approval-transfer-receiving': approval(received, { agency: REV }),
  'approval-transfer-no-code': approval(received, {
    agency: { ...REV, billingCodes: ['REV-100', 'REV-200'] },
    problem: { field: 'billingCode', text: 'Choose the billing code that pays for the devices.' },
    chosen: { billingCode: '', takesOver: true, assignedUser: 'Ravi Rao', location: '', deliverTo: '' },
  }),
  'approval-transfer-nothing-owed': approval({ ...free, quote: figuresOf(free, 'receiving agency') }, { agency: REV }),
  'approval-transfer-large': approval({ ...large, quote: figuresOf(large, 'receiving agency') }, { agency: REV }),
  'decided-transfer': short(accepted, ['EUC field operations']),
  'decided-transfer-named': short(asSeenBy(MIA, named), ['EUC field operations']),
  'decided-transfer-rejected': short(rejected, []),
  'request-transfer-waiting': full(given, { next: ['Mia Martin'] }, { cancel: true }),
  'request-transfer-staged': full(asSeenBy(MAX, staged), { next: ['EUC field operations'] }),
  'request-transfer-handing-over': full(asSeenBy(MIA, handingOver), { next: ['Device Desk'] }),
  'request-transfer-done': full(asSeenBy(MAX, handedOver)),
  'request-transfer-done-receiving': full(asSeenBy(MIA, handedOver)),
  'device-transferred': device({ commitment: paid(before) }),
  'device-transferred-still-paid': device({
    device: { ...gone, transfer: { ...transfer, withCommitment: false } },
    commitment: paid(commitment('7BLUE01')),
  }),
  'device-arrived': device({ device: arrived, agency: REV, commitment: paid(since), supportCents: 2500 }),
  'device-arrived-paid-elsewhere': device({
    device: { ...arrived, transfer: { ...transfer, withCommitment: false } },
    agency: REV,
    supportCents: 2500,
  }),
  'requests-transfer': {
    card: 'requests',
    list: 'approvals',
    rows: [row(received, 'REV approval', { yours: true })],
    total: 1,
    from: 0,
    after: null,
    now: NOW,
  },
};
