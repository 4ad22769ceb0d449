import type { RequestListView, RequestRow } from '../desk/views/requests.ts';
import { dollars } from '../domain/money.ts';
import type { Dates } from './dates.ts';
import { pageWords } from './parts.ts';
import { statusSign } from './states.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, grouped, listedShort } from './text.ts';
import { countedIn, signed } from './wording.ts';

/** Rows a card lists; the view pages sooner. */
const MOST_ROWS = 20;

/** Requests, or what waits for a person's approval. */
export function requests(view: RequestListView, dates: Dates): CardData {
  const { list, total, from, after } = view;
  const rows = view.rows.slice(0, MOST_ROWS);
  return {
    ...(list === 'approvals' ? approvalsBand(total) : requestsBand(view)),
    empty: total === 0 ? emptyWords(list) : '',
    rows: rows.map((row, index) => requestRow(row, view, dates, index > 0)),
    page: pageWords(from, rows.length, total),
    listVerb: list === 'approvals' ? 'approvals.open' : 'requests.open',
    hasNext: after !== null,
    after: after ?? '',
    nextFrom: from + rows.length,
    total,
    hasFirst: from > 0,
  };
}

function approvalsBand(total: number): CardData {
  const waits = total === 1 ? 'One request waits for your decision.' : 'Oldest first.';
  return {
    bandTitle: total === 0 ? 'Approvals' : `Approvals · ${grouped(total)}`,
    bandLine: total === 0 ? 'Nothing waits for your decision.' : waits,
  };
}

function requestsBand({ total, rows }: RequestListView): CardData {
  const yours = rows.filter(({ yours }) => yours).length;
  const line = yours === 0 ? 'Newest first.' : `Newest first. ${counted(yours, 'waits', 'wait')} for you.`;
  return {
    bandTitle: total === 0 ? 'Requests' : `Requests · ${grouped(total)}`,
    bandLine: total === 0 ? 'There are none yet.' : line,
  };
}

function emptyWords(list: RequestListView['list']): string {
  return list === 'approvals'
    ? 'When a request needs you, its card comes here by itself.'
    : 'Type order to make the first one.';
}

function requestRow(row: RequestRow, { list, now }: RequestListView, dates: Dates, separator: boolean): Row {
  const { id, title, serials, requester, status, where, submittedAt, yours } = row;
  const isTurn = yours && list === 'requests';
  return {
    name: title,
    line: dotted(id, requester, dates.dayOf(submittedAt, now), listedShort(serials)),
    state: dotted(isTurn ? `⚠ Yours: ${where}` : `${statusSign(status)} ${where}`, inShort(row)),
    weight: isTurn ? 'Bolder' : 'Default',
    verb: list === 'approvals' ? 'approval.open' : 'request.open',
    request: id,
    tooltip: `Details of ${id}`,
    separator,
  };
}

/** What a request comes to: what its devices cost a month, or what it changes where it orders none. */
function inShort({ termCents, monthlyCents, netCount, parent }: RequestRow): string {
  if (parent !== null) return countedIn(parent);
  if (termCents > 0) return `${dollars(monthlyCents)} a month`;
  return netCount === 0 ? '' : `net count ${signed(netCount)}`;
}
