import { countOf } from './catalog.ts';

/** Kinds of devices a line names. */
const MOST_KINDS = 2;

/**
 * What devices are, in a line: "2 standard laptops and 1 HP EliteBook 840", "4 tablets, 3 docking stations and 5 others". What
 * never was in the catalog has no item, and is called by its model. `plurals` are those of the items, as far as they are known.
 */
export function whatDevices(
  devices: readonly { item: string | null; name: string }[],
  plurals: readonly { item: string; plural: string }[],
): string {
  const counts = new Map<string, { item: string | null; name: string; count: number }>();
  for (const { item, name } of devices) {
    const key = item ?? `model ${name}`;
    counts.set(key, { item, name, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const kinds = [...counts.values()];
  const named = kinds.slice(0, kinds.length > MOST_KINDS + 1 ? MOST_KINDS : MOST_KINDS + 1);
  const others = devices.length - named.reduce((sum, { count }) => sum + count, 0);
  const parts = named.map(({ item, name, count }) => {
    if (item === null) return `${count} ${name}`;
    const plural = plurals.find((known) => known.item === item)?.plural ?? `${name.toLowerCase()}s`;
    return countOf({ name, plural }, count);
  });
  return new Intl.ListFormat('en-US').format(others === 0 ? parts : [...parts, `${others} others`]);
}
