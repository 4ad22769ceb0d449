import type { Device } from '../../domain/device.ts';
import type { Day } from '../../domain/months.ts';
import type { Certificate } from '../../domain/sanitization.ts';

/** A certificate with what has become of its device since. */
export interface CertificatePaper {
  certificate: Certificate;
  agencyName: string;
  /** Null while it is valid: why it is void (Rule 44). */
  void: string | null;
}

/** A leased-device label (Rule 25). */
export type LabelPaper = Pick<Device, 'serial' | 'model' | 'agency'>;

/** Puts records on paper, as PDF. The same records on the same day give the same bytes. */
export interface Printer {
  /** One page each (Rule 44). */
  certificates(papers: readonly CertificatePaper[], today: Day): Promise<Uint8Array>;
  /** One alone, or sheets of label stock (Rule 25). */
  labels(labels: readonly LabelPaper[], today: Day): Promise<Uint8Array>;
}
