import type { DecidedView } from '../desk/views/requests.ts';
import { endingOf } from '../domain/request/ending.ts';
import type { Decision, Request } from '../domain/request/state.ts';
import { decidedBy, stepsIn } from '../domain/request/timeline.ts';
import { whyCancelled } from './cancel.ts';
import { chosenWords } from './choices.ts';
import type { Dates } from './dates.ts';
import { band, head, LONGEST, requestLine, sentence } from './parts.ts';
import { progressLine, requestState, stepNow, stepWords } from './states.ts';
import type { CardData } from './template.ts';
import { capital, listedShort, shortened } from './text.ts';
import { afterCancellingWords, sumUp } from './wording.ts';

/** The request in short, once it is decided or somebody else's turn. */
export function decided(view: DecidedView, dates: Dates): CardData {
  const { request, timeline, next, note } = view;
  const last =
    request.status === 'returned' || request.status === 'rejected' ? request.decision : request.approvals.at(-1);
  const step = stepNow(timeline);
  const who = listedShort(next, 'or');
  const steps = stepsIn(timeline);
  const where = steps[step - 1]?.label ?? '';
  return {
    ...decidedBand(view, last, dates),
    ...head(
      requestLine(request, request.requester.name),
      request.title,
      [...afterCancellingWords(request), ...whyCancelled(request)]
        .map(({ lead, text }) => `${lead}${text}`)
        .join('. ') || sumUp(request),
      chosenWords(request),
    ),
    progress: progressLine(timeline),
    where: step === 0 ? '' : `${capital(`step ${step} of ${steps.length}`)} · ${where}${who === '' ? '' : `, ${who}`}`,
    request: request.id,
    showDesk: note !== null,
  };
}

function decidedBand(
  { request, timeline, note, now }: DecidedView,
  last: Decision | undefined,
  dates: Dates,
): CardData {
  const lines = sentence(note);
  const ending = endingOf(request);
  if (ending !== null) {
    return band('emphasis', `✗ Cancelled by ${ending.by.name}`, dates.moment(ending.at, now), lines);
  }
  if (last !== undefined && !isUnderWay(request)) {
    const { style, label } = VERDICTS[last.verdict];
    const reason = last.reason === null ? '' : `“${shortened(last.reason, LONGEST.reason)}”`;
    return band(style, `${label} by ${decidedBy(last)}`, dates.moment(last.at, now), [...lines, ...sentence(reason)]);
  }
  const { style, label } = requestState(request);
  return band(style, label, stepWords(timeline), lines);
}

/** Whether more has happened since the last decision than the decision. */
function isUnderWay(request: Request): boolean {
  return request.status === 'closed' || (request.status === 'in work' && request.units.some(({ done }) => done > 0));
}

const VERDICTS = {
  approved: { style: 'good', label: '✓ Approved' },
  returned: { style: 'warning', label: 'Returned for changes' },
  rejected: { style: 'attention', label: '✗ Rejected' },
} as const satisfies Record<Decision['verdict'], unknown>;
