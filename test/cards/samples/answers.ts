import type { DeviceView } from '../../../src/desk/views/devices.ts';
import type { View } from '../../../src/desk/views.ts';
import { paidBy } from '../../../src/domain/commitment.ts';
import {
  CATALOG,
  commitment,
  daysAgo,
  FINN,
  HOSTILE,
  laptop,
  legacy,
  MAX,
  NOW,
  OTS,
  PARKS,
  RITA,
  WANDA,
} from './world.ts';

function device(changes: Partial<DeviceView> = {}): DeviceView {
  const { rateCents, billingCode } = commitment('7BLUE01');
  return {
    card: 'device',
    device: laptop('7BLUE01'),
    underWay: null,
    agency: PARKS,
    commitment: { rateCents, billingCode, paid: paidBy(commitment('7BLUE01'), '2026-11'), passedOn: null },
    supportCents: 2500,
    history: [
      {
        at: '2024-07-14T15:20:00.000Z',
        what: 'Deployed',
        by: FINN.name,
        role: 'field operations',
        request: 'PARKS-0007',
      },
      {
        at: '2024-07-12T19:02:00.000Z',
        what: 'Staged, label on',
        by: WANDA.name,
        role: 'warehouse',
        request: 'PARKS-0007',
      },
      { at: '2024-07-11T14:47:00.000Z', what: 'Imaged', by: WANDA.name, role: 'warehouse', request: 'PARKS-0007' },
      { at: '2024-07-09T16:11:00.000Z', what: 'Received', by: WANDA.name, role: 'warehouse', request: 'PARKS-0007' },
    ],
    canAsk: true,
    canCorrect: false,
    canReport: true,
    canTakeOut: false,
    canSwap: false,
    canLabel: false,
    canTag: false,
    hasCertificate: changes.device != null && changes.device.sanitized !== null,
    now: NOW,
    ...changes,
  };
}

const reserve = laptop('7BLUE04', {
  status: 'disaster reserve',
  assignedUser: null,
  location: 'EUC warehouse',
  support: [],
});

export const ANSWER_VIEWS: Readonly<Record<string, View>> = {
  'welcome-requester': {
    card: 'welcome',
    person: RITA,
    agency: PARKS,
    can: {
      order: true,
      purchase: false,
      approve: false,
      delegate: false,
      work: false,
      list: false,
      report: true,
      swap: false,
      bill: false,
      correct: false,
      inventory: false,
    },
    note: null,
  },
  'welcome-approver': {
    card: 'welcome',
    person: MAX,
    agency: PARKS,
    can: {
      order: true,
      purchase: false,
      approve: true,
      delegate: true,
      work: false,
      list: true,
      report: true,
      swap: false,
      bill: true,
      correct: true,
      inventory: true,
    },
    note: null,
  },
  'welcome-euc': {
    card: 'welcome',
    person: WANDA,
    agency: OTS,
    can: {
      order: false,
      purchase: false,
      approve: true,
      delegate: true,
      work: true,
      list: true,
      report: true,
      swap: true,
      bill: false,
      correct: true,
      inventory: true,
    },
    note: null,
  },
  'welcome-note': {
    card: 'welcome',
    person: RITA,
    agency: PARKS,
    can: {
      order: true,
      purchase: false,
      approve: false,
      delegate: false,
      work: false,
      list: false,
      report: true,
      swap: false,
      bill: false,
      correct: false,
      inventory: false,
    },
    note: `I do not know what to do with “${HOSTILE.link}”.`,
  },
  'file-link': {
    card: 'file',
    name: 'certificate-7BLUE03.pdf',
    isTooLong: false,
    title: 'Sanitization certificate',
    about: '7BLUE03 · PARKS-6D4N9W',
    back: { title: 'Back to the device', verb: 'device.open', data: { serial: '7BLUE03' } },
    way: { by: 'link', url: 'http://127.0.0.1:3978/files/eyJwIjoiMSJ9.c2lnbmVk', minutes: 15 },
  },
  'file-teams': {
    card: 'file',
    name: 'certificate-7BLUE03-20261124-151400.pdf',
    isTooLong: false,
    title: 'Sanitization certificate',
    about: '7BLUE03 · PARKS-6D4N9W',
    back: { title: 'Back to the device', verb: 'device.open', data: { serial: '7BLUE03' } },
    way: { by: 'Teams', asked: { file: 'certificate', request: 'PARKS-6D4N9W', serial: '7BLUE03' }, bytes: 13_768 },
  },
  'device-in-service': device(),
  'device-for-euc': device({
    canAsk: false,
    canCorrect: true,
    canReport: true,
    canTakeOut: true,
    canSwap: true,
    canLabel: true,
  }),
  'device-legacy': device({ device: legacy('5CG0000001'), commitment: null, history: [], canAsk: false }),
  'device-open-request': device({
    device: laptop('7BLUE02', { openRequest: 'PARKS-7K3M9Q', status: 'staged' }),
    underWay: { step: 'dispatch' },
    supportCents: 0,
  }),
  'device-reserve': device({
    device: reserve,
    commitment: {
      rateCents: 3292,
      billingCode: 'PARKS-100',
      paid: paidBy(commitment('7BLUE04', null), '2026-11'),
      passedOn: null,
    },
    supportCents: 0,
  }),
  'device-spare': device({
    device: laptop('7BLUE03', {
      status: 'spare',
      assignedUser: null,
      location: 'EUC warehouse',
      support: [{ from: '2024-07-14', to: '2026-11-20' }],
      sanitized: { on: '2026-11-20', method: 'purge', request: 'PARKS-6D4N9W' },
    }),
    supportCents: 0,
  }),
  'device-spare-imported': device({
    device: laptop('7BLUE03', {
      status: 'spare',
      assignedUser: null,
      location: 'EUC warehouse',
      sanitized: { on: '2025-11-20', method: 'clear', request: 'PARKS-000000' },
    }),
    supportCents: 0,
    history: [],
    hasCertificate: false,
  }),
  'device-retired': device({
    device: legacy('5CG0000002', {
      status: 'retired',
      assignedUser: null,
      location: null,
      support: [{ from: '2023-01-16', to: '2025-12-01' }],
      sanitized: { on: '2025-12-01', method: 'destroy', request: 'PARKS-6D4N9W' },
    }),
    commitment: null,
    supportCents: 0,
    history: [],
  }),
  'device-collected': device({
    device: laptop('7BLUE02', { openRequest: 'PARKS-6D4N9W', status: 'collected' }),
    underWay: { step: 'sanitize' },
  }),
  'device-brought-back': device({
    device: laptop('8KLM2X3', { openRequest: 'PARKS-7K3M9Q', status: 'in transit', support: [] }),
    underWay: { step: 'bring back' },
    commitment: null,
    supportCents: 0,
  }),
  'device-in-stock': device({
    device: laptop('8KLM2X4', { status: 'received', support: [], labelled: false, assignedUser: null, location: null }),
    commitment: null,
    supportCents: 0,
    canAsk: false,
  }),
  ...Object.fromEntries(
    Object.entries({ first: '2026-11', second: '2026-10', halfway: '2024-11', last: '2022-12' }).map(
      ([name, begun]) => {
        const { rateCents, billingCode, ...lease } = commitment('7BLUE01', begun);
        const paid = paidBy({ rateCents, billingCode, ...lease }, '2026-11');
        return [`device-${name}-month`, device({ commitment: { rateCents, billingCode, paid, passedOn: null } })];
      },
    ),
  ),
  'device-paid-off': device({
    commitment: {
      rateCents: 3292,
      billingCode: 'PARKS-200',
      paid: paidBy(commitment('7BLUE01', '2021-07'), '2026-11'),
      passedOn: null,
    },
  }),
  'device-long': device({
    device: laptop('ABCDEFGHIJKLMNOPQRSTUVWX', {
      model: HOSTILE.long,
      itemName: HOSTILE.template,
      location: HOSTILE.long,
      assignedUser: { id: null, name: HOSTILE.link },
    }),
    history: Array.from({ length: 60 }, (_, index) => ({
      at: daysAgo(index),
      what: `Moved to ${HOSTILE.long}`.slice(0, 160),
      by: HOSTILE.link,
      role: 'sanitization technician',
      request: 'PARKS-7K3M9Q',
    })),
  }),
  'devices-some': {
    card: 'devices',
    rows: [
      { serial: '7BLUE01', device: laptop('7BLUE01'), underWay: null },
      { serial: '5CG0000001', device: legacy('5CG0000001'), underWay: null },
      { serial: '7BLUE04', device: reserve, underWay: null },
      {
        serial: '8KLM2X3',
        device: laptop('8KLM2X3', { openRequest: 'PARKS-7K3M9Q', status: 'in transit' }),
        underWay: { step: 'bring back' },
      },
      { serial: '8REDX01', device: null, underWay: null },
    ],
    list: null,
  },
  'devices-many': {
    card: 'devices',
    rows: Array.from({ length: 90 }, (_, index) => ({
      serial: index % 2 === 0 ? `${HOSTILE.link}${HOSTILE.long}` : `7BLUE${100 + index}`,
      device:
        index % 2 === 0
          ? null
          : laptop(`7BLUE${100 + index}`, {
              location: HOSTILE.long,
              assignedUser: { id: null, name: HOSTILE.template },
            }),
      underWay: null,
    })),
    list: null,
  },
  'devices-page': {
    card: 'devices',
    rows: Array.from({ length: 8 }, (_, index) => ({
      serial: `7BLUE${21 + index}`,
      device: laptop(`7BLUE${21 + index}`, index % 3 === 0 ? { status: 'moving' } : {}),
      underWay: null,
    })),
    list: { which: 'room 2.12', total: 43, from: 8, after: 'opaque cursor' },
  },
  'devices-none-hostile': { card: 'devices', rows: [], list: { which: HOSTILE.link, total: 0, from: 0, after: null } },
  'admission-one': {
    card: 'admission',
    rows: [{ serial: '5CG0000001', found: true, admit: true, reason: 'in service', legacy: true }],
  },
  'admission-denied': {
    card: 'admission',
    rows: [{ serial: '8REDX01', found: true, admit: false, reason: 'unknown', legacy: false }],
  },
  'admission-some': {
    card: 'admission',
    rows: [
      { serial: '7BLUE01', found: true, admit: true, reason: 'in service', legacy: false },
      { serial: '5CG0000001', found: true, admit: true, reason: 'in service', legacy: true },
      { serial: '7BLUE03', found: true, admit: false, reason: 'spare', legacy: false },
      { serial: '8KLM2X1', found: true, admit: false, reason: 'not fulfilled', legacy: false },
    ],
  },
  'admission-not-found': { card: 'admission', rows: [{ serial: '8REDX01', found: false }] },
  'admission-some-not-found': {
    card: 'admission',
    rows: [
      { serial: '7BLUE01', found: true, admit: true, reason: 'in service', legacy: false },
      { serial: '8REDX01', found: false },
    ],
  },
  'admission-many': {
    card: 'admission',
    rows: Array.from({ length: 25 }, (_, index) => ({
      serial: `${HOSTILE.link.slice(0, 28)}${index}`,
      found: true,
      admit: index % 2 === 0,
      reason: 'disaster reserve',
      legacy: true,
    })),
  },
  'catalog-all': { card: 'catalog', catalog: CATALOG, items: CATALOG.items, canOrder: true },
  'notice-refused': {
    card: 'notice',
    tone: 'refused',
    title: 'Not found',
    text: 'There is no request PARKS-0001 that you can see. Check the number, or type requests for the list.',
    reference: null,
  },
  'notice-fine': {
    card: 'notice',
    tone: 'fine',
    title: 'Cancelled',
    text: 'The order form was put away. Nothing was sent.',
    reference: null,
  },
  'notice-broken': {
    card: 'notice',
    tone: 'broken',
    title: 'Something broke',
    text: `It is not your fault, and nothing was changed. Try again in a minute. ${HOSTILE.link}`,
    reference: '4F7A-90C2',
  },
};
