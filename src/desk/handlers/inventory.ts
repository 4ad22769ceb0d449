import { endOfYear, unanswered, yearOf } from '../../domain/inventory.ts';
import { daySchema } from '../../domain/months.ts';
import { isEuc, may, type Person, roleFor, who } from '../../domain/people.ts';
import type { Serial } from '../../domain/serials.ts';
import type { ActionData } from '../actions.ts';
import type { House } from '../house.ts';
import { answerPage } from '../inventory/answer.ts';
import { endAnswers } from '../inventory/close.ts';
import type { Doer } from '../inventory/commit.ts';
import { inventoriesOf, inventoryListView, inventoryView, lastInventory, usualEnd } from '../inventory/show.ts';
import { startInventory } from '../inventory/start.ts';
import { refusal } from '../present.ts';
import type { View } from '../views.ts';
import { openCorrection } from './correction.ts';
import { openFormFor } from './device-agency.ts';
import { LOSS } from './loss.ts';

/** Agencies that are started or closed side by side. */
const SIDE_BY_SIDE = 8;

/** What follows `inventory`: nothing, an agency's code, a fiscal year or both; or `start` or `close` and codes. */
export async function askInventory(house: House, person: Person, rest: string): Promise<View> {
  const words = rest.split(/[\s,;]+/).filter((part) => part !== '');
  const year = words.find((part) => /^20\d\d$/.test(part));
  const [word = '', ...codes] = words.filter((part) => part !== year && !/^fy$/i.test(part));
  const agencies = codes.join(' ');
  if (word.toLowerCase() === 'start') return startInventories(house, person, { agencies, until: '' });
  if (word.toLowerCase() === 'close') return closeInventories(house, person, { closeAgencies: agencies });
  return openInventory(house, person, {
    agency: word.toUpperCase().slice(0, 12),
    page: 0,
    from: 0,
    year: Number(year ?? 0),
  });
}

/** How far the yearly inventory is: for EUC of all agencies or one, for approvers the list of their own (Rules 53 and 57). */
export async function openInventory(
  house: House,
  person: Person,
  { agency, page, from, year }: ActionData<'inventory.open'>,
): Promise<View> {
  const euc = isEuc(person);
  if (agency === '' && euc) return inventoryView(house, person, { from, year });
  const code = agency === '' ? person.agency : agency;
  if (!euc && !may(person, 'answer the inventory', code)) return notYours(person, code);
  const inventory = await lastInventory(house, code, year);
  if (inventory === undefined) return noneOf(house, code, year);
  return inventoryListView(house, person, inventory, page === 0 ? undefined : page);
}

function notYours(person: Person, code: string): View {
  if (may(person, 'answer the inventory', person.agency))
    return refusal('Not found', `There is no inventory of ${code} that you can see.`);
  return refusal('Not yours to answer', 'The yearly inventory is answered by the approvers of each agency.');
}

function noneOf(house: House, code: string, asked: number): View {
  const today = yearOf(house.clock.now().day);
  const year = asked === 0 ? today : asked;
  const text =
    year < today
      ? `There was no inventory of ${code} for FY ${year}.`
      : `The inventory of ${code} for FY ${year} has not been started. The asset manager starts it; you are told.`;
  return { card: 'notice', tone: 'fine', title: 'No inventory now', text, reference: null };
}

/** Starts the year's inventory for the agencies named, or for all that have none yet; for each once (Rule 53). */
export async function startInventories(
  house: House,
  person: Person,
  { agencies, until: typed }: ActionData<'inventory.start'>,
): Promise<View> {
  const role = roleFor(person, 'run the inventory', person.agency);
  if (role === undefined) return notYoursToRun();
  const { at, day } = house.clock.now();
  const year = yearOf(day);
  const until = typed.trim() === '' ? usualEnd(day, at) : typed.trim();
  const meant = await meantAgencies(house, agencies);
  const problem = meant.problem ?? whyNotUntil(until, day, year);
  if (problem !== undefined) return inventoryView(house, person, { year }, { problem });
  const started = await forEach(meant.codes, (code) =>
    startInventory(house, code, { year, until }, { by: who(person), role, at }),
  );
  house.wake();
  const note =
    started === 0
      ? 'It was started before. Nothing was changed.'
      : `Started for ${counted(started)}. Their approvers are asked now.`;
  return inventoryView(house, person, { year }, { note });
}

function whyNotUntil(until: string, today: string, year: number): string | undefined {
  const end = endOfYear(year);
  if (daySchema.safeParse(until).success && until >= today && until <= end) return undefined;
  return `Choose a last day for answers from today to the end of the fiscal year, ${end}.`;
}

/** Closes the inventory of the agencies named, or of all that are open: what is unanswered by then stays so. */
export async function closeInventories(
  house: House,
  person: Person,
  { closeAgencies }: ActionData<'inventory.close'>,
): Promise<View> {
  const role = roleFor(person, 'run the inventory', person.agency);
  if (role === undefined) return notYoursToRun();
  const { at, day } = house.clock.now();
  const year = yearOf(day);
  const { codes, problem } = await meantAgencies(house, closeAgencies);
  if (problem !== undefined) return inventoryView(house, person, { year }, { problem });
  const open = (await inventoriesOf(house, year)).map(({ body }) => body).filter(({ state }) => state === 'open');
  const meant = open.map(({ agency }) => agency).filter((agency) => codes.includes(agency));
  const doer: Doer = { by: who(person), role, at };
  const closed = await forEach(meant, (code) => endAnswers(house, code, year, doer));
  house.wake();
  const note = closed === 0 ? 'None of them takes answers. Nothing was changed.' : `Closed for ${counted(closed)}.`;
  return inventoryView(house, person, { year }, { note });
}

function counted(agencies: number): string {
  return agencies === 1 ? '1 agency' : `${agencies} agencies`;
}

function notYoursToRun(): View {
  return refusal('Not yours to do', 'The yearly inventory is started and closed by the asset manager.');
}

/** The agencies that a text names; all where it names none. */
async function meantAgencies(house: House, text: string): Promise<{ codes: string[]; problem?: string }> {
  const all = await house.directory.agencyCodes();
  const named = [...new Set(text.toUpperCase().split(/[\s,;]+/))].filter((code) => code !== '');
  const unknown = named.find((code) => !all.includes(code));
  if (unknown !== undefined)
    return { codes: [], problem: `There is no agency ${unknown.slice(0, 20)}. Check the code.` };
  return { codes: named.length === 0 ? all : named };
}

/** Does something for each agency, some side by side; gives for how many it was done. */
async function forEach(codes: readonly string[], what: (code: string) => Promise<boolean>): Promise<number> {
  const queue = [...codes];
  let done = 0;
  const workers = Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let code = queue.shift(); code !== undefined; code = queue.shift()) {
      const isDone = await what(code);
      done += isDone ? 1 : 0;
    }
  });
  await Promise.all(workers);
  return done;
}

type Picked = ActionData<'inventory.confirm'>;

/** The devices whose boxes are ticked. */
function picked(data: Picked): Serial[] {
  return Object.entries(data).flatMap(([id, value]) => (id.startsWith('pick_') && value === 'true' ? id.slice(5) : []));
}

/** Confirms that devices of a page are there: those that are ticked, or with `all` every one that nothing is said of. */
export async function confirmDevices(house: House, person: Person, data: Picked): Promise<View> {
  const { agency, year, page: no } = data;
  const role = roleFor(person, 'answer the inventory', agency);
  if (role === undefined) return notYours(person, agency);
  const serials = data.all === 'true' ? null : picked(data);
  if (serials?.length === 0)
    return again(house, person, data, 'Tick the devices that are there, or confirm all of them.');
  const said = { serials, answer: 'confirmed', by: who(person), at: house.clock.now().at, request: null } as const;
  const answered = await answerPage(house, { agency, year, no }, said, role);
  // The list may not be written yet; or there is none.
  if (answered === undefined) return openInventory(house, person, { agency, page: 0, from: 0, year });
  const { inventory, page, changed } = answered;
  if (inventory.state !== 'open') return inventoryListView(house, person, inventory, no, { problem: CLOSED });
  const devices = changed === 1 ? '1 device' : `${changed} devices`;
  const note = changed === 0 ? 'They were answered before. Nothing was changed.' : `${devices} confirmed.`;
  const stay = !page.done || unanswered(inventory) === 0 ? no : undefined;
  return inventoryListView(house, person, inventory, stay, { note });
}

const CLOSED = 'This inventory is closed and takes no more answers. Nothing was changed.';

/** The page once more, with what is to be put right. */
async function again(house: House, person: Person, { agency, year, page }: Picked, problem: string): Promise<View> {
  const inventory = await lastInventory(house, agency, year);
  return inventory === undefined
    ? noneOf(house, agency, year)
    : inventoryListView(house, person, inventory, page, { problem });
}

/** The form that corrects the ticked device; its request is the answer once it is submitted. */
export async function correctFromList(house: House, person: Person, data: Picked): Promise<View> {
  if (!may(person, 'answer the inventory', data.agency)) return notYours(person, data.agency);
  const [only, ...more] = picked(data);
  if (only === undefined || more.length > 0) {
    return again(house, person, data, 'Tick the one device whose record is wrong, then press Correct.');
  }
  return openCorrection(house, person, { serial: only });
}

/** The form that reports the ticked devices lost; its request is the answer once it is submitted (Rule 55). */
export async function missingFromList(house: House, person: Person, data: Picked): Promise<View> {
  if (!may(person, 'answer the inventory', data.agency)) return notYours(person, data.agency);
  const serials = picked(data);
  if (serials.length === 0) return again(house, person, data, 'Tick the devices that are not there.');
  return openFormFor(house, person, LOSS, serials.join(', '), 'lost');
}
