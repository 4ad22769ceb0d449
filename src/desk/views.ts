import type { CatalogView, NoticeView, WelcomeView } from './views/answers.ts';
import type { BillLinesView, BillView, ExplainView, MonthView } from './views/bills.ts';
import type { DelegatedView, DelegationsView } from './views/delegations.ts';
import type {
  AdjustmentFormView,
  CorrectionFormView,
  DecommissionFormView,
  FoundFormView,
  LossFormView,
  MoveFormView,
  SwapFormView,
} from './views/device-forms.ts';
import type { AdmissionView, DeviceListView, DeviceView } from './views/devices.ts';
import type { FileView } from './views/file.ts';
import type { ForecastView, RefreshView } from './views/forecast.ts';
import type { InventoryListView, InventoryView } from './views/inventory.ts';
import type { NamedView } from './views/named.ts';
import type { OrderFormView } from './views/order-form.ts';
import type { ProcureView, PropertyView, PurchaseFormView, TagView } from './views/purchase.ts';
import type { ApprovalView, DecidedView, HistoryView, RequestListView, RequestView } from './views/requests.ts';
import type { QueueView, ReceiveView, SanitizeView, WorkView } from './views/work.ts';

/** What the desk answers with. Plain data; how it looks and reads is the cards' affair. */
export type View =
  | WelcomeView
  | OrderFormView
  | PurchaseFormView
  | MoveFormView
  | DecommissionFormView
  | AdjustmentFormView
  | CorrectionFormView
  | LossFormView
  | FoundFormView
  | SwapFormView
  | ApprovalView
  | DecidedView
  | RequestView
  | RequestListView
  | QueueView
  | ReceiveView
  | WorkView
  | SanitizeView
  | ProcureView
  | TagView
  | PropertyView
  | DeviceView
  | DeviceListView
  | AdmissionView
  | FileView
  | HistoryView
  | MonthView
  | BillView
  | BillLinesView
  | ExplainView
  | InventoryView
  | InventoryListView
  | ForecastView
  | RefreshView
  | CatalogView
  | DelegationsView
  | DelegatedView
  | NamedView
  | NoticeView;
