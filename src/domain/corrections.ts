import { z } from 'zod';
import { billedTo } from './billing-codes.ts';
import type { Commitment } from './commitment.ts';
import type { Device } from './device.ts';
import type { Month } from './months.ts';

/** The parts of a device's record that can be put right without anything being done to the device (Rule 6). */
export const correctedFieldSchema = z.enum([
  'assignedUser',
  'location',
  'model',
  'warrantyUntil',
  'billingCode',
  'labelled',
  'tag',
]);
export type CorrectedField = z.infer<typeof correctedFieldSchema>;

/** What each part is called, on the form and in the history. */
export const CORRECTED_FIELDS: Readonly<Record<CorrectedField, string>> = {
  assignedUser: 'Assigned user',
  location: 'Location',
  model: 'Model',
  warrantyUntil: 'Warranty until',
  billingCode: 'Billing code',
  labelled: 'Leased-device label',
  tag: 'Tag',
};

/** One part of a record, before and after; empty where there is nothing (Rule 31). */
export const correctionSchema = z.strictObject({ field: correctedFieldSchema, from: z.string(), to: z.string() });
export type Correction = z.infer<typeof correctionSchema>;

/** A part of a record as text; of the label whether it is on: `true` or `false`. */
export function partOf(device: Device, field: CorrectedField): string {
  switch (field) {
    case 'assignedUser':
      return device.assignedUser?.name ?? '';
    case 'labelled':
      return String(device.labelled);
    case 'tag':
      return device.property?.tag?.number ?? '';
    default:
      return device[field] ?? '';
  }
}

/** All parts of a record as text. */
export function partsOf(device: Device): Record<CorrectedField, string> {
  return {
    assignedUser: partOf(device, 'assignedUser'),
    location: partOf(device, 'location'),
    model: device.model,
    warrantyUntil: device.warrantyUntil,
    billingCode: device.billingCode,
    labelled: partOf(device, 'labelled'),
    tag: partOf(device, 'tag'),
  };
}

/** What is different between two records of a device. */
export function correctionsBetween(before: Device, after: Device): Correction[] {
  return correctedFieldSchema.options.flatMap((field) => {
    const correction = { field, from: partOf(before, field), to: partOf(after, field) };
    return correction.from === correction.to ? [] : correction;
  });
}

/** The record put right. A billing code pays from the given month on: closed bills stay (Rules 35 and 50). */
export function corrected(device: Device, corrections: readonly Correction[], month: Month): Device {
  return corrections.reduce((record, { field, to }) => withField(record, field, to, month), device);
}

function withField(device: Device, field: CorrectedField, to: string, month: Month): Device {
  switch (field) {
    case 'assignedUser':
      return { ...device, assignedUser: to === '' ? null : { id: null, name: to } };
    case 'location':
      return { ...device, location: to === '' ? null : to };
    case 'billingCode':
      return billedTo(device, to, month);
    case 'labelled':
      return { ...device, labelled: to === 'true' };
    case 'tag':
      return withTagNumber(device, to);
    case 'model':
    case 'warrantyUntil':
      return { ...device, [field]: to };
  }
}

/** The tag that was recorded, with another number; what bears none yet is given one in its purchase (Rule 53). */
function withTagNumber(device: Device, number: string): Device {
  const { property } = device;
  if (property === undefined || property.tag === null) return device;
  return { ...device, property: { ...property, tag: { ...property.tag, number } } };
}

/** The commitment of a device that was put right: billed with it from the month on, else as it was; null where nothing changes. */
export function commitmentWith(
  commitment: Commitment | undefined,
  corrections: readonly Correction[],
  month: Month,
): Commitment | null {
  const code = corrections.find(({ field }) => field === 'billingCode')?.to;
  return commitment === undefined || code === undefined ? null : billedTo(commitment, code, month);
}

/** "Location: 2.14 → 3.01" */
function wordsOfCorrection({ field, from, to }: Correction): string {
  const said = (value: string): string => {
    if (field === 'labelled') return value === 'true' ? 'on' : 'missing';
    return value === '' ? 'none' : value;
  };
  return `${CORRECTED_FIELDS[field]}: ${said(from)} → ${said(to)}`;
}

/** All of them in a line. */
export function wordsOfCorrections(corrections: readonly Correction[]): string {
  return corrections.map(wordsOfCorrection).join('; ');
}
