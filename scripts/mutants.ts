/**
 * `npm run mutants`: breaks one rule after the other in a copy of the project and expects the tests of the rules to
 * notice. A mutant that survives is a rule that nothing guards; it is named, and the command fails.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Mutant {
  /** What would be wrong. */
  breaks: string;
  file: string;
  find: string;
  replace: string;
}

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
    find: 'return busy === undefined ? undefined :',
    replace: 'return busy !== undefined || busy === undefined ? undefined :',
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
    file: 'domain/request/approve.ts',
    find: 'if (isSamePerson(request.requester, person))',
    replace: "if (request.requester.name === '' && isSamePerson(request.requester, person))",
  },
  {
    breaks: 'Rule 16: two approvals come from two people',
    file: 'domain/request/approve.ts',
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
    file: 'domain/request/decide.ts',
    find: "may(person, 'cancel an approved request', request.agency)",
    replace: "may(person, 'cancel a request', request.agency)",
  },
  {
    breaks: 'Rule 24: no more is received than was ordered',
    file: 'domain/request/receive.ts',
    find: 'if (wanted > waiting.length)',
    replace: 'if (wanted > waiting.length + 1)',
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
    breaks: 'Rule 40: nothing is placed without a certificate',
    file: 'domain/work-steps.ts',
    find: "used ? [...fromUser, 'sanitize', 'place']",
    replace: "used && device.origin !== 'legacy' ? [...fromUser, 'sanitize', 'place']",
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
    breaks: 'Rule 46: the 48 months begin with the month of deployment',
    file: 'domain/commitment.ts',
    find: 'firstMonth = monthOf(day)',
    replace: 'firstMonth = addMonths(monthOf(day), 1)',
  },
  {
    breaks: 'Rule 46: 48 charges',
    file: 'domain/commitment.ts',
    find: 'nth <= TERM_MONTHS ? nth',
    replace: 'nth < TERM_MONTHS ? nth',
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
function testsPass(): boolean {
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  try {
    execFileSync(process.execPath, [jest, '--rootDir', COPY, '--bail', '--silent', ...TESTS], {
      cwd: COPY,
      stdio: 'pipe',
    });
    return true;
  } catch {
    return false;
  }
}

function survives({ file, find, replace, breaks }: Mutant): boolean {
  const target = path.join(COPY, 'src', file);
  const source = readFileSync(target, 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${breaks}: “${find}” does not stand once in src/${file}`);
  writeFileSync(
    target,
    source.replace(find, () => replace),
  );
  const passed = testsPass();
  writeFileSync(target, source);
  return passed;
}

makeCopy();
if (!testsPass()) throw new Error('the tests fail before anything is broken');
const survivors = MUTANTS.filter((mutant) => {
  const survived = survives(mutant);
  console.log(`${survived ? 'SURVIVED' : 'caught  '} ${mutant.breaks}`);
  return survived;
});
rmSync(COPY, { recursive: true, force: true });
console.log(`${MUTANTS.length - survivors.length} of ${MUTANTS.length} broken rules were caught.`);
process.exitCode = survivors.length === 0 ? 0 : 1;
