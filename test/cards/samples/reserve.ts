import type { View } from '../../../src/desk/views.ts';
import { who } from '../../../src/domain/people.ts';
import type { OrderForm } from '../../../src/kinds/order/form.ts';
import { form } from './order.ts';
import { approval, full } from './request.ts';
import { after, decided, FORM, submitted, worked } from './requests.ts';
import { workOn } from './work.ts';
import { daysAgo, ED, MAX } from './world.ts';

/** Two laptops for Nora and one for disaster reserve. */
const MIXED: OrderForm = {
  ...FORM,
  lines: [
    { item: 'LT-STD', quantity: '2' },
    { item: 'LT-STD', quantity: '1', reserve: true },
  ],
  replaces: '',
  additional: true,
  outcomes: {},
};
const KEPT: OrderForm = {
  ...MIXED,
  lines: [{ item: 'LT-STD', quantity: '3', reserve: true }],
  assignedUser: '',
  location: 'Equipment room, Main Street 120',
};

const mixed = submitted(MIXED);
const approved = decided(decided(mixed, 'approved', MAX), 'approved', ED);
const received = worked(approved, 'receive', 3);
const imaged = worked(received, 'image', 3);
const stagedAll = worked(imaged, 'stage', 3);
const delivered = worked(worked(stagedAll, 'dispatch', 2), 'deploy', 2);
const closed = after(worked(delivered, 'place', 1), { type: 'closed', at: daysAgo(0) });
const [here] = received.units;
const part = after(worked(approved, 'receive', 1), {
  type: 'units cancelled',
  at: daysAgo(0),
  by: who(ED),
  units: [2],
  reason: 'Nora shares the one she has.',
});
const kept = decided(decided(submitted(KEPT), 'approved', MAX), 'approved', ED);

/** What is ordered for disaster reserve, and orders of which a part is cancelled. */
export const RESERVE_VIEWS: Readonly<Record<string, View>> = {
  'order-form-reserve': form(MIXED),
  'order-form-all-reserve': form(
    { ...KEPT, assignedUser: 'Nora Nash' },
    {
      problems: [
        {
          field: 'assignedUser',
          text: 'All of this goes to disaster reserve, where nobody uses it. Clear the name, or untick the reserve.',
        },
      ],
    },
  ),
  'approval-reserve': approval(mixed),
  'request-reserve': full(kept, { next: ['EUC warehouse'] }),
  'request-reserve-placing': full(delivered, { next: ['EUC asset manager'] }, { cancel: true }),
  'request-reserve-both': full(stagedAll, { next: ['EUC field operations'] }),
  'request-reserve-closed': full(closed),
  'request-part-cancelled': full(
    part,
    { next: ['EUC warehouse'], note: '1 device cancelled. The others go on.' },
    { cancel: true },
  ),
  'request-cancel-refused': full(
    delivered,
    {
      note: `${here?.serial} is deployed and stays for its 48 months. To give it back, the agency asks for a decommission.`,
      refused: true,
      typed: {
        what: 'some',
        which: `${here?.serial}`,
        reason: 'Too many.',
        problems: [],
      },
    },
    { cancel: true },
  ),
  'work-stage-reserve': workOn(imaged, 'stage'),
  'work-place-reserve': workOn(delivered, 'place', { unnamed: { users: 0, locations: 1 } }),
};
