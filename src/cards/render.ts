import type { View } from '../desk/views.ts';
import { adjustmentForm } from './adjustment-form.ts';
import { catalog, history, notice } from './answers.ts';
import { approval } from './approval.ts';
import { bill, billLines } from './bill.ts';
import { correctionForm } from './correction-form.ts';
import { createDates, type Dates } from './dates.ts';
import { decided } from './decided.ts';
import { delegated, delegations } from './delegations.ts';
import { device } from './device.ts';
import { decommissionForm, moveForm } from './device-forms.ts';
import { admission, devices } from './device-list.ts';
import { explain } from './explain.ts';
import { file } from './file.ts';
import { forecast, refresh } from './forecast.ts';
import { inventory } from './inventory.ts';
import { inventoryList } from './inventory-list.ts';
import { requests } from './lists.ts';
import { foundForm, lossForm, swapForm } from './loss-forms.ts';
import { month } from './month.ts';
import { named } from './named.ts';
import { orderForm } from './order-form.ts';
import { property, tag } from './property.ts';
import { procure, purchaseForm } from './purchase.ts';
import { queue } from './queue.ts';
import { request } from './request.ts';
import { sanitize } from './sanitize.ts';
import { summary } from './summary.ts';
import { type AdaptiveCardJson, type CardData, type CardTemplate, compileCard } from './template.ts';
import { welcome } from './welcome.ts';
import { receive, work } from './work.ts';

export type { AdaptiveCardJson } from './template.ts';

/** What cards say that is configured, not computed. */
export interface CardSettings {
  /** What stands on help and on every refusal (Rule 58). */
  serviceDesk: { phones: string[]; portal: string | null };
  /** IANA name of the state's time zone, in which days and times are shown. */
  timeZone: string;
}

/** Makes cards of views. */
export interface Cards {
  /** The card a view is shown as: plain JSON that shares nothing with the view. Throws when a template lacks data. */
  render(view: View): AdaptiveCardJson;
  /** The view in one plain sentence, for the notification that announces its card. */
  summary(view: View): string;
}

/** Compiles every template, once; throws when one is missing or broken. */
export function createCards({ serviceDesk, timeZone }: CardSettings): Cards {
  const dates = createDates(timeZone);
  const templates = compileAll();
  const desk = {
    deskPhones: serviceDesk.phones.join(' / '),
    portal: serviceDesk.portal ?? '',
    hasPortal: serviceDesk.portal !== null,
    showDesk: false,
  };
  return {
    render: (view) => templates[view.card].fill({ ...desk, summary: summary(view), ...dataFor(view, dates) }),
    summary,
  };
}

function compileAll(): Readonly<Record<View['card'], CardTemplate>> {
  return {
    welcome: compileCard('welcome'),
    'order form': compileCard('order-form'),
    'purchase form': compileCard('purchase-form'),
    'move form': compileCard('move-form'),
    'decommission form': compileCard('decommission-form'),
    'adjustment form': compileCard('adjustment-form'),
    'correction form': compileCard('correction-form'),
    'loss form': compileCard('loss-form'),
    'found form': compileCard('found-form'),
    'swap form': compileCard('swap-form'),
    approval: compileCard('approval'),
    decided: compileCard('decided'),
    request: compileCard('request'),
    requests: compileCard('requests'),
    queue: compileCard('queue'),
    receive: compileCard('receive'),
    work: compileCard('work'),
    sanitize: compileCard('sanitize'),
    procure: compileCard('procure'),
    tag: compileCard('tag'),
    property: compileCard('property'),
    device: compileCard('device'),
    devices: compileCard('devices'),
    admission: compileCard('admission'),
    file: compileCard('file'),
    history: compileCard('history'),
    catalog: compileCard('catalog'),
    month: compileCard('month'),
    bill: compileCard('bill'),
    'bill lines': compileCard('bill-lines'),
    explain: compileCard('explain'),
    forecast: compileCard('forecast'),
    refresh: compileCard('refresh'),
    delegations: compileCard('delegations'),
    delegated: compileCard('delegated'),
    named: compileCard('named'),
    inventory: compileCard('inventory'),
    'inventory list': compileCard('inventory-list'),
    notice: compileCard('notice'),
  };
}

function dataFor(view: View, dates: Dates): CardData {
  switch (view.card) {
    case 'welcome':
      return welcome(view);
    case 'order form':
      return orderForm(view, dates);
    case 'purchase form':
      return purchaseForm(view, dates);
    case 'move form':
      return moveForm(view, dates);
    case 'decommission form':
      return decommissionForm(view, dates);
    case 'adjustment form':
      return adjustmentForm(view, dates);
    case 'correction form':
      return correctionForm(view, dates);
    case 'loss form':
      return lossForm(view, dates);
    case 'found form':
      return foundForm(view, dates);
    case 'swap form':
      return swapForm(view, dates);
    case 'approval':
      return approval(view, dates);
    case 'decided':
      return decided(view, dates);
    case 'request':
      return request(view, dates);
    case 'requests':
      return requests(view, dates);
    case 'queue':
      return queue(view);
    case 'receive':
      return receive(view);
    case 'work':
      return work(view, dates);
    case 'sanitize':
      return sanitize(view);
    case 'procure':
      return procure(view);
    case 'tag':
      return tag(view, dates);
    case 'property':
      return property(view, dates);
    case 'device':
      return device(view, dates);
    case 'devices':
      return devices(view);
    case 'admission':
      return admission(view);
    case 'file':
      return file(view);
    case 'history':
      return history(view, dates);
    case 'catalog':
      return catalog(view, dates);
    case 'month':
      return month(view, dates);
    case 'bill':
      return bill(view, dates);
    case 'bill lines':
      return billLines(view, dates);
    case 'explain':
      return explain(view, dates);
    case 'forecast':
      return forecast(view, dates);
    case 'inventory':
      return inventory(view, dates);
    case 'inventory list':
      return inventoryList(view, dates);
    case 'refresh':
      return refresh(view, dates);
    case 'delegations':
      return delegations(view, dates);
    case 'named':
      return named(view, dates);
    case 'delegated':
      return delegated(view, dates);
    case 'notice':
      return notice(view);
  }
}
