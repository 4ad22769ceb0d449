import { exemptionSchema } from '../../domain/exemption.ts';
import { type Agency, agencySchema, personSchema, type Role, roleSchema } from '../../domain/people.ts';
import { type Row, shown } from '../row.ts';
import { useOf } from './billing-code-use.ts';
import { readAgency } from './device-row.ts';
import { type DirectoryDocument, idOf } from './import-directory.ts';
import type { ImportForm, ImportOffice, Tally } from './office.ts';

type Agencies = () => Promise<ReadonlyMap<string, Agency>>;

/** A document of the directory as a row has it; undefined when the row has problems. */
type Read = (row: Row, agencies: Agencies, office: ImportOffice) => Promise<DirectoryDocument | undefined>;

/** The agencies that lease devices, each with the codes it pays under. */
export const AGENCIES: ImportForm = {
  name: 'agencies',
  columns: [
    { id: 'code', names: ['Agency', 'Agency code', 'Code'], required: true },
    { id: 'name', names: ['Name', 'Agency name'], required: true },
    { id: 'billingCodes', names: ['Billing codes', 'Billing code'], required: true },
  ],
  open: (office, tally) => directoryImporter(office, tally, readAgencyRow),
};

/** Who may do what. A person without roles may do nothing any more. */
export const PEOPLE: ImportForm = {
  name: 'people',
  columns: [
    { id: 'id', names: ['Object id', 'Entra object id', 'Id'], required: true },
    { id: 'name', names: ['Name', 'Display name'], required: true },
    { id: 'agency', names: ['Agency', 'Agency code'], required: true },
    { id: 'roles', names: ['Roles', 'Role'], required: true },
  ],
  open: (office, tally) => directoryImporter(office, tally, readPersonRow),
};

/** Which agencies may buy what for themselves, and from when until when (Rule 52). */
export const EXEMPTIONS: ImportForm = {
  name: 'exemptions',
  columns: [
    { id: 'agency', names: ['Agency', 'Agency code'], required: true },
    { id: 'category', names: ['Category'], required: true },
    { id: 'from', names: ['From', 'Valid from'], required: true },
    { id: 'until', names: ['Until', 'Valid until'], required: true },
  ],
  open: (office, tally) => directoryImporter(office, tally, readExemptionRow),
};

/** Writes each row as it comes: new, changed, or there already. A file may be imported as often as it changes. */
function directoryImporter(office: ImportOffice, tally: Tally, read: Read) {
  const seen = new Map<string, number>();
  let known: Promise<Map<string, Agency>> | undefined;
  const agencies = () => {
    known ??= office.directory.agencies();
    return known;
  };
  return {
    async take(row: Row) {
      const document = await read(row, agencies, office);
      const before = document && seen.get(idOf(document));
      if (before !== undefined) row.refuse(null, `stands at line ${before} already`);
      if (document === undefined || row.problems.length > 0) return tally.refused(row);
      seen.set(idOf(document), row.line);
      if (await office.directory.has(document)) return tally.already(row);
      await office.directory.put(document);
      tally.taken(row);
    },
    async finish() {},
  };
}

const CODE = 'is no code of an agency: 2 to 12 letters or digits, the first a letter';

async function readAgencyRow(
  row: Row,
  agencies: Agencies,
  { store, clock }: ImportOffice,
): Promise<DirectoryDocument | undefined> {
  const code = row.text('code', 24).toUpperCase();
  const name = row.text('name', 80);
  const billingCodes = [...new Set(row.list('billingCodes'))];
  if (billingCodes.some((one) => one.length > 24)) row.refuse('billingCodes', 'a code has 24 characters at most');
  const leftOut = (await agencies()).get(code)?.billingCodes.filter((one) => !billingCodes.includes(one)) ?? [];
  const use = await useOf(store, code, leftOut, clock.now().day);
  if (use !== undefined)
    row.refuse('billingCodes', `${use.code} is left out, but ${use.by} is billed to it. Bill it to another code first`);
  const agency = agencySchema.safeParse({ code, name, billingCodes });
  if (code !== '' && !agencySchema.shape.code.safeParse(code).success) row.refuse('code', `${shown(code)} ${CODE}`);
  return agency.success && row.problems.length === 0 ? { type: 'agency', body: agency.data } : undefined;
}

async function readPersonRow(row: Row, agencies: Agencies): Promise<DirectoryDocument | undefined> {
  const id = row.text('id', 60).toLowerCase();
  const name = row.text('name', 80);
  const agency = readAgency(row, 'agency', await agencies());
  const roles = readRoles(row);
  if (id !== '' && !personSchema.shape.id.safeParse(id).success) {
    row.refuse('id', `${shown(id)} is no object id: copy it from the person's page in Entra`);
  }
  const person = personSchema.safeParse({ id, name, agency: agency?.code, roles });
  return person.success && row.problems.length === 0 ? { type: 'person', body: person.data } : undefined;
}

function readRoles(row: Row): Role[] {
  const known = new Map(roleSchema.options.map((role) => [role.toLowerCase(), role]));
  return [...new Set(row.list('roles'))].flatMap((text) => {
    const role = known.get(text.toLowerCase());
    if (role === undefined)
      row.refuse('roles', `${shown(text)} is no role. There are: ${roleSchema.options.join(', ')}`);
    return role ?? [];
  });
}

async function readExemptionRow(row: Row, agencies: Agencies): Promise<DirectoryDocument | undefined> {
  const agency = readAgency(row, 'agency', await agencies());
  const category = row.text('category', 40).toLowerCase();
  const [from, until] = [readDay(row, 'from'), readDay(row, 'until')];
  if (from !== null && until !== null && until < from) row.refuse('until', `is ${until}, before it begins`);
  const exemption = exemptionSchema.safeParse({ agency: agency?.code, category, from, until });
  if (!exemption.success || row.problems.length > 0) return undefined;
  return { type: 'exemption', body: exemption.data };
}

function readDay(row: Row, id: string): string | null {
  const before = row.problems.length;
  const day = row.day(id);
  if (day === null && row.problems.length === before) row.refuse(id, 'is empty');
  return day;
}
