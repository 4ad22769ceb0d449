import type { QueueRow, QueueView, ReceiveView, SanitizeView, WorkView } from '../../../src/desk/views/work.ts';
import type { View } from '../../../src/desk/views.ts';
import { nextStep, type Request } from '../../../src/domain/request/state.ts';
import { workStepSchema } from '../../../src/domain/work-steps.ts';
import { collected, giveApproved, largeCollected, moved, sanitized, surplus } from './changes.ts';
import { approved, hugeInWork, imaging, receiving, staged } from './request.ts';
import { EVE, FINN, HOSTILE, VERA, WANDA } from './world.ts';

function task(step: QueueRow['step'], request: string, what: string, changes: Partial<QueueRow> = {}): QueueRow {
  return {
    step,
    request,
    item: step === 'receive' ? 'LT-STD' : null,
    what,
    agency: 'PARKS',
    requester: 'Rita Reyes',
    units: 1,
    note: null,
    late: null,
    blocked: null,
    ...changes,
  };
}

const ROWS: QueueRow[] = [
  task('receive', 'REV-2H7K4M', '3 standard laptops', { agency: 'REV', requester: 'Ravi Rao', late: 9 }),
  task('receive', 'PARKS-9D2F6H', '1 tablet', { item: 'TB-STD' }),
  task('receive', 'PARKS-1C5V7N', '3 docking stations', { item: 'DK-STD', note: '2 of 5 here' }),
  task('image', 'PARKS-7K3M9Q', 'Standard laptop 8KLM2X4', { note: '1 of 2 left' }),
  task('image', 'PARKS-4T8W2B', '2 power laptops', {
    requester: 'Nora Nash',
    blocked: 'No ticket number: may not leave',
  }),
  task('stage', 'REV-5N9Q3R', '2 standard desktops', { agency: 'REV', requester: 'Ravi Rao' }),
];

function queue(changes: Partial<QueueView> = {}): QueueView {
  return {
    card: 'queue',
    person: WANDA,
    which: { verb: null, agency: null },
    counts: [
      { step: 'receive', rows: 3, units: 7, late: 1 },
      { step: 'image', rows: 2, units: 3, late: 0 },
      { step: 'stage', rows: 2, units: 4, late: 0 },
    ],
    rows: ROWS,
    total: 7,
    from: 0,
    size: 6,
    ...changes,
  };
}

function lineOf(request: Request, item: string): Request['quote']['lines'][number] {
  const line = request.quote.lines.find((line) => line.item === item);
  if (line === undefined) throw new Error(`no ${item} in ${request.id}`);
  return line;
}

function receive(request: Request, changes: Partial<ReceiveView> = {}): ReceiveView {
  return {
    card: 'receive',
    request,
    line: lineOf(request, 'LT-STD'),
    here: [],
    justNow: 0,
    toCome: 2,
    inputs: { serials: '', model: '', warranty: '' },
    problems: [],
    note: null,
    ...changes,
  };
}

function work(request: Request, step: WorkView['step'], changes: Partial<WorkView> = {}): WorkView {
  return {
    card: 'work',
    request,
    step,
    waiting: [
      {
        serial: '8KLM2X1',
        name: 'Standard laptop',
        assignedUser: 'Nora Nash',
        location: 'Baton Rouge, Main Street 120, room 2.14',
      },
      {
        serial: '8KLM2X2',
        name: 'Standard laptop',
        assignedUser: 'Nora Nash',
        location: 'Baton Rouge, Main Street 120, room 2.14',
      },
    ],
    all: 2,
    done: 0,
    unnamed: { users: 0, locations: 0 },
    inputs: { serials: '', assignedUser: '', location: '', assignments: '', label: false },
    problems: [],
    note: null,
    ...changes,
  };
}

/** What waits for a step of a request whose devices were there before. */
function waitingFor(request: Request, step: WorkView['step'] | 'sanitize') {
  return request.units
    .filter((unit) => nextStep(unit) === step)
    .map(({ serial, name, assignedUser, location, becomes }) => {
      return { serial: serial ?? '', name, assignedUser: assignedUser?.name ?? null, location, becomes };
    });
}

export function workOn(request: Request, step: WorkView['step'], changes: Partial<WorkView> = {}): WorkView {
  const waiting = waitingFor(request, step).map(({ becomes: _, ...unit }) => unit);
  return work(request, step, { waiting, all: request.units.length, ...changes });
}

function sanitize(request: Request, changes: Partial<SanitizeView> = {}): SanitizeView {
  const waiting = waitingFor(request, 'sanitize').map(({ serial, name, becomes }) => ({ serial, name, becomes }));
  return {
    card: 'sanitize',
    request,
    waiting,
    all: request.units.length,
    done: request.units.length - waiting.length,
    validators: [VERA, EVE].map(({ id, name }) => ({ id, name })),
    inputs: {
      serials: '',
      media: 'flash',
      mediaSerial: '',
      method: '',
      technique: '',
      tool: '',
      toolVersion: '',
      verification: '',
      validator: '',
    },
    problems: [],
    note: null,
    ...changes,
  };
}

const FILLED_IN: SanitizeView['inputs'] = {
  serials: '',
  media: 'flash',
  mediaSerial: 'S4EVNX0N903127',
  method: 'clear',
  technique: 'degauss',
  tool: 'Blancco Drive Eraser',
  toolVersion: '7.12',
  verification: 'Read back, no data found',
  validator: VERA.id,
};

const serials = Array.from({ length: 120 }, (_, index) => `8KLM${String(index).padStart(3, '0')}`);
const unnamed = { serial: '8KLM2X1', name: 'Standard laptop', assignedUser: null, location: null };

export const WORK_VIEWS: Readonly<Record<string, View>> = {
  'queue-some': queue(),
  'queue-every-role': queue({
    person: EVE,
    counts: [
      ...queue().counts,
      { step: 'dispatch', rows: 12, units: 120, late: 2 },
      { step: 'deploy', rows: 1, units: 250, late: 0 },
    ],
    rows: [
      ...ROWS.slice(3),
      task('dispatch', 'PARKS-8F4G6J', '40 standard laptops', { late: 12 }),
      task('deploy', 'PARKS-6B3C9D', 'Standard laptop 7BLUE05'),
    ],
    total: 20,
    from: 3,
  }),
  'queue-one-step': queue({
    which: { verb: 'Receive', agency: 'PARKS' },
    counts: queue().counts.map((count) => ({ ...count, rows: count.rows * 1200, units: count.units * 1200 })),
    rows: ROWS.slice(1, 3),
    total: 3600,
    from: 6,
  }),
  'queue-all-steps': queue({
    person: EVE,
    counts: workStepSchema.exclude(['hand over']).options.map((step, index) => ({
      step,
      rows: index + 1,
      units: 12 * index + 1,
      late: index === 0 ? 1 : 0,
    })),
    rows: [
      task('pick up', 'PARKS-5M8R2T', 'Standard laptop 7BLUE01'),
      task('collect', 'PARKS-6D4N9W', '3 devices', { note: '1 of 4 collected' }),
      task('sanitize', 'REV-3S7K2M', '2 devices', { agency: 'REV', requester: 'Ravi Rao' }),
      task('image', 'PARKS-4T8W2B', '2 power laptops', { requester: 'Nora Nash' }),
      task('re-image', 'PARKS-2V9B4C', 'Standard laptop 7BLUE02'),
      task('place', 'PARKS-8P3L6Z', 'HP EliteBook 840 5CG0000003'),
    ],
    total: 55,
  }),
  'queue-field': queue({
    person: FINN,
    counts: [
      { step: 'pick up', rows: 1, units: 1, late: 0 },
      { step: 'collect', rows: 1, units: 3, late: 0 },
      { step: 'sanitize', rows: 0, units: 0, late: 0 },
      { step: 'dispatch', rows: 0, units: 0, late: 0 },
      { step: 'deploy', rows: 0, units: 0, late: 0 },
    ],
    rows: [task('pick up', 'PARKS-5M8R2T', 'Standard laptop 7BLUE01'), task('collect', 'PARKS-6D4N9W', '3 devices')],
    total: 2,
  }),
  'queue-empty': queue({ counts: [], rows: [], total: 0 }),
  'queue-hostile': queue({
    rows: Array.from({ length: 30 }, (_, index) =>
      task(index % 2 === 0 ? 'receive' : 'deploy', 'PARKS-7K3M9Q', HOSTILE.link, {
        requester: HOSTILE.long,
        note: HOSTILE.template,
        blocked: HOSTILE.html,
        late: 9,
      }),
    ),
    total: 30,
    size: 30,
  }),
  'receive-first': receive(approved),
  'receive-partly': receive(receiving, {
    here: ['8KLM2X3'],
    justNow: 1,
    toCome: 1,
    inputs: { serials: '8KLM2X', model: 'Dell Latitude 5450', warranty: '2029-11-23' },
    problems: [{ field: 'serials', text: '8KLM2X has 6 characters, a Dell serial has 7. Scan it again.' }],
    note: '1 received, 1 to check.',
  }),
  'receive-refused': receive(approved, {
    inputs: { serials: '8KLM2X1\n8KLM2X2\n8KLM2X3', model: 'Dell Latitude 5450', warranty: '2029-11-23' },
    problems: [{ field: 'serials', text: '3 new serials, but 2 units are still to come. Nothing was received.' }],
  }),
  'receive-all': receive(imaging, {
    here: ['8KLM2X2', '8KLM2X1'],
    justNow: 2,
    toCome: 0,
    note: '2 standard laptops received.',
  }),
  'receive-large': receive(hugeInWork, {
    here: serials,
    justNow: 40,
    toCome: 130,
    inputs: { serials: HOSTILE.link, model: HOSTILE.template, warranty: 'never' },
    problems: Array.from({ length: 12 }, (_, index) => ({
      field: 'serials',
      text: `8KLM9${index} has 6 characters, a Dell serial has 7. Scan it again.`,
    })),
    note: '40 standard laptops received.',
  }),
  'work-image': work(receiving, 'image'),
  'work-stage': work(imaging, 'stage', {
    waiting: [{ serial: '8KLM2X1', name: 'Standard laptop', assignedUser: 'Nora Nash', location: 'Room 2.14' }],
    done: 1,
  }),
  'work-stage-unnamed': work(imaging, 'stage', {
    waiting: [unnamed, { ...unnamed, serial: '8KLM2X2' }],
    unnamed: { users: 2, locations: 2 },
    inputs: {
      serials: '',
      assignedUser: '',
      location: 'Baton Rouge',
      assignments: '8KLM2X1, Nora Nash, room 2.14',
      label: false,
    },
    problems: [
      { field: 'label', text: 'Put the leased-device label on first, then say so here.' },
      { field: 'assignedUser', text: 'Say who gets the devices that are still to be named.' },
    ],
  }),
  'work-dispatch': work(staged, 'dispatch', { note: '1 dispatched.', all: 3, done: 1 }),
  'work-deploy-large': work(hugeInWork, 'deploy', {
    waiting: serials.map((serial) => ({
      serial,
      name: 'Standard laptop',
      assignedUser: HOSTILE.link,
      location: HOSTILE.long,
    })),
    all: 250,
    done: 130,
  }),
  'work-pick-up': workOn(moved, 'pick up'),
  'work-collect': workOn(giveApproved, 'collect'),
  'work-place': workOn(sanitized, 'place', { unnamed: { users: 0, locations: 3 } }),
  'work-place-refused': workOn(sanitized, 'place', {
    unnamed: { users: 0, locations: 3 },
    problems: [{ field: 'location', text: 'Say where 5CG0000003 is kept.' }],
  }),
  'sanitize-first': sanitize(collected),
  'sanitize-one': sanitize(surplus),
  'sanitize-refused': sanitize(surplus, {
    inputs: FILLED_IN,
    problems: [
      { field: 'technique', text: 'Degauss does not serve for flash storage. Choose another technique.' },
      { field: 'method', text: '5CG0000003: Clear is not enough for surplus: purge or destroy it.' },
      { field: 'validator', text: 'The validator must be somebody else than who did it.' },
    ],
  }),
  'sanitize-nobody': sanitize(surplus, { validators: [] }),
  'sanitize-large': sanitize(largeCollected, {
    waiting: sanitize(largeCollected).waiting.map((unit, index) =>
      index % 2 === 0 ? { ...unit, name: HOSTILE.link } : { ...unit, becomes: 'spare' },
    ),
    done: 4,
    note: '4 devices sanitized, 12 to check.',
    inputs: { ...FILLED_IN, mediaSerial: HOSTILE.link, tool: HOSTILE.template, verification: HOSTILE.list },
    problems: Array.from({ length: 12 }, (_, index) => ({
      field: 'serials',
      text: `7GREEN${index} waits for something else.`,
    })),
    validators: Array.from({ length: 80 }, (_, index) => ({ id: `person ${index}`, name: HOSTILE.link })),
  }),
  'work-done': work(staged, 'image', { waiting: [], all: 2, done: 2, note: '2 imaged.' }),
};
