import { createRequire } from 'node:module';
import { DateTime } from 'luxon';
import PDFDocument from 'pdfkit';
import type { Day } from '../domain/months.ts';

/** A PDF that is being made. */
export type Paper = PDFKit.PDFDocument;

/** What stands on every paper. */
export interface Letterhead {
  serviceDesk: { phones: readonly string[] };
}

/** The two faces that papers are set in; they have the letters of European names, Greek and Cyrillic. */
const FONT_FILES = {
  plain: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  bold: '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
} as const;

const files = createRequire(import.meta.url);

/** What a paper is, for whoever files it. */
export interface About {
  title: string;
  subject: string;
  /** Stands for the moment it was made, so that the same records give the same bytes on the same day. */
  today: Day;
}

/** A paper without pages, with the fonts `plain` and `bold`. */
export function newPaper({ title, subject, today }: About): Paper {
  const made = DateTime.fromISO(today, { zone: 'utc' }).toJSDate();
  const paper = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: 'en-US',
    displayTitle: true,
    info: { Title: title, Subject: subject, Creator: 'Device Desk', Producer: 'Device Desk', CreationDate: made },
  });
  for (const [name, file] of Object.entries(FONT_FILES)) paper.registerFont(name, files.resolve(file));
  return paper;
}

/** Ends a paper; gives the file. */
export async function bytesOf(paper: Paper): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  paper.on('data', (part: Uint8Array) => parts.push(part));
  paper.on('end', resolve);
  paper.on('error', reject);
  paper.end();
  await ended;
  return Buffer.concat(parts);
}

/** Turns the reading direction, or has no picture and means nothing by itself. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * What people typed, as one line that can be printed. A character that the font has no picture of is printed as its
 * number, "U+738B": a blank would make two names one.
 */
export function printable(paper: Paper, font: keyof typeof FONT_FILES, text: string): string {
  const face = faceOf(paper.font(font));
  const clean = text.normalize('NFC').replace(/\s+/g, ' ').replace(UNSEEN, '');
  const shown = Array.from(clean, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (face.hasGlyphForCodePoint(code)) return character;
    return ` U+${code.toString(16).toUpperCase().padStart(4, '0')} `;
  });
  return shown.join('').replace(/ +/g, ' ').trim();
}

/** A font as pdfkit has read it. */
interface Face {
  hasGlyphForCodePoint(code: number): boolean;
}

/** The font a paper is set in. pdfkit reads it with fontkit, and does not say so in its types. */
function faceOf(paper: Paper): Face {
  const face: unknown = Reflect.get(Object(Reflect.get(paper, '_font')), 'font');
  if (!isFace(face)) throw new Error('pdfkit keeps its fonts elsewhere now: see faceOf');
  return face;
}

function isFace(face: unknown): face is Face {
  return typeof face === 'object' && face !== null && 'hasGlyphForCodePoint' in face;
}
