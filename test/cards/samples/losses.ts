import type { FoundFormView, LossFormView, SwapFormView } from '../../../src/desk/views/device-forms.ts';
import type { DeviceView } from '../../../src/desk/views/devices.ts';
import type { View } from '../../../src/desk/views.ts';
import { paidBy, passedOn, passedToSerial } from '../../../src/domain/commitment.ts';
import type { Device } from '../../../src/domain/device.ts';
import type { FoundForm } from '../../../src/kinds/found/form.ts';
import { found } from '../../../src/kinds/found/found.ts';
import type { LossForm } from '../../../src/kinds/loss/form.ts';
import { loss } from '../../../src/kinds/loss/loss.ts';
import type { SwapForm } from '../../../src/kinds/swap/form.ts';
import { swap } from '../../../src/kinds/swap/swap.ts';
import { approval, full } from './request.ts';
import { after, sentIn, submitted, worked, worldOf } from './requests.ts';
import { workOn } from './work.ts';
import { commitment, daysAgo, EVE, HOSTILE, laptop, legacy, NOW, PARKS, RITA } from './world.ts';

const DEVICES = [legacy('5CG0000003'), laptop('7BLUE01'), laptop('7BLUE02')];
const OWED = [commitment('7BLUE01'), commitment('7BLUE02')];

const LOSS: LossForm = {
  serials: '7BLUE01, 5CG0000003',
  what: 'stolen',
  since: '2026-11-20',
  policeReport: 'BR-26-11873',
  reason: 'Taken from the survey car in Baker while it was parked.',
};
const FOUND: FoundForm = {
  serials: '7BLUE01',
  where: 'Baker Police Department, property room',
  outcome: 'spare',
  reason: 'The police have found it in a pawn shop.',
};
const SWAP: SwapForm = {
  serial: '7BLUE01',
  newUser: '',
  newLocation: '',
  reason: 'The display stays dark; Dell sends another one.',
};

const lost = { what: 'stolen', since: '2026-11-20', on: '2026-11-24', request: 'PARKS-3K5S7V', isNew: false } as const;
const GONE = laptop('7BLUE01', { status: 'lost', support: [{ from: '2024-07-14', to: '2026-11-24' }], lost });

/** A form as the asset manager has it, or Rita. */
const common = { revision: 1, person: RITA, agency: PARKS, problems: [], returned: null };

function lossForm(inputs: LossForm, changes: Partial<LossFormView> = {}): LossFormView {
  const { reading } = loss.prepare(inputs, worldOf('PARKS-3K5S7V', DEVICES, OWED));
  return { card: 'loss form', ...common, request: 'PARKS-3K5S7V', inputs, found: reading.found, ...changes };
}

function foundForm(inputs: FoundForm, changes: Partial<FoundFormView> = {}): FoundFormView {
  const { reading } = found.prepare(inputs, worldOf('PARKS-4F6D8K', [GONE], OWED));
  return { card: 'found form', ...common, request: 'PARKS-4F6D8K', inputs, found: reading.found, ...changes };
}

function swapForm(inputs: SwapForm, changes: Partial<SwapFormView> = {}): SwapFormView {
  const { reading } = swap.prepare(inputs, worldOf('PARKS-5W7P9S', DEVICES, OWED));
  const card = { card: 'swap form', ...common, request: 'PARKS-5W7P9S', inputs } as const;
  return { ...card, person: EVE, found: reading.found, ...changes };
}

const world = worldOf('PARKS-3K5S7V', DEVICES, OWED);
const busy = { ...world, actor: EVE, busy: new Map([['7BLUE01', { request: 'PARKS-5M8R2T', kind: 'move' }]]) };
const reported = sentIn(loss.prepare(LOSS, busy).draft);
const marked = worked(reported, 'mark lost', 2, daysAgo(0));
const swapping = sentIn(swap.prepare(SWAP, worldOf('PARKS-5W7P9S', DEVICES, OWED)).draft);
const swapped = (['receive', 'image', 'stage', 'dispatch', 'deploy'] as const).reduce(
  (request, step) => worked(request, step, 1),
  swapping,
);
const backAgain = sentIn(found.prepare(FOUND, worldOf('PARKS-4F6D8K', [GONE], OWED)).draft);

/** The commitment of 7BLUE01, passed on to the device that came for it. */
const { old, fresh } = passedToSerial(commitment('7BLUE01'), '2026-11', {
  serial: '8KLM2X1',
  billingCode: 'PARKS-200',
});
const exchange = { from: '7BLUE01', to: '8KLM2X1', on: '2026-11-24', request: 'PARKS-5W7P9S' };

function device(record: Device, owed: typeof old | null, changes: Partial<DeviceView> = {}): DeviceView {
  const { rateCents = 0, billingCode = '' } = owed ?? {};
  const paid =
    owed === null ? null : { rateCents, billingCode, paid: paidBy(owed, '2026-11'), passedOn: passedOn(owed) };
  const own = { canReport: true, canTakeOut: true, canSwap: true, canLabel: true };
  const can = { canAsk: false, canCorrect: false, canTag: false, hasCertificate: false, ...own };
  const rest = { agency: PARKS, supportCents: 0, history: [], ...can, now: NOW };
  return { card: 'device', device: record, underWay: null, commitment: paid, ...rest, ...changes };
}

const empty = Object.fromEntries(Object.keys(LOSS).map((id) => [id, '']));

export const LOSS_VIEWS: Readonly<Record<string, View>> = {
  'loss-form-empty': lossForm(loss.schema.parse(empty)),
  'loss-form-filled': lossForm(LOSS),
  'loss-form-problems': lossForm(
    { ...LOSS, serials: '7BLUE09', what: '', since: '2026-12-24', reason: HOSTILE.link },
    {
      problems: [
        { field: 'serials', text: '7BLUE09 is not a device of PARKS. Check the label, or take it out.' },
        { field: 'what', text: 'Choose what happened: lost or stolen.' },
        { field: 'since', text: 'That day is still to come. Choose today or a day before.' },
      ],
    },
  ),
  'found-form-filled': foundForm(FOUND),
  'found-form-problems': foundForm(
    { ...FOUND, where: '', outcome: '' },
    {
      problems: [
        { field: 'where', text: 'Say where EUC can collect it.' },
        { field: 'outcome', text: 'Choose what becomes of the devices.' },
      ],
    },
  ),
  'swap-form-empty': swapForm({ serial: '', newUser: '', newLocation: '', reason: '' }),
  'swap-form-filled': swapForm(SWAP),
  'swap-form-problems': swapForm(
    { ...SWAP, serial: '5CG0000003' },
    {
      found: [],
      problems: [
        {
          field: 'serial',
          text: 'The warranty of 5CG0000003 ended on 2026-01-31, so its maker does not replace it. Order a successor.',
        },
      ],
    },
  ),
  'approval-order-lost': approval(
    after(submitted(), {
      type: 'children opened',
      at: daysAgo(0),
      children: [{ request: 'PARKS-3K5S7V', kind: 'loss', serials: ['7BLUE01'] }],
    }),
  ),
  'request-loss': full(reported, { next: ['EUC asset manager'] }, { work: [{ step: 'mark lost', item: null }] }),
  'request-loss-closed': full({ ...marked, status: 'closed', at: daysAgo(0) }),
  'request-swap': full(swapping, { next: ['EUC warehouse'] }, { work: [{ step: 'receive', item: 'LT-STD' }] }),
  'request-swap-deployed': full(swapped, { next: ['EUC field operations'] }),
  'request-found': full(backAgain, { next: ['EUC field operations'] }, { work: [{ step: 'collect', item: null }] }),
  'work-mark-lost': workOn(reported, 'mark lost'),
  'device-lost': device(GONE, commitment('7BLUE01')),
  'device-swapped-old': device(
    laptop('7BLUE01', { status: 'collected', openRequest: 'PARKS-5W7P9S', swap: exchange }),
    old,
    { supportCents: 2500 },
  ),
  'device-swapped-new': device(laptop('8KLM2X1', { swap: exchange }), fresh, { supportCents: 2500 }),
  'devices-lost': {
    card: 'devices',
    rows: [
      { serial: '7BLUE01', device: GONE, underWay: null },
      { serial: '7BLUE02', device: laptop('7BLUE02', { status: 'lost' }), underWay: null },
    ],
    list: { which: 'lost', total: 2, from: 0, after: null },
  },
};
