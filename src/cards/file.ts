import type { FileView } from '../desk/views/file.ts';
import { band, head } from './parts.ts';
import type { CardData } from './template.ts';
import { counted } from './text.ts';

/** A file that is there to be had: behind a link, or in the message that follows. */
export function file({ name, title, about, back, way }: FileView): CardData {
  const isLink = way.by === 'link';
  return {
    ...band('accent', 'Your file is ready', isLink ? `for ${counted(way.minutes, 'minute')}` : ''),
    ...head(about, title, name),
    how: isLink
      ? 'It opens in your browser. Later, ask for it again.'
      : 'The message below asks whether to save it in your OneDrive.',
    name,
    hasLink: isLink,
    url: isLink ? way.url : '',
    backTitle: back.title,
    backVerb: back.verb,
    backData: back.data,
  };
}
