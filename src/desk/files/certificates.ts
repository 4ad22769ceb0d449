import type { Person } from '../../domain/people.ts';
import { type Certificate, whyVoid } from '../../domain/sanitization.ts';
import type { Serial } from '../../domain/serials.ts';
import { agencyOfRequest, keys } from '../documents.ts';
import { findDevice } from '../handlers/devices.ts';
import type { House } from '../house.ts';
import { readDevice } from '../load.ts';
import type { CertificatePaper } from '../ports/printer.ts';
import { maySee, refusal } from '../present.ts';
import type { NoticeView } from '../views/answers.ts';
import type { FileAsked } from './asked.ts';
import type { Found } from './file.ts';

/** One certificate (Rule 44): for those who may see the request it was written for, or the device it is about. */
export async function findCertificate(
  house: House,
  person: Person,
  { request, serial }: Extract<FileAsked, { file: 'certificate' }>,
): Promise<Found> {
  const agency = agencyOfRequest(request);
  const allowed = maySee(person, agency) || (await findDevice(house, person, serial)) !== undefined;
  const certificate = allowed ? await house.store.read(keys.certificate(agency, serial, request)) : undefined;
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
