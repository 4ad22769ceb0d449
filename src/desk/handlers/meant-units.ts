import { isInSpans } from '../../domain/numbers.ts';
import type { Problem } from '../../domain/request/outcome.ts';
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

/** A text in the field of serials that names no device: not the same as an empty one, which means all of them. */
export function namesNone(text: string, typed: readonly Serial[]): Problem[] {
  if (typed.length > 0 || text.trim() === '') return [];
  return [{ field: 'serials', text: 'That names no device. Give serials, or leave the field empty for all of them.' }];
}
