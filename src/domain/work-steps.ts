import { z } from 'zod';
import type { CatalogItem } from './catalog.ts';
import type { DeviceStatus } from './device.ts';
import type { Permission } from './people.ts';

/** One thing EUC does to a unit. */
export const workStepSchema = z.enum(['receive', 'image', 'stage', 'dispatch', 'deploy']);
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
  becomes: DeviceStatus;
}

/** Every work step of every kind of request. The order they come in is each kind's plan. */
export const WORK_STEPS: Readonly<Record<WorkStep, WorkStepRule>> = {
  receive: {
    verb: 'Receive',
    done: 'Received',
    doing: 'Receiving',
    place: 'On the way to the warehouse',
    permission: 'work in the warehouse',
    becomes: 'received',
  },
  image: {
    verb: 'Image',
    done: 'Imaged',
    doing: 'Imaging',
    place: 'At the warehouse',
    permission: 'work in the warehouse',
    becomes: 'imaged',
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
};

/** The steps that bring a new device to its user; what needs no image skips imaging (Rule 24). */
export function planForNewDevice(item: CatalogItem): WorkStep[] {
  return item.needsImage
    ? ['receive', 'image', 'stage', 'dispatch', 'deploy']
    : ['receive', 'stage', 'dispatch', 'deploy'];
}
