import type { Person } from '../../domain/people.ts';
import { afterCancelling } from '../../domain/request/after-cancelling.ts';
import { isOrdered, type Request } from '../../domain/request/state.ts';
import { goingOn, timeline } from '../../domain/request/timeline.ts';
import type { RequestRow } from '../views/requests.ts';
import { isToDecide } from '../waiting.ts';
import { asSeenBy } from '../who-sees.ts';

function isYours(request: Request, person: Person): boolean {
  if (request.status === 'returned') return request.requester.id === person.id;
  return isToDecide(request, person);
}

/** A request as a list shows it to a person. */
export function rowOf(request: Request, person: Person): RequestRow {
  const story = timeline(request);
  const now = goingOn(story) ?? story.findLast(({ state }) => state === 'stopped');
  const seen = asSeenBy(person, request);
  const { id, kind, title, agency, status, submittedAt, quote, parent } = seen;
  // A list says what is left of a request; the request itself, what was approved too.
  const left = afterCancelling(seen) ?? quote;
  return {
    id,
    kind,
    title,
    serials: serialsOf(seen),
    agency,
    requester: request.requester.name,
    status,
    where:
      now === undefined
        ? capital(status)
        : [now.label, now.state === 'now' ? now.note : null].filter(Boolean).join(' '),
    monthlyCents: left.monthlyCents,
    termCents: left.termCents,
    netCount: left.netCount ?? quote.netCount,
    parent,
    submittedAt,
    yours: isYours(request, person),
  };
}

/** Of several devices that were there before the request, since its title names a single one. */
function serialsOf({ units }: Request): string[] {
  const known = units.length === 1 ? [] : units.filter((unit) => !isOrdered(unit));
  return known.flatMap(({ serial }) => serial ?? []);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
