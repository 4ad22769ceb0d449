import { type Catalog, type CatalogItem, catalogOn } from '../../domain/catalog.ts';
import type { Row } from '../row.ts';
import type { Importer, ImportForm, ImportOffice, Tally } from './office.ts';

/** The catalog, one row an item and version. A version is a day, and holds from it on (Rule 3). */
export const CATALOG: ImportForm = {
  name: 'catalog items',
  columns: [
    { id: 'from', names: ['Effective from', 'Version'], required: true },
    { id: 'item', names: ['Item', 'Item code'], required: true },
    { id: 'name', names: ['Name', 'Item name'], required: true },
    { id: 'plural', names: ['Plural'], required: false },
    { id: 'category', names: ['Category'], required: true },
    { id: 'specification', names: ['Specification'], required: true },
    { id: 'rate', names: ['Monthly rate', 'Rate'], required: true },
    { id: 'support', names: ['Support rate', 'Monthly support'], required: true },
    { id: 'countsForSupport', names: ['Counts for support'], required: true },
    { id: 'needsImage', names: ['Needs image', 'Needs imaging'], required: true },
    { id: 'holdsStorage', names: ['Holds storage'], required: true },
    { id: 'handling', names: ['Handling charge', 'Handling'], required: false },
    { id: 'delivery', names: ['Delivery charge', 'Delivery'], required: false },
    { id: 'active', names: ['Active'], required: false },
  ],
  open: (office, tally) => new CatalogImporter(office, tally),
};

/** The rows of one version. */
interface Version {
  rows: Row[];
  items: CatalogItem[];
  supportCents: number | null;
  /** What a purchase is charged once a device; null where the rows do not say (Rule 48). */
  handlingCents: number | null;
  deliveryCents: number | null;
}

/** The amounts that a version has once, and every row of it repeats. */
const ONCE = [
  ['support', 'supportCents'],
  ['handling', 'handlingCents'],
  ['delivery', 'deliveryCents'],
] as const;

const NEW_VERSION = { supportCents: null, handlingCents: null, deliveryCents: null };

/**
 * Writes whole versions: with one bad row none of its version goes in, since a catalog that lacks an item would refuse
 * orders for it. What is in force stays as it is.
 */
class CatalogImporter implements Importer {
  readonly #office: ImportOffice;
  readonly #tally: Tally;
  readonly #versions = new Map<string, Version>();

  constructor(office: ImportOffice, tally: Tally) {
    this.#office = office;
    this.#tally = tally;
  }

  async take(row: Row): Promise<void> {
    const from = row.day('from');
    if (from === null && row.problems.length === 0) row.refuse('from', 'is empty');
    const version = this.#versions.get(from ?? '') ?? { ...NEW_VERSION, rows: [], items: [] };
    this.#versions.set(from ?? '', version);
    const item = readItem(row);
    for (const [column, field] of ONCE) {
      const cents = row.cents(column);
      if (cents === null && column === 'support')
        row.refuse(column, 'must be an amount, the same in every row of a version');
      if (version.rows.length > 0 && cents !== version[field])
        row.refuse(column, 'is another one than in the rows before; a version has one');
      if (version.rows.length === 0) version[field] = cents;
    }
    if ((version.handlingCents === null) !== (version.deliveryCents === null))
      row.refuse('handling', 'and the delivery charge are both there, or neither');
    if (version.items.some(({ code }) => code === item.code))
      row.refuse('item', `${item.code} is in this version already`);
    version.rows.push(row);
    version.items.push(item);
  }

  async finish(): Promise<void> {
    const before = await this.#office.directory.catalogs();
    const mayBePast = before.length === 0 || (await this.#office.store.count({ type: 'request', where: [] })) === 0;
    for (const [version, { rows, items, supportCents, handlingCents, deliveryCents }] of this.#versions) {
      const isKnown = handlingCents !== null && deliveryCents !== null;
      const purchase = isKnown ? { purchase: { handlingCents, deliveryCents } } : {};
      const catalog: Catalog = { version, supportCents: supportCents ?? 0, ...purchase, items };
      await this.#settle(rows, catalog, before, mayBePast);
    }
  }

  async #settle(rows: readonly Row[], catalog: Catalog, before: readonly Catalog[], mayBePast: boolean): Promise<void> {
    const { version } = catalog;
    const bad = rows.filter(({ problems }) => problems.length > 0);
    const there = before.find((one) => one.version === version);
    if (bad.length === 0 && JSON.stringify(there) === JSON.stringify(catalog)) {
      for (const row of rows) this.#tally.already(row);
      return;
    }
    const why = bad.length > 0 ? held(bad) : this.#whyNot(version, there, before, mayBePast);
    if (why !== undefined) return this.#refuse(rows, why);
    await this.#office.directory.put({ type: 'catalog', body: catalog });
    for (const row of rows) this.#tally.taken(row);
  }

  /** Rule 3: what was in force on a day is what orders of that day were priced with. */
  #whyNot(version: string, there: Catalog | undefined, before: readonly Catalog[], mayBePast: boolean) {
    const { day } = this.#office.clock.now();
    if (version > day || mayBePast) return undefined;
    if (there !== undefined)
      return `the catalog of ${version} has been in force and stays as it is. Give the change a day to come`;
    const inForce = catalogOn(before, day)?.version;
    return `${version} is past, and the catalog of ${inForce} was in force. Give the new one a day to come`;
  }

  async #refuse(rows: readonly Row[], why: string): Promise<void> {
    for (const row of rows) {
      if (row.problems.length === 0) row.refuse('from', why);
      await this.#tally.refused(row);
    }
  }
}

function held(bad: readonly Row[]): string {
  return `a version goes in whole, and line ${bad[0]?.line} of this one is refused`;
}

function readItem(row: Row): CatalogItem {
  const code = row.text('item', 24).toUpperCase();
  if (code !== '' && !/^[A-Z0-9][A-Z0-9-]*$/.test(code))
    row.refuse('item', 'has other signs than letters, digits and hyphens');
  const name = row.text('name', 60);
  const before = row.problems.length;
  const rateCents = row.cents('rate');
  if (rateCents === null && row.problems.length === before) row.refuse('rate', 'is empty');
  return {
    code,
    name,
    plural: row.optional('plural', 60) || `${name.toLowerCase()}s`,
    category: row.text('category', 40).toLowerCase(),
    specification: row.text('specification', 200),
    rateCents: rateCents ?? 0,
    countsForSupport: row.yesNo('countsForSupport', false),
    needsImage: row.yesNo('needsImage', false),
    holdsStorage: row.yesNo('holdsStorage', false),
    active: row.yesNo('active', true),
  };
}
