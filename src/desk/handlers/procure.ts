import { type Person, roleFor } from '../../domain/people.ts';
import { nextStep, type Request } from '../../domain/request/state.ts';
import { WORK_STEPS } from '../../domain/work-steps.ts';
import type { ActionData } from '../actions.ts';
import { agencyOfRequest } from '../documents.ts';
import type { House } from '../house.ts';
import { perform, unitsIn } from '../perform.ts';
import { notFound } from '../present.ts';
import type { ProcureView } from '../views/purchase.ts';
import type { View } from '../views.ts';
import { findRequest } from './requests.ts';
import { afterWork, type Came, countNote, NOTHING_YET } from './work-views.ts';

type Procuring = ActionData<'work.procure'>;

/** The card on which procurement says with whom an item is ordered; the request itself once nothing of it waits. */
export async function procureView(
  house: House,
  person: Person,
  request: Request,
  data: Procuring,
  came: Came = NOTHING_YET,
): Promise<View> {
  const line = request.quote.lines.find(({ item }) => item === data.item);
  const waiting = request.units.filter((unit) => unit.item === data.item && nextStep(unit) === 'procure').length;
  if (line === undefined || waiting === 0) return afterWork(house, person, request, came);
  const { supplier, number } = data;
  const view: ProcureView = {
    card: 'procure',
    request,
    line,
    waiting,
    inputs: { supplier, number },
    problems: came.problems,
  };
  return view;
}

/** Records with whom an item of a purchase was ordered (Rule 52). */
export async function procureItem(house: House, person: Person, data: Procuring): Promise<View> {
  if ((await findRequest(house, person, data.request)) === undefined) return notFound(data.request);
  const role = roleFor(person, WORK_STEPS.procure.permission, agencyOfRequest(data.request)) ?? null;
  const { item, number, supplier } = data;
  const { request, outcome } = await perform(house, data.request, person, async () => ({
    command: { type: 'procure', item, number, supplier },
    devices: new Map(),
    role,
  }));
  if (request === undefined) return notFound(data.request);
  const { problems, already, events } = outcome;
  const note = events.length > 0 ? countNote(unitsIn(events), 'procured', 0) : already;
  return procureView(house, person, request, data, { problems, note });
}
