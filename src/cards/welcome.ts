import type { WelcomeView } from '../desk/views/answers.ts';
import type { CardData, Row } from './template.ts';
import { firstName } from './wording.ts';

interface Need {
  need: string;
  line: string;
  button: string;
  verb: string;
}

const QUEUE: Need = { need: 'Work queue', line: 'What EUC has to do.', button: 'Queue', verb: 'queue.open' };
const APPROVALS: Need = {
  need: 'Your decisions',
  line: 'What waits for you.',
  button: 'Approvals',
  verb: 'approvals.open',
};
const ORDER: Need = {
  need: 'New devices',
  line: 'Billed monthly for 48 months.',
  button: 'Order',
  verb: 'order.open',
};
const MOVE: Need = {
  need: 'Move devices',
  line: 'New user, place, agency or billing code, or back into service.',
  button: 'Move',
  verb: 'move.open',
};
const DECOMMISSION: Need = {
  need: 'Give devices back',
  line: 'Collected, sanitized, put away.',
  button: 'Decommission',
  verb: 'decommission.open',
};
const LOSS: Need = {
  need: 'Lost or stolen',
  line: 'Support stops, the network turns them away.',
  button: 'Report lost',
  verb: 'loss.open',
};
const REQUESTS: Need = {
  need: 'Requests',
  line: 'Where they are now.',
  button: 'Requests',
  verb: 'requests.open',
};
const CATALOG: Need = {
  need: 'Catalog',
  line: 'Items and rates.',
  button: 'Catalog',
  verb: 'catalog.open',
};

const FORECAST: Need = {
  need: 'What we still owe',
  line: 'By fiscal year, and what to replace.',
  button: 'Forecast',
  verb: 'forecast.open',
};

/** Hello and help in one: what this person comes for stands first. */
export function welcome({ person, agency, can, note }: WelcomeView): CardData {
  const needs: Need[] = [];
  if (can.work) needs.push(QUEUE);
  if (can.approve) needs.push(APPROVALS);
  if (can.order) needs.push(ORDER, MOVE, DECOMMISSION, LOSS);
  if (can.bill) needs.push(FORECAST);
  needs.push(REQUESTS, CATALOG);
  return {
    bandTitle: 'Device Desk',
    bandLine: `Hello ${firstName(person.name)}. ${purpose(can, agency)}`,
    note: note ?? '',
    rows: needs.map((need, index) => ({
      ...need,
      style: index === 0 ? 'positive' : 'default',
      separator: index > 0,
    })),
    commands: commands(can),
    showDesk: true,
  };
}

function purpose(can: WelcomeView['can'], agency: WelcomeView['agency']): string {
  const name = `${agency.code} ${agency.name}`;
  if (can.order) return `Order, move and give back the devices of ${name}.`;
  if (can.work) return 'Work the queue, and look a device up by its serial.';
  return `See the devices and requests of ${name}.`;
}

/** What can be typed, in bold, with dots between. */
function commands(can: WelcomeView['can']): Row[] {
  const words = [
    ...(can.work ? ['queue'] : []),
    ...(can.approve ? ['approvals'] : []),
    ...(can.delegate ? ['delegate'] : []),
    ...(can.order ? ['order'] : []),
    ...(can.purchase ? ['purchase'] : []),
    ...(can.order ? ['move', 'decommission'] : []),
    ...(can.report ? ['lost SERIAL', 'found SERIAL'] : []),
    ...(can.swap ? ['swap SERIAL'] : []),
    'requests',
    'request ID',
    'device SERIAL',
    ...(can.list ? ['devices'] : []),
    'admission SERIAL',
    ...(can.bill ? ['bill', 'bill YYYY-MM', 'bill explain SERIAL', 'forecast'] : []),
    ...(can.correct ? ['correct SERIAL'] : []),
    ...(can.inventory ? ['inventory'] : []),
    'catalog',
    'help',
  ];
  const bold = words.flatMap((text, index) => [
    ...(index === 0 ? [] : [{ text: ' · ', weight: 'Default' }]),
    { text, weight: 'Bolder' },
  ]);
  return [...bold, { text: ' · or just a serial', weight: 'Default' }];
}
