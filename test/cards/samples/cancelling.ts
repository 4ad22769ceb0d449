import type { View } from '../../../src/desk/views.ts';
import { who } from '../../../src/domain/people.ts';
import type { Request } from '../../../src/domain/request/state.ts';
import type { OrderForm } from '../../../src/kinds/order/form.ts';
import { full, short } from './request.ts';
import { after, decided, FORM, submitted, worked } from './requests.ts';
import { workOn } from './work.ts';
import { daysAgo, ED, HOSTILE, MAX } from './world.ts';

/** Three laptops for Nora, one for disaster reserve, and two monitors. */
const MIXED: OrderForm = {
  ...FORM,
  lines: [
    { item: 'LT-STD', quantity: '3' },
    { item: 'LT-STD', quantity: '1', reserve: true },
    { item: 'MN-24', quantity: '2' },
  ],
  replaces: '7BLUE01',
  outcomes: { '7BLUE01': { becomes: 'spare', nextUser: '', nextLocation: '' } },
};

function cancelledBy(request: Request, units: number[], bringBack: number[], reason = 'The new post was not granted.') {
  const [first, ...more] = bringBack;
  const back = first === undefined ? {} : { bringBack: [first, ...more] };
  const event = { type: 'units cancelled', at: daysAgo(0), by: who(ED), role: 'EUC approver', units, reason } as const;
  return after(request, { ...event, ...back });
}

const approved = decided(decided(submitted(MIXED), 'approved', MAX), 'approved', ED);
const staged = worked(worked(worked(approved, 'receive', 4), 'image', 4), 'stage', 4);
const underWay = worked(worked(staged, 'dispatch', 3), 'deploy', 1);
const part = cancelledBy(underWay, [2, 4, 6], [2, 4]);
const calledOff = cancelledBy(worked(staged, 'dispatch', 3), [1, 2, 3, 4, 5, 6], [1, 2, 3, 4]);
const ended = after(worked(calledOff, 'bring back', 4, daysAgo(0)), {
  type: 'cancelled',
  at: daysAgo(0),
  by: who(ED),
  reason: 'The new post was not granted.',
});
const large = decided(
  decided(submitted({ ...MIXED, lines: [{ item: 'LT-STD', quantity: '250' }] }), 'approved', MAX),
  'approved',
  ED,
);

/** Orders that are cancelled, all of them or in part, and what is to be brought back. */
export const CANCELLING_VIEWS: Readonly<Record<string, View>> = {
  'request-cancelling': full(underWay, { next: ['EUC warehouse'] }, { cancel: true }),
  'request-cancelling-choose': full(
    underWay,
    {
      note: 'Choose what to cancel: all that can be, or only some. Say in a sentence why it is cancelled.',
      refused: true,
      typed: {
        what: '',
        which: '1 laptop',
        reason: '',
        problems: [
          { field: 'what', text: 'Choose what to cancel: all that can be, or only some.' },
          { field: 'reason', text: 'Say in a sentence why it is cancelled.' },
        ],
      },
    },
    { cancel: true },
  ),
  'request-cancelling-hostile': full(
    underWay,
    {
      note: `“${HOSTILE.link}” is no item of PARKS-7K3M9Q and no serial.`,
      refused: true,
      typed: {
        what: 'some',
        which: HOSTILE.link,
        reason: HOSTILE.template,
        problems: [{ field: 'which', text: `“${HOSTILE.link}” is no item of PARKS-7K3M9Q and no serial.` }],
      },
    },
    { cancel: true },
  ),
  'request-cancelling-large': full(large, { next: ['EUC warehouse'] }, { cancel: true }),
  'request-cancel-not-yours': full(underWay, { next: ['EUC warehouse'] }),
  'request-part-back': full(
    part,
    { next: ['EUC warehouse'], note: '3 devices cancelled, 2 to be brought back. The others go on.' },
    { cancel: true, work: [{ step: 'bring back', item: null }] },
  ),
  'request-called-off': full(calledOff, { next: ['EUC field operations or the warehouse'] }),
  'request-called-off-ended': full(ended),
  'decided-called-off': short(calledOff, ['EUC field operations or the warehouse']),
  'work-bring-back': workOn(part, 'bring back', { all: 2 }),
};
