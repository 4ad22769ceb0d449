import type { Catalog } from '../../../src/domain/catalog.ts';
import { type Commitment, commitmentSchema } from '../../../src/domain/commitment.ts';
import type { Device } from '../../../src/domain/device.ts';
import type { Now } from '../../../src/domain/months.ts';
import type { Agency, Person, Role } from '../../../src/domain/people.ts';

/** The moment all sample cards are shown at: Tuesday, November 24, 2026, 9:41 in the morning in Chicago. */
export const NOW: Now = { at: '2026-11-24T15:41:00.000Z', day: '2026-11-24' };

/** A moment some days before it. */
export function daysAgo(days: number, time = '15:14:00'): string {
  const date = new Date(NOW.at);
  date.setUTCDate(date.getUTCDate() - days);
  return `${date.toISOString().slice(0, 10)}T${time}.000Z`;
}

function person(no: string, name: string, agency: string, ...roles: Role[]): Person {
  return { id: `00000000-0000-4000-8000-0000000000${no}`, name, agency, roles };
}

export const RITA = person('01', 'Rita Reyes', 'PARKS', 'requester');
export const MAX = person('02', 'Max Moreau', 'PARKS', 'requester', 'agency approver');
export const NORA = person('03', 'Nora Nash', 'PARKS', 'requester', 'agency approver');
export const MIA = person('05', 'Mia Martin', 'REV', 'requester', 'agency approver');
export const ED = person('06', 'Ed Evans', 'OTS', 'EUC approver');
export const WANDA = person('07', 'Wanda White', 'OTS', 'warehouse');
export const FINN = person('08', 'Finn Foster', 'OTS', 'field operations', 'sanitization technician');
export const VERA = person('09', 'Vera Vance', 'OTS', 'sanitization technician');
export const EVE = person(
  '0d',
  'Eve Ellis',
  'OTS',
  'EUC approver',
  'warehouse',
  'field operations',
  'sanitization technician',
  'asset manager',
  'billing',
  'administrator',
);

export const PARKS: Agency = { code: 'PARKS', name: 'Parks and Trails', billingCodes: ['PARKS-100', 'PARKS-200'] };
export const REV: Agency = { code: 'REV', name: 'Revenue Services', billingCodes: ['REV-100'] };
export const OTS: Agency = { code: 'OTS', name: 'Office of Technology Services', billingCodes: [] };

const counts = { countsForSupport: true, needsImage: true, holdsStorage: true, active: true };
const plain = { countsForSupport: false, needsImage: false, holdsStorage: false, active: true };

export const CATALOG: Catalog = {
  version: '2026-10-01',
  supportCents: 2500,
  purchase: { handlingCents: 1800, deliveryCents: 2200 },
  items: [
    {
      code: 'DT-STD',
      name: 'Standard desktop',
      plural: 'standard desktops',
      category: 'desktop',
      specification: '16 GB memory, 512 GB storage',
      rateCents: 2500,
      ...counts,
    },
    {
      code: 'LT-STD',
      name: 'Standard laptop',
      plural: 'standard laptops',
      category: 'laptop',
      specification: '14-inch, 16 GB memory, 512 GB storage',
      rateCents: 3292,
      ...counts,
    },
    {
      code: 'LT-PWR',
      name: 'Power laptop',
      plural: 'power laptops',
      category: 'laptop',
      specification: '16-inch, 32 GB memory, 1 TB storage',
      rateCents: 5813,
      ...counts,
    },
    {
      code: 'TB-STD',
      name: 'Tablet',
      plural: 'tablets',
      category: 'tablet',
      specification: '11-inch, 256 GB storage',
      rateCents: 2400,
      ...counts,
    },
    {
      code: 'MN-24',
      name: '24-inch monitor',
      plural: '24-inch monitors',
      category: 'monitor',
      specification: '24-inch, USB-C',
      rateCents: 563,
      ...plain,
    },
    {
      code: 'DK-STD',
      name: 'Docking station',
      plural: 'docking stations',
      category: 'docking station',
      specification: 'USB-C, two displays',
      rateCents: 315,
      ...plain,
    },
  ],
};

/** A leased laptop of PARKS in service, as 7BLUE01 is. */
export function laptop(serial: string, changes: Partial<Device> = {}): Device {
  return {
    serial,
    agency: 'PARKS',
    billingCode: 'PARKS-200',
    earlierCodes: [],
    item: 'LT-STD',
    itemName: 'Standard laptop',
    model: 'Dell Latitude 5430',
    origin: 'line of service',
    status: 'in service',
    countsForSupport: true,
    holdsStorage: true,
    assignedUser: { id: RITA.id, name: RITA.name },
    location: 'Baton Rouge, room 2.12',
    warrantyUntil: '2027-07-14',
    labelled: true,
    openRequest: null,
    orderedBy: 'PARKS-0007',
    support: [{ from: '2024-07-14', to: null }],
    sanitized: null,
    transfer: null,
    ...changes,
  };
}

/** One of the laptops that PARKS owned before the lease. */
export function legacy(serial: string, changes: Partial<Device> = {}): Device {
  return laptop(serial, {
    billingCode: 'PARKS-100',
    earlierCodes: [],
    item: null,
    itemName: 'HP EliteBook 840',
    model: 'HP EliteBook 840',
    origin: 'legacy',
    assignedUser: { id: MAX.id, name: MAX.name },
    location: 'Visitor center, front desk',
    warrantyUntil: '2026-01-31',
    labelled: false,
    orderedBy: null,
    support: [{ from: '2023-01-16', to: null }],
    ...changes,
  });
}

/** The commitment of a leased laptop, since July 2024 unless said otherwise. */
export function commitment(serial: string, firstMonth: string | null = '2024-07'): Commitment {
  return commitmentSchema.parse({
    serial,
    agency: 'PARKS',
    billingCode: 'PARKS-200',
    earlierCodes: [],
    item: 'LT-STD',
    rateCents: 3292,
    firstMonth,
    spans: [{ from: null, before: null }],
    request: 'PARKS-0007',
  });
}

/** Texts that try to be more than text. */
export const HOSTILE = {
  link: '[Approve](https://evil.example) **now** <at>Max Moreau</at>',
  template: '${request} ${$root.summary} #{x} {{y}}',
  html: '<img src=x onerror=alert(1)> &lt;b&gt; `code` ~~gone~~ \\*',
  list: '- one\n- two\n1. three\n# four\n> five\u202Etxet',
  long: `${'Wolfeschlegelsteinhausenbergerdorff'.repeat(3)} ${'very '.repeat(60)}long`,
} as const;
