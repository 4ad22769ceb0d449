import type { ReceiveView, WorkView } from '../desk/views/work.ts';
import { countOf } from '../domain/catalog.ts';
import { wordsOfCorrections } from '../domain/corrections.ts';
import type { Device } from '../domain/device.ts';
import { spansOf } from '../domain/numbers.ts';
import type { Problem } from '../domain/request/outcome.ts';
import { isOrdered, nextStep, type Request, type Unit } from '../domain/request/state.ts';
import { deliveryOf } from '../domain/request/terms.ts';
import { WORK_STEPS } from '../domain/work-steps.ts';
import type { Dates } from './dates.ts';
import { forUnits } from './for-whom.ts';
import { band, head, LONGEST, lostSince, requestLine, sentence } from './parts.ts';
import { problemLines, problemOf, thingsToFix } from './problems.ts';
import type { CardData } from './template.ts';
import { counted, dotted, shortened } from './text.ts';
import { DESTINATIONS } from './wording.ts';

/** Serials a card lists. */
const MOST_HERE = 5;
const MOST_WAITING = 12;

const LABELS: Readonly<Record<string, string>> = {
  serials: 'Serial numbers',
  model: 'Model',
  warranty: 'Warranty until',
  assignedUser: 'Assigned user',
  location: 'Location',
  assignments: 'Assignments',
  label: 'Leased-device label',
  media: 'Media',
  mediaSerial: 'Media serial',
  method: 'Method',
  technique: 'Technique',
  tool: 'Tool',
  toolVersion: 'Tool version',
  verification: 'Verification',
  validator: 'Validator',
};

/** What stands at the top of a card with a step of work: what came of the click, or what is to do. */
export function workBand(
  title: string,
  fact: string,
  done: boolean,
  note: string | null,
  problems: readonly Problem[],
): CardData {
  const outcome = note?.replace(/\.$/, '') ?? null;
  if (problems.length > 0) {
    const lines = problemLines(problems, (field) => LABELS[field] ?? '');
    return band(outcome === null ? 'attention' : 'warning', outcome ?? thingsToFix(problems), fact, lines);
  }
  if (done) return band('good', `✓ ${title}`, fact, sentence(note));
  return band(outcome === null ? 'accent' : 'good', outcome ?? title, fact);
}

/** Devices of one item coming in (Rule 24). */
export function receive({ request, line, here, justNow, toCome, inputs, problems, note }: ReceiveView): CardData {
  const all = here.length + toCome;
  const rest = here.length - MOST_HERE;
  const ofLine = request.units.filter(({ item, cancelled }) => item === line.item && !cancelled);
  const delivery = deliveryOf(request);
  const title = toCome === 0 ? 'All received' : here.length === 0 ? 'Waiting for delivery' : 'Partly received';
  return {
    ...workBand(title, `${here.length} of ${all} here`, toCome === 0, note, problems),
    ...head(
      requestLine(request),
      `Receive ${countOf(line, all)}`,
      forUnits(request, ofLine, request.requester.name),
      `Delivery to ${delivery === null ? 'the EUC warehouse' : shortened(delivery, LONGEST.place)}`,
    ),
    here: here
      .slice(0, MOST_HERE)
      .map((serial, index) => ({ serial, line: index < justNow ? 'received just now' : '' })),
    moreHere: rest > 0 ? `And ${rest} more.` : '',
    hasMore: toCome > 0,
    toCome: `${toCome} of ${all}`,
    serials: inputs.serials,
    serialsProblem: problemOf(problems, 'serials'),
    model: inputs.model,
    modelProblem: problemOf(problems, 'model'),
    /** A date input takes nothing but a day. */
    warranty: /^\d{4}-\d\d-\d\d$/.test(inputs.warranty) ? inputs.warranty : '',
    warrantyProblem: problemOf(problems, 'warranty'),
    request: request.id,
    item: line.item,
    showDesk: problems.length > 0,
  };
}

/** A step on devices that are in the house (Rules 19, 24 to 26 and 34 to 39). */
export function work(view: WorkView, dates: Dates): CardData {
  const { request, step, waiting, all, done, unnamed, problems, note } = view;
  const { verb, done: past } = WORK_STEPS[step];
  const rest = waiting.length - MOST_WAITING;
  const finished = waiting.length === 0;
  const takers = request.units.filter(({ plan, cancelled }) => plan.includes(step) && !cancelled);
  const taking = takers.filter((unit) => nextStep(unit) === step);
  return {
    ...workBand(
      finished
        ? done === all
          ? `All ${past.toLowerCase()}`
          : 'Nothing to do here now'
        : `Ready to ${verb.toLowerCase()}`,
      `${done} of ${all} ${past.toLowerCase()}`,
      finished && done === all,
      note,
      problems,
    ),
    ...head(
      requestLine(request),
      finished ? `${verb} ${counted(all, 'device')}` : `${verb} ${counted(waiting.length, 'device')}`,
      forUnits(request, finished ? takers : taking, request.requester.name),
    ),
    waiting: waiting.slice(0, MOST_WAITING).map((unit, index) => ({
      serial: unit.serial,
      name: dotted(unit.name, lostWords(request, unit.serial, dates)),
      ...placeOf(unit, step, request),
      separator: index > 0,
    })),
    moreWaiting: rest > 0 ? `And ${rest} more.` : '',
    hasMore: !finished,
    formTitle: formTitle(step, unnamed),
    ...fieldsOf(view),
    ...Object.fromEntries(
      ['serials', 'assignedUser', 'location', 'assignments', 'label'].map((id) => [
        `${id}Problem`,
        problemOf(problems, id),
      ]),
    ),
    button: verb,
    hasLabels: step === 'stage' && !finished && view.labels.needed,
    step,
    request: request.id,
    units: spansOf(taking.map(({ no }) => no)),
    showDesk: problems.length > 0,
  };
}

/** What was reported of a device that is gone. */
function lostWords({ units }: Request, serial: string, dates: Dates): string {
  const lost = units.find((unit) => unit.serial === serial)?.lost;
  return lost === undefined ? '' : lostSince(lost, (day) => dates.day(day));
}

/** Who has a device now and where, as it is fetched; for whom it is or where it ends, in every later step. What is for reserve is for nobody. */
function placeOf(
  { serial, assignedUser, location }: WorkView['waiting'][number],
  step: WorkView['step'],
  { units }: Request,
): { who: string; where: string } {
  const unit = units.find((unit) => unit.serial === serial);
  if (unit?.corrects !== undefined)
    return { who: shortened(wordsOfCorrections(unit.corrects), LONGEST.reason), where: '' };
  const becomes = unit?.becomes ?? null;
  const isNew = unit !== undefined && isOrdered(unit);
  if (unit !== undefined && step === 'bring back') return comingBack(unit);
  if (becomes !== null && (step === 'place' || isNew)) {
    return { who: DESTINATIONS[becomes].toBe, where: isNew ? shortened(location ?? '', LONGEST.name) : '' };
  }
  if (step === 'pick up' || step === 'collect') {
    const now = shortened(assignedUser ?? 'nobody', LONGEST.name);
    return { who: `with ${now}`, where: shortened(location ?? 'place not on record', LONGEST.place) };
  }
  const who = shortened(assignedUser ?? 'user to be named', LONGEST.name);
  return { who, where: shortened(location ?? 'location to be named', LONGEST.name) };
}

/** Whom a cancelled device was for, and how far it has come. */
function comingBack({ assignedUser, becomes, plan }: Unit): { who: string; where: string } {
  const was = becomes === null ? (assignedUser?.name ?? 'nobody yet') : becomes;
  const where = plan.includes('dispatch') ? 'dispatched, on its way' : 'staged, ready to leave';
  return { who: `was for ${shortened(was, LONGEST.name)}`, where };
}

function formTitle(step: WorkView['step'], { users, locations }: WorkView['unnamed']): string {
  if (users + locations === 0) return 'Which devices';
  return step === 'place' || users === 0 ? 'Which devices, and where' : 'Which devices, and for whom';
}

/** Staging names people and places (Rule 9) and asks for the leased-device label (Rule 25); placing names the place. */
function fieldsOf({ step, waiting, unnamed, inputs, labels }: WorkView): CardData {
  const staging = step === 'stage';
  const asksUser = staging && unnamed.users > 0;
  const asksLocation = unnamed.locations > 0;
  const [first] = waiting;
  return {
    serials: inputs.serials,
    ...serialsWords(waiting),
    asksUser,
    assignedUser: inputs.assignedUser,
    asksLocation,
    /** Placing cannot do without; at staging each device may have a line of its own. */
    locationLabel: staging ? 'Location' : 'Location *',
    locationPlaceholder: staging ? 'where they go' : waiting.length === 1 ? 'where it is kept' : 'where they are kept',
    location: inputs.location,
    // What was refused in it stays to be seen, though one device is left.
    asksAssignments: staging && (asksUser || asksLocation) && (waiting.length > 1 || inputs.assignments !== ''),
    assignments: inputs.assignments,
    assignmentsPlaceholder: `${first?.serial ?? 'SERIAL'}, ${openWords(unnamed)}`,
    assignmentsHint: staging && (asksUser || asksLocation) ? unnamedWords(unnamed, waiting.length) : '',
    asksLabel: staging && labels.needed,
    label: String(inputs.label),
    labelHint: staging ? labelHint(labels) : '',
  };
}

function labelHint({ needed, without }: WorkView['labels']): string {
  const none = without.map((origin) => NO_LABEL[origin]);
  if (needed) return `It shows the service-desk phone number.${none.map((words) => ` Not for ${words}.`).join('')}`;
  return none.length === 0 ? '' : `No leased-device label: ${none.join('; ')}.`;
}

/** Who bears no leased-device label, and what instead. */
const NO_LABEL: Readonly<Record<Device['origin'], string>> = {
  'line of service': '',
  purchased: 'what is purchased bears the agency’s own tag',
  legacy: 'what the agency had before leasing bears none',
};

/** What stands in and under the field of serials, which only picks some of those that wait. */
export function serialsWords(waiting: readonly { serial: string }[]): CardData {
  const [only] = waiting;
  const one = waiting.length === 1;
  return {
    serialsPlaceholder: one ? (only?.serial ?? '') : 'only if not all of them',
    serialsHint: one ? 'Leave it empty: there is only this one.' : `Leave it empty for all ${waiting.length}.`,
  };
}

function unnamedWords({ users, locations }: WorkView['unnamed'], waiting: number): string {
  const still = [
    ...(users > 0 ? [`${counted(users, 'user')}`] : []),
    ...(locations > 0 ? [`${counted(locations, 'location')}`] : []),
  ];
  const how =
    waiting > 1
      ? ` Name one for all above, or each device on a line of its own: serial, ${openWords({ users, locations })}.`
      : '';
  return `Still to be named: ${still.join(' and ')}.${how}`;
}

/** What a line says of a device beside its serial: only what is open. */
function openWords({ users, locations }: WorkView['unnamed']): string {
  return [users > 0 ? 'name' : '', locations > 0 ? 'place' : ''].filter((word) => word !== '').join(', ');
}
