import type { Person } from '../../domain/people.ts';
import { decidesByThemselves } from '../../domain/request/authority.ts';
import type { ApprovalStep } from '../../domain/request/state.ts';
import type { House } from '../house.ts';
import type { View } from '../views.ts';

type Answer<D extends unknown[]> = (house: House, person: Person, ...data: D) => Promise<View>;

/** A handler that is to know for whom somebody decides these days (Rule 21). The others do without, and save a read. */
export function standingIn<D extends unknown[]>(handler: Answer<D>): Answer<D> {
  return async (house, person, ...data) => handler(house, await house.directory.standingIn(person), ...data);
}

/** The same for a decision on a step; who may give it by themselves decides for nobody else. */
export function standingInFor<D extends { step: ApprovalStep }>(handler: Answer<[D]>): Answer<[D]> {
  return async (house, person, data) => {
    const { directory } = house;
    const isOwn = decidesByThemselves(person, data.step);
    return handler(house, await (isOwn ? directory.standingInLately(person) : directory.standingIn(person)), data);
  };
}
