import type { Printer } from '../desk/ports/printer.ts';
import { printCertificates } from './certificate.ts';
import type { Letterhead } from './paper.ts';

/** Prints with pdfkit. */
export function createPrinter(letterhead: Letterhead): Printer {
  return {
    certificates: (papers, today) => printCertificates(papers, today, letterhead),
  };
}
