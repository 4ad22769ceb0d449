import { setImmediate as breathe } from 'node:timers/promises';
import { DateTime } from 'luxon';
import type { CertificatePaper } from '../desk/ports/printer.ts';
import type { Day } from '../domain/months.ts';
import type { Certificate, Destination } from '../domain/sanitization.ts';
import { normalizeSerial } from '../domain/serials.ts';
import { bytesOf, type Letterhead, newPaper, type Paper, printable } from './paper.ts';

/** US Letter, in points. */
const WIDTH = 612;
const MARGIN = 60;
const INNER = WIDTH - 2 * MARGIN;

/** Where the values stand, beside their labels. */
const VALUES = MARGIN + 132;

const INK = '#1A1A1A';
const SUBTLE = '#5C6670';
const NAVY = '#1A365D';
const RULE = '#C5CCD3';
const GOOD = '#1E6B3A';
const BAD = '#A4262C';

const MEDIA = { flash: 'Flash (solid state)', magnetic: 'Magnetic (hard disk)' } as const;

const DESTINATIONS: Readonly<Record<Destination, string>> = {
  spare: 'Spare, kept by the agency',
  'disaster reserve': 'Disaster reserve, kept by the agency',
  transferred: 'Transfer to another owner',
  surplus: 'Surplus',
  retired: 'Removal from service',
};

/** Certificates as a PDF, one page each: every field of the record, and whether it is valid (Rule 44). */
export async function printCertificates(
  papers: readonly CertificatePaper[],
  today: Day,
  letterhead: Letterhead,
): Promise<Uint8Array> {
  const [first] = papers;
  const subject = papers.length === 1 && first !== undefined ? numberOf(first.certificate) : `${papers.length} devices`;
  const paper = newPaper({ title: 'Certificate of sanitization', subject, today });
  for (const one of papers) {
    await breathe();
    printPage(paper, one, today, letterhead);
  }
  return bytesOf(paper);
}

/** A certificate is the only one of its device for its request. */
function numberOf({ request, serial }: Certificate): string {
  return `${request} / ${serial}`;
}

function printPage(paper: Paper, page: CertificatePaper, today: Day, letterhead: Letterhead): void {
  const { certificate, agencyName } = page;
  paper.addPage({ size: 'LETTER', margin: 0 });
  printHead(paper, certificate);
  printState(paper, page, today);
  printSection(paper, 'Device', [
    ['Serial number', certificate.serial],
    ['Model', certificate.model],
    ['Agency', `${agencyName} (${certificate.agency})`],
    ['Request', certificate.request],
  ]);
  printSection(paper, 'Storage medium', [
    ['Type', MEDIA[certificate.media]],
    ['Serial number', mediumOf(certificate)],
  ]);
  printSection(paper, 'Sanitization', [
    ['Method', capital(certificate.method)],
    ['Technique', capital(certificate.technique)],
    ['Tool', certificate.tool],
    ['Tool version', certificate.toolVersion],
    ['Verification', certificate.verification],
    ['Destination', DESTINATIONS[certificate.destination]],
    ['Date', longDay(certificate.date)],
    ['Standard', certificate.standard],
    ['Revision', certificate.revision],
  ]);
  printPeople(paper, certificate);
  printFoot(paper, certificate, today, letterhead);
}

/** The number on the medium; one without a number of its own is recorded under its device's. */
function mediumOf({ serial, mediaSerial }: Certificate): string {
  return normalizeSerial(mediaSerial) === serial ? 'None of its own' : mediaSerial;
}

function printHead(paper: Paper, certificate: Certificate): void {
  paper.rect(0, 0, WIDTH, 8).fill(NAVY);
  paper.font('plain').fontSize(9.5).fillColor(SUBTLE);
  paper.text('Office of Technology Services · End User Computing', MARGIN, 44, { lineBreak: false });
  paper.font('bold').fontSize(23).fillColor(NAVY).text('Certificate of Sanitization', MARGIN, 60, { lineBreak: false });
  paper.font('plain').fontSize(9.5).fillColor(SUBTLE);
  paper.text(`No. ${numberOf(certificate)}`, MARGIN, 92, { lineBreak: false });
  paper.y = 114;
}

/** The band that says whether the certificate can be relied on. */
function printState(paper: Paper, { certificate, void: why }: CertificatePaper, today: Day): void {
  const color = why === null ? GOOD : BAD;
  const { y } = paper;
  paper.rect(MARGIN, y, INNER, 34).lineWidth(1).stroke(color);
  paper.rect(MARGIN, y, 5, 34).fill(color);
  paper.font('bold').fontSize(11).fillColor(color);
  paper.text(why === null ? 'VALID' : 'VOID', MARGIN + 16, y + 10, { lineBreak: false });
  const text =
    why === null
      ? `The device has not served since ${longDay(certificate.date)}. Checked on ${longDay(today)}; void once it serves again.`
      : `${why} Checked on ${longDay(today)}.`;
  paper.font('plain').fontSize(9).fillColor(INK);
  paper.text(text, MARGIN + 66, y + 11, { width: INNER - 76, height: 12, ellipsis: true });
  paper.y = y + 34;
}

function printSection(paper: Paper, title: string, rows: readonly (readonly [string, string])[]): void {
  const top = paper.y + 17;
  paper.font('bold').fontSize(11).fillColor(NAVY).text(title, MARGIN, top, { lineBreak: false });
  paper
    .moveTo(MARGIN, top + 17)
    .lineTo(WIDTH - MARGIN, top + 17)
    .lineWidth(0.75)
    .stroke(RULE);
  paper.y = top + 22;
  for (const [label, value] of rows) printRow(paper, label, printable(paper, 'plain', value));
}

function printRow(paper: Paper, label: string, value: string): void {
  const { y } = paper;
  paper.font('plain').fontSize(9.5).fillColor(SUBTLE).text(label, MARGIN, y, { lineBreak: false });
  paper
    .font('plain')
    .fontSize(10.5)
    .fillColor(INK)
    .text(value, VALUES, y - 1, { width: WIDTH - MARGIN - VALUES });
  paper.y = Math.max(paper.y, y + 14) + 1.5;
}

/** Who did it and who checked it: two people. */
function printPeople(paper: Paper, { performer, validator, date }: Certificate): void {
  const top = paper.y + 22;
  const width = (INNER - 24) / 2;
  const people = [
    ['Performed by', performer.name],
    ['Validated by', validator.name],
  ] as const;
  for (const [index, [label, name]] of people.entries()) {
    const x = MARGIN + index * (width + 24);
    paper.font('plain').fontSize(9).fillColor(SUBTLE).text(label, x, top, { lineBreak: false });
    const said = printable(paper, 'bold', name);
    const wanted = paper.font('bold').fontSize(13).widthOfString(said);
    paper.fontSize(wanted > width ? Math.max(13 * (width / wanted) - 0.05, 7) : 13).fillColor(INK);
    paper.text(said, x, top + 14, { width, height: 16, ellipsis: true });
    paper
      .moveTo(x, top + 35)
      .lineTo(x + width, top + 35)
      .lineWidth(0.75)
      .stroke(INK);
    paper.font('plain').fontSize(8.5).fillColor(SUBTLE);
    paper.text(`End User Computing · ${longDay(date)}`, x, top + 39, { lineBreak: false });
  }
  paper.y = top + 52;
}

function printFoot(paper: Paper, { standard, revision }: Certificate, today: Day, letterhead: Letterhead): void {
  const lines = [
    `Sanitized according to ${standard} ${revision}, Guidelines for Media Sanitization, and the OTS Information Security Policy.`,
    `Printed on ${longDay(today)} from the record in Device Desk, which cannot be changed. Service desk ${letterhead.serviceDesk.phones.join(' / ')}.`,
  ];
  paper
    .moveTo(MARGIN, 736)
    .lineTo(WIDTH - MARGIN, 736)
    .lineWidth(0.75)
    .stroke(RULE);
  paper.font('plain').fontSize(8).fillColor(SUBTLE);
  for (const [index, line] of lines.entries()) paper.text(line, MARGIN, 742 + index * 11, { lineBreak: false });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function longDay(day: Day): string {
  return DateTime.fromISO(day, { locale: 'en-US' }).toFormat('LLLL d, yyyy');
}
