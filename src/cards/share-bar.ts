import type { CardData } from './template.ts';

/** Narrowest part of a bar, in hundredths: its words must fit. */
const NARROWEST = 38;

/** The data of a bar in two colours: what is behind, and what is to come; without words no bar. `share` is from 0 to 1. */
export function shareBar(paid: string, owed: string, share: number): CardData {
  const weight = Math.min(Math.max(Math.round(share * 100), NARROWEST), 100 - NARROWEST);
  const paidWeight = owed === '' ? 100 : weight;
  return { hasShare: paid !== '', paid, paidWeight, hasOwed: owed !== '', owed, owedWeight: 100 - paidWeight };
}
