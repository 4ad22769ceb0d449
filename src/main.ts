import { createCards } from './cards/render.ts';
import { openHouse } from './open-house.ts';
import { run } from './program.ts';

await run({ cards: createCards, open: openHouse });
