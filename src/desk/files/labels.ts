import { type Device, whyNoLabel } from '../../domain/device.ts';
import { may, type Person } from '../../domain/people.ts';
import { nextStep } from '../../domain/request/state.ts';
import { findDevice } from '../handlers/devices.ts';
import { meant } from '../handlers/meant-units.ts';
import { findRequest } from '../handlers/requests.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import { notFound, refusal } from '../present.ts';
import type { NoticeView } from '../views/answers.ts';
import type { FileAsked } from './asked.ts';
import type { DeskFile, Found } from './file.ts';

/** The leased-device label of one device, for EUC (Rule 25). */
export async function findLabel(
  house: House,
  person: Person,
  { serial }: Extract<FileAsked, { file: 'label' }>,
): Promise<Found> {
  const device = await findDevice(house, person, serial);
  if (device === undefined) return refusal('Not found', `There is no device ${serial} that you can see.`);
  if (!may(person, 'print labels', device.agency)) return notYours();
  const why = whyNoLabel(device);
  if (why !== null) return refusal('No label for it', why);
  return {
    ...sheet(house, [device]),
    name: `label-${serial}`,
    title: 'Leased-device label',
    about: serial,
    back: { title: 'Back to the device', verb: 'device.open', data: { serial } },
  };
}

/** The labels of those units of a request that wait to be staged, all or some of them, for EUC (Rule 25). */
export async function findLabels(
  house: House,
  person: Person,
  { request: id, units }: Extract<FileAsked, { file: 'labels' }>,
): Promise<Found> {
  const request = await findRequest(house, person, id);
  if (request === undefined) return notFound(id);
  if (!may(person, 'print labels', request.agency)) return notYours();
  const waiting = meant(
    request.units.filter((unit) => nextStep(unit) === 'stage'),
    units,
    [],
  );
  const records = await loadDevices(house.store, request.agency, waiting);
  const devices = waiting.flatMap((serial) => {
    const record = records.get(serial)?.body;
    // What goes to another agency is labelled for that one.
    return record === undefined ? [] : { ...record, agency: request.toAgency ?? record.agency };
  });
  const leased = devices.filter((device) => whyNoLabel(device) === null);
  if (leased.length === 0) {
    const [other] = devices;
    const why = other === undefined ? `No device of ${id} waits to be staged.` : (whyNoLabel(other) ?? '');
    return refusal('No labels to print', why);
  }
  return {
    ...sheet(house, leased),
    name: `labels-${id}`,
    title: leased.length === 1 ? 'Leased-device label' : `${leased.length} leased-device labels`,
    about: id,
    back: { title: 'Back to staging', verb: 'work.open', data: { request: id, step: 'stage' } },
  };
}

function sheet(house: House, devices: readonly Device[]): Pick<DeskFile, 'ending' | 'bytes'> {
  return { ending: 'pdf', bytes: () => house.printer.labels(devices, house.clock.now().day) };
}

function notYours(): NoticeView {
  return refusal('Not yours to print', 'Leased-device labels are printed by EUC.');
}
