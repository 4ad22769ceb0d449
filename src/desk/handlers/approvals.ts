import type { Person } from '../../domain/people.ts';
import type { Decide } from '../../domain/request/approve.ts';
import { authorityOn } from '../../domain/request/authority.ts';
import type { Request } from '../../domain/request/state.ts';
import type { ActionData } from '../actions.ts';
import { readAll } from '../directory.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { perform } from '../perform.ts';
import { approverView, notFound, refusal } from '../present.ts';
import type { View } from '../views.ts';
import { concerns, maySee, wasSeenFor } from '../who-sees.ts';
import { findRequest } from './requests.ts';

/** A request for decision, or in short when there is nothing for this person to decide. */
export async function openApproval(house: House, person: Person, id: string): Promise<View> {
  const request = await findRequest(house, person, id);
  if (request !== undefined) return approverView(house, request, person);
  return notSeen(person, (await house.store.read(keys.request(id)))?.body, id);
}

/** For a card that is still there after its delegation is over (Rule 21); to anybody else there is no such request. */
function notSeen(person: Person, request: Request | undefined, id: string): View {
  const away = request && wasSeenFor(person, request);
  if (away === undefined) return notFound(id);
  return refusal('Not yours any more', `You no longer decide for ${away.name}: that delegation is over.`);
}

/** Approves, returns or rejects. */
export async function decideRequest(
  house: House,
  person: Person,
  type: Decide['type'],
  data: ActionData<'request.approve'>,
  reason: string,
): Promise<View> {
  const agency = data.step === 'receiving agency' ? await house.directory.agency(person.agency) : undefined;
  const { billingCode, assignedUser, location, deliverTo } = data;
  const chosen = {
    billingCode: billingCode.trim(),
    takesOver: data.takesOver === 'true',
    assignedUser,
    location,
    deliverTo,
  };
  const command: Decide = {
    type,
    step: data.step,
    revision: data.revision,
    reason,
    deliverTo,
    ...(agency && { terms: { ...chosen, agency } }),
  };
  const { request, outcome } = await perform(house, data.request, person, async (request) => {
    const authority = request && authorityOn(request, data.step, person);
    return { command, devices: new Map(), role: authority && 'role' in authority ? authority.role : null };
  });
  if (request === undefined || !maySee(person, request)) {
    return request !== undefined && (await wasTheirs(house, person, request, data.revision))
      ? changedSince()
      : notSeen(person, request, data.request);
  }
  const [problem = null] = outcome.problems;
  const typed = problem?.field === 'reason' && type !== 'approve' ? { verb: type, reason } : null;
  return approverView(house, request, person, {
    note: outcome.already ?? problem?.text ?? null,
    problem,
    typed,
    chosen,
  });
}

/** Whether an earlier submission of a request had come to a person's agency, so that they may know that it is there (Rule 57). */
async function wasTheirs(house: House, person: Person, request: Request, revision: number): Promise<boolean> {
  if (!concerns(person, request) || revision >= request.revision) return false;
  const where = [{ field: 'request', is: request.id }];
  const story = await readAll(house.store, { type: 'journal', pk: request.agency, where, orderBy: { field: 'at' } });
  const decisions = story.flatMap(({ body }) =>
    body.events.flatMap((event) => ('decision' in event ? event.decision : [])),
  );
  return decisions.some((one) => {
    return one.step === 'agency' && one.verdict === 'approved' && one.revision === revision;
  });
}

/** Rule 18, for a card whose request is another agency's own again until it has approved it anew (Rule 57). */
function changedSince(): View {
  return refusal('Changed', 'This was changed since this card was sent. It comes to you again when it is your turn.');
}
