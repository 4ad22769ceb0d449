import type { NamedView } from '../../../src/desk/views/named.ts';
import type { View } from '../../../src/desk/views.ts';
import type { Unit } from '../../../src/domain/request/state.ts';
import { certify } from '../../../src/domain/sanitization.ts';
import { FINN, HOSTILE, NORA, NOW, RITA, VERA } from './world.ts';

function unit(no: number, changes: Partial<Unit> = {}): Unit {
  const who = { assignedUser: null, location: null, becomes: 'surplus', monthsOwed: 0, owedCents: 0 } as const;
  const plan: Unit['plan'] = ['collect', 'sanitize', 'place'];
  const serial = `7BLUE0${no}`;
  return { no, item: 'LT-STD', name: 'Standard laptop', plan, done: 0, serial, ...who, cancelled: false, ...changes };
}

function rows(units: readonly Unit[], location = ''): NamedView['rows'] {
  return units.map((unit) => ({ serial: unit.serial ?? '', name: unit.name, location, unit }));
}

const certificate = certify({
  serial: '7BLUE01',
  agency: 'PARKS',
  request: 'PARKS-6D4N9W',
  model: 'Dell Latitude 5430',
  performer: { id: FINN.id, name: FINN.name },
  validator: { id: VERA.id, name: VERA.name },
  media: 'flash',
  mediaSerial: 'S4EVNX0N903127',
  method: 'purge',
  technique: 'cryptographic erase',
  tool: 'Blancco Drive Eraser',
  toolVersion: '7.12',
  verification: 'read back, no data found',
  destination: 'surplus',
  date: NOW.day,
});

function named(about: NamedView['about'], of: NamedView['rows'], changes: Partial<NamedView> = {}): NamedView {
  const request = { request: 'PARKS-6D4N9W', agency: 'PARKS' };
  return { card: 'named', ...request, about, rows: of, total: of.length, now: NOW, ...changes };
}

const validator = { as: 'validator', certificate } as const;
const user = { as: 'user', to: { id: NORA.id, name: NORA.name }, requester: RITA, toAgency: null } as const;
const hostile = { ...certificate, performer: { id: null, name: HOSTILE.link }, tool: HOSTILE.long };
const place = 'Baton Rouge, room 2.12';
const move = { becomes: null, plan: ['pick up', 're-image', 'deploy'] satisfies Unit['plan'] } as const;

/** What somebody is told who is named, or has a device that is. */
export const NAMED_VIEWS: Readonly<Record<string, View>> = {
  'named-validator': named(validator, rows([unit(1)])),
  'named-validator-many': named(validator, rows([1, 2, 3, 4, 5, 6, 7, 8].map((no) => unit(no))), {
    total: 43,
    again: true,
  }),
  'named-validator-hostile': named(
    { ...validator, certificate: { ...hostile, verification: HOSTILE.list } },
    rows([unit(1, { name: HOSTILE.template })]),
  ),
  'named-user': named(user, rows([unit(1)], place)),
  'named-user-some': named(
    user,
    rows(
      [
        unit(1, { ...move, plan: [...move.plan], assignedUser: { id: null, name: 'Sam Stone' } }),
        unit(2, { becomes: null, plan: ['pick up', 'deploy'], assignedUser: { id: NORA.id, name: NORA.name } }),
      ],
      place,
    ),
  ),
  'named-user-transfer': named({ ...user, toAgency: 'REV' }, rows([unit(1, { becomes: null })], HOSTILE.long)),
};
