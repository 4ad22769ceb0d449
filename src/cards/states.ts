import type { UnderWay } from '../desk/views/devices.ts';
import { type Device, type DeviceStatus, isInStock, isSupported } from '../domain/device.ts';
import { LONGEST } from '../domain/lengths.ts';
import { isCalledOff } from '../domain/request/ending.ts';
import type { Request } from '../domain/request/state.ts';
import { deliveryOf } from '../domain/request/terms.ts';
import { goingOn, stepsIn, type TimelineRow, timeline } from '../domain/request/timeline.ts';
import { whoHas } from '../domain/request/work.ts';
import { WORK_STEPS } from '../domain/work-steps.ts';
import type { Row } from './template.ts';
import { capital, shortened } from './text.ts';
import { approvalOf } from './wording.ts';

/**
 * The colour of a card's top band. emphasis: over without result · accent: goes on, somebody else's move · warning: your
 * move, or partly done · good: done, in service · attention: refused, or something to put right.
 */
export type BandStyle = 'emphasis' | 'accent' | 'warning' | 'good' | 'attention';

/** A state as cards show it: its words and their colour. */
export interface State {
  style: BandStyle;
  label: string;
}

/** Where a request is, as its band says it. */
export function requestState(request: Request): State {
  switch (request.status) {
    case 'awaiting approval':
      return { style: 'accent', label: `Waiting for ${approvalOf(request, request.step)} approval` };
    case 'returned':
      return { style: 'warning', label: 'Returned for changes' };
    case 'rejected':
      return { style: 'attention', label: '✗ Rejected' };
    case 'in work': {
      if (isCalledOff(request)) return { style: 'emphasis', label: 'Cancelled, still to be brought back' };
      const step = goingOn(timeline(request))?.work ?? null;
      const delivery = step === 'receive' ? deliveryOf(request) : null;
      if (delivery !== null) return { style: 'accent', label: `On the way to ${shortened(delivery, LONGEST.place)}` };
      return { style: 'accent', label: step === null ? 'Delivered' : WORK_STEPS[step].place };
    }
    case 'cancelled':
      return { style: 'emphasis', label: 'Cancelled' };
    case 'closed':
      return { style: 'good', label: '✓ Closed' };
  }
}

/** The same in a line of a list: a sign, so that colour is not all there is. */
export function statusSign(status: Request['status']): string {
  switch (status) {
    case 'awaiting approval':
    case 'in work':
      return '●';
    case 'returned':
      return '⚠';
    case 'rejected':
    case 'cancelled':
      return '✗';
    case 'closed':
      return '✓';
  }
}

/** ● in use, ○ on its way or kept, ✗ gone. */
const DEVICE_LOOKS: Readonly<Record<DeviceStatus, { style: BandStyle; sign: string }>> = {
  received: { style: 'accent', sign: '○' },
  imaged: { style: 'accent', sign: '○' },
  staged: { style: 'accent', sign: '○' },
  'in transit': { style: 'accent', sign: '○' },
  'in service': { style: 'good', sign: '●' },
  moving: { style: 'accent', sign: '●' },
  collected: { style: 'warning', sign: '○' },
  sanitized: { style: 'warning', sign: '○' },
  spare: { style: 'emphasis', sign: '○' },
  'disaster reserve': { style: 'emphasis', sign: '○' },
  surplus: { style: 'emphasis', sign: '✗' },
  transferred: { style: 'emphasis', sign: '✗' },
  retired: { style: 'emphasis', sign: '✗' },
  lost: { style: 'attention', sign: '✗' },
};

/** The state of a device, as its band or its row in a list says it. */
export function deviceState({ status }: Device, underWay: UnderWay | null): State {
  const { style, sign } = DEVICE_LOOKS[status];
  return { style, label: `${sign} ${isComingBack(underWay) ? 'Being brought back' : capital(status)}` };
}

/** Whether a device was cancelled on its way, so that it reaches nobody (Rule 20). */
export function isComingBack(underWay: UnderWay | null): boolean {
  return underWay?.step === 'bring back';
}

/** What a state means, where its name does not say. */
const MEANINGS: Readonly<Partial<Record<DeviceStatus, string>>> = {
  moving: 'On its way to its next user.',
  collected: 'Picked up from its user.',
  sanitized: 'Its data are removed.',
  spare: 'Kept by the agency for later use. A move brings it back.',
  'disaster reserve': 'Kept by the agency for a disaster. A move brings it back.',
  surplus: 'Given away as surplus. It does not come back.',
  transferred: 'Handed over to somebody else. It does not come back.',
  retired: 'Removed from service. It does not come back.',
};

/** What the state of a device means, in a sentence or two; nothing where its name says it. */
export function stateMeaning(device: Device, underWay: UnderWay | null): string {
  if (isInStock(device) && device.status === 'received') return 'In stock at the EUC warehouse, for nobody yet.';
  if (underWay === null) return MEANINGS[device.status] ?? '';
  const { step } = underWay;
  const waits = `Next: ${WORK_STEPS[step].verb.toLowerCase()}, ${whoHas(step)}.`;
  if (isComingBack(underWay)) return `Its order was cancelled, so it goes to nobody. ${waits}`;
  return [MEANINGS[device.status] ?? '', waits].filter((text) => text !== '').join(' ');
}

/** Whether the support charge is on, in words. */
export function supportState(device: Device): string {
  if (!device.countsForSupport) return 'no support charge';
  return isSupported(device) ? 'on support' : 'support off';
}

/** How a row of a story looks. */
export const ROW_LOOKS: Readonly<
  Record<TimelineRow['state'], { sign: string; color: string; weight: string; subtle: boolean; block: string }>
> = {
  done: { sign: '✓', color: 'Good', weight: 'Default', subtle: false, block: '█' },
  now: { sign: '●', color: 'Accent', weight: 'Bolder', subtle: false, block: '█' },
  'to come': { sign: '○', color: 'Default', weight: 'Default', subtle: true, block: '░' },
  stopped: { sign: '✗', color: 'Attention', weight: 'Bolder', subtle: false, block: '█' },
  cancelled: { sign: '✗', color: 'Attention', weight: 'Default', subtle: false, block: '' },
};

/** Widest progress line, in glyphs: more does not fit a phone. */
const MOST_GLYPHS = 24;

/** The story as one line of blocks, a run for each step; none once it was broken off, for it leads nowhere. */
export function progressLine(timeline: readonly TimelineRow[]): Row[] {
  if (timeline.some(({ state }) => state === 'stopped')) return [];
  const steps = stepsIn(timeline);
  const wide = steps.length * 3 <= MOST_GLYPHS;
  return steps.map(({ state }) => {
    const { block, color, subtle } = ROW_LOOKS[state];
    return { block: `${wide ? block.repeat(2) : block} `, color, subtle };
  });
}

/** The step that goes on now, counted from 1; 0 when none does. */
export function stepNow(timeline: readonly TimelineRow[]): number {
  const now = goingOn(timeline);
  return now === undefined ? 0 : stepsIn(timeline).indexOf(now) + 1;
}

/** "step 5 of 7"; nothing once it is over. */
export function stepWords(timeline: readonly TimelineRow[]): string {
  const step = stepNow(timeline);
  return step === 0 ? '' : `step ${step} of ${stepsIn(timeline).length}`;
}
