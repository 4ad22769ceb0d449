import type { Now } from '../../domain/months.ts';
import type { Who } from '../../domain/people.ts';
import type { Unit } from '../../domain/request/state.ts';
import type { Certificate } from '../../domain/sanitization.ts';

/** Tells somebody that others have named them, or a device they have, in a request: a validator, or who has the device now. */
export interface NamedView {
  card: 'named';
  request: string;
  agency: string;
  about:
    | { as: 'validator'; certificate: Certificate }
    | { as: 'user'; to: Who; requester: Who; toAgency: string | null };
  /** The devices it is about; some of them, where they are many. */
  rows: { serial: string; name: string; location: string; unit: Unit }[];
  total: number;
  /** An earlier one may have arrived. */
  again?: boolean;
  now: Now;
}
