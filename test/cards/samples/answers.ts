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
    agency: PARKS,
    commitment: { rateCents, billingCode, paid: paidBy(commitment('7BLUE01'), '2026-11') },
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
    canOrder: true,
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
    can: { order: true, approve: false, work: false },
    note: null,
  },
  'welcome-approver': {
    card: 'welcome',
    person: MAX,
    agency: PARKS,
    can: { order: true, approve: true, work: false },
    note: null,
  },
  'welcome-euc': {
    card: 'welcome',
    person: WANDA,
    agency: OTS,
    can: { order: false, approve: true, work: true },
    note: null,
  },
  'welcome-note': {
    card: 'welcome',
    person: RITA,
    agency: PARKS,
    can: { order: true, approve: false, work: false },
    note: `I do not know what to do with “${HOSTILE.link}”.`,
  },
  'device-in-service': device(),
  'device-legacy': device({ device: legacy('5CG0000001'), commitment: null, history: [], canOrder: false }),
  'device-open-request': device({
    device: laptop('7BLUE02', { openRequest: 'PARKS-7K3M9Q', status: 'staged' }),
    supportCents: 0,
  }),
  'device-reserve': device({
    device: reserve,
    commitment: { rateCents: 3292, billingCode: 'PARKS-100', paid: paidBy(commitment('7BLUE04', null), '2026-11') },
    supportCents: 0,
  }),
  'device-paid-off': device({
    commitment: {
      rateCents: 3292,
      billingCode: 'PARKS-200',
      paid: paidBy(commitment('7BLUE01', '2021-07'), '2026-11'),
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
      { serial: '7BLUE01', device: laptop('7BLUE01') },
      { serial: '5CG0000001', device: legacy('5CG0000001') },
      { serial: '7BLUE04', device: reserve },
      { serial: '8REDX01', device: null },
    ],
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
