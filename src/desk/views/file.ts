import type { FileAsked } from '../files/asked.ts';
import type { DeskFile } from '../files/file.ts';

/** A file that is there to be had, and how. */
export interface FileView extends Pick<DeskFile, 'title' | 'about' | 'back'> {
  card: 'file';
  /** With its ending. */
  name: string;
  /** What was typed where the file was asked for was too long to be kept for the way back. */
  isTooLong: boolean;
  /** A link that is good for some minutes; or Teams asks the person whether to save the file, of so many bytes. */
  way: { by: 'link'; url: string; minutes: number } | { by: 'Teams'; asked: FileAsked; bytes: number };
}
