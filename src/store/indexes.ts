import type { DocumentType } from '../desk/documents.ts';

/** Fields by which documents of a type are found; with `pk`, within one partition. The last one is what orders them. */
interface Index {
  readonly type: DocumentType;
  readonly pk?: true;
  readonly fields: readonly string[];
}

/**
 * Every index over the fields of bodies. Adding a line is enough: a file that lacks an index is given it when opened.
 * A query without one is right all the same, but reads every document.
 */
export const INDEXES: readonly Index[] = [
  { type: 'outbox', fields: ['state', 'dueAt'] },
  { type: 'outbox', fields: ['to', 'state', 'dueAt'] },
  { type: 'outbox', fields: ['request', 'dueAt'] },
  { type: 'copy', fields: ['request', 'person'] },
  { type: 'journal', pk: true, fields: ['request', 'at'] },
  { type: 'journal', fields: ['at'] },
  { type: 'journal', pk: true, fields: ['at'] },
  { type: 'request', fields: ['status', 'submittedAt'] },
  { type: 'request', pk: true, fields: ['status', 'submittedAt'] },
  { type: 'request', fields: ['requester.id', 'submittedAt'] },
  { type: 'request', pk: true, fields: ['requester.id', 'submittedAt'] },
  { type: 'request', fields: ['toAgency', 'submittedAt'] },
  { type: 'request', fields: ['submittedAt'] },
  { type: 'request', pk: true, fields: ['submittedAt'] },
  { type: 'request', pk: true, fields: ['quote.adjustment.month', 'submittedAt'] },
  { type: 'device', fields: ['status', 'serial'] },
  { type: 'device', pk: true, fields: ['status', 'serial'] },
  { type: 'device', fields: ['serial'] },
  { type: 'device', pk: true, fields: ['serial'] },
  { type: 'device', pk: true, fields: ['openRequest', 'serial'] },
  { type: 'device', pk: true, fields: ['transfer.to', 'serial'] },
  { type: 'commitment', fields: ['serial'] },
  { type: 'commitment', pk: true, fields: ['serial'] },
  { type: 'commitment', pk: true, fields: ['firstMonth', 'serial'] },
  { type: 'charge', pk: true, fields: ['month', 'serial'] },
  { type: 'charge', pk: true, fields: ['serial', 'month'] },
  { type: 'inventory', fields: ['year', 'agency'] },
  { type: 'inventoryPage', pk: true, fields: ['year', 'done', 'no'] },
  { type: 'inventoryPage', pk: true, fields: ['year', 'no'] },
  { type: 'person', fields: ['agency', 'name'] },
  { type: 'agency', fields: ['code'] },
  { type: 'catalog', fields: ['version'] },
  { type: 'exemption', fields: ['agency'] },
  { type: 'claim', fields: ['serial'] },
  { type: 'conversation', fields: ['person'] },
];

/** Fields that are lists and are asked for one of their values. */
export const LISTS: readonly { readonly type: DocumentType; readonly field: string }[] = [
  { type: 'journal', field: 'serials' },
  { type: 'inventoryPage', field: 'serials' },
  { type: 'person', field: 'roles' },
];
