import { z } from 'zod';

/** Parts of documents from before records kept who had paid, as far as that touches them. */
const recordSchema = z.looseObject({});
const changeSchema = z.strictObject({ before: recordSchema.nullable(), after: recordSchema });
const journalSchema = z.looseObject({ devices: z.array(changeSchema) });

/** A device of version 3 as version 4 has it: its code is taken to have paid for every month so far. */
export function deviceWithCodes(body: unknown) {
  return { ...recordSchema.parse(body), earlierCodes: [] };
}

/** The same for a commitment of version 2. */
export function commitmentWithCodes(body: unknown) {
  return { ...recordSchema.parse(body), earlierCodes: [] };
}

/** The same for an entry of the journal of version 4, which keeps records as they were. */
export function journalWithCodes(body: unknown) {
  const entry = journalSchema.parse(body);
  return {
    ...entry,
    devices: entry.devices.map(({ before, after }) => ({
      before: before === null ? null : deviceWithCodes(before),
      after: deviceWithCodes(after),
    })),
  };
}
