import type { DecommissionFormView, MoveFormView } from '../../../src/desk/views/device-forms.ts';
import type { View } from '../../../src/desk/views.ts';
import type { Commitment } from '../../../src/domain/commitment.ts';
import type { Device } from '../../../src/domain/device.ts';
import type { Draft, Request } from '../../../src/domain/request/state.ts';
import { decommission } from '../../../src/kinds/decommission/decommission.ts';
import type { DecommissionForm } from '../../../src/kinds/decommission/form.ts';
import type { MoveForm } from '../../../src/kinds/move/form.ts';
import { move } from '../../../src/kinds/move/move.ts';
import { approval, full, row, short } from './request.ts';
import { after, decided, sentIn, submitted, worked, worldOf } from './requests.ts';
import { commitment, daysAgo, ED, FINN, HOSTILE, laptop, legacy, MAX, PARKS, REV, RITA } from './world.ts';

const aside = { assignedUser: null, location: 'EUC warehouse' };
const SPARE = laptop('7BLUE03', { ...aside, status: 'spare', support: [{ from: '2024-07-14', to: '2026-03-02' }] });
const RESERVE = laptop('7BLUE04', { ...aside, status: 'disaster reserve', support: [], labelled: false });
const DEVICES = [legacy('5CG0000003'), laptop('7BLUE01'), laptop('7BLUE02'), SPARE, RESERVE];
const COMMITMENTS = [commitment('7BLUE01'), commitment('7BLUE02'), commitment('7BLUE03'), commitment('7BLUE04', null)];

/** As many as a request may be about. */
const MANY = Array.from({ length: 90 }, (_, index) => laptop(`7GREEN${String(index).padStart(3, '0')}`));

const MOVE: MoveForm = {
  serials: '7BLUE01, 7BLUE02',
  newUser: 'Nora Nash',
  newLocation: 'Baton Rouge, Main Street 120, room 2.14',
  newAgency: '',
  newBillingCode: '',
  reason: 'Rita leaves the survey team; Nora takes over.',
};
const RETURN: MoveForm = { ...MOVE, serials: '7BLUE03 7BLUE04', reason: 'Two more for the flood survey.' };
const DECOMMISSION: DecommissionForm = {
  serials: '5CG0000003, 7BLUE01, 7BLUE02',
  outcome: 'spare',
  reason: 'The survey is over; we keep them for the next one.',
};
const MIXED: DecommissionForm = { ...DECOMMISSION, outcomes: { '5CG0000003': { outcome: 'retired' } } };
const SURPLUS: DecommissionForm = { ...DECOMMISSION, serials: '5CG0000003', outcome: 'surplus' };
const SERIALS = MANY.map(({ serial }) => serial).join(' ');
const OWED = MANY.map(({ serial }) => commitment(serial));

function moving(form: MoveForm, devices: Device[] = DEVICES, commitments: Commitment[] = COMMITMENTS) {
  return move.prepare(form, worldOf('PARKS-5M8R2T', devices, commitments));
}

function giving(form: DecommissionForm, devices: Device[] = DEVICES, commitments: Commitment[] = COMMITMENTS) {
  return decommission.prepare(form, worldOf('PARKS-6D4N9W', devices, commitments));
}

function moveForm(inputs: MoveForm, changes: Partial<MoveFormView> = {}): MoveFormView {
  const { found } = moving(inputs, [...DEVICES, ...MANY], [...COMMITMENTS, ...OWED]).reading;
  const common = { request: 'PARKS-5M8R2T', person: RITA, agency: PARKS, problems: [], found, returned: null };
  return { card: 'move form', revision: 1, ...common, agencies: [REV], inputs, ...changes };
}

function decommissionForm(inputs: DecommissionForm, changes: Partial<DecommissionFormView> = {}): DecommissionFormView {
  const { found } = giving(inputs, [...DEVICES, ...MANY], [...COMMITMENTS, ...OWED]).reading;
  const common = { request: 'PARKS-6D4N9W', person: RITA, agency: PARKS, problems: [], found, returned: null };
  return { card: 'decommission form', revision: 1, ...common, inputs, ...changes };
}

const sent = (draft: Draft | null, changes: Partial<Draft> = {}) => sentIn(draft, changes, daysAgo(2));

export const moved = sent(moving(MOVE).draft);
const pickedUp = worked(moved, 'pick up', 1);
const comingBack = sent(moving(RETURN).draft);
export const backApproved = decided(comingBack, 'approved', MAX);
const bill = sent(moving({ ...MOVE, newUser: '', newLocation: '', newBillingCode: 'PARKS-100' }).draft);

const toGive = sent(giving(DECOMMISSION).draft);
const givenMixed = sent(giving(MIXED).draft);
const returned = decided(toGive, 'returned', MAX, 'Keep one of the leased laptops in service, please.');
const rejected = decided(toGive, 'rejected', MAX, 'We still pay for two of them.');
export const giveApproved = decided(toGive, 'approved', MAX, null, daysAgo(1));
export const collected = worked(giveApproved, 'collect', 3);
export const sanitized = worked(collected, 'sanitize', 3, daysAgo(0));
const placing = worked(worked(collected, 'sanitize', 2, daysAgo(0)), 'place', 1, daysAgo(0));
const placed = worked(sanitized, 'place', 3, daysAgo(0));
const destroyed = after(collected, {
  type: 'worked',
  at: daysAgo(0),
  by: { id: FINN.id, name: FINN.name },
  role: 'sanitization technician',
  step: 'sanitize',
  units: [{ no: 1, serial: null, assignedUser: null, location: null, becomes: 'retired' }],
});
export const surplus = worked(sent(giving(SURPLUS).draft), 'collect', 1);
const large = sent(giving({ ...DECOMMISSION, serials: SERIALS, outcome: 'retired' }, MANY, OWED).draft);
export const largeCollected = worked(decided(large, 'approved', MAX), 'collect', 90);
const hostile = sent(
  moving({ ...MOVE, newUser: HOSTILE.link.slice(0, 70), newLocation: HOSTILE.html, reason: HOSTILE.list }).draft,
);

/** The sample order, deployed, with the requests it has opened for what it replaces. */
const order = ['receive', 'image', 'stage', 'dispatch', 'deploy'] as const;
const deployed = order.reduce(
  (request, step) => worked(request, step, 4),
  decided(decided(submitted(), 'approved', MAX), 'approved', ED),
);
const children = [
  { request: 'PARKS-7K3M9Q01', kind: 'move', serials: ['5CG0000003'] },
  { request: 'PARKS-7K3M9Q02', kind: 'decommission', serials: ['7BLUE01'] },
];
const opened = after(deployed, { type: 'children opened', at: daysAgo(0), children });
const openedMany = after(deployed, {
  type: 'children opened',
  at: daysAgo(0),
  children: MANY.map(({ serial }, index) => ({
    request: `PARKS-7K3M9Q${index + 10}`,
    kind: 'move',
    serials: index === 0 ? [serial, '7BLUE01'] : [serial],
  })),
});
const child: Request = sent(giving({ ...SURPLUS, serials: '7BLUE01', outcome: 'spare' }).draft, {
  id: 'PARKS-7K3M9Q02',
  ticket: '118204',
  route: [],
  parent: 'PARKS-7K3M9Q',
  justification: 'Replaced by PARKS-7K3M9Q.',
});

const back = returned.status === 'returned' ? returned.decision : null;

export const CHANGE_VIEWS: Readonly<Record<string, View>> = {
  'move-form-empty': moveForm({
    serials: '',
    newUser: '',
    newLocation: '',
    newAgency: '',
    newBillingCode: '',
    reason: '',
  }),
  'move-form-filled': moveForm(MOVE),
  'move-form-one': moveForm({ ...MOVE, serials: '5CG0000003', newBillingCode: 'PARKS-200' }),
  'move-form-problems': moveForm(
    { ...RETURN, serials: '7BLUE03, 7BLUE99', newLocation: '', reason: '' },
    {
      problems: [
        { field: 'serials', text: '7BLUE99 is not a device of PARKS. Check the label, or take it out.' },
        { field: 'newLocation', text: 'Say where 7BLUE03 goes.' },
        { field: 'reason', text: 'Say in a sentence why the device moves.' },
      ],
    },
  ),
  'move-form-large': moveForm({ ...MOVE, serials: SERIALS }),
  'move-form-hostile': moveForm(
    {
      serials: HOSTILE.link,
      newUser: HOSTILE.link,
      newLocation: HOSTILE.html,
      newAgency: '',
      newBillingCode: 'x',
      reason: '',
    },
    { problems: [{ field: 'serials', text: HOSTILE.link }], returned: back && { ...back, reason: HOSTILE.link } },
  ),
  'decommission-form-empty': decommissionForm({ serials: '', outcome: '', reason: '' }),
  'decommission-form-filled': decommissionForm(DECOMMISSION),
  'decommission-form-mixed': decommissionForm(
    { ...MIXED, outcomes: { ...MIXED.outcomes, '7BLUE01': { outcome: 'sold' } } },
    { problems: [{ field: 'outcome_7BLUE01', text: 'Choose what becomes of 7BLUE01.' }] },
  ),
  'decommission-form-legacy': decommissionForm(SURPLUS),
  'decommission-form-problems': decommissionForm(
    { ...DECOMMISSION, serials: '7BLUE01, 7BLUE03', outcome: '' },
    {
      problems: [
        {
          field: 'serials',
          text: '7BLUE01 has 19 months left to pay, whatever becomes of it. See below, then submit again.',
        },
        { field: 'outcome', text: 'Choose what becomes of the devices.' },
      ],
    },
  ),
  'decommission-form-returned': decommissionForm(DECOMMISSION, { returned: back }),
  'decommission-form-large': decommissionForm({ ...DECOMMISSION, serials: SERIALS }),
  'approval-move': approval(comingBack),
  'approval-decommission': approval(toGive),
  'approval-decommission-mixed': approval(givenMixed),
  'approval-decommission-large': approval(large),
  'decided-decommission': short(giveApproved, ['EUC field operations']),
  'decided-move-rejected': short(rejected, []),
  'request-move': full(pickedUp, { next: ['EUC warehouse'] }, { work: [{ step: 're-image', item: null }] }),
  'request-move-billing': full(bill, { next: ['EUC field operations'] }, { cancel: true }),
  'request-move-back': full(backApproved, { next: ['EUC warehouse'] }),
  'request-move-hostile': full(hostile, { next: ['EUC field operations'] }),
  'request-decommission': full(placing, { next: ['Finn Foster'] }, { work: [{ step: 'sanitize', item: null }] }),
  'request-decommission-mixed': full(decided(givenMixed, 'approved', MAX), { next: ['EUC field operations'] }),
  'request-decommission-destroyed': full(destroyed, { next: ['Finn Foster'] }),
  'request-decommission-placed': full(after(placed, { type: 'closed', at: daysAgo(0) })),
  'request-decommission-large': full(largeCollected, { next: ['Finn Foster'], units: { from: 0, size: 8 } }),
  'request-child': full(child, { next: ['EUC field operations'] }),
  'request-children': full(opened, { note: '2 requests opened for the old devices.' }),
  'request-children-many': full(openedMany),
  'requests-changes': {
    card: 'requests',
    list: 'requests',
    rows: [
      row(pickedUp, 'Picking up 1 of 2'),
      row(comingBack, 'Agency approval', { yours: true, submittedAt: daysAgo(1) }),
      row(child, 'With its user'),
      row(placing, 'Sanitizing 2 of 3', { submittedAt: daysAgo(12) }),
    ],
    total: 4,
    from: 0,
    after: null,
    now: full(moved).now,
  },
};
