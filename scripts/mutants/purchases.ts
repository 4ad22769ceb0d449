import type { Mutant } from './mutant.ts';

/** What keeps the rules of purchases by exempt agencies. */
export const PURCHASES: readonly Mutant[] = [
  {
    breaks: 'Rule 52: an exemption that has ended lets nobody buy',
    file: 'domain/exemption.ts',
    find: 'from <= day && day <= until',
    replace: 'from <= day',
  },
  {
    breaks: 'Rule 52: an exemption is for its category',
    file: 'kinds/purchase/lines.ts',
    find: 'category === item.category)) return item;',
    replace: "category !== '')) return item;",
  },
  {
    breaks: 'Rule 53: nothing is bought without the acknowledgement',
    file: 'kinds/purchase/purchase.ts',
    find: 'return duties ? [] :',
    replace: 'return duties || !duties ? [] :',
  },
  {
    breaks: 'Rule 48: what is purchased has no commitment',
    file: 'domain/request/unit-work.ts',
    find: 'return line?.purchase === undefined ? line?.rateCents : undefined;',
    replace: 'return line?.rateCents;',
  },
  {
    breaks: 'Rule 25: what an agency has bought is not leased to it',
    file: 'domain/request/receive.ts',
    find: 'isInStock(record) && record.origin === originOf(request)',
    replace: 'isInStock(record)',
  },
  {
    breaks: 'Rule 48: handling and delivery are charged for what is deployed only',
    file: 'desk/outbox/book-delivery.ts',
    find: '!cancelled && serials.includes(serial)',
    replace: '!cancelled',
    tests: ['test/desk/purchase-charges.property.test.ts'],
  },
  {
    breaks: 'Rule 53: what bears its tag is due no more',
    file: 'domain/property.ts',
    find: 'property.tag === null && isTracked(property)',
    replace: 'isTracked(property)',
  },
  {
    breaks: 'Rule 53: reminders come once there is a while, and once it is late',
    file: 'desk/commit.ts',
    find: 'later(now.at, inDays * A_DAY)',
    replace: 'now.at',
    tests: ['test/desk/property.test.ts'],
  },
];
