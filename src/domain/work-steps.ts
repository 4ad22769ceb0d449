import { z } from 'zod';
import type { CatalogItem } from './catalog.ts';
import type { Device, DeviceStatus } from './device.ts';
import type { Permission } from './people.ts';

/** One thing EUC does to a unit. Every plan has its steps in this order; the last is for cancelled units alone. */
export const workStepSchema = z.enum([
  'procure',
  'receive',
  'pick up',
  'collect',
  'sanitize',
  'image',
  're-image',
  'stage',
  'dispatch',
  'deploy',
  'place',
  'update',
  'hand over',
  'mark lost',
  'bring back',
]);
export type WorkStep = z.infer<typeof workStepSchema>;

/** What a step is called, who does it, and the state it leaves the device in. */
export interface WorkStepRule {
  /** The button: "Receive". */
  verb: string;
  /** What has happened: "Received". */
  done: string;
  /** What goes on while some units have it behind them and others have not: "Receiving". */
  doing: string;
  /** Where a request is while this step is next: "Waiting for delivery". */
  place: string;
  permission: Permission;
  /** Null where the request says for each device what it becomes, and where there is none yet. */
  becomes: DeviceStatus | null;
}

/** Every work step of every kind of request. The order they come in is each kind's plan. */
export const WORK_STEPS: Readonly<Record<WorkStep, WorkStepRule>> = {
  procure: {
    verb: 'Procure',
    done: 'Procured',
    doing: 'Procuring',
    place: 'To be bought',
    permission: 'procure devices',
    becomes: null,
  },
  receive: {
    verb: 'Receive',
    done: 'Received',
    doing: 'Receiving',
    place: 'On the way to the warehouse',
    permission: 'work in the warehouse',
    becomes: 'received',
  },
  'pick up': {
    verb: 'Collect',
    done: 'Collected',
    doing: 'Collecting',
    place: 'With its user',
    permission: 'work in the field',
    becomes: 'moving',
  },
  collect: {
    verb: 'Collect',
    done: 'Collected',
    doing: 'Collecting',
    place: 'With its user',
    permission: 'work in the field',
    becomes: 'collected',
  },
  sanitize: {
    verb: 'Sanitize',
    done: 'Sanitized',
    doing: 'Sanitizing',
    place: 'To be sanitized',
    permission: 'sanitize devices',
    becomes: 'sanitized',
  },
  image: {
    verb: 'Image',
    done: 'Imaged',
    doing: 'Imaging',
    place: 'At the warehouse',
    permission: 'work in the warehouse',
    becomes: 'imaged',
  },
  're-image': {
    verb: 'Image',
    done: 'Imaged anew',
    doing: 'Imaging anew',
    place: 'At the warehouse',
    permission: 'work in the warehouse',
    becomes: 'moving',
  },
  stage: {
    verb: 'Stage',
    done: 'Staged',
    doing: 'Staging',
    place: 'At the warehouse',
    permission: 'work in the warehouse',
    becomes: 'staged',
  },
  dispatch: {
    verb: 'Dispatch',
    done: 'Dispatched',
    doing: 'Dispatching',
    place: 'Ready to leave',
    permission: 'work in the field',
    becomes: 'in transit',
  },
  deploy: {
    verb: 'Deploy',
    done: 'Deployed',
    doing: 'Deploying',
    place: 'On its way',
    permission: 'work in the field',
    becomes: 'in service',
  },
  place: {
    verb: 'Place',
    done: 'Placed',
    doing: 'Placing',
    place: 'To be placed',
    permission: 'place devices',
    becomes: null,
  },
  /** The record alone changes: nobody touches the device (Rules 6 and 35). */
  update: {
    verb: 'Update',
    done: 'Updated',
    doing: 'Updating',
    place: 'With the asset manager',
    permission: 'correct records',
    becomes: null,
  },
  'hand over': {
    verb: 'Hand over',
    done: 'Handed over',
    doing: 'Handing over',
    place: 'Being handed over',
    permission: 'hand over devices',
    becomes: 'transferred',
  },
  'mark lost': {
    verb: 'Mark lost',
    done: 'Marked lost',
    doing: 'Marking lost',
    place: 'To be marked lost',
    permission: 'mark devices lost',
    becomes: 'lost',
  },
  'bring back': {
    verb: 'Bring back',
    done: 'Brought back',
    doing: 'Bringing back',
    place: 'To be brought back',
    permission: 'bring devices back',
    becomes: 'received',
  },
};

/** The steps that bring a new device to its user; what needs no image skips imaging (Rule 24). */
export function planForNewDevice(item: CatalogItem): WorkStep[] {
  return item.needsImage
    ? ['receive', 'image', 'stage', 'dispatch', 'deploy']
    : ['receive', 'stage', 'dispatch', 'deploy'];
}

/** The steps of a purchase: OTS buys it, and then it is brought to its user as any new device (Rules 24 and 52). */
export function planForPurchase(item: CatalogItem): WorkStep[] {
  return ['procure', ...planForNewDevice(item)];
}

/** The steps that are done to one item of a request at a time, before its devices have serials. */
export function isByItem(step: WorkStep): step is 'procure' | 'receive' {
  return step === 'procure' || step === 'receive';
}

/** The steps that bring a device in place of one that its maker replaces: imaged where it holds data, as that one was. */
export function planForSwap({ holdsStorage }: Device): WorkStep[] {
  return holdsStorage
    ? ['receive', 'image', 'stage', 'dispatch', 'deploy']
    : ['receive', 'stage', 'dispatch', 'deploy'];
}

/** The steps that bring back a device that was lost: it was out of our hands, so its data are removed whatever they are. */
export function planForFound({ holdsStorage }: Device): WorkStep[] {
  return holdsStorage ? ['collect', 'sanitize', 'place'] : ['collect', 'place'];
}

/** The steps that bring a new device to disaster reserve: ready to serve, and handed to nobody (Rules 37 and 47). */
export function planForReserve(item: CatalogItem): WorkStep[] {
  const toStore: WorkStep[] = ['stage', 'place'];
  return item.needsImage ? ['receive', 'image', ...toStore] : ['receive', ...toStore];
}

/** The steps of a move inside an agency: imaged anew when the user changes (Rule 35). */
export function planForMove(device: Device, userChanges: boolean): WorkStep[] {
  return userChanges && device.holdsStorage ? ['pick up', 're-image', 'deploy'] : ['pick up', 'deploy'];
}

/** The steps that bring a spare or disaster-reserve device back to service (Rule 37). */
export function planForReturn(device: Device): WorkStep[] {
  return device.holdsStorage ? ['image', 'stage', 'dispatch', 'deploy'] : ['stage', 'dispatch', 'deploy'];
}

/** The steps of giving a device back; sanitized unless there is nothing on it that could be (Rules 5 and 40). */
export function planForDecommission(device: Device): WorkStep[] {
  return mayHoldData(device) ? [...fromUser(device), 'sanitize', 'place'] : [...fromUser(device), 'place'];
}

/** The steps of a move to another agency: sanitized first, and then as a new one there (Rule 36). */
export function planForTransfer(device: Device): WorkStep[] {
  const cleaned: WorkStep[] = mayHoldData(device) ? ['sanitize'] : [];
  const imaged: WorkStep[] = device.holdsStorage ? ['image'] : [];
  return [...fromUser(device), ...cleaned, ...imaged, 'stage', 'dispatch', 'deploy', 'hand over'];
}

/** Whether a step takes a device from who has it. */
export function takesFromUser(step: WorkStep): boolean {
  return step === 'collect' || step === 'pick up';
}

function fromUser({ status }: Device): WorkStep[] {
  return status === 'in service' ? ['collect'] : [];
}

/**
 * Whether there may be data on a device that is not on order any more: it has storage, and has served. No support tells
 * that of one that does not count for it, so that one is taken to have.
 */
export function mayHoldData({ status, holdsStorage, support, countsForSupport }: Device): boolean {
  return holdsStorage && (status === 'in service' || support.length > 0 || !countsForSupport);
}
