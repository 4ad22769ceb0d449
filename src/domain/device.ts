import { z } from 'zod';
import { earlierCodesSchema } from './billing-codes.ts';
import { lostSchema, swapSchema } from './loss-and-swap.ts';
import { type Day, daySchema } from './months.ts';
import { type Who, whoSchema } from './people.ts';
import { type Property, propertySchema } from './property.ts';
import { methodSchema } from './sanitization.ts';
import type { Serial } from './serials.ts';

/** Where a device stands in its life. The support charge follows it: see `isSupported`. */
export const deviceStatusSchema = z.enum([
  'received',
  'imaged',
  'staged',
  'in transit',
  'in service',
  'moving',
  'collected',
  'sanitized',
  'spare',
  'disaster reserve',
  'surplus',
  'transferred',
  'retired',
  'lost',
]);
export type DeviceStatus = z.infer<typeof deviceStatusSchema>;

/** Days on which support was on: from the first day, to the day it stopped, null while it is on. */
const supportSchema = z.strictObject({ from: daySchema, to: daySchema.nullable() });

/**
 * How a device went from one agency to another (Rule 36). On the record of the agency that gave it: where it is now. On
 * the record of the one that has it: where it came from.
 */
const transferSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** The day it was deployed there. */
  on: daySchema,
  request: z.string(),
  /** Whether the receiving agency has taken the commitment over from the month of that day on. */
  withCommitment: z.boolean(),
});

/** The asset record of one device (Rules 27 and 28). */
export const deviceSchema = z.strictObject({
  serial: z.string(),
  agency: z.string(),
  billingCode: z.string(),
  /** Who paid for its support before (Rule 35). */
  earlierCodes: earlierCodesSchema,
  /** Code of the catalog item; null for legacy devices, which never were one. */
  item: z.string().nullable(),
  itemName: z.string(),
  model: z.string(),
  origin: z.enum(['line of service', 'legacy', 'purchased']),
  status: deviceStatusSchema,
  countsForSupport: z.boolean(),
  holdsStorage: z.boolean(),
  assignedUser: whoSchema.nullable(),
  location: z.string().nullable(),
  warrantyUntil: daySchema,
  /** Whether the leased-device label is on (Rule 25). */
  labelled: z.boolean(),
  /** The open request the device stands in: at most one. */
  openRequest: z.string().nullable(),
  /** The request that brought the device; null for legacy ones. */
  orderedBy: z.string().nullable(),
  support: z.array(supportSchema),
  /** How its data were removed since it served last; null before, and again once it is deployed (Rule 44). */
  sanitized: z.strictObject({ on: daySchema, method: methodSchema, request: z.string() }).nullable(),
  transfer: transferSchema.nullable(),
  /** Of a device that is lost; of no other. */
  lost: lostSchema.optional(),
  /** Only of purchased devices (Rule 53). */
  property: propertySchema.optional(),
  /** The last swap; of no other devices. */
  swap: swapSchema.optional(),
});
export type Device = z.infer<typeof deviceSchema>;

/** The states in which support is on, for devices that count. */
const SUPPORTED: readonly DeviceStatus[] = ['in service', 'moving', 'collected'];

/** Whether the monthly support charge is on (Rules 45 and 47): a device that counts, in service since some day. */
export function isSupported(device: Device): boolean {
  return device.countsForSupport && SUPPORTED.includes(device.status) && device.support.at(-1)?.to === null;
}

/** Why a record may not go in service: the parts of it that are missing (Rule 28). Empty when complete. */
export function missingFromRecord(device: Device): string[] {
  const missing: string[] = [];
  if (device.assignedUser === null) missing.push('assigned user');
  if (device.location === null) missing.push('location');
  if (device.model === '') missing.push('model');
  if (device.billingCode === '') missing.push('billing code');
  return missing;
}

/** Why a device bears no leased-device label, in a sentence; null when it bears one (Rule 25). */
export function whyNoLabel({ serial, origin }: Pick<Device, 'serial' | 'origin'>): string | null {
  switch (origin) {
    case 'line of service':
      return null;
    case 'purchased':
      return `${serial} was purchased, not leased: it bears the agency’s own tag.`;
    case 'legacy':
      return `${serial} is the agency’s own from before leasing: it bears no leased-device label.`;
  }
}

/** The record of a device as it comes into the warehouse for a unit of a request (Rule 24). */
export function receivedDevice(received: {
  serial: Serial;
  agency: string;
  billingCode: string;
  /** What was ordered. */
  line: { item: string; name: string; countsForSupport: boolean; holdsStorage: boolean };
  model: string;
  warrantyUntil: Day;
  assignedUser: Who | null;
  location: string | null;
  request: string;
  /** What it is as the agency's property, where it is purchased instead of leased. */
  property: Property | null;
}): Device {
  const { line, request, property, ...rest } = received;
  return {
    ...rest,
    ...(property && { property }),
    earlierCodes: [],
    item: line.item,
    itemName: line.name,
    origin: property === null ? 'line of service' : 'purchased',
    status: 'received',
    countsForSupport: line.countsForSupport,
    holdsStorage: line.holdsStorage,
    labelled: false,
    openRequest: request,
    orderedBy: request,
    support: [],
    sanitized: null,
    transfer: null,
  };
}

/**
 * The record of the device that comes for another one under warranty (Rule 55). It is leased as that one was, by the same
 * order: that one's approvals are what lets it leave the warehouse and be on the network (Rules 19 and 32).
 */
export function receivedForSwap(
  old: Device,
  received: Pick<Device, 'serial' | 'model' | 'warrantyUntil' | 'assignedUser' | 'location'> & { request: string },
): Device {
  const { agency, billingCode, item, itemName, origin, countsForSupport, holdsStorage, orderedBy, transfer } = old;
  const { request, ...own } = received;
  const same = { agency, billingCode, item, itemName, origin, countsForSupport, holdsStorage, orderedBy, transfer };
  const fresh = { earlierCodes: [], labelled: false, support: [], sanitized: null };
  // What was purchased stays its agency's property, under the same tag (Rule 53).
  const bought = old.property === undefined ? {} : { property: old.property };
  return { ...same, ...fresh, ...bought, ...own, status: 'received', openRequest: request };
}

/** The device in service from a day on: support starts where it counts and is not on already (Rules 26 and 35). */
export function putInService(device: Device, day: Day): Device {
  const starts = device.countsForSupport && device.support.at(-1)?.to !== null;
  const support = starts ? [...device.support, { from: day, to: null }] : device.support;
  return { ...device, status: 'in service', support, sanitized: null };
}

/** The device without support from a day on (Rule 41). */
export function stopSupport(device: Device, day: Day): Device {
  const support = device.support.map((interval) => (interval.to === null ? { ...interval, to: day } : interval));
  return { ...device, support };
}

/** Whether a device has gone to another agency, whose it is now (Rules 36 and 57). */
export function isHandedOver({ status, transfer, agency }: Device): boolean {
  return status === 'transferred' && transfer !== null && transfer.to !== agency;
}

/** Whether a device is deployed at another agency, and the desk is about to hand it over (Rule 36). */
export function isHandingOver({ status, transfer, agency }: Device): boolean {
  return status === 'in transit' && transfer !== null && transfer.from === agency;
}

/** The record of a device that turns up again: what is known of its loss stays in its history. */
export function foundAgain({ lost, ...device }: Device): Device {
  return device;
}

/** The device back in the warehouse, for nobody, after its unit was cancelled (Rule 20). */
export function backToStock(device: Device): Device {
  return { ...device, status: 'received', assignedUser: null, location: null, labelled: false, openRequest: null };
}

/**
 * Whether a device is nobody's and can be received for another order of its agency: it lies in the warehouse, or was lost
 * before it was ever deployed and has turned up there.
 */
export function isInStock({ status, openRequest, support, lost }: Device): boolean {
  if (openRequest !== null || support.length > 0) return false;
  return status === 'received' || (status === 'lost' && lost?.isNew === true);
}
