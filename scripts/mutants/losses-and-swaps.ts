import type { Mutant } from './mutant.ts';

/** What keeps the rules of lost, found and swapped devices. */
export const LOSSES_AND_SWAPS: readonly Mutant[] = [
  {
    breaks: 'Rule 55: support of a lost device stops',
    file: 'domain/request/lose.ts',
    find: '...stopSupport(record, now.day),',
    replace: '...record,',
  },
  {
    breaks: 'Rule 42: what never served and is lost is paid',
    file: 'domain/request/lose.ts',
    find: 'before !== undefined && before.firstMonth === null',
    replace: 'before !== undefined && before.firstMonth !== null && false',
  },
  {
    breaks: 'Rule 12: a lost device leaves the request it stood in',
    file: 'domain/request/lose.ts',
    find: 'if (ending.length > 0) events.push',
    replace: 'if (ending.length > 99) events.push',
  },
  {
    breaks: 'Rule 15: an order does not wait for an old device that is lost',
    file: 'domain/request/lose.ts',
    find: 'if (replaced.length > 0) {',
    replace: 'if (replaced.length > 99) {',
  },
  {
    breaks: 'Rule 55: only the asset manager ends the work of EUC for a report',
    file: 'kinds/loss/loss.ts',
    find: 'if (busy === undefined || may(',
    replace: 'if (busy !== undefined || may(',
  },
  {
    breaks: 'Rule 46: the old serial pays no month that the new one pays',
    file: 'domain/commitment.ts',
    find: 'old: givenUp(commitment, month),',
    replace: 'old: commitment,',
  },
  {
    breaks: 'Rule 46: the new serial pays no month that the old one has paid',
    file: 'domain/commitment.ts',
    find: 'fresh: { ...commitment, serial, billingCode, earlierCodes: [], spans },',
    replace: 'fresh: { ...commitment, serial, billingCode, earlierCodes: [], firstMonth: month, spans },',
  },
  {
    breaks: 'Rule 55: nothing is swapped after its warranty',
    file: 'kinds/swap/swap.ts',
    find: 'warrantyUntil >= now.day',
    replace: "warrantyUntil >= ''",
  },
  {
    breaks: 'Rule 40: a found device is sanitized',
    file: 'domain/work-steps.ts',
    find: "holdsStorage ? ['collect', 'sanitize', 'place'] : ['collect', 'place']",
    replace: "holdsStorage ? ['collect', 'place'] : ['collect', 'place']",
  },
  {
    breaks: 'Rule 20: the two devices of a swap are cancelled together',
    file: 'domain/request/cancel.ts',
    find: "return request.status === 'in work' && !isSwap(request);",
    replace: "return request.status === 'in work';",
  },
];
