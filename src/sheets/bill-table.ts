import type { ChargeKind } from '../domain/billing/charges.ts';

/** What charges are called in files. */
export const CHARGES: Readonly<Record<ChargeKind, string>> = {
  support: 'Support',
  hardware: 'Hardware',
  handling: 'Handling',
  adjustment: 'Adjustment',
};
