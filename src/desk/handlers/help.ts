import { exemptionsOn } from '../../domain/exemption.ts';
import { isEuc, may, type Person } from '../../domain/people.ts';
import { mayApprove } from '../../domain/request/authority.ts';
import type { House } from '../house.ts';
import type { CatalogView, WelcomeView } from '../views/answers.ts';
import type { View } from '../views.ts';
import { mayList } from './device-list.ts';
import { hasQueue } from './queue.ts';

/** What this person can do here; with a note when something was not understood, by what they can. */
export async function openHelp(
  house: House,
  person: Person,
  noteFor: (can: WelcomeView['can']) => string | null = () => null,
): Promise<WelcomeView> {
  const agency = await house.directory.agency(person.agency);
  if (agency === undefined) throw new Error(`agency ${person.agency} of a person is missing`);
  const mayAsk = may(person, 'make a request', agency.code);
  const exemptions = mayAsk ? await house.directory.exemptions(agency.code) : [];
  const can = {
    order: mayAsk,
    purchase: exemptionsOn(exemptions, house.clock.now().day).length > 0,
    approve: mayApprove(person) || (person.standsInFor ?? []).some(({ over }) => !over),
    delegate: mayApprove(person),
    work: isEuc(person) && hasQueue(person),
    list: mayList(person),
    report: may(person, 'report losses', agency.code),
    swap: may(person, 'swap devices', agency.code),
    bill: may(person, 'see bills', agency.code),
    correct: may(person, 'ask for a correction', agency.code),
    inventory: may(person, 'answer the inventory', agency.code) || may(person, 'run the inventory', agency.code),
  };
  return { card: 'welcome', person, agency, can, note: noteFor(can) };
}

/** What can be ordered, and for how much. */
export async function openCatalog(house: House, person: Person): Promise<View> {
  const catalog = await house.directory.catalog(house.clock.now().day);
  const items = catalog.items.filter(({ active }) => active);
  const view: CatalogView = { card: 'catalog', catalog, items, canOrder: may(person, 'make a request', person.agency) };
  return view;
}
