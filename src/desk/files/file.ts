import type { NoticeView } from '../views/answers.ts';

/** A file that somebody may have. Its bytes are made when they are wanted. */
export interface DeskFile {
  /** Letters, digits, hyphens and dots, without the ending: "certificate-7BLUE02". */
  name: string;
  ending: 'pdf' | 'xlsx' | 'csv';
  /** What it is, on the card that offers it: "Sanitization certificate". */
  title: string;
  /** What it is about: "7BLUE02 · PARKS-7K3M9Q". */
  about: string;
  /** The card to go back to. */
  back: { title: string; verb: string; data: Readonly<Record<string, string>> };
  bytes(): Promise<Uint8Array>;
}

/** A file, or the sentence that says why there is none for this person. */
export type Found = DeskFile | NoticeView;

/** Whether a file was found. */
export function isFile(found: Found): found is DeskFile {
  return 'bytes' in found;
}

/** What each ending stands for. */
export const CONTENT_TYPES: Readonly<Record<DeskFile['ending'], string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};
