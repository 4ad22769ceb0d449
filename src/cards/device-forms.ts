import type { DecommissionFormView, MoveFormView } from '../desk/views/device-forms.ts';
import type { FoundDevice } from '../domain/found-device.ts';
import { dollars, sum } from '../domain/money.ts';
import { DECOMMISSION_FIELDS } from '../kinds/decommission/form.ts';
import { MOVE_FIELDS } from '../kinds/move/form.ts';
import type { Dates } from './dates.ts';
import { formHead, type Labels, labelsOf, problemsByField } from './form-parts.ts';
import { LONGEST, owedColumn, seenOwed } from './parts.ts';
import { problemOf } from './problems.ts';
import type { CardData, Row } from './template.ts';
import { dotted, shortened } from './text.ts';
import { DESTINATIONS } from './wording.ts';

/** Devices a form lists; more would make it too large. */
const MOST_FOUND = 12;

/** Agencies that a form offers. */
const MOST_AGENCIES = 100;

/** What a choice sends that changes nothing: a choice has to have a value, and the desk reads blanks as none. */
const UNCHANGED = ' ';

const MOVE_LABELS = labelsOf(MOVE_FIELDS);

const DECOMMISSION_LABELS = labelsOf(DECOMMISSION_FIELDS);

/** The move form (Rules 34 to 37). As on the order form no input is `isRequired`: see cards/README.md. */
export function moveForm(view: MoveFormView, dates: Dates): CardData {
  const { inputs, agency, agencies } = view;
  const newAgency = inputs.newAgency.trim();
  return {
    ...formHead(
      view,
      MOVE_LABELS,
      {
        band: 'New move',
        title: 'Move devices',
        changed: 'Change the move',
        under:
          'Your agency approves if a spare or reserve device comes back, both do if they go to another agency. Fields with * are needed.',
      },
      dates,
    ),
    ...formData(view, MOVE_LABELS),
    ...(newAgency === '' || view.found.length === 0 ? {} : { owedHint: owedHintOfTransfer(view.found, newAgency) }),
    newAgency: newAgency === '' ? UNCHANGED : newAgency,
    agencies: [
      { title: `Stays with ${agency.code}`, code: UNCHANGED },
      ...agencies.slice(0, MOST_AGENCIES).map(({ code, name }) => ({ title: `${code} ${name}`, code })),
    ],
    ...placeholders(newAgency, view.found),
    newUser: inputs.newUser,
    newLocation: inputs.newLocation,
    newBillingCode: inputs.newBillingCode.trim() === '' ? UNCHANGED : inputs.newBillingCode,
    billingCodes: [
      { title: 'Unchanged', code: UNCHANGED },
      ...agency.billingCodes.map((code) => ({ title: code, code })),
    ],
  };
}

/** What stands in the fields of the new assignment while they are empty (Rules 34 and 37). */
function placeholders(newAgency: string, found: readonly FoundDevice[]): CardData {
  if (newAgency !== '') {
    const later = `or leave it to ${shortened(newAgency, 12)}`;
    return { newUserPlaceholder: later, newLocationPlaceholder: later };
  }
  if (found.some(({ kept }) => kept)) {
    return { newUserPlaceholder: 'needed: nobody has it now', newLocationPlaceholder: 'needed: where it will be used' };
  }
  const keep = 'leave it empty to keep it';
  return { newUserPlaceholder: keep, newLocationPlaceholder: keep };
}

/** The decommission form (Rules 38 to 42). Where there are several devices, each may end otherwise. */
export function decommissionForm(view: DecommissionFormView, dates: Dates): CardData {
  const outcomes = Object.entries(DESTINATIONS).map(([code, { choice }]) => ({ title: choice, code }));
  return {
    ...formHead(
      view,
      DECOMMISSION_LABELS,
      {
        band: 'New decommission',
        title: 'Give devices back',
        changed: 'Change what is given back',
        under: 'Your agency approves only if months are left to pay. Fields with * are needed.',
      },
      dates,
    ),
    ...formData(view, DECOMMISSION_LABELS),
    ...outcomesOfEach(view),
    outcome: view.inputs.outcome,
    outcomes,
    ownOutcomes: [{ title: 'As above', code: UNCHANGED }, ...outcomes],
  };
}

/** A row for each device with its own outcome. Where there are too many, the buttons carry what is chosen for the rest. */
function outcomesOfEach({ inputs, problems, found: all }: DecommissionFormView): CardData {
  const own = (serial: string) => inputs.outcomes?.[serial]?.outcome;
  const isChosen = ({ serial }: FoundDevice) => own(serial) !== undefined;
  const found = all.length > MOST_FOUND ? [...all.filter(isChosen), ...all.filter((device) => !isChosen(device))] : all;
  const rest = found.slice(MOST_FOUND);
  const kept = rest.filter(isChosen);
  const also = kept.length === 0 ? '' : `, or what was chosen before for ${kept.length} of them`;
  return {
    found: found.slice(0, MOST_FOUND).map((device): Row => {
      const { serial } = device;
      return {
        ...foundRow(device, false),
        asksOutcome: found.length > 1 || isChosen(device),
        outcome: own(serial) ?? UNCHANGED,
        outcomeProblem: problemOf(problems, `outcome_${serial}`),
      };
    }),
    moreFound: rest.length > 0 ? `And ${rest.length} more, for which the outcome on top holds${also}.` : '',
    keptOutcomes: Object.fromEntries(kept.map(({ serial }) => [serial, own(serial) ?? ''])),
  };
}

/** What the forms about devices have alike. */
type AboutDevices = Pick<MoveFormView, 'request' | 'revision' | 'problems' | 'found'> & {
  inputs: Pick<MoveFormView['inputs'], 'serials' | 'reason'>;
};

/** What all have: the devices and what is owed on them, the reason, and what is wrong with each field. */
export function formData({ request, revision, inputs, problems, found }: AboutDevices, labels: Labels): CardData {
  return {
    request,
    revision,
    serials: inputs.serials,
    reason: inputs.reason,
    ...problemsByField(problems, labels),
    ...foundData(found),
    seenOwed: seenOwed(found),
    showDesk: problems.length > 0,
  };
}

/** A row for each device, and what stays owed in total (Rule 14). */
function foundData(found: readonly FoundDevice[]): CardData {
  const owing = found.filter(({ owedCents }) => owedCents > 0);
  const rest = found.length - MOST_FOUND;
  return {
    hasFound: found.length > 0,
    found: found.slice(0, MOST_FOUND).map((device, index): Row => foundRow(device, index > 0)),
    moreFound: rest > 0 ? `And ${rest} more.` : '',
    hasTotal: owing.length > 0 && found.length > 1,
    total: dollars(sum(owing.map(({ owedCents }) => owedCents))),
    owedHint: owedHint(found.length, owing.length),
  };
}

function foundRow(device: FoundDevice, separator: boolean): Row {
  return {
    ...owedColumn(device),
    serial: device.serial,
    name: dotted(device.name, shortened(device.assignedUser ?? '', LONGEST.name)),
    separator,
  };
}

function owedHint(found: number, owing: number): string {
  if (found === 0) return 'Refresh shows the devices, and what is still owed on them.';
  const what = found === 1 ? 'the device' : 'the devices';
  return owing === 0 ? '' : `It stays owed until the 48 months are over, whatever becomes of ${what}.`;
}

/** Rule 36: the commitment stays unless the other agency takes it over. */
function owedHintOfTransfer(found: readonly FoundDevice[], newAgency: string): string {
  const owing = found.some(({ owedCents }) => owedCents > 0);
  return owing ? `Your agency goes on paying it, unless ${shortened(newAgency, 12)} takes the commitment over.` : '';
}
