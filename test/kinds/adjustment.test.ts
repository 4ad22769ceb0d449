import { adjustment } from '../../src/kinds/adjustment/adjustment.ts';
import type { AdjustmentForm } from '../../src/kinds/adjustment/form.ts';
import { byKey, commitment, ed, eve, everyone, leased, max, Play, person, rita, world } from '../domain/office.ts';

const bill = person(11, 'Bill Baker', 'OTS', 'billing');
const billingOffice = [...everyone, bill];
const FORM: AdjustmentForm = {
  serial: '7blue-03',
  month: '2026-10',
  charge: 'hardware',
  amount: '−32.92',
  billingCode: 'PARKS-200',
  reason: 'It was never delivered.',
};
const records = {
  devices: byKey(leased('7BLUE03')),
  commitments: byKey(commitment('7BLUE03', '2024-07')),
  questioned: { lineCents: 3292, earlier: [] },
};

function asked(actor = max, form = FORM): Play {
  const play = new Play();
  const { draft } = adjustment.prepare(form, world({ actor, ...records }));
  if (draft === null) throw new Error('the form has problems');
  play.act(actor, { type: 'submit', draft, claimed: [], approvers: billingOffice, permission: 'question a bill' });
  return play;
}

describe('Rule 50: an adjustment', () => {
  test('is proposed by one and decided by billing and then EUC, and then there is nothing left to do', () => {
    const play = asked();
    expect(play.request).toMatchObject({ status: 'awaiting approval', step: 'billing', route: ['billing', 'EUC'] });
    play.act(ed, { type: 'approve', step: 'billing', revision: 1, reason: '' });
    expect(play.last?.problems).toEqual([{ field: null, text: 'Only billing staff can decide this.' }]);
    play.act(bill, { type: 'approve', step: 'billing', revision: 1, reason: '' });
    expect(play.request).toMatchObject({ status: 'awaiting approval', step: 'EUC' });
    play.act(ed, { type: 'approve', step: 'EUC', revision: 1, reason: '' });
    expect(play.request).toMatchObject({
      status: 'closed',
      quote: { adjustment: { cents: -3292, charge: 'hardware', month: '2026-10', item: 'LT-STD' } },
    });
    expect(play.devices.size + play.commitments.size).toBe(0);
  });

  test('that billing proposes is decided by EUC alone, and never by who proposed it', () => {
    const both = person(12, 'Bo Both', 'OTS', 'billing', 'EUC approver');
    const play = asked(both);
    expect(play.request).toMatchObject({ route: ['EUC'] });
    play.act(both, { type: 'approve', step: 'EUC', revision: 1, reason: '' });
    expect(play.last?.problems[0]?.text).toBe('You asked for this yourself, so someone else must decide it.');
    play.act(eve, { type: 'approve', step: 'EUC', revision: 1, reason: '' });
    expect(play.request?.status).toBe('closed');
  });

  test('is not for requesters', () => {
    expect(asked(rita).last?.problems).toEqual([{ field: null, text: 'You cannot make requests for PARKS.' }]);
  });

  test('can be returned with a reason, and then comes anew to both', () => {
    const play = asked();
    play.act(bill, { type: 'approve', step: 'billing', revision: 1, reason: '' });
    play.act(ed, { type: 'return', step: 'EUC', revision: 1, reason: 'Only a half of it.' });
    const { draft } = adjustment.prepare({ ...FORM, amount: '-16.46' }, world({ actor: max, ...records }));
    if (draft !== null)
      play.act(max, { type: 'submit', draft, claimed: [], approvers: billingOffice, permission: 'question a bill' });
    expect(play.request).toMatchObject({
      status: 'awaiting approval',
      step: 'billing',
      approvals: [],
      title: 'Credit of $16.46 for 7BLUE03',
    });
  });

  test.each(['1,000.00', '$1000', '+1000', ' 1 000.0 '])('reads %j as a thousand dollars', (amount) => {
    const { draft } = adjustment.prepare({ ...FORM, amount }, world({ actor: max, ...records }));
    expect(draft?.quote.adjustment?.cents).toBe(100_000);
  });

  test.each(['', '1.234', '1,00', '--1', '1e3', 'NaN', '٣', '-', '$', '99999999999'])(
    'reads %j as no amount',
    (amount) => {
      const { draft, problems } = adjustment.prepare({ ...FORM, amount }, world({ actor: max, ...records }));
      expect(draft).toBeNull();
      expect(problems).toMatchObject([{ field: 'amount' }]);
    },
  );
});
