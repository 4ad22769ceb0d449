import { problemsOfLength } from './lengths.ts';
import type { Agency } from './people.ts';
import type { Problem } from './request/outcome.ts';
import { isBlank } from './words.ts';

/** What is wrong with why new devices are wanted, and with who pays (Rules 9 and 28); empty when nothing is. */
export function problemsOfJustification(
  { billingCode, justification }: { billingCode: string; justification: string },
  { code, billingCodes }: Agency,
): Problem[] {
  const problems: Problem[] = [];
  if (!billingCodes.includes(billingCode)) {
    const text = billingCode === '' ? 'Choose who pays.' : `That is not a billing code of ${code}. Choose one that is.`;
    problems.push({ field: 'billingCode', text });
  }
  if (isBlank(justification))
    problems.push({ field: 'justification', text: 'Say in a sentence what the devices are for.' });
  return [...problems, ...problemsOfLength('justification', justification, 'justification')];
}
