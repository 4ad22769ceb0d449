import { isInSpans } from '../../domain/numbers.ts';
import type { Unit } from '../../domain/request/state.ts';
import type { Serial } from '../../domain/serials.ts';

/**
 * The serials of the units that a click means: those typed, or all that its card showed. What has come in since is not
 * meant by it, least of all when Teams delivers a click again.
 */
export function meant(waiting: readonly Unit[], units: string, typed: readonly Serial[]): Serial[] {
  const isMeant = ({ no, serial }: Unit) =>
    typed.length === 0 ? units === '' || isInSpans(units, no) : typed.includes(serial ?? '');
  return waiting.filter(isMeant).flatMap(({ serial }) => serial ?? []);
}
