import { type ContainerDefinition, type IndexingPolicy, PartitionKeyKind } from '@azure/cosmos';
import { type Container, DOCUMENTS, type DocumentType } from '../../desk/documents.ts';
import { INDEXES, LISTS } from '../indexes.ts';

/** Where each container's documents say which partition they are in. */
const PARTITION_PATH = '/pk';

/**
 * By which fields the desk orders documents of a type. Cosmos DB refuses a query that orders by several paths without
 * an index of just these, so a new order is a line here and in `infra/`; a filter alone is not.
 */
const ORDERS: { readonly [T in DocumentType]: readonly string[] } = {
  request: ['submittedAt'],
  device: ['serial'],
  commitment: ['serial'],
  certificate: [],
  journal: ['commit', 'at'],
  outbox: ['dueAt'],
  delegations: [],
  delegationEntry: ['commit'],
  copy: ['activity'],
  claim: ['serial'],
  person: ['name'],
  agency: ['code'],
  catalog: ['version'],
  conversation: ['person'],
  exemption: ['agency'],
  closing: [],
  bill: [],
  billLines: [],
  charge: ['serial', 'month'],
  inventory: ['agency'],
  inventoryPage: ['no'],
};

/** Fields that are searched for a text in them. An index is read through instead of every document. */
const SEARCHED: readonly { readonly type: DocumentType; readonly field: string }[] = [
  { type: 'device', field: 'assignedUser.name' },
  { type: 'device', field: 'location' },
];

/** The paths by which the engine orders a query, its first the one that all documents of a query share. */
export function orderPaths(field: string): string[] {
  return ['/type', bodyPath(field), '/id', PARTITION_PATH];
}

/** Every container there has to be, with its partition path and its indexes. `infra/` says the same (a test compares). */
export function containerDefinitions(): (ContainerDefinition & { id: Container })[] {
  const containers = new Set(Object.values(DOCUMENTS).map(({ container }) => container));
  return [...containers].map((id) => ({
    id,
    partitionKey: { paths: [PARTITION_PATH], kind: PartitionKeyKind.Hash, version: 2 },
    indexingPolicy: indexingPolicy(typesIn(id)),
    // Documents are kept for good, except those that say for how long.
    defaultTtl: -1,
  }));
}

function typesIn(container: Container): DocumentType[] {
  return Object.keys(DOCUMENTS)
    .filter(isDocumentType)
    .filter((type) => DOCUMENTS[type].container === container);
}

function isDocumentType(name: string): name is DocumentType {
  return Object.hasOwn(DOCUMENTS, name);
}

/** What is looked up is indexed and nothing else: every indexed path makes each write dearer, and bodies are large. */
function indexingPolicy(types: readonly DocumentType[]): IndexingPolicy {
  const ofTypes = (line: { type: DocumentType }) => types.includes(line.type);
  const orders = types.flatMap((type) => ORDERS[type]);
  const fields = [
    ...INDEXES.filter(ofTypes).flatMap((index) => index.fields),
    ...SEARCHED.filter(ofTypes).map(({ field }) => field),
    ...orders,
  ];
  const lists = LISTS.filter(ofTypes).map(({ field }) => `${bodyPath(field)}/[]/?`);
  const included = ['/type/?', `${PARTITION_PATH}/?`, ...fields.map((field) => `${bodyPath(field)}/?`), ...lists];
  return {
    indexingMode: 'consistent',
    automatic: true,
    includedPaths: unique(included).map((path) => ({ path })),
    excludedPaths: [{ path: '/*' }, { path: '/"_etag"/?' }],
    compositeIndexes: unique(orders).map((field) =>
      orderPaths(field).map((path) => ({ path, order: 'ascending' as const })),
    ),
  };
}

function bodyPath(field: string): string {
  return `/body/${field.replaceAll('.', '/')}`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
