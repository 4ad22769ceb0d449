import type { CatalogView, NoticeView } from '../desk/views/answers.ts';
import type { HistoryView } from '../desk/views/requests.ts';
import { termCost } from '../domain/catalog.ts';
import { dollars } from '../domain/money.ts';
import type { Dates } from './dates.ts';
import { historyRow } from './device.ts';
import { band } from './parts.ts';
import type { CardData, Row } from './template.ts';
import { dotted } from './text.ts';

/** Rows a card lists at most. */
const MOST_ROWS = 20;
const MOST_ITEMS = 30;

/** Everything that happened to a request. */
export function history({ request, title, rows: all, from, after }: HistoryView, dates: Dates): CardData {
  const rows = all.slice(0, MOST_ROWS);
  const more = after !== null;
  return {
    bandTitle: `History of ${request}`,
    bandLine: title,
    rows: rows.map((row, index) => ({ ...historyRow({ ...row, request: null }, dates), separator: index > 0 })),
    page: more || from > 0 ? `${from + 1} to ${from + rows.length}` : '',
    request,
    hasNext: more,
    after: after ?? '',
    nextFrom: from + rows.length,
    hasFirst: from > 0,
  };
}

/** What can be ordered, with rates (Rule 2). */
export function catalog({ catalog, items, canOrder }: CatalogView, dates: Dates): CardData {
  const plain = { weight: 'Bolder', size: 'Default', subtle: false, separator: true };
  const heading: Row = {
    ...plain,
    weight: 'Default',
    size: 'Small',
    subtle: true,
    separator: false,
    name: 'Item',
    line: '',
    monthly: 'a month',
    term: '48 months',
  };
  const rest = items.length - MOST_ITEMS;
  return {
    bandTitle: 'Catalog',
    bandLine: `As of ${dates.day(catalog.version)}.`,
    rows: [
      heading,
      ...items.slice(0, MOST_ITEMS).map((item) => ({
        ...plain,
        name: item.name,
        line: dotted(item.code, item.specification, item.countsForSupport ? '' : 'no support charge'),
        monthly: dollars(item.rateCents),
        term: dollars(termCost(item.rateCents, 1)),
      })),
    ],
    more: rest > 0 ? `And ${rest} more.` : '',
    note: `Support adds ${dollars(catalog.supportCents)} a month once deployed, except where it says no support charge.`,
    canOrder,
  };
}

const TONES = { refused: 'attention', fine: 'good', broken: 'attention' } as const;
const SIGNS = { refused: '⚠', fine: '✓', broken: '⚠' } as const;

/** A sentence. Where it says no, the service desk's number stands below (Rule 58). */
export function notice({ tone, title, text, reference, button }: NoticeView): CardData {
  return {
    ...band(TONES[tone], `${SIGNS[tone]} ${title}`),
    text,
    reference: reference === null ? '' : `Reference ${reference}: please tell it to the service desk.`,
    hasButton: button !== undefined,
    buttonTitle: button?.title ?? '',
    buttonVerb: button?.verb ?? '',
    showDesk: tone !== 'fine',
  };
}
