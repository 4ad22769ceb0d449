import fc from 'fast-check';
import type { Person } from '../../src/domain/people.ts';
import { oldDeviceBecomesSchema } from '../../src/domain/request/quote.ts';
import type { Work } from '../../src/domain/request/unit-work.ts';
import { destinationSchema, methodSchema, techniqueSchema } from '../../src/domain/sanitization.ts';
import { ada, ed, eve, finn, max, mia, nora, person, rita, wanda } from './office.ts';

/** Old devices, one kept as spare and one in reserve that never served, and some that may have come in. */
const OLD = ['5CG0000001', '5CG0000002', '5CG0000003', '7BLUE03', '7BLUE04'];
const SERIALS = [...OLD, 'SER10XX', 'SER11XX', 'SER12XX', 'SER13XX'];

/** Orders that reach for the same old devices, and the requests that the first of them may open. */
const IDS = [
  ...(['PARKS-AAAAAA', 'PARKS-BBBBBB', 'PARKS-CCCCCC', 'PARKS-DDDDDD', 'PARKS-EEEEEE', 'PARKS-FFFFFF'] as const),
  ...(['PARKS-AAAAAA01', 'PARKS-CCCCCC01'] as const),
] as const;

export const bo = person(15, 'Bo Both', 'PARKS', 'agency approver', 'EUC approver');
/** People who decide for others (Rule 21): for several, for one who holds both roles, and for one no longer. */
const away = (person: Person, over = false) => ({ person, over });
const pia: Person = { ...person(16, 'Pia Proxy', 'PARKS', 'requester'), standsInFor: [away(max), away(bo)] };
const noraForBo: Person = { ...nora, standsInFor: [away(bo), away(max, true)] };
const otto: Person = { ...person(17, 'Otto Ott', 'OTS', 'warehouse'), standsInFor: [away(ed), away(eve)] };
const ACTORS = [rita, rita, max, noraForBo, mia, ed, eve, eve, eve, eve, wanda, finn, ada, bo, pia, otto];

const step = fc.constantFrom('agency' as const, 'EUC' as const);
const received = fc.integer({ min: 10, max: 24 }).map((n) => `SER${n}XX`);

const submit = fc.record({
  do: fc.constant('submit' as const),
  quantity: fc.integer({ min: 0, max: 3 }),
  reserve: fc.constantFrom(0, 0, 1, 2),
  monitors: fc.integer({ min: 0, max: 2 }),
  named: fc.boolean(),
  replaces: fc.subarray(SERIALS, { maxLength: 3 }),
  becomes: fc.constantFrom(...oldDeviceBecomesSchema.options),
});
const decide = fc.record({
  do: fc.constantFrom('approve' as const, 'approve' as const, 'return' as const, 'reject' as const),
  step,
  lag: fc.constantFrom(0, 0, 0, 1),
});
const cancel = fc.record({
  do: fc.constant('cancel' as const),
  units: fc.option(fc.subarray([1, 2, 3, 4], { minLength: 1 }), { freq: 3 }),
  reason: fc.constantFrom('', 'Too many.', 'Not needed.'),
});
const receive = fc.record({
  do: fc.constant('receive' as const),
  item: fc.constantFrom('LT-STD', 'LT-STD', 'MN-24', 'TB-STD', 'LEGACY'),
  serials: fc.uniqueArray(received, { minLength: 1, maxLength: 4 }),
});
const work = fc.record({
  do: fc.constantFrom(
    'image',
    'stage',
    'dispatch',
    'deploy',
    'pick up',
    'collect',
    're-image',
    'place',
    'update',
    'mark lost',
    'bring back',
  ) satisfies fc.Arbitrary<Work['step']>,
  some: fc.option(fc.uniqueArray(fc.oneof(received, fc.constantFrom(...OLD)), { minLength: 1, maxLength: 3 })),
  labelled: fc.boolean(),
});
const decommission = fc.record({
  do: fc.constant('decommission' as const),
  serials: fc.subarray(SERIALS, { minLength: 1, maxLength: 3 }),
  outcome: fc.constantFrom(...destinationSchema.options),
});
const move = fc.record({
  do: fc.constant('move' as const),
  serials: fc.subarray(SERIALS, { minLength: 1, maxLength: 2 }),
  newUser: fc.constantFrom('', 'Nora Nash', 'Sam Stone'),
  newAgency: fc.constantFrom('', '', 'REV'),
  billingOnly: fc.boolean(),
});
const correct = fc.record({
  do: fc.constant('correct' as const),
  serial: fc.constantFrom(...SERIALS),
  location: fc.constantFrom('', 'Room 8', 'Room 9'),
  billingCode: fc.constantFrom('', 'PARKS-100', 'PARKS-200'),
});
const lose = fc.record({
  do: fc.constant('lose' as const),
  serials: fc.subarray(SERIALS, { minLength: 1, maxLength: 3 }),
  what: fc.constantFrom('lost' as const, 'stolen' as const),
});
const purchase = fc.record({ do: fc.constant('purchase' as const), quantity: fc.integer({ min: 1, max: 2 }) });
const procure = fc.record({ do: fc.constant('procure' as const), item: fc.constantFrom('TB-STD', 'LT-STD') });
const tag = fc.record({ do: fc.constant('tag' as const), serial: received, tag: fc.constantFrom('PK-1', 'PK-2', '?') });
const find = fc.record({
  do: fc.constant('find' as const),
  serials: fc.subarray(SERIALS, { minLength: 1, maxLength: 3 }),
  outcome: fc.constantFrom(...destinationSchema.options),
});
const swap = fc.record({
  do: fc.constant('swap' as const),
  serial: fc.constantFrom(...SERIALS),
  newUser: fc.constantFrom('', 'Nora Nash'),
});
const accept = fc.record({
  do: fc.constant('accept' as const),
  billingCode: fc.constantFrom('REV-100', 'REV-100', 'PARKS-100'),
  takesOver: fc.boolean(),
});
const sanitize = fc.record({
  do: fc.constant('sanitize' as const),
  method: fc.constantFrom(...methodSchema.options),
  technique: fc.constantFrom(...techniqueSchema.options),
});

/** What people, and the desk itself, may try in any order. */
const anAct = fc.oneof(
  submit,
  { weight: 3, arbitrary: decide },
  cancel,
  { weight: 2, arbitrary: receive },
  { weight: 5, arbitrary: work },
  decommission,
  move,
  lose,
  find,
  swap,
  sanitize,
  purchase,
  procure,
  tag,
  accept,
  correct,
  fc.constant({ do: 'open children' as const }),
  fc.constant({ do: 'hand over' as const }),
);
export type Act = typeof anAct extends fc.Arbitrary<infer A> ? A : never;
export type Turn = [id: string, actor: (typeof ACTORS)[number], act: Act];

const aTurn: fc.Arbitrary<Turn> = fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...ACTORS), anAct);

const all = { some: null, labelled: true } as const;
const nothing = { reserve: 0, monitors: 0, named: true, becomes: 'spare' } as const;
const approvals = (id: string): Turn[] => [
  [id, max, { do: 'approve', step: 'agency', lag: 0 }],
  [id, ed, { do: 'approve', step: 'EUC', lag: 0 }],
];

/** An order, a move and a decommission on their straight ways; chance alone seldom goes so far. */
const STRAIGHT: Turn[][] = [
  [
    ['PARKS-AAAAAA', rita, { ...nothing, replaces: [], do: 'submit', quantity: 2, monitors: 1, named: false }],
    ...approvals('PARKS-AAAAAA'),
    ['PARKS-AAAAAA', eve, { do: 'receive', item: 'LT-STD', serials: ['SER10XX', 'SER11XX'] }],
    ['PARKS-AAAAAA', eve, { do: 'receive', item: 'MN-24', serials: ['SER12XX'] }],
    ...(['image', 'stage', 'dispatch'] as const).map((step): Turn => ['PARKS-AAAAAA', eve, { ...all, do: step }]),
    ['PARKS-AAAAAA', eve, { ...all, do: 'deploy', some: ['SER10XX', 'SER11XX'] }],
  ],
  [
    ['PARKS-CCCCCC', rita, { do: 'purchase', quantity: 2 }],
    ...approvals('PARKS-CCCCCC'),
    ['PARKS-CCCCCC', ada, { do: 'procure', item: 'TB-STD' }],
    ['PARKS-CCCCCC', eve, { do: 'receive', item: 'TB-STD', serials: ['SER10XX', 'SER13XX'] }],
    ['PARKS-CCCCCC', max, { do: 'tag', serial: 'SER13XX', tag: 'PK-1' }],
    ...(['image', 'stage', 'dispatch', 'deploy'] as const).map((step): Turn => {
      return ['PARKS-CCCCCC', eve, { ...all, labelled: false, do: step }];
    }),
    ['PARKS-CCCCCC', rita, { do: 'tag', serial: 'SER10XX', tag: 'PK-2' }],
  ],
  [
    ['PARKS-CCCCCC', rita, { ...nothing, replaces: ['5CG0000003'], do: 'submit', quantity: 3, reserve: 1 }],
    ...approvals('PARKS-CCCCCC'),
    ['PARKS-CCCCCC', eve, { do: 'receive', item: 'LT-STD', serials: ['SER13XX', 'SER14XX', 'SER15XX', 'SER16XX'] }],
    ...(['image', 'stage', 'dispatch'] as const).map((step): Turn => ['PARKS-CCCCCC', eve, { ...all, do: step }]),
    ['PARKS-CCCCCC', ed, { do: 'cancel', units: [2, 4], reason: 'Too many.' }],
    ['PARKS-CCCCCC', eve, { ...all, do: 'bring back', some: ['SER14XX'] }],
    ['PARKS-CCCCCC', ed, { do: 'cancel', units: null, reason: 'Not needed.' }],
    ['PARKS-CCCCCC', finn, { ...all, do: 'bring back' }],
  ],
  [
    [
      'PARKS-BBBBBB',
      rita,
      { do: 'move', serials: ['5CG0000002'], newUser: 'Nora Nash', newAgency: '', billingOnly: false },
    ],
    ['PARKS-BBBBBB', eve, { ...all, do: 'pick up' }],
    ['PARKS-BBBBBB', eve, { ...all, do: 're-image' }],
    ['PARKS-CCCCCC', rita, { do: 'decommission', serials: ['5CG0000001'], outcome: 'surplus' }],
    ['PARKS-CCCCCC', eve, { ...all, do: 'collect' }],
    ['PARKS-CCCCCC', eve, { do: 'sanitize', method: 'purge', technique: 'cryptographic erase' }],
    ['PARKS-CCCCCC', ada, { ...all, do: 'place' }],
  ],
  [
    [
      'PARKS-AAAAAA',
      rita,
      {
        ...nothing,
        do: 'submit',
        quantity: 2,
        reserve: 1,
        replaces: ['5CG0000001', '5CG0000002'],
        becomes: 'decommission',
      },
    ],
    ...approvals('PARKS-AAAAAA'),
    ['PARKS-AAAAAA', ed, { do: 'cancel', units: [2], reason: 'Too many.' }],
    ['PARKS-AAAAAA', eve, { do: 'receive', item: 'LT-STD', serials: ['SER10XX', 'SER11XX'] }],
    ...(['image', 'stage', 'dispatch', 'deploy', 'place'] as const).map((step): Turn => {
      return ['PARKS-AAAAAA', eve, { ...all, do: step }];
    }),
    ['PARKS-AAAAAA', eve, { do: 'open children' }],
    ['PARKS-AAAAAA', eve, { do: 'open children' }],
    // Refused: it was approved with the order.
    ['PARKS-AAAAAA01', rita, { do: 'cancel', units: null, reason: 'Not needed.' }],
    ['PARKS-AAAAAA01', eve, { ...all, do: 'collect' }],
  ],
  [
    [
      'PARKS-BBBBBB',
      rita,
      { do: 'move', serials: ['7BLUE03', '7BLUE04'], newUser: 'Sam Stone', newAgency: '', billingOnly: false },
    ],
    ['PARKS-BBBBBB', max, { do: 'approve', step: 'agency', lag: 0 }],
    ...(['image', 'stage', 'dispatch', 'deploy'] as const).map((step): Turn => {
      return ['PARKS-BBBBBB', eve, { ...all, do: step }];
    }),
  ],
  [
    [
      'PARKS-DDDDDD',
      rita,
      { do: 'move', serials: ['5CG0000003', '7BLUE04'], newUser: '', newAgency: 'REV', billingOnly: false },
    ],
    ['PARKS-DDDDDD', max, { do: 'approve', step: 'agency', lag: 0 }],
    ['PARKS-DDDDDD', mia, { do: 'accept', billingCode: 'REV-100', takesOver: true }],
    ['PARKS-DDDDDD', eve, { ...all, do: 'collect' }],
    ['PARKS-DDDDDD', eve, { do: 'sanitize', method: 'purge', technique: 'cryptographic erase' }],
    ...(['image', 'stage', 'dispatch', 'deploy'] as const).map((step): Turn => {
      return ['PARKS-DDDDDD', eve, { ...all, do: step }];
    }),
    ['PARKS-DDDDDD', eve, { do: 'hand over' }],
  ],
  [
    ['PARKS-BBBBBB', max, { do: 'correct', serial: '5CG0000001', location: 'Room 8', billingCode: '' }],
    ['PARKS-BBBBBB', ada, { ...all, do: 'update' }],
    ['PARKS-CCCCCC', ada, { do: 'correct', serial: '7BLUE03', location: '', billingCode: 'PARKS-100' }],
    ['PARKS-DDDDDD', rita, { do: 'move', serials: ['5CG0000002'], newUser: '', newAgency: '', billingOnly: true }],
    ['PARKS-DDDDDD', ada, { ...all, do: 'update' }],
  ],
  [
    ['PARKS-EEEEEE', rita, { do: 'lose', serials: ['5CG0000001', '7BLUE04'], what: 'lost' }],
    ['PARKS-EEEEEE', ada, { ...all, do: 'mark lost' }],
    ['PARKS-FFFFFF', rita, { do: 'find', serials: ['5CG0000001', '7BLUE04'], outcome: 'spare' }],
    ['PARKS-FFFFFF', eve, { ...all, do: 'collect' }],
    ['PARKS-FFFFFF', eve, { do: 'sanitize', method: 'purge', technique: 'cryptographic erase' }],
    ['PARKS-FFFFFF', ada, { ...all, do: 'place' }],
  ],
  [
    [
      'PARKS-BBBBBB',
      rita,
      { do: 'move', serials: ['7BLUE03'], newUser: 'Sam Stone', newAgency: '', billingOnly: false },
    ],
    ['PARKS-BBBBBB', max, { do: 'approve', step: 'agency', lag: 0 }],
    ...(['image', 'stage', 'dispatch', 'deploy'] as const).map((step): Turn => {
      return ['PARKS-BBBBBB', eve, { ...all, do: step }];
    }),
    ['PARKS-FFFFFF', ada, { do: 'swap', serial: '7BLUE03', newUser: '' }],
    ['PARKS-FFFFFF', eve, { do: 'receive', item: 'LT-STD', serials: ['SER13XX'] }],
    ...(['image', 'stage', 'dispatch', 'deploy', 'collect'] as const).map((step): Turn => {
      return ['PARKS-FFFFFF', eve, { ...all, do: step }];
    }),
    // Refused: the old one must come back.
    ['PARKS-FFFFFF', ada, { do: 'cancel', units: null, reason: '' }],
  ],
  [
    ['PARKS-FFFFFF', ada, { do: 'swap', serial: '5CG0000003', newUser: 'Nora Nash' }],
    ['PARKS-FFFFFF', eve, { do: 'receive', item: 'LEGACY', serials: ['SER12XX'] }],
    ['PARKS-FFFFFF', ada, { do: 'cancel', units: [1], reason: '' }],
  ],
  [
    ['PARKS-CCCCCC', rita, { ...nothing, do: 'submit', quantity: 2, replaces: ['5CG0000002'] }],
    ...approvals('PARKS-CCCCCC'),
    ['PARKS-CCCCCC', eve, { do: 'receive', item: 'LT-STD', serials: ['SER10XX'] }],
    ['PARKS-BBBBBB', rita, { do: 'decommission', serials: ['5CG0000001'], outcome: 'surplus' }],
    ['PARKS-BBBBBB', eve, { ...all, do: 'collect' }],
    ['PARKS-BBBBBB', eve, { do: 'sanitize', method: 'purge', technique: 'cryptographic erase' }],
    // Taken out of both.
    ['PARKS-EEEEEE', ada, { do: 'lose', serials: ['SER10XX', '5CG0000001', '5CG0000002'], what: 'stolen' }],
    // Refused: nothing would go on with them.
    ['PARKS-EEEEEE', ada, { do: 'cancel', units: null, reason: '' }],
    ['PARKS-EEEEEE', ada, { ...all, do: 'mark lost' }],
  ],
  [
    ['PARKS-CCCCCC', rita, { ...nothing, do: 'submit', quantity: 2, replaces: [] }],
    ...approvals('PARKS-CCCCCC'),
    ['PARKS-CCCCCC', eve, { do: 'receive', item: 'LT-STD', serials: ['SER10XX'] }],
    ['PARKS-EEEEEE', ada, { do: 'lose', serials: ['SER10XX'], what: 'lost' }],
    ['PARKS-EEEEEE', ada, { ...all, do: 'mark lost' }],
    // Found in the warehouse.
    ['PARKS-CCCCCC', eve, { do: 'receive', item: 'LT-STD', serials: ['SER10XX'] }],
  ],
  [
    ['PARKS-CCCCCC', noraForBo, { ...nothing, replaces: [], do: 'submit', quantity: 1 }],
    // Refused for Nora, who asked; done for Max.
    ['PARKS-CCCCCC', noraForBo, { do: 'approve', step: 'agency', lag: 0 }],
    ['PARKS-CCCCCC', pia, { do: 'approve', step: 'agency', lag: 0 }],
    // Refused: Bo has delegated to Pia, who has approved already.
    ['PARKS-CCCCCC', pia, { do: 'approve', step: 'EUC', lag: 0 }],
    ['PARKS-CCCCCC', otto, { do: 'approve', step: 'EUC', lag: 0 }],
  ],
  [
    ['PARKS-CCCCCC', rita, { ...nothing, replaces: [], do: 'submit', quantity: 1 }],
    ['PARKS-CCCCCC', max, { do: 'return', step: 'agency', lag: 0 }],
    ['PARKS-CCCCCC', rita, { ...nothing, replaces: ['5CG0000003'], do: 'submit', quantity: 1 }],
    ['PARKS-CCCCCC', max, { do: 'approve', step: 'agency', lag: 0 }],
    ['PARKS-CCCCCC', ed, { do: 'reject', step: 'EUC', lag: 0 }],
  ],
];

/** Turns in any order; often after a part of one or two of the straight ways. */
export const turns: fc.Arbitrary<Turn[]> = fc
  .tuple(
    fc.subarray(STRAIGHT, { maxLength: 2 }),
    fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 2, maxLength: 2 }),
    fc.array(aTurn, { maxLength: 40 }),
  )
  .map(([ways, far, rest]) => [...ways.flatMap((way, index) => way.slice(0, far[index])), ...rest]);
