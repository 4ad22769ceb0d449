import { spansOf } from '../../domain/numbers.ts';
import { may, type Person } from '../../domain/people.ts';
import { readSerials } from '../../domain/read-serials.ts';
import { isIn } from '../../domain/request/which-units.ts';
import { choose, doneAlready } from '../../domain/request/work.ts';
import type { ActionData } from '../actions.ts';
import { openFile } from '../files/open.ts';
import type { House } from '../house.ts';
import { notFound } from '../present.ts';
import type { View } from '../views.ts';
import { namesNone } from './meant-units.ts';
import { findRequest } from './requests.ts';
import { workView } from './work-views.ts';

/**
 * The leased-device labels of the devices that are named on the card of staging, or else of all that wait (Rule 25). All that
 * was typed is there again on the way back. Where one is named that is not to be staged, nothing is printed.
 */
export async function printLabels(house: House, person: Person, data: ActionData<'work.labels'>): Promise<View> {
  const { request: id, step, serials, assignedUser, location, assignments, label } = data;
  const request = await findRequest(house, person, id);
  if (request === undefined) return notFound(id);
  const typed = readSerials(serials, isIn(request));
  const { units, problems } = choose(request, step, typed.length === 0 ? null : typed);
  const unread = namesNone(serials, typed);
  const done = typed.length > 0 && units.length === 0 ? [{ field: 'serials', text: doneAlready(typed, step) }] : [];
  const open = [...unread, ...(problems.length > 0 ? problems : done)];
  const isTheirs = may(person, 'print labels', request.agency);
  if (open.length > 0 && isTheirs) {
    return workView(house, person, request, data, { problems: open, note: null });
  }
  const kept = { serials, assignedUser, location, assignments, label };
  const named = typed.length === 0 ? '' : spansOf(units.map(({ no }) => no));
  const offered = await openFile(house, person, { file: 'labels', request: id, units: named }, kept);
  if (offered.card !== 'notice' || !isTheirs) return offered;
  return workView(house, person, request, data, { problems: [{ field: 'serials', text: offered.text }], note: null });
}
