import type { View } from '../desk/views.ts';
import { unanswered } from '../domain/inventory.ts';
import { dollars } from '../domain/money.ts';
import { afterCancelling } from '../domain/request/after-cancelling.ts';
import type { Request } from '../domain/request/state.ts';
import { isSwap } from '../domain/request/swap.ts';
import { WORK_STEPS } from '../domain/work-steps.ts';
import { requestState } from './states.ts';
import { capital, counted, shown } from './text.ts';
import { ordersNothing, owedOnUnits } from './wording.ts';

/**
 * A view in one short plain sentence: for the notification that announces its card, and for clients that show no cards.
 * Holds nothing that people typed but names.
 */
export function summary(view: View): string {
  return shown(sentenceFor(view)).trim();
}

function sentenceFor(view: View): string {
  switch (view.card) {
    case 'welcome':
      return 'Device Desk: what you can do here.';
    case 'order form':
    case 'purchase form':
    case 'move form':
    case 'decommission form':
    case 'adjustment form':
    case 'correction form':
    case 'loss form':
    case 'found form':
    case 'swap form':
      return view.problems.length > 0
        ? `${view.request} is not submitted: ${counted(view.problems.length, 'thing')} to fix.`
        : `${capital(view.card)} ${view.request}.`;
    case 'approval':
      return `${view.request.id} waits for your approval: ${inShort(view.request)}.`;
    case 'decided':
    case 'request':
      return `${view.request.id}, ${inShort(view.request)}: ${stateOf(view.request)}.`;
    case 'requests':
      return view.list === 'approvals'
        ? `${counted(view.total, 'request')} ${view.total === 1 ? 'waits' : 'wait'} for your approval.`
        : `${counted(view.total, 'request')}.`;
    case 'queue':
      return view.total === 0 ? 'Work queue: nothing waits for you.' : `Work queue: ${view.total} to do.`;
    case 'receive':
      return `Receive for ${view.request.id}: ${view.here.length} of ${view.here.length + view.toCome} here.`;
    case 'sanitize':
      return `Sanitize for ${view.request.id}: ${view.done} of ${view.all} done.`;
    case 'procure':
      return `Procure for ${view.request.id}: ${counted(view.waiting, 'device')}.`;
    case 'tag':
      return `Tags of ${view.request.id}: ${counted(view.total, 'device')} without one.`;
    case 'property':
      return 'tags' in view.about
        ? `${counted(view.total, 'device')} of ${view.agency.code} without a tag.`
        : `${view.agency.code} counts ${counted(view.total, 'device')} for fiscal year ${view.about.inventory}.`;
    case 'work':
      return `${WORK_STEPS[view.step].verb} for ${view.request.id}: ${view.done} of ${view.all} done.`;
    case 'device':
      return `${view.device.serial}, ${view.device.itemName}: ${view.device.status}.`;
    case 'admission':
      return `Network admission: ${view.rows.filter((row) => row.found && row.admit).length} of ${view.rows.length} admitted.`;
    case 'devices':
      return view.list !== null
        ? `${counted(view.list.total, 'device')}.`
        : `${counted(view.rows.filter(({ device }) => device !== null).length, 'device')} found.`;
    case 'file':
      return `${view.title}, ${view.about}.`;
    case 'history':
      return `History of ${view.request}.`;
    case 'catalog':
      return `Catalog: ${counted(view.items.length, 'item')}.`;
    case 'month':
      return `Bills of ${view.month}: ${view.state === 'counting' ? 'being closed' : view.state}.`;
    case 'bill':
      return `Bill of ${view.agency.code} for ${view.month}: ${dollars(view.tally.totalCents)}.`;
    case 'bill lines':
      return `Bill of ${view.agency.code} for ${view.month}: ${counted(view.total, 'line')}.`;
    case 'explain':
      return `What ${view.serial} is charged in ${view.month}.`;
    case 'forecast':
      return `Forecast: ${dollars(view.forecast.totalCents)} still owed.`;
    case 'inventory':
      return `Inventory of FY ${view.year}: ${counted(view.total, 'agency', 'agencies')}, ${view.closed} closed.`;
    case 'inventory list':
      return `Yearly inventory of ${view.agency.code}: ${counted(unanswered(view.inventory), 'device')} to answer.`;
    case 'refresh':
      return `${counted(view.due.total, 'device')} of ${view.agency.code} to be replaced.`;
    case 'delegations':
      return view.rows.length === 0 ? 'Delegate your approvals.' : `${counted(view.rows.length, 'delegation')}.`;
    case 'named':
      return view.about.as === 'validator'
        ? `You are named as validator: ${counted(view.total, 'device')} of ${view.request}.`
        : `EUC will collect ${counted(view.total, 'device')} from you: ${view.request}.`;
    case 'delegated':
      return `You decide for ${view.delegation.approver.name}.`;
    case 'notice':
      return `${view.title}. ${view.text}`;
  }
}

/** "2 laptops, $3,160.32 over 48 months"; "7BLUE01 to give back, $625.48 still owed". */
function inShort(request: Request): string {
  const { title, quote, units } = request;
  if (isSwap(request)) return title;
  if (quote.purchase !== undefined) return `${title}, ${dollars(quote.purchase.totalCents)} once`;
  if (ordersNothing(quote)) {
    const owed = owedOnUnits(units);
    return owed === 0 ? title : `${title}, ${dollars(owed)} still owed`;
  }
  const { termCents } = afterCancelling(request) ?? quote;
  return termCents === 0 ? title : `${title}, ${dollars(termCents)} over 48 months`;
}

function stateOf(request: Request): string {
  const { label } = requestState(request);
  return label
    .replace(/^[^\p{L}]+/u, '')
    .toLowerCase()
    .replace('euc', 'EUC');
}
