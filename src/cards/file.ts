import type { FileView } from '../desk/views/file.ts';
import { band, head } from './parts.ts';
import type { CardData } from './template.ts';
import { counted } from './text.ts';

/** How the file is had. */
const HOW = {
  link: 'It opens in your browser. Later, ask for it again.',
  Teams: 'The message below asks whether to save it in your OneDrive.',
} as const;

const TOO_LONG =
  'What you had typed was too long to keep: the fields are empty when you go back, so type or paste it again.';

/** A file that is there to be had: behind a link, or in the message that follows. */
export function file({ name, title, about, back, isTooLong, way }: FileView): CardData {
  const isLink = way.by === 'link';
  return {
    ...band('accent', 'Your file is ready', isLink ? `for ${counted(way.minutes, 'minute')}` : ''),
    ...head(about, title, name),
    how: isTooLong ? `${HOW[way.by]} ${TOO_LONG}` : HOW[way.by],
    name,
    hasLink: isLink,
    url: isLink ? way.url : '',
    backTitle: back.title,
    backVerb: back.verb,
    backData: back.data,
  };
}
