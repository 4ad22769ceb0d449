import type { Printer } from '../desk/ports/printer.ts';
import { printCertificates } from './certificate.ts';
import { printLabels } from './label.ts';
import type { Letterhead } from './paper.ts';

/** Prints with pdfkit. */
export function createPrinter(letterhead: Letterhead): Printer {
  return {
    labels: (labels, today) => printLabels(labels, today, letterhead),
    certificates: (papers, today) => printCertificates(papers, today, letterhead),
  };
}
