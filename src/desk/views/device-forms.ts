import type { Device } from '../../domain/device.ts';
import type { FoundDevice } from '../../domain/found-device.ts';
import type { Now } from '../../domain/months.ts';
import type { Agency } from '../../domain/people.ts';
import type { AdjustmentForm } from '../../kinds/adjustment/form.ts';
import type { CorrectionForm } from '../../kinds/correction/form.ts';
import type { DecommissionForm } from '../../kinds/decommission/form.ts';
import type { FoundForm } from '../../kinds/found/form.ts';
import type { LossForm } from '../../kinds/loss/form.ts';
import type { MoveForm } from '../../kinds/move/form.ts';
import type { SwapForm } from '../../kinds/swap/form.ts';
import type { FormShown } from './form.ts';

/** What the forms about devices that are there have in common. */
interface DeviceForm extends FormShown {
  /** The devices that the serials name, with what is still owed on each. */
  found: FoundDevice[];
}

/** The form of a move, as it is filled in and what is wrong with it. */
export interface MoveFormView extends DeviceForm {
  card: 'move form';
  inputs: MoveForm;
  /** Where else the devices may go (Rule 36). */
  agencies: Agency[];
}

/** The form of a decommission, as it is filled in and what is wrong with it. */
export interface DecommissionFormView extends DeviceForm {
  card: 'decommission form';
  inputs: DecommissionForm;
}

/** The form that corrects what a record says of a device. */
export interface CorrectionFormView extends FormShown {
  card: 'correction form';
  inputs: CorrectionForm;
  /** As it is on record; null where it is not there any more. */
  device: Device | null;
  /** Whether this person's corrections are made as they are submitted. */
  atOnce: boolean;
  now: Now;
}

/** The form that reports lost or stolen devices. */
export interface LossFormView extends DeviceForm {
  card: 'loss form';
  inputs: LossForm;
}

/** The form about lost devices that have turned up. */
export interface FoundFormView extends DeviceForm {
  card: 'found form';
  inputs: FoundForm;
}

/** The form of a warranty swap. */
export interface SwapFormView extends DeviceForm {
  card: 'swap form';
  inputs: SwapForm;
}

/** The form that questions a line of a bill. */
export interface AdjustmentFormView extends FormShown {
  card: 'adjustment form';
  inputs: AdjustmentForm;
  now: Now;
}
