import { z } from 'zod';
import { isSameName } from './words.ts';

/** What somebody may be in the directory. One person may be several. */
export const roleSchema = z.enum([
  'requester',
  'agency approver',
  'EUC approver',
  'warehouse',
  'field operations',
  'sanitization technician',
  'asset manager',
  'billing',
  'administrator',
]);
export type Role = z.infer<typeof roleSchema>;

/** Someone of the directory. `id` is the Entra object id that signs their activities (Rule 56). */
export const personSchema = z.strictObject({
  id: z.guid(),
  name: z.string(),
  agency: z.string(),
  roles: z.array(roleSchema),
});
type Registered = z.infer<typeof personSchema>;

/**
 * A person as they act. `standsInFor`: whose approvals they give these days (Rule 21); without it nobody's. It comes from
 * the directory alone and ends there: who they stand in for brings along what is theirs, not what was delegated to them.
 */
export type Person = Registered & { standsInFor?: readonly StandIn[] };

/**
 * An approver who has delegated to somebody, as the directory has them now; `over`: until a while ago. Whom they stand in for
 * themselves keeps them from deciding, and so keeps who decides for them.
 */
export interface StandIn {
  person: Person;
  over: boolean;
}

/** Who did something, or is named by something; `id` is null for a name that is not in the directory. */
export const whoSchema = z.strictObject({ id: z.guid().nullable(), name: z.string() });
export type Who = z.infer<typeof whoSchema>;

/** An agency that leases devices. A request id begins with its code. */
export const agencySchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9]{1,11}$/),
  name: z.string(),
  billingCodes: z.array(z.string()),
});
export type Agency = z.infer<typeof agencySchema>;

/** The roles of EUC, the part of OTS that does the work. */
const EUC: readonly Role[] = roleSchema.exclude(['requester', 'agency approver']).options;

type Reach = 'own agency' | 'any agency';

/** Who may do what, once and for all: the roles, and whether for one's own agency or for any. */
const PERMISSIONS = {
  'make a request': [{ roles: ['requester', 'agency approver'], reach: 'own agency' }],
  'approve for the agency': [{ roles: ['agency approver'], reach: 'own agency' }],
  'approve for EUC': [{ roles: ['EUC approver'], reach: 'any agency' }],
  /** Before EUC has approved; the requester may too. */
  'cancel a request': [
    { roles: ['agency approver'], reach: 'own agency' },
    { roles: ['EUC approver'], reach: 'any agency' },
  ],
  /** Rule 20. */
  'cancel an approved request': [{ roles: ['EUC approver'], reach: 'any agency' }],
  'work in the warehouse': [{ roles: ['warehouse'], reach: 'any agency' }],
  'work in the field': [{ roles: ['field operations'], reach: 'any agency' }],
  'sanitize devices': [{ roles: ['sanitization technician'], reach: 'any agency' }],
  /** Rule 25. */
  'print labels': [{ roles: EUC, reach: 'any agency' }],
  /** Rule 52: asset management, and neither who approves a purchase nor who takes it in. */
  'procure devices': [{ roles: ['asset manager'], reach: 'any agency' }],
  /** Rule 53: a duty of the agency. */
  'record a tag': [
    { roles: ['requester', 'agency approver'], reach: 'own agency' },
    { roles: ['asset manager'], reach: 'any agency' },
  ],
  /** Cancelled ones that have left their shelf (Rule 20). */
  'bring devices back': [{ roles: ['field operations', 'warehouse'], reach: 'any agency' }],
  'place devices': [{ roles: ['asset manager'], reach: 'any agency' }],
  /** Rule 6: by itself it changes nothing. */
  'ask for a correction': [
    { roles: ['asset manager'], reach: 'any agency' },
    { roles: ['agency approver'], reach: 'own agency' },
  ],
  /** Rule 6. */
  'correct records': [{ roles: ['asset manager'], reach: 'any agency' }],
  /** Rule 55. */
  'report losses': [
    { roles: ['requester', 'agency approver'], reach: 'own agency' },
    { roles: ['asset manager'], reach: 'any agency' },
  ],
  'swap devices': [{ roles: ['asset manager'], reach: 'any agency' }],
  'mark devices lost': [{ roles: ['asset manager'], reach: 'any agency' }],
  /** Rule 53: what EUC has written down of an agency's devices, against what is there. */
  'answer the inventory': [{ roles: ['agency approver'], reach: 'own agency' }],
  'run the inventory': [{ roles: ['asset manager'], reach: 'any agency' }],
  'approve as billing': [{ roles: ['billing'], reach: 'any agency' }],
  'question a bill': [
    { roles: ['agency approver'], reach: 'own agency' },
    { roles: ['billing'], reach: 'any agency' },
  ],
  'see bills': [
    { roles: ['agency approver'], reach: 'own agency' },
    { roles: ['billing'], reach: 'any agency' },
  ],
  /** Rule 50. */
  'close a month': [{ roles: ['billing'], reach: 'any agency' }],
  /** Devices from before the desk (Rule 33). */
  'import devices': [{ roles: ['asset manager'], reach: 'any agency' }],
  /** Nobody: the desk does it by itself once a device is deployed at another agency. */
  'hand over devices': [],
  /** Rule 57. */
  'see records': [
    { roles: ['requester', 'agency approver'], reach: 'own agency' },
    { roles: EUC, reach: 'any agency' },
  ],
} as const satisfies Record<string, readonly { roles: readonly Role[]; reach: Reach }[]>;

/** Something a person may or may not do. */
export type Permission = keyof typeof PERMISSIONS;

/** Whether a person may do something for an agency. The only place that says so. */
export function may(person: Person, permission: Permission, agency: string): boolean {
  return roleFor(person, permission, agency) !== undefined;
}

/** The role in which a person does something for an agency; undefined when they may not. */
export function roleFor(person: Person, permission: Permission, agency: string): Role | undefined {
  for (const { roles, reach } of PERMISSIONS[permission]) {
    const role = person.roles.find((held) => roles.some((role) => role === held));
    if (role !== undefined && (reach === 'any agency' || person.agency === agency)) return role;
  }
  return undefined;
}

/** The roles that a permission asks for, and how far each reaches. */
export function rolesWith(permission: Permission): { role: Role; reach: Reach }[] {
  return PERMISSIONS[permission].flatMap(({ roles, reach }) => roles.map((role) => ({ role, reach })));
}

/** Whether a person works for EUC, and so sees every agency's records (Rule 57). */
export function isEuc(person: Person): boolean {
  return person.roles.some((role) => EUC.includes(role));
}

/** The person as a record names them. */
export function who(person: Person): Who {
  return { id: person.id, name: person.name };
}

/** Whether two records mean the same person: by id, or by name where one knows no id. */
export function isSamePerson(one: Who, other: Who): boolean {
  return one.id === null || other.id === null ? isSameName(one.name, other.name) : one.id === other.id;
}
