import { isHandedOver } from '../../domain/device.ts';
import type { Person } from '../../domain/people.ts';
import { isSanitized } from '../../domain/request/state.ts';
import { type Certificate, whyVoid } from '../../domain/sanitization.ts';
import type { Serial } from '../../domain/serials.ts';
import { agencyOfRequest, keys } from '../documents.ts';
import { findDevice } from '../handlers/devices.ts';
import { findRequest } from '../handlers/requests.ts';
import type { House } from '../house.ts';
import { readDevice } from '../load.ts';
import type { CertificatePaper } from '../ports/printer.ts';
import { notFound, refusal } from '../present.ts';
import type { NoticeView } from '../views/answers.ts';
import type { FileAsked } from './asked.ts';
import type { Found } from './file.ts';

/** Whether the agency that a certificate was written for has the device still, as the person may see (Rule 57). */
async function holds(house: House, person: Person, agency: string, serial: Serial): Promise<boolean> {
  const device = await findDevice(house, person, serial);
  return device !== undefined && device.agency === agency && !isHandedOver(device);
}

/** One certificate (Rule 44): for those who may see the request it was written for, or the device it is about. */
export async function findCertificate(
  house: House,
  person: Person,
  { request, serial }: Extract<FileAsked, { file: 'certificate' }>,
): Promise<Found> {
  const agency = agencyOfRequest(request);
  const allowed =
    (await findRequest(house, person, request)) !== undefined || (await holds(house, person, agency, serial));
  const certificate = !allowed ? undefined : await house.store.read(keys.certificate(agency, serial, request));
  if (certificate === undefined) return noneOf(serial);
  return {
    name: `certificate-${serial}`,
    ending: 'pdf',
    title: 'Sanitization certificate',
    about: `${serial} · ${request}`,
    back: { title: 'Back to the device', verb: 'device.open', data: { serial } },
    bytes: async () => house.printer.certificates([await paperOf(house, certificate.body)], house.clock.now().day),
  };
}

/** All certificates of a request, for those who may see it. */
export async function findCertificates(
  house: House,
  person: Person,
  { request: id }: Extract<FileAsked, { file: 'certificates' }>,
): Promise<Found> {
  const request = await findRequest(house, person, id);
  if (request === undefined) return notFound(id);
  const serials = request.units.filter(isSanitized).flatMap(({ serial }) => serial ?? []);
  const read = serials.map((serial) => house.store.read(keys.certificate(request.agency, serial, id)));
  const certificates = (await Promise.all(read)).flatMap((found) => found?.body ?? []);
  if (certificates.length === 0) return refusal('No certificates yet', `No device of ${id} was sanitized so far.`);
  const one = certificates.length === 1;
  return {
    name: `certificates-${id}`,
    ending: 'pdf',
    title: one ? 'Sanitization certificate' : `${certificates.length} sanitization certificates`,
    about: id,
    back: { title: 'Back to the request', verb: 'request.open', data: { request: id } },
    bytes: async () => {
      const papers = await Promise.all(certificates.map((certificate) => paperOf(house, certificate)));
      return house.printer.certificates(papers, house.clock.now().day);
    },
  };
}

/** Whether it is valid is for the device to say, whoever has it now. */
async function paperOf(house: House, certificate: Certificate): Promise<CertificatePaper> {
  const [agency, device] = await Promise.all([
    house.directory.agency(certificate.agency),
    readDevice(house.store, certificate.serial),
  ]);
  if (device === undefined) throw new Error(`the record of ${certificate.serial} is missing`);
  return { certificate, agencyName: agency?.name ?? certificate.agency, void: whyVoid(certificate, device) };
}

function noneOf(serial: Serial): NoticeView {
  return refusal('Not found', `There is no certificate of ${serial} that you can see. Check the serial.`);
}
