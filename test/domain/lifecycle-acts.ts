import fc from 'fast-check';
import { outcomeSchema } from '../../src/domain/request/state.ts';
import type { Work } from '../../src/domain/request/unit-work.ts';
import { destinationSchema, methodSchema, techniqueSchema } from '../../src/domain/sanitization.ts';
import { ada, ed, eve, finn, max, mia, nora, person, rita, wanda } from './office.ts';

/** Old devices, one kept as spare and one in reserve that never served, and some that may have come in. */
const OLD = ['5CG0000001', '5CG0000002', '5CG0000003', '7BLUE03', '7BLUE04'];
const SERIALS = [...OLD, 'SER10XX', 'SER11XX', 'SER12XX', 'SER13XX'];

/** Orders that reach for the same old devices, and the requests that the first of them may open. */
const IDS = [
  ...(['PARKS-AAAAAA', 'PARKS-BBBBBB', 'PARKS-CCCCCC', 'PARKS-DDDDDD'] as const),
  ...(['PARKS-AAAAAA01', 'PARKS-CCCCCC01'] as const),
] as const;

export const bo = person(15, 'Bo Both', 'PARKS', 'agency approver', 'EUC approver');
const ACTORS = [rita, rita, max, nora, mia, ed, eve, eve, eve, eve, wanda, finn, ada, bo];

const step = fc.constantFrom('agency' as const, 'EUC' as const);
const received = fc.integer({ min: 10, max: 24 }).map((n) => `SER${n}XX`);

const submit = fc.record({
  do: fc.constant('submit' as const),
  quantity: fc.integer({ min: 0, max: 3 }),
  reserve: fc.constantFrom(0, 0, 1, 2),
  monitors: fc.integer({ min: 0, max: 2 }),
  named: fc.boolean(),
  replaces: fc.subarray(SERIALS, { maxLength: 3 }),
  becomes: fc.constantFrom(...outcomeSchema.options),
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
  item: fc.constantFrom('LT-STD', 'MN-24'),
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
  sanitize,
  accept,
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
    ['PARKS-BBBBBB', rita, { do: 'move', serials: ['5CG0000002'], newUser: 'Nora Nash', newAgency: '' }],
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
    ['PARKS-BBBBBB', rita, { do: 'move', serials: ['7BLUE03', '7BLUE04'], newUser: 'Sam Stone', newAgency: '' }],
    ['PARKS-BBBBBB', max, { do: 'approve', step: 'agency', lag: 0 }],
    ...(['image', 'stage', 'dispatch', 'deploy'] as const).map((step): Turn => {
      return ['PARKS-BBBBBB', eve, { ...all, do: step }];
    }),
  ],
  [
    ['PARKS-DDDDDD', rita, { do: 'move', serials: ['5CG0000003', '7BLUE04'], newUser: '', newAgency: 'REV' }],
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
