import type { RequestView } from '../desk/views/requests.ts';
import { dollars } from '../domain/money.ts';
import { isCalledOff, isDelivered, stillToOpen } from '../domain/request/ending.ts';
import { whyNotLeave } from '../domain/request/gate.ts';
import type { Line } from '../domain/request/quote.ts';
import { isOpen, isSanitized, nextStep, type Request, type Unit } from '../domain/request/state.ts';
import { isSwap } from '../domain/request/swap.ts';
import type { TimelineRow } from '../domain/request/timeline.ts';
import { whoHas } from '../domain/request/work.ts';
import { whatDevices } from '../domain/what-devices.ts';
import { isByItem, WORK_STEPS, type WorkStep } from '../domain/work-steps.ts';
import { cancelData, whyEnded } from './cancel.ts';
import type { Dates } from './dates.ts';
import { forLine } from './for-whom.ts';
import { band, head, LONGEST, pageWords, requestLine, sentence } from './parts.ts';
import { purchasedLine } from './purchase.ts';
import { progressLine, ROW_LOOKS, requestState, stepWords } from './states.ts';
import type { CardData, Row } from './template.ts';
import { capital, counted, dotted, listedShort, SENT_AGAIN, shortened } from './text.ts';
import { placeOf, unitRow } from './unit-rows.ts';
import {
  afterCancellingWords,
  becoming,
  ordersNothing,
  owedFor,
  owedOn,
  reserveNote,
  reserveWords,
  sumUp,
  times,
} from './wording.ts';

/** Units and replaced devices a card lists at most, whatever the page size. */
const MOST_UNITS = 20;
const MOST_REPLACED = 8;
const MOST_RELATED = 8;

/** A request in full: where it is, its story, what it costs, its devices. */
export function request(view: RequestView, dates: Dates): CardData {
  const { request, timeline, can, note, refused, again } = view;
  const { style, label } = requestState(request);
  const sent = again ? SENT_AGAIN : null;
  const remaining = afterCancellingWords(request);
  const costs = remaining.length > 0 ? '' : sumUp(request);
  const notes = [...sentence(note ?? sent), ...whyEnded(request), ...sentence(whatNow(request))];
  return {
    ...(refused
      ? band('attention', `⚠ ${label}`, stepWords(timeline), notes)
      : band(
          can.decide === null && !can.change && can.work.length === 0 ? style : 'warning',
          label,
          stepWords(timeline),
          notes,
        )),
    ...head(requestLine(request, request.requester.name), request.title, forLine(request), costs),
    hasRemaining: remaining.length > 0,
    remaining,
    progress: progressLine(timeline),
    ...workData(view),
    timeline: timeline.map((row) => storyRow(row, view, dates)),
    ...unitsData(view, dates),
    ...replacedData(request),
    ...relatedData(request),
    justification: `“${shortened(request.justification, LONGEST.justification)}”`,
    request: request.id,
    canDecide: can.decide !== null,
    canChange: can.change,
    canTag: can.tag,
    canInventory: can.inventory,
    ...cancelData(view),
    ...certificatesData(request),
    showDesk: refused,
  };
}

/** The button for what was sanitized (Rule 44). */
function certificatesData({ units }: Request): CardData {
  const sanitized = units.filter(isSanitized).length;
  return { hasCertificates: sanitized > 0, certificates: sanitized === 1 ? 'Certificate' : 'Certificates' };
}

/** What is typed for a kind of request, where that is not its name alone. */
const WORDS: Readonly<Record<string, string>> = {
  correction: 'correct and the serial',
  loss: 'lost and the serial',
  found: 'found and the serial',
  swap: 'swap and the serial',
};

function askAgain({ kind, quote }: Request): string {
  // A line of a bill is questioned where it stands.
  if (quote.adjustment !== undefined) return 'To ask again, type bill and question the line once more.';
  return `To ask again, type ${WORDS[kind] ?? kind}.`;
}

/** What to do about a request that does not go on by itself; nothing where it does. */
function whatNow(request: Request): string {
  if (request.status === 'rejected' || isCalledOff(request)) return askAgain(request);
  const leaves = request.units.some((unit) => ['stage', 'dispatch', 'deploy'].includes(nextStep(unit) ?? ''));
  const why = request.status === 'in work' && leaves ? whyNotLeave(request) : undefined;
  return why === undefined ? '' : `${why} Call the service desk if it stays so.`;
}

function workData({ request, can }: RequestView): CardData {
  const rows = can.work.map(({ step, item }, index): Row => {
    const line = request.quote.lines.find((line) => line.item === item);
    const { verb } = WORK_STEPS[step];
    const units = request.units.filter((unit) => isWaiting(unit, step) && (item === null || unit.item === item));
    const waiting = units.length;
    return {
      what: line?.name ?? whatDevices(units, request.quote.lines),
      line: isByItem(step)
        ? `${waiting} ${step === 'procure' ? 'to be bought' : 'still to come'}`
        : dotted(
            `${waiting === 1 ? 'waits' : 'wait'} for this step`,
            listedShort(units.flatMap(({ serial }) => serial ?? [])),
          ),
      button: verb,
      step,
      item: item ?? '',
      tooltip: `${verb} ${request.id}`,
      separator: index > 0,
    };
  });
  return { hasWork: rows.length > 0, work: rows };
}

function isWaiting(unit: Unit, step: WorkStep): boolean {
  return nextStep(unit) === step;
}

/** One step of the story: what, who and when. */
function storyRow({ state, label, by, at, note, work }: TimelineRow, { next, now }: RequestView, dates: Dates): Row {
  const { sign, color, weight, subtle } = ROW_LOOKS[state];
  // Several steps may go on at a time, each somebody else's.
  const waitsFor = work === undefined ? listedShort(next, 'or') : whoHas(work);
  const who = by?.name ?? (state === 'now' ? waitsFor : '');
  const when = at === null ? '' : dates.dayOf(at, now);
  return {
    sign,
    color,
    weight,
    subtle,
    label,
    line: dotted(shortened(note ?? '', LONGEST.reason), who),
    date: state === 'now' ? 'now' : when === 'today' && at !== null ? dates.time(at) : when,
  };
}

/** What was ordered, line by line, and from the first that came in or was cancelled on device by device; devices that are there, at once. */
function unitsData({ request, units: page, now }: RequestView, dates: Dates): CardData {
  const { units, quote } = request;
  if (!ordersNothing(quote) && !isSwap(request) && units.every(({ done, cancelled }) => done === 0 && !cancelled)) {
    const rowOf = quote.purchase === undefined ? lineRow : purchasedLine;
    const lines = quote.lines.map((line, index) => rowOf(line, index > 0));
    return { ...NO_PAGES, unitCount: counted(units.length, 'device'), unitsNote: reserveNote(quote), units: lines };
  }
  const size = Math.min(page.size, MOST_UNITS);
  const from = page.from < units.length ? page.from : 0;
  const shown = units.slice(from, from + size);
  const same = units.every((unit) => placeOf(unit) === placeOf(units[0]));
  return {
    unitCount: counted(units.length, 'device'),
    unitsNote: isCalledOff(request) ? '' : reserveNote(quote),
    units: shown.map((unit, index) =>
      unitRow(unit, request, { separator: index > 0, same, day: (day) => dates.day(day, now.day) }),
    ),
    page: pageWords(from, shown.length, units.length),
    from,
    hasNext: from + size < units.length,
    nextFrom: from + size,
    hasFirst: from > 0,
  };
}

const NO_PAGES = { page: '', from: 0, hasNext: false, nextFrom: 0, hasFirst: false };

function lineRow(line: Line, separator: boolean): Row {
  return {
    name: line.name,
    line: dotted(times(line), reserveWords(line)),
    state: `${dollars(line.quantity * line.rateCents)} a month`,
    owed: '',
    separator,
  };
}

function replacedData(request: Request): CardData {
  const { replaced } = request.quote;
  const rest = replaced.slice(MOST_REPLACED);
  const { owedLead, owedAmount, owedRest } = owedOn(rest);
  const more = rest.length === 0 ? '' : `And ${rest.length} more.${owedLead}${owedAmount}${owedRest} `;
  return {
    hasReplaced: replaced.length > 0,
    replaced: replaced.slice(0, MOST_REPLACED).map((device) => ({
      serial: device.serial,
      becoming: becoming(device),
      owed: device.owedCents > 0 ? ` · ${owedFor(device).owed}` : '',
      months: device.owedCents > 0 ? ` owed` : '',
    })),
    replacedNote: `${more}${whatOfThem(request)}`,
  };
}

/** When replaced devices are taken care of; nothing once they are, or the request is over. */
function whatOfThem(request: Request): string {
  if (isCalledOff(request)) return 'Nothing comes in their place, so they stay as they are.';
  if (!isOpen(request) || stillToOpen(request).length === 0) return '';
  return isDelivered(request)
    ? 'Their own requests open now. Call the service desk if they do not.'
    : 'Their own requests open when the new devices are deployed.';
}

/** The order that opened this request, and the requests this order has opened (Rule 15). */
function relatedData({ parent, children }: Request): CardData {
  const opened = children.map(({ request, kind, serials }) => {
    const [only = ''] = serials;
    const what = serials.length === 1 ? only : counted(serials.length, 'device');
    return { related: request, name: request, line: `${capital(kind)} of ${what}` };
  });
  const before =
    parent === null
      ? []
      : [{ related: parent, name: `Opened for ${parent}`, line: 'The order whose new devices replace these.' }];
  const all = [...before, ...opened];
  const rest = all.length - MOST_RELATED;
  return {
    relatedTitle: children.length > 0 ? 'Requests for the old devices' : parent === null ? '' : 'Where it comes from',
    related: all.slice(0, MOST_RELATED).map((row, index) => ({
      ...row,
      tooltip: `Details of ${row.related}`,
      separator: index > 0,
    })),
    moreRelated: rest > 0 ? `And ${rest} more. Type requests for the list.` : '',
  };
}
