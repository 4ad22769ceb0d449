import type { z } from 'zod';
import type { Person } from '../domain/people.ts';
import { tidySerials } from '../domain/read-serials.ts';
import { normalizeSerial } from '../domain/serials.ts';
import { type KindName, kindOf } from '../kinds/index.ts';
import { ACTIONS, type ActionData, type Verb } from './actions.ts';
import type { CardAction } from './desk.ts';
import { openFile } from './files/open.ts';
import { ADJUSTMENT, questionLine } from './handlers/adjustment.ts';
import { decideRequest, openApproval } from './handlers/approvals.ts';
import { openBillLines } from './handlers/bill-lines.ts';
import { openBill } from './handlers/bills.ts';
import { cancelRequest } from './handlers/cancel.ts';
import { beginClosing, openMonth } from './handlers/close-month.ts';
import { CORRECTION, openCorrection } from './handlers/correction.ts';
import { DECOMMISSION } from './handlers/decommission.ts';
import { endDelegations, openDelegations, submitDelegation } from './handlers/delegate.ts';
import { openFormFor } from './handlers/device-agency.ts';
import { listDevices } from './handlers/device-list.ts';
import { openDevices } from './handlers/devices.ts';
import { explainCharges } from './handlers/explain.ts';
import { openForecast } from './handlers/forecast.ts';
import { doorOf, openForm } from './handlers/forms.ts';
import { FOUND } from './handlers/found.ts';
import { openCatalog, openHelp } from './handlers/help.ts';
import { openHistory } from './handlers/history.ts';
import {
  closeInventories,
  confirmDevices,
  correctFromList,
  missingFromList,
  openInventory,
  startInventories,
} from './handlers/inventory.ts';
import { LOSS } from './handlers/loss.ts';
import { MOVE } from './handlers/move.ts';
import { addItem, ORDER } from './handlers/order.ts';
import { printLabels } from './handlers/print-labels.ts';
import { procureItem } from './handlers/procure.ts';
import { addPurchaseItem, PURCHASE } from './handlers/purchase.ts';
import { openQueue } from './handlers/queue.ts';
import { readKnown } from './handlers/read-known.ts';
import { listApprovals, listRequests } from './handlers/request-lists.ts';
import { findRequest, openRequest } from './handlers/requests.ts';
import { sanitizeDevices } from './handlers/sanitize.ts';
import { standingIn, standingInFor } from './handlers/standing-in.ts';
import { SWAP } from './handlers/swap.ts';
import { openTags, recordTags } from './handlers/tags.ts';
import { openWork, receiveDevices, workOnDevices } from './handlers/work.ts';
import type { House } from './house.ts';
import { notFound, refusal } from './present.ts';
import type { View } from './views.ts';

type Handler<V extends Verb> = (house: House, person: Person, data: ActionData<V>) => Promise<View>;

/** What the buttons of each kind's form do. */
const FORMS = {
  order: doorOf(ORDER),
  purchase: doorOf(PURCHASE),
  move: doorOf(MOVE),
  decommission: doorOf(DECOMMISSION),
  loss: doorOf(LOSS),
  found: doorOf(FOUND),
  swap: doorOf(SWAP),
  adjustment: doorOf(ADJUSTMENT),
  correction: doorOf(CORRECTION),
} satisfies Record<KindName, unknown>;

/** What each button does. */
const HANDLERS: { readonly [V in Verb]: Handler<V> } = {
  'help.open': standingIn((house, person) => openHelp(house, person)),
  'catalog.open': (house, person) => openCatalog(house, person),
  'requests.open': standingIn(listRequests),
  'approvals.open': standingIn(listApprovals),
  'queue.open': openQueue,
  'device.open': async (house, person, { serial }) =>
    openDevices(house, person, await readKnown(house, person, serial)),
  'devices.open': listDevices,
  'history.open': standingIn(openHistory),
  'approval.open': standingIn((house, person, { request }) => openApproval(house, person, request)),
  'request.open': standingIn((house, person, { request, from }) => openRequest(house, person, request, from)),
  'request.approve': standingInFor((house, person, data) => decideRequest(house, person, 'approve', data, '')),
  'request.return': standingInFor((house, person, data) => {
    return decideRequest(house, person, 'return', data, data.returnReason);
  }),
  'request.reject': standingInFor((house, person, data) => {
    return decideRequest(house, person, 'reject', data, data.rejectReason);
  }),
  'delegation.open': standingIn((house, person, { find }) => openDelegations(house, person, find)),
  'delegation.submit': standingIn(submitDelegation),
  'delegation.end': standingIn(endDelegations),
  'request.cancel': cancelRequest,
  'request.change': async (house, person, { request }) => {
    const found = await findRequest(house, person, request);
    return found === undefined ? notFound(request) : FORMS[kindOf(found.kind)].reopen(house, person, found);
  },
  'order.open': (house, person, { serial }) => openForm(house, person, ORDER, tidySerials(serial)),
  'order.add': addItem,
  'order.price': FORMS.order.refresh,
  'order.submit': FORMS.order.submit,
  'purchase.open': (house, person) => openForm(house, person, PURCHASE),
  'purchase.add': addPurchaseItem,
  'purchase.price': FORMS.purchase.refresh,
  'purchase.submit': FORMS.purchase.submit,
  'move.open': (house, person, { serial }) => openForm(house, person, MOVE, normalizeSerial(serial)),
  'move.price': FORMS.move.refresh,
  'move.submit': FORMS.move.submit,
  'decommission.open': (house, person, { serial }) => openForm(house, person, DECOMMISSION, normalizeSerial(serial)),
  'decommission.price': FORMS.decommission.refresh,
  'decommission.submit': FORMS.decommission.submit,
  'loss.open': (house, person, { serial }) => openFormFor(house, person, LOSS, serial, 'lost'),
  'loss.price': FORMS.loss.refresh,
  'loss.submit': FORMS.loss.submit,
  'found.open': (house, person, { serial }) => openFormFor(house, person, FOUND, serial, 'found'),
  'found.price': FORMS.found.refresh,
  'found.submit': FORMS.found.submit,
  'swap.open': (house, person, { serial }) => openFormFor(house, person, SWAP, serial, 'swap'),
  'swap.price': FORMS.swap.refresh,
  'swap.submit': FORMS.swap.submit,
  'form.cancel': async () => ({
    card: 'notice',
    tone: 'fine',
    title: 'Nothing was sent',
    text: 'The form is gone. Type order, purchase, move, decommission, lost or delegate for a new one.',
    reference: null,
  }),
  'bill.open': (house, person, { agency, month }) => openBill(house, person, agency, month),
  'bill.lines': openBillLines,
  'bill.explain': (house, person, { serial, month }) => explainCharges(house, person, [serial, month]),
  'forecast.open': (house, person, { agency }) => openForecast(house, person, agency),
  'month.open': (house, person, { month }) => openMonth(house, person, month),
  'month.close': (house, person, { month }) => beginClosing(house, person, month),
  'adjustment.open': questionLine,
  'adjustment.submit': FORMS.adjustment.submit,
  'correction.open': openCorrection,
  'correction.submit': FORMS.correction.submit,
  'inventory.open': openInventory,
  'inventory.start': startInventories,
  'inventory.close': closeInventories,
  'inventory.confirm': confirmDevices,
  'inventory.correct': correctFromList,
  'inventory.missing': missingFromList,
  'file.open': openFile,
  'work.open': openWork,
  'work.procure': procureItem,
  'work.receive': receiveDevices,
  'work.sanitize': sanitizeDevices,
  'work.do': workOnDevices,
  'work.labels': printLabels,
  'tag.open': openTags,
  'tag.record': recordTags,
};

const PARSERS: { readonly [V in Verb]: z.ZodType<ActionData<V>> } = ACTIONS;

/** Does what a button asks. What a card sends is parsed first; nothing but ids and typed text is taken from it. */
export async function act(house: House, person: Person, { verb, data }: CardAction): Promise<View> {
  return isVerb(verb) ? run(verb, house, person, data) : unknownButton();
}

function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(ACTIONS, verb);
}

async function run<V extends Verb>(verb: V, house: House, person: Person, data: unknown): Promise<View> {
  const parsed = parse(verb, data);
  return parsed === undefined ? unknownButton() : HANDLERS[verb](house, person, parsed);
}

function parse<V extends Verb>(verb: V, data: unknown): ActionData<V> | undefined {
  const parsed = PARSERS[verb].safeParse(data ?? {});
  return parsed.success ? parsed.data : undefined;
}

function unknownButton(): View {
  return refusal(
    'That did not work',
    'This button is not one the desk knows, or what it sent is too long. Type help and start anew.',
  );
}
