import type { CorrectionFormView } from '../../../src/desk/views/device-forms.ts';
import type { View } from '../../../src/desk/views.ts';
import { partsOf } from '../../../src/domain/corrections.ts';
import type { Draft } from '../../../src/domain/request/state.ts';
import { correction } from '../../../src/kinds/correction/correction.ts';
import type { CorrectionForm } from '../../../src/kinds/correction/form.ts';
import { full } from './request.ts';
import { sentIn, worked, worldOf } from './requests.ts';
import { workOn } from './work.ts';
import { commitment, daysAgo, EVE, HOSTILE, laptop, MAX, NOW, PARKS } from './world.ts';

const ID = 'PARKS-8C5R3T';
const LAPTOP = laptop('7BLUE01');
const SPARE = laptop('7BLUE03', { status: 'spare', assignedUser: null, location: 'EUC warehouse' });

const BOUGHT = laptop('PUR0000001', {
  origin: 'purchased',
  labelled: false,
  property: {
    priceCents: 119_900,
    receivedOn: '2026-10-12',
    acknowledged: { by: { id: MAX.id, name: MAX.name }, at: daysAgo(60), version: '2026-07-01' },
    tag: { number: 'PK-0071', on: '2026-11-02', by: { id: MAX.id, name: MAX.name } },
  },
});

function formOf(device = LAPTOP): CorrectionForm {
  const was = partsOf(device);
  return { serial: device.serial, ...was, was, reason: '' };
}

const AMENDED: CorrectionForm = {
  ...formOf(),
  location: 'Baton Rouge, room 3.01',
  billingCode: 'PARKS-100',
  reason: 'She has moved upstairs and to the other cost centre.',
};

function correcting(inputs: CorrectionForm, changes: Partial<CorrectionFormView> = {}): CorrectionFormView {
  const common = { request: ID, person: EVE, agency: PARKS, problems: [], returned: null, now: NOW };
  return { card: 'correction form', revision: 1, ...common, inputs, device: LAPTOP, atOnce: true, ...changes };
}

function asked(inputs: CorrectionForm, changes: Partial<Draft> = {}) {
  const { draft } = correction.prepare(inputs, worldOf(ID, [LAPTOP], [commitment('7BLUE01')]));
  return sentIn(draft, changes, daysAgo(2));
}

const one = asked({ ...formOf(), location: 'Baton Rouge, room 3.01', reason: AMENDED.reason });
const two = asked(AMENDED);
const work = [{ step: 'update', item: null }] as const;

export const CORRECTION_VIEWS: Readonly<Record<string, View>> = {
  'correction-form': correcting(formOf()),
  'correction-form-changed': correcting(AMENDED, { person: MAX, atOnce: false }),
  'correction-form-spare': correcting(formOf(SPARE), { device: SPARE }),
  'correction-form-tag': correcting(
    { ...formOf(BOUGHT), tag: 'PK-0017' },
    {
      device: BOUGHT,
      problems: [{ field: 'tag', text: 'Tag PK-0017 is on PUR0000002 too. Check both.' }],
    },
  ),
  'correction-form-problems': correcting(
    { ...AMENDED, assignedUser: HOSTILE.link, location: '', warrantyUntil: 'soon', reason: HOSTILE.html },
    {
      problems: [
        { field: 'location', text: 'Say where it is.' },
        { field: 'warrantyUntil', text: 'Choose the last day of the warranty.' },
      ],
    },
  ),
  'request-correction': full(two, {}, { cancel: true, work: [...work] }),
  'request-correction-done': full(worked(one, 'update', 1)),
  'request-correction-inventory': full(one, {}, { cancel: true, inventory: true }),
  'work-update': workOn(two, 'update'),
};
