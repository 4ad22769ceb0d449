import type { World } from '../../src/domain/world.ts';
import type { LossForm } from '../../src/kinds/loss/form.ts';
import { loss } from '../../src/kinds/loss/loss.ts';
import { ada, byKey, commitment, leased, legacy, monitor, rita, world } from '../domain/office.ts';

const transfer = { from: 'PARKS', to: 'REV', on: '2026-11-24', request: 'PARKS-AAAAAA', withCommitment: false };
const fleet = byKey(
  legacy('5CG0000003'),
  leased('7BLUE01'),
  leased('7BLUE03', { status: 'spare', support: [{ from: '2024-07-15', to: '2026-03-02' }] }),
  leased('7BLUE05', { status: 'surplus' }),
  leased('7BLUE06', { status: 'lost' }),
  leased('7BLUE07', { status: 'in transit', transfer }),
  monitor('CN0000411X'),
);
const known = { devices: fleet, commitments: byKey(commitment('7BLUE01', '2024-07')) };
const FORM: LossForm = {
  serials: '7BLUE01',
  what: 'stolen',
  since: '2026-11-20',
  policeReport: ' BR-26-1187 ',
  reason: 'Taken from a car.',
};

function prepare(form: Partial<LossForm> = {}, change: Partial<World> = {}) {
  return loss.prepare({ ...FORM, ...form }, world({ ...known, ...change }));
}

describe('Rule 55: the report of lost or stolen devices', () => {
  test('says which, what happened, since when and how', () => {
    const empty = { serials: '', what: '', since: '', policeReport: '', reason: ' ' };
    expect(prepare(empty).problems.map(({ field }) => field)).toEqual(['serials', 'what', 'since', 'reason']);
  });

  test('needs nobody’s approval and one step of work, the asset manager’s', () => {
    const { draft } = prepare();
    expect(draft).toMatchObject({
      kind: 'loss',
      title: '7BLUE01 stolen',
      route: [],
      justification: 'Taken from a car. Police report BR-26-1187.',
      quote: { netCount: -1, supportChangeCents: -2500, owedCents: 62548 },
    });
    expect(draft?.units).toMatchObject([
      { plan: ['mark lost'], lost: { what: 'stolen', since: '2026-11-20', takenFrom: null }, becomes: null },
    ]);
  });

  test.each(['2026-11-25', '2027-01-01', '2026-02-30', 'yesterday'])('refuses %s as the day', (since) => {
    expect(prepare({ since })).toMatchObject({ draft: null, problems: [{ field: 'since' }] });
  });

  test('may be of today, and without a police report', () => {
    expect(prepare({ since: '2026-11-24', policeReport: '' }).draft?.justification).toBe('Taken from a car.');
    expect(prepare({ policeReport: '1'.repeat(121) }).problems).toMatchObject([{ field: 'policeReport' }]);
  });

  test('judges each serial by itself', () => {
    const { draft, leftOut } = prepare({ serials: '5CG0000003 8REDX01 7BLUE05 7BLUE06 7BLUE07 7BLUE03 CN0000411X' });
    expect(draft?.units.map(({ serial }) => serial)).toEqual(['5CG0000003', '7BLUE03', 'CN0000411X']);
    expect(draft?.quote.netCount).toBe(-1);
    expect(leftOut.map(({ text }) => text)).toEqual([
      '8REDX01 is not a device of PARKS. Check the label, or take it out.',
      '7BLUE05 is surplus, so the agency has it no more.',
      '7BLUE06 is marked lost already. To bring it back, type found 7BLUE06.',
      '7BLUE07 is just being handed over to another agency. Try again in a minute.',
    ]);
  });

  test.each([
    'received',
    'imaged',
    'staged',
    'in transit',
    'moving',
    'collected',
    'sanitized',
    'disaster reserve',
  ] as const)('takes a device that is %s', (status) => {
    expect(prepare({}, { devices: byKey(leased('7BLUE01', { status })) }).draft?.units).toHaveLength(1);
  });

  test('of a device in another open request is the asset manager’s, and takes it out of that', () => {
    const busy = new Map([['7BLUE01', { request: 'PARKS-AAAAAA', kind: 'move' }]]);
    expect(prepare({}, { busy, actor: rita }).problems.map(({ text }) => text)).toEqual([
      '7BLUE01 is part of PARKS-AAAAAA (move), which EUC must end. Call the service desk, who can report it all the same.',
    ]);
    expect(prepare({}, { busy, actor: ada }).draft?.units[0]?.lost?.takenFrom).toBe('PARKS-AAAAAA');
  });

  test('ends so many other requests at once as one commit can hold', () => {
    const serials = Array.from({ length: 9 }, (_, index) => `7GREEN${index}`);
    const devices = byKey(...serials.map((serial) => leased(serial)));
    const busy = new Map(serials.map((serial, index) => [serial, { request: `PARKS-AAAAA${index}`, kind: 'move' }]));
    const { problems } = prepare({ serials: serials.join(' ') }, { busy, devices, actor: ada });
    expect(problems).toMatchObject([{ field: 'serials' }]);
    expect(prepare({ serials: serials.slice(1).join(' ') }, { busy, devices, actor: ada }).draft).not.toBeNull();
  });
});
