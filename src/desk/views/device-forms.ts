import type { FoundDevice } from '../../domain/found-device.ts';
import type { Now } from '../../domain/months.ts';
import type { Agency, Person } from '../../domain/people.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Decision } from '../../domain/request/state.ts';
import type { AdjustmentForm } from '../../kinds/adjustment/form.ts';
import type { DecommissionForm } from '../../kinds/decommission/form.ts';
import type { MoveForm } from '../../kinds/move/form.ts';

/** What the forms about devices that are there have in common. */
interface DeviceForm {
  /** The id the request will have. */
  request: string;
  /** Which submission of it this form makes: 1 for the first, one more each time it was returned. */
  revision: number;
  person: Person;
  agency: Agency;
  /** Field ids are those of the inputs. */
  problems: Problem[];
  /** The devices that the serials name, with what is still owed on each. */
  found: FoundDevice[];
  /** Set when the form is open again because an approver sent it back. */
  returned: Decision | null;
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

/** The form that questions a line of a bill. */
export interface AdjustmentFormView extends Omit<DeviceForm, 'found'> {
  card: 'adjustment form';
  inputs: AdjustmentForm;
  now: Now;
}
