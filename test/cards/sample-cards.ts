import { type AdaptiveCardJson, createCards } from '../../src/cards/render.ts';
import { SAMPLE_VIEWS } from './sample-views.ts';

/** The cards of the sample world's desk. */
export const sampleCards = createCards({
  serviceDesk: { phones: ['225.219.6900', '844.219.6900'], portal: 'https://tickets.example.gov' },
  timeZone: 'America/Chicago',
});

/** Every sample view as its card, by name. */
export const SAMPLE_CARDS: ReadonlyMap<string, AdaptiveCardJson> = new Map(
  Object.entries(SAMPLE_VIEWS).map(([name, view]) => [name, sampleCards.render(view)]),
);
