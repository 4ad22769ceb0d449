import type { SanitizeView } from '../../../src/desk/views/work.ts';
import type { View } from '../../../src/desk/views.ts';
import type { Request } from '../../../src/domain/request/state.ts';
import { collected, largeCollected, surplus } from './changes.ts';
import { waitingFor } from './work.ts';
import { EVE, HOSTILE, VERA } from './world.ts';

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

/** Data that are removed. */
export const SANITIZE_VIEWS: Readonly<Record<string, View>> = {
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
};
