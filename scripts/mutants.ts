/**
 * `npm run mutants`: breaks one rule after the other in a copy of the project and expects the tests of the rules to
 * notice. A mutant that survives is a rule that nothing guards; it is named, and the command fails. Words as arguments
 * choose those mutants whose description has one: `npm run mutants -- "Rule 20" reserve`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CORRECTIONS_AND_INVENTORY } from './mutants/corrections-and-inventory.ts';
import { COUNTED_CALLS } from './mutants/counted-calls.ts';
import { DELEGATION } from './mutants/delegation.ts';
import { LOSSES_AND_SWAPS } from './mutants/losses-and-swaps.ts';
import type { Mutant } from './mutants/mutant.ts';
import { PURCHASES } from './mutants/purchases.ts';
import { RESERVE_AND_CANCELLING } from './mutants/reserve-and-cancelling.ts';
import { WHAT_PEOPLE_READ } from './mutants/what-people-read.ts';
import { WHEREABOUTS } from './mutants/whereabouts.ts';

const MUTANTS: readonly Mutant[] = [
  {
    breaks: 'Rule 4: the total covers 48 months',
    file: 'domain/catalog.ts',
    find: 'rateCents * TERM_MONTHS * quantity',
    replace: 'rateCents * (TERM_MONTHS - 1) * quantity',
  },
  {
    breaks: 'Rule 12: a replaced device stands in no other open request',
    file: 'domain/found-device.ts',
    find: 'if (busy === undefined) return undefined;',
    replace: 'if (busy !== serial) return undefined;',
  },
  {
    breaks: 'Rule 13: a redistributed device does not lower the net count',
    file: 'kinds/order/replaced.ts',
    find: "becomes !== 'redistribute' && isSupported(device)",
    replace: 'isSupported(device)',
  },
  {
    breaks: 'Rule 15: an order does not close while a replaced device has no request',
    file: 'domain/request/decide.ts',
    find: '|| stillToOpen(after).length > 0',
    replace: '',
  },
  {
    breaks: 'Rule 16: the requester does not approve',
    file: 'domain/request/authority.ts',
    find: 'if (isSamePerson(request.requester, person))',
    replace: "if (request.requester.name === '' && isSamePerson(request.requester, person))",
  },
  {
    breaks: 'Rule 16: two approvals come from two people',
    file: 'domain/request/authority.ts',
    find: 'if (request.approvals.some(({ by }) => isSamePerson(by, person)))',
    replace: 'if (request.approvals.some(({ by }) => by.name === person.agency))',
  },
  {
    breaks: 'Rule 17: a change voids the approvals',
    file: 'domain/request/events.ts',
    find: 'approvals: [],',
    replace: 'approvals: request?.approvals ?? [],',
  },
  {
    breaks: 'Rule 18: a decided step is not decided again',
    file: 'domain/request/approve.ts',
    find: 'command.revision === request.revision && earlier !== undefined',
    replace: 'command.revision < request.revision && earlier !== undefined',
  },
  {
    breaks: 'Rule 19: nothing leaves without a ticket',
    file: 'domain/request/gate.ts',
    find: 'if (ticket === null)',
    replace: "if (ticket === '')",
  },
  {
    breaks: 'Rule 20: after EUC’s approval only EUC cancels',
    file: 'domain/request/cancel.ts',
    find: "may(person, 'cancel an approved request', request.agency)",
    replace: "may(person, 'cancel a request', request.agency)",
  },
  {
    breaks: 'Rule 24: no more is received than was ordered',
    file: 'domain/request/receive.ts',
    find: 'if (good.length <= units) return [];',
    replace: 'if (read.serials.length > waiting.length + 1)',
  },
  {
    breaks: 'Rule 25: the label is on before staging is done',
    file: 'domain/request/work.ts',
    find: "step === 'stage' && !command.labelled",
    replace: "step === 'dispatch' && !command.labelled",
  },
  {
    breaks: 'Rule 32: nothing is admitted without two approvals',
    file: 'domain/admission.ts',
    find: 'return people.size >= 2;',
    replace: 'return people.size >= 1;',
  },
  {
    breaks: 'Rule 35: support starts no second time when a device moves',
    file: 'domain/device.ts',
    find: 'device.countsForSupport && device.support.at(-1)?.to !== null',
    replace: 'device.countsForSupport',
  },
  {
    breaks: 'Rule 22: the receiving agency’s own approver decides for it',
    file: 'domain/request/authority.ts',
    find: "step === 'receiving agency' ? (toAgency ?? agency) : agency",
    replace: "step === 'receiving agency' && toAgency === '' ? toAgency : agency",
  },
  {
    breaks: 'Rule 36: sanitized before it goes to another agency',
    file: 'domain/work-steps.ts',
    find: "mayHoldData(device) ? ['sanitize'] : []",
    replace: "mayHoldData(device) && device.origin === 'legacy' ? ['sanitize'] : []",
  },
  {
    breaks: 'Rule 36: the commitment stays unless it is taken over',
    file: 'domain/request/hand-over.ts',
    find: 'terms?.takesOver === true && begun',
    replace: 'terms !== null && begun',
  },
  {
    breaks: 'Rule 46: no month is paid by two agencies',
    file: 'domain/commitment.ts',
    find: 'month < before',
    replace: 'month <= before',
  },
  {
    breaks: 'Rule 57: the giving agency’s record does not say who has it now',
    file: 'domain/request/unit-work.ts',
    find: '{ ...stopSupport(staged, now.day), assignedUser: null, location: null }',
    replace: 'stopSupport(staged, now.day)',
  },
  {
    breaks: 'Rule 40: nothing is placed without a certificate',
    file: 'domain/work-steps.ts',
    find: "mayHoldData(device) ? [...fromUser(device), 'sanitize', 'place']",
    replace: "mayHoldData(device) && device.origin !== 'legacy' ? [...fromUser(device), 'sanitize', 'place']",
  },
  {
    breaks: 'Rule 41: support stops with the certificate',
    file: 'domain/request/sanitize.ts',
    find: '...stopSupport(record, now.day), status',
    replace: '...record, status',
  },
  {
    breaks: 'Rule 43: clear is not enough for surplus',
    file: 'domain/sanitization.ts',
    find: "surplus: ['purge', 'destroy']",
    replace: "surplus: ['clear', 'purge', 'destroy']",
  },
  {
    breaks: 'Rule 44: the validator is somebody else',
    file: 'domain/request/sanitize.ts',
    find: 'isSamePerson(who(validator), actor)',
    replace: "validator.name === ''",
  },
  {
    breaks: 'Rule 44: a certificate from before the last service is void',
    file: 'domain/device.ts',
    find: "status: 'in service', support, sanitized: null }",
    replace: "status: 'in service', support }",
  },
  {
    breaks: 'Rule 25: what was purchased bears no leased-device label',
    file: 'domain/device.ts',
    find: 'return `${serial} was purchased, not leased: it bears the agency’s own tag.`;',
    replace: 'return null;',
  },
  {
    breaks: 'Rule 44: a certificate is void once its device has served again',
    file: 'domain/sanitization.ts',
    find: 'if (sanitized?.request === request) return null;',
    replace: 'if (sanitized === null || sanitized.request === request) return null;',
  },
  {
    breaks: 'Rule 46: the 48 months begin with the month of deployment',
    file: 'domain/commitment.ts',
    find: 'firstMonth: monthOf(day) }',
    replace: 'firstMonth: addMonths(monthOf(day), 1) }',
  },
  {
    breaks: 'Rule 46: 48 charges',
    file: 'domain/commitment.ts',
    find: 'nth > TERM_MONTHS',
    replace: 'nth >= TERM_MONTHS',
  },
  {
    breaks: 'Rule 45: support counts at the end of the last day',
    file: 'domain/billing/charges.ts',
    find: 'to > day',
    replace: 'to >= day',
  },
  {
    breaks: 'Rule 35: a month is billed to the code on record when it ended',
    file: 'domain/billing-codes.ts',
    find: 'month < before',
    replace: 'month <= before',
  },
  {
    breaks: 'Rule 5: no support charge for what does not count',
    file: 'domain/billing/charges.ts',
    find: 'if (!device.countsForSupport) return NOTHING;',
    replace: '',
  },
  {
    breaks: 'Rule 50: an adjustment needs EUC too',
    file: 'kinds/adjustment/adjustment.ts',
    find: "route: proposed ? ['EUC'] : ['billing', 'EUC']",
    replace: "route: ['billing']",
  },
  ...PURCHASES,
  ...RESERVE_AND_CANCELLING,
  ...WHAT_PEOPLE_READ,
  ...WHEREABOUTS,
  ...DELEGATION,
  ...LOSSES_AND_SWAPS,
  ...CORRECTIONS_AND_INVENTORY,
  ...COUNTED_CALLS,
];

const ROOT = path.join(import.meta.dirname, '..');
const COPY = path.join(ROOT, 'out', 'mutants');
const TESTS = ['test/domain', 'test/kinds'];

function makeCopy(): void {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const name of ['src', 'test', 'cards', 'sample', 'package.json', 'jest.config.mjs']) {
    cpSync(path.join(ROOT, name), path.join(COPY, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(COPY, 'node_modules'));
}

/** Whether the tests pass in the copy. */
function testsPass(tests: readonly string[] = TESTS): boolean {
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  try {
    execFileSync(process.execPath, [jest, '--rootDir', COPY, '--bail', '--silent', ...tests], {
      cwd: COPY,
      stdio: 'pipe',
      env: { ...process.env, LIFECYCLE_RUNS: '3000' },
    });
    return true;
  } catch {
    return false;
  }
}

/** What a mutant changes; throws when what it would change is not there, or there twice. */
function sourceOf({ file, find, breaks }: Mutant): string {
  const source = readFileSync(path.join(COPY, 'src', file), 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${breaks}: “${find}” does not stand once in src/${file}`);
  return source;
}

function survives(mutant: Mutant): boolean {
  const { file, find, replace, tests } = mutant;
  const target = path.join(COPY, 'src', file);
  const source = sourceOf(mutant);
  writeFileSync(
    target,
    source.replace(find, () => replace),
  );
  const passed = testsPass(tests);
  writeFileSync(target, source);
  return passed;
}

const words = process.argv.slice(2);
const chosen = MUTANTS.filter(({ breaks }) => words.length === 0 || words.some((word) => breaks.includes(word)));

makeCopy();
for (const mutant of MUTANTS) sourceOf(mutant);
if (!testsPass()) throw new Error('the tests fail before anything is broken');
const survivors = chosen.filter((mutant) => {
  const survived = survives(mutant);
  console.log(`${survived ? 'SURVIVED' : 'caught  '} ${mutant.breaks}`);
  return survived;
});
rmSync(COPY, { recursive: true, force: true });
console.log(`${chosen.length - survivors.length} of ${chosen.length} broken rules were caught.`);
process.exitCode = survivors.length === 0 ? 0 : 1;
