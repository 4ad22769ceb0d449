import type { Problem } from './request/outcome.ts';

/** The longest texts that people may write, in characters. */
export const LONGEST = { name: 80, place: 120, model: 80, detail: 120, reason: 500, justification: 1000 } as const;

/** What is wrong with a text that is too long without the blanks around it; empty when it is not. */
export function problemsOfLength(field: string, text: string, kind: keyof typeof LONGEST): Problem[] {
  const most = LONGEST[kind];
  return text.trim().length <= most ? [] : [{ field, text: `Make it shorter: ${most} characters at most.` }];
}
