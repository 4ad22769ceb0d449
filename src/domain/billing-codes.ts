import { z } from 'zod';
import { type Month, monthSchema } from './months.ts';

/** Codes that paid before the present one, oldest first: each for the months before `before`. */
export const earlierCodesSchema = z.array(z.strictObject({ before: monthSchema, billingCode: z.string() }));

/** What is billed to a code: the present one, and those of earlier months. */
interface Billed {
  billingCode: string;
  earlierCodes: z.infer<typeof earlierCodesSchema>;
}

/** The code that pays for a month: the one on record when it ended (Rules 35 and 45). */
export function codeIn({ billingCode, earlierCodes }: Billed, month: Month): string {
  return earlierCodes.find(({ before }) => month < before)?.billingCode ?? billingCode;
}

/** The record billed to another code, from a month on. What it was billed to before stays so. */
export function billedTo<B extends Billed>(record: B, billingCode: string, month: Month): B {
  if (billingCode === record.billingCode) return record;
  const { earlierCodes } = record;
  // A code that had the device for a part of a month only never pays.
  const paid = earlierCodes.at(-1)?.before !== month;
  const earlier = paid ? [...earlierCodes, { before: month, billingCode: record.billingCode }] : earlierCodes;
  return { ...record, billingCode, earlierCodes: earlier };
}
