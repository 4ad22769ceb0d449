import type { ReceiveView } from '../../../src/desk/views/work.ts';
import type { View } from '../../../src/desk/views.ts';
import type { Problem } from '../../../src/domain/request/outcome.ts';
import type { Request } from '../../../src/domain/request/state.ts';
import { annex, approved, hugeInWork, imaging, receiving } from './request.ts';
import { HOSTILE } from './world.ts';

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

/** The same problem with so many devices. */
function alike(count: number, start: string, why: string, common: string): Problem[] {
  return Array.from({ length: count }, (_, index) => {
    const serial = `${start}${index}`;
    return { field: 'serials', text: `${serial} ${why}`, device: { serial, common } };
  });
}

const serials = Array.from({ length: 120 }, (_, index) => `8KLM${String(index).padStart(3, '0')}`);

/** Devices that come in. */
export const RECEIVE_VIEWS: Readonly<Record<string, View>> = {
  'receive-first': receive(approved),
  'receive-elsewhere': receive(annex),
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
    problems: [
      ...alike(
        30,
        '8KLM9',
        'has 6 characters, a Dell serial has 7. Scan it again.',
        'Not Dell serials, which have 7 characters',
      ),
      ...alike(
        2,
        '8REDX0',
        'is known already: in service at REV. Check the label.',
        'Known already, in service at REV',
      ),
    ],
    note: '40 standard laptops received.',
  }),
};
