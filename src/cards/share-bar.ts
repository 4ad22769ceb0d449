import type { CardData, Row } from './template.ts';

/** Blocks of a bar: more do not fit a phone. */
const BLOCKS = 24;

/**
 * The data of a bar true to scale, under the words for what is behind and what is to come; without words no bar. `share`
 * is from 0 to 1. Only nothing looks like nothing, and only all of it like all.
 */
export function shareBar(done: string, left: string, share: number): CardData {
  const isPart = share > 0 && share < 1;
  const full = isPart ? Math.min(Math.max(Math.round(share * BLOCKS), 1), BLOCKS - 1) : share > 0 ? BLOCKS : 0;
  const runs: Row[] = [
    { blocks: '█'.repeat(full), color: 'Accent', subtle: false },
    { blocks: '░'.repeat(BLOCKS - full), color: 'Default', subtle: true },
  ];
  return { hasShare: done !== '', done, left, bar: runs.filter(({ blocks }) => blocks !== '') };
}
