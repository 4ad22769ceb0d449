import fc from 'fast-check';
import { destinationSchema } from '../../../src/domain/sanitization.ts';
import { commitment, leased, legacy } from '../office.ts';
import { type Deed, Simulation } from './simulation.ts';

/** When the offices begin that chance plays in. */
export const FIRST_DAY = '2027-11-20';

const codes = fc.constantFrom('PARKS-100', 'PARKS-200');
const days = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.integer({ min: 10, max: 70 }));
const pick = fc.nat(4);

/** Over leap day 2028 and a change to and from daylight saving time. */
export const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      days,
      item: fc.constantFrom('LT-STD', 'LT-PWR', 'MN-24'),
      quantity: fc.integer({ min: 1, max: 3 }),
      billingCode: codes,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      days,
      pick,
      billingCode: fc.oneof(fc.constant(''), codes),
      newUser: fc.constantFrom('Nora Nash', 'Sam Stone'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('decommission' as const),
      days,
      pick,
      outcome: fc.constantFrom(...destinationSchema.options),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('transfer' as const), days, pick, takesOver: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('swap' as const), days, pick }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('work' as const), days, pick }) },
);

/** An office with a few devices that were there before, one of them a reserve that never served. */
export function begun(): Simulation {
  const reserve = leased('7BLUE04', { status: 'disaster reserve', support: [], assignedUser: null });
  const devices = [legacy('5CG0000001'), legacy('5CG0000002'), leased('7BLUE01'), reserve];
  return new Simulation(FIRST_DAY, devices, [commitment('7BLUE01', '2024-07'), commitment('7BLUE04', null)]);
}
