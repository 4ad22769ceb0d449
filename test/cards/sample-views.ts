import type { View } from '../../src/desk/views.ts';
import { ANSWER_VIEWS } from './samples/answers.ts';
import { BILL_VIEWS } from './samples/bills.ts';
import { CANCELLING_VIEWS } from './samples/cancelling.ts';
import { CHANGE_VIEWS } from './samples/changes.ts';
import { CORRECTION_VIEWS } from './samples/corrections.ts';
import { DELEGATION_VIEWS } from './samples/delegations.ts';
import { INVENTORY_VIEWS } from './samples/inventory.ts';
import { LOSS_VIEWS } from './samples/losses.ts';
import { NAMED_VIEWS } from './samples/named.ts';
import { ORDER_VIEWS } from './samples/order.ts';
import { PURCHASE_VIEWS } from './samples/purchase.ts';
import { RECEIVE_VIEWS } from './samples/receive.ts';
import { REQUEST_VIEWS } from './samples/request.ts';
import { RESERVE_VIEWS } from './samples/reserve.ts';
import { SANITIZE_VIEWS } from './samples/sanitize.ts';
import { TRANSFER_VIEWS } from './samples/transfers.ts';
import { WORK_VIEWS } from './samples/work.ts';

/** Every card, in the states that look different, by name. Golden files and pictures carry the same names. */
export const SAMPLE_VIEWS: Readonly<Record<string, View>> = {
  ...ANSWER_VIEWS,
  ...ORDER_VIEWS,
  ...REQUEST_VIEWS,
  ...PURCHASE_VIEWS,
  ...CHANGE_VIEWS,
  ...CORRECTION_VIEWS,
  ...TRANSFER_VIEWS,
  ...WORK_VIEWS,
  ...RECEIVE_VIEWS,
  ...SANITIZE_VIEWS,
  ...RESERVE_VIEWS,
  ...CANCELLING_VIEWS,
  ...BILL_VIEWS,
  ...DELEGATION_VIEWS,
  ...NAMED_VIEWS,
  ...LOSS_VIEWS,
  ...INVENTORY_VIEWS,
};
