import type { QueueRow, QueueView, WorkView } from '../../../src/desk/views/work.ts';
import type { View } from '../../../src/desk/views.ts';
import { nextStep, type Request } from '../../../src/domain/request/state.ts';
import { workStepSchema } from '../../../src/domain/work-steps.ts';
import { backApproved, giveApproved, moved, sanitized } from './changes.ts';
import { hugeInWork, imaging, receiving, staged } from './request.ts';
import { EVE, FINN, HOSTILE, WANDA } from './world.ts';

function task(step: QueueRow['step'], request: string, what: string, changes: Partial<QueueRow> = {}): QueueRow {
  return {
    step,
    request,
    item: step === 'receive' ? 'LT-STD' : null,
    what,
    serials: [],
    agency: 'PARKS',
    toAgency: null,
    becomes: null,
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
    labels: { needed: step === 'stage', without: [] },
    inputs: { serials: '', assignedUser: '', location: '', assignments: '', label: false },
    problems: [],
    note: null,
    ...changes,
  };
}

/** What waits for a step of a request whose devices were there before. */
export function waitingFor(request: Request, step: WorkView['step'] | 'sanitize') {
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

/** With who has the devices before they are fetched; of the last one it is not known. */
function held(view: WorkView): WorkView {
  const now = { assignedUser: 'Rita Reyes', location: 'Main Street 120, room 1.03' };
  const unknown = { assignedUser: null, location: null };
  const waiting = view.waiting.map((unit, index) => ({
    ...unit,
    ...(index > 0 && index + 1 === view.waiting.length ? unknown : now),
  }));
  return { ...view, waiting };
}

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
      task('collect', 'PARKS-6D4N9W', '3 standard laptops', {
        note: '1 of 4 collected',
        toAgency: 'REV',
        serials: ['7BLUE01', '7BLUE02', '7BLUE03'],
      }),
      task('sanitize', 'REV-3S7K2M', '1 standard laptop and 4 HP EliteBook 840', {
        agency: 'REV',
        requester: 'Ravi Rao',
        becomes: 'surplus',
        serials: ['8REDX01', '5CG0000101', '5CG0000102', '5CG0000103', '5CG0000104'],
      }),
      task('image', 'PARKS-4T8W2B', '2 power laptops', { requester: 'Nora Nash' }),
      task('re-image', 'PARKS-2V9B4C', 'Standard laptop 7BLUE02'),
      task('place', 'PARKS-8P3L6Z', 'HP EliteBook 840 5CG0000003', { becomes: 'disaster reserve' }),
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
    rows: [
      task('pick up', 'PARKS-5M8R2T', 'Standard laptop 7BLUE01'),
      task('collect', 'PARKS-6D4N9W', '3 standard laptops'),
    ],
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
  'work-stage-legacy': workOn(backApproved, 'stage', { labels: { needed: false, without: ['legacy'] } }),
  'work-stage-mixed': workOn(backApproved, 'stage', { labels: { needed: true, without: ['legacy'] } }),
  'work-stage-users': work(imaging, 'stage', {
    waiting: [
      { ...unnamed, location: 'Room 2.14' },
      { ...unnamed, serial: '8KLM2X2', location: 'Room 2.14' },
    ],
    unnamed: { users: 2, locations: 0 },
  }),
  'work-stage-places': work(imaging, 'stage', {
    waiting: [
      { ...unnamed, assignedUser: 'Nora Nash' },
      { ...unnamed, serial: '8KLM2X2', assignedUser: 'Nora Nash' },
    ],
    unnamed: { users: 0, locations: 2 },
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
  'work-pick-up': held(workOn(moved, 'pick up')),
  'work-collect': held(workOn(giveApproved, 'collect')),
  'work-place': workOn(sanitized, 'place', { unnamed: { users: 0, locations: 3 } }),
  'work-place-refused': workOn(sanitized, 'place', {
    unnamed: { users: 0, locations: 3 },
    problems: [{ field: 'location', text: 'Say where 5CG0000003 is kept.' }],
  }),
  'work-done': work(staged, 'image', { waiting: [], all: 2, done: 2, note: '2 imaged.' }),
};
