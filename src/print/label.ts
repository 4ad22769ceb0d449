import { setImmediate as breathe } from 'node:timers/promises';
import type { LabelPaper } from '../desk/ports/printer.ts';
import type { Day } from '../domain/months.ts';
import { code128 } from './barcode.ts';
import { bytesOf, type Letterhead, newPaper, type Paper, printable } from './paper.ts';

/** Label stock, three across and ten down on US Letter (such as Avery 5160), in points. */
const STOCK = { across: 3, down: 10, left: 13.5, top: 36, width: 189, height: 72, gap: 9 } as const;

/** Between the label's edge and what stands on it, in points: printers do not hit the stock exactly. */
const PADDING = 7;

/** Widest bar of the barcode, in points; more is only wider, not easier to read. */
const WIDEST_MODULE = 1.1;
/** Free space a scanner wants on both sides, in modules. */
const QUIET = 10;

/** Leased-device labels as a PDF (Rule 25): one on a page of its own size, several on sheets of label stock. */
export async function printLabels(
  labels: readonly LabelPaper[],
  today: Day,
  letterhead: Letterhead,
): Promise<Uint8Array> {
  const [first] = labels;
  const alone = labels.length === 1;
  const subject = alone && first !== undefined ? first.serial : `${labels.length} devices`;
  const paper = newPaper({ title: 'Leased-device labels', subject, today });
  const { across, down, left, top, width, height, gap } = STOCK;
  if (alone) paper.addPage({ size: [width, height], margin: 0 });
  for (const [index, label] of labels.entries()) {
    const place = index % (across * down);
    if (place === 0) await breathe();
    if (!alone && place === 0) paper.addPage({ size: 'LETTER', margin: 0 });
    const x = alone ? 0 : left + (place % across) * (width + gap);
    const y = alone ? 0 : top + Math.floor(place / across) * height;
    printLabel(paper, label, letterhead, x, y);
  }
  return bytesOf(paper);
}

function printLabel(paper: Paper, { serial, model, agency }: LabelPaper, letterhead: Letterhead, x: number, y: number) {
  const { phones } = letterhead.serviceDesk;
  const lines = [
    { font: 'bold', size: 7.5, at: 5, text: 'Leased device – property of the State' },
    { font: 'plain', size: 6.5, at: 14, text: 'Office of Technology Services' },
    { font: 'bold', size: 8.5, at: 42, text: serial },
    { font: 'plain', size: 6.5, at: 51.5, text: printable(paper, 'plain', `${model} · ${agency}`) },
    { font: 'bold', size: 7, at: 59.5, text: `Service desk ${phones.join(' / ')}` },
  ];
  for (const { font, size, at, text } of lines) {
    printLine(paper, font, size, text, x + PADDING, y + at);
  }
  printBarcode(paper, serial, x, y + 24, 17);
}

/** One line in the middle of the label; made narrower, and at last cut off, when it is too long for it. */
function printLine(paper: Paper, font: string, size: number, text: string, x: number, y: number): void {
  const width = STOCK.width - 2 * PADDING;
  const wanted = paper.font(font).fontSize(size).widthOfString(text);
  paper.fontSize(wanted > width ? Math.max(size * (width / wanted) - 0.05, size * 0.7) : size).fillColor('#000000');
  paper.text(text, x, y, { width, height: size + 1, align: 'center', ellipsis: true });
}

function printBarcode(paper: Paper, serial: string, x: number, y: number, height: number): void {
  const widths = code128(serial);
  const modules = widths.reduce((sum, width) => sum + width, 0);
  const module = Math.min(WIDEST_MODULE, STOCK.width / (modules + 2 * QUIET));
  let at = x + (STOCK.width - modules * module) / 2;
  for (const [index, width] of widths.entries()) {
    if (index % 2 === 0) paper.rect(at, y, width * module, height);
    at += width * module;
  }
  paper.fill('#000000');
}
