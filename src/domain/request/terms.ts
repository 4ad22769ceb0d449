import { z } from 'zod';
import { type Who, whoSchema } from '../people.ts';

/**
 * What the approver of a receiving agency chooses: who pays there, whether the commitment comes along (Rule 36), and who
 * gets the devices and where, as far as nobody has said so yet; null for what is still to be named (Rule 9).
 */
export const termsSchema = z.strictObject({
  billingCode: z.string(),
  takesOver: z.boolean(),
  assignedUser: whoSchema.nullable(),
  location: z.string().nullable(),
});
export type Terms = z.infer<typeof termsSchema>;

/** What may still be named for the devices of a request. */
export interface Unnamed {
  units: readonly { assignedUser: Who | null; location: string | null }[];
  approvals: readonly { by: Who }[];
}

/** What is still to be named of a request: a user, a place, or neither (Rule 9). */
export function stillToName({ units }: Pick<Unnamed, 'units'>): { user: boolean; place: boolean } {
  return {
    user: units.some(({ assignedUser }) => assignedUser === null),
    place: units.some(({ location }) => location === null),
  };
}

/** The units with what the receiving agency has named for those that nobody was named for. */
export function named<U extends Unnamed['units'][number]>(units: readonly U[], terms: Terms | null): U[] {
  return units.map((unit) => ({
    ...unit,
    assignedUser: unit.assignedUser ?? terms?.assignedUser ?? null,
    location: unit.location ?? terms?.location ?? null,
  }));
}

/** Where the devices of a request are delivered; null for the EUC warehouse (Rule 23). */
export function deliveryOf(request: { approvals: readonly { deliverTo: string | null }[] }): string | null {
  return request.approvals.find(({ deliverTo }) => deliverTo !== null)?.deliverTo ?? null;
}
