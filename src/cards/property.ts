import type { PropertyView, TagView, UntaggedRow } from '../desk/views/purchase.ts';
import { dollars } from '../domain/money.ts';
import type { Dates } from './dates.ts';
import { band, head, LONGEST, requestLine, sentAgain } from './parts.ts';
import { problemLines, problemOf, thingsToFix } from './problems.ts';
import type { CardData } from './template.ts';
import { counted, dotted, shortened } from './text.ts';

/** The agency's own tags (Rules 25 and 53). */
export function tag({ request, rows, total, inputs, problems, note, now }: TagView, dates: Dates): CardData {
  const rest = total - rows.length;
  const still = `${counted(total, 'device')} without a tag`;
  const label = (field: string) => (field.startsWith('tag_') ? `Tag number (${field.slice('tag_'.length)})` : '');
  return {
    ...(problems.length > 0
      ? band('attention', thingsToFix(problems), 'not recorded', problemLines(problems, label))
      : note === null
        ? band('warning', 'Tags to be recorded', still)
        : band('good', note.replace(/\.$/, ''), still)),
    ...head(requestLine(request), 'Your agency’s own tags', 'What is purchased bears no leased-device label.'),
    rows: rows.map((row, index) => ({
      serial: row.serial,
      tag: inputs[row.serial] ?? '',
      problem: problemOf(problems, `tag_${row.serial}`),
      line: dotted(row.name, shortened(row.assignedUser ?? '', LONGEST.name), dueWords(row, now.day, dates)),
      separator: index > 0,
    })),
    more: rest > 0 ? `And ${rest} more, once these are recorded.` : '',
    request: request.id,
    showDesk: problems.length > 0,
  };
}

/** "tag due by Jan 23", "tag was due by Jan 23". */
export function dueWords({ due }: Pick<UntaggedRow, 'due'>, today: string, dates: Dates): string {
  if (due === null) return '';
  return `tag ${due < today ? 'was due' : 'due'} by ${dates.day(due, today)}`;
}

/** What an agency is reminded of: tags that are missing, or the inventory of a fiscal year (Rule 53). */
export function property({ agency, about, rows, total, again, now }: PropertyView, dates: Dates): CardData {
  const asksTags = 'tags' in about;
  const sent = sentAgain(again);
  const isLate = asksTags && rows.some(({ due }) => due !== null && due < now.day);
  const rest = total - rows.length;
  return {
    ...(asksTags
      ? band(
          isLate ? 'attention' : 'warning',
          isLate ? '⚠ Tags are late' : 'Tags are due',
          counted(total, 'device'),
          sent,
        )
      : band('warning', 'Inventory is due', `fiscal year ${about.inventory}`, sent)),
    ...head(
      dotted(asksTags ? about.tags : '', `${agency.code} ${agency.name}`),
      asksTags ? 'Put your agency’s tags on' : 'Count what your agency has bought',
      asksTags
        ? 'Items of $1,000 and over are tagged within 60 days of receipt. Record each tag here once it is on.'
        : 'Items of $1,000 and over are counted each fiscal year. Look that each is where its record says.',
    ),
    rows: rows.map((row, index) => ({
      serial: row.serial,
      line: dotted(row.name, shortened(row.assignedUser ?? '', LONGEST.name), dollars(row.priceCents)),
      right: asksTags ? (row.due === null ? '' : dates.day(row.due, now.day)) : (row.tag ?? 'no tag yet'),
      color: asksTags && row.due !== null && row.due < now.day ? 'Attention' : 'Default',
      under: asksTags ? 'tag due' : 'agency tag',
      separator: index > 0,
    })),
    more: rest > 0 ? `And ${rest} more.` : '',
    request: asksTags ? about.tags : '',
    asksTags,
    asksInventory: !asksTags,
  };
}
