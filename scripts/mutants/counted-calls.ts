import type { Mutant } from './mutant.ts';

/** What is kept for a while, passed on or sent again, and what must not be. */
export const COUNTED_CALLS: readonly Mutant[] = [
  {
    breaks: 'Rule 56: what somebody may do is read with each click',
    file: 'desk/directory.ts',
    find: 'person: async (id) => (await store.read(keys.person(id)))?.body,',
    replace: 'person: kept(milliseconds, async (id) => (await store.read(keys.person(id)))?.body),',
    tests: ['test/desk/lately-seen.test.ts'],
  },
  {
    breaks: 'Rule 54: a notice to somebody out of reach is not tried over and over',
    file: 'desk/outbox/tell.ts',
    find: 'await noteOutOfReach(house, conversation);',
    replace: '',
    tests: ['test/desk/billing/forecast.test.ts'],
  },
  {
    breaks: 'Rule 49: billing is told what every agency pays for a device',
    file: 'desk/handlers/explain.ts',
    find: '[...new Set([claim.body.agency, ...records.map(({ body }) => body.agency)])]',
    replace: '[claim.body.agency]',
    tests: ['test/desk/billing/moved-away.test.ts'],
  },
  {
    breaks: 'what waits in the outbox for somebody is never removed',
    file: 'store/sqlite/select.ts',
    find: "AND ${fieldSql('state')} = 'done'",
    replace: '',
    tests: ['test/desk/outlived.test.ts'],
  },
  {
    breaks: 'a part of a document is read without bringing it to today',
    file: 'store/document-form.ts',
    find: 'parsed(key, ofToday(key, kept), part)',
    replace: 'parsed(key, kept.body, part)',
    tests: ['test/store/document-form.test.ts'],
  },
  {
    breaks: 'a mistake in what no bill looks at does not hold the bills',
    file: 'desk/billing/records.ts',
    find: ', part: billedDeviceSchema }',
    replace: ' }',
    tests: ['test/desk/billing/unreadable.test.ts'],
  },
];
