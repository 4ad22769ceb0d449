import type { QueueRow, QueueView, ReceiveView, WorkView } from '../../../src/desk/views/work.ts';
import type { View } from '../../../src/desk/views.ts';
import type { Request } from '../../../src/domain/request/state.ts';
import { approved, hugeInWork, imaging, receiving, staged } from './request.ts';
import { EVE, HOSTILE, WANDA } from './world.ts';

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
    counts: [
      { step: 'receive', requests: 3, units: 7, late: 1 },
      { step: 'image', requests: 2, units: 3, late: 0 },
      { step: 'stage', requests: 2, units: 4, late: 0 },
    ],
    rows: ROWS,
    total: 7,
    from: 0,
    size: 6,
    note: null,
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

const serials = Array.from({ length: 120 }, (_, index) => `8KLM${String(index).padStart(3, '0')}`);
const unnamed = { serial: '8KLM2X1', name: 'Standard laptop', assignedUser: null, location: null };

export const WORK_VIEWS: Readonly<Record<string, View>> = {
  'queue-some': queue(),
  'queue-every-role': queue({
    person: EVE,
    counts: [
      ...queue().counts,
      { step: 'dispatch', requests: 12, units: 120, late: 2 },
      { step: 'deploy', requests: 1, units: 250, late: 0 },
    ],
    rows: [
      ...ROWS.slice(3),
      task('dispatch', 'PARKS-8F4G6J', '40 standard laptops', { late: 12 }),
      task('deploy', 'PARKS-6B3C9D', 'Standard laptop 7BLUE05'),
    ],
    total: 20,
    from: 3,
    note: 'PARKS-7K3M9Q: 2 standard laptops imaged.',
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
  'work-done': work(staged, 'image', { waiting: [], all: 2, done: 2, note: '2 imaged.' }),
};
