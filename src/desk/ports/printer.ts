import type { Day } from '../../domain/months.ts';
import type { Certificate } from '../../domain/sanitization.ts';

/** A certificate with what has become of its device since. */
export interface CertificatePaper {
  certificate: Certificate;
  agencyName: string;
  /** Null while it is valid: why it is void (Rule 44). */
  void: string | null;
}

/** Puts records on paper, as PDF. The same records on the same day give the same bytes. */
export interface Printer {
  /** One page each (Rule 44). */
  certificates(papers: readonly CertificatePaper[], today: Day): Promise<Uint8Array>;
}
