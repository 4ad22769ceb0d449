/** A serial number or service tag as records keep it: upper case, 5 to 24 letters or digits (Rule 30). */
export type Serial = string;

const FORM = /^[A-Z0-9]{5,24}$/;

/** How many characters the serials of a maker have (Rule 30). */
const MAKERS: readonly { maker: string; shortest: number; longest: number }[] = [
  { maker: 'Dell', shortest: 7, longest: 7 },
  { maker: 'HP', shortest: 10, longest: 10 },
  { maker: 'Lenovo', shortest: 7, longest: 8 },
  { maker: 'Apple', shortest: 8, longest: 14 },
];

/** Trims, upper-cases and drops blanks and hyphens (Rule 30). The result need not be a serial: see `isSerial`. */
export function normalizeSerial(text: string): Serial {
  return text.toUpperCase().replace(/[\s\p{Dash}]/gu, '');
}

/** Whether a normalized text has the form of a serial (Rule 30). */
export function isSerial(text: string): boolean {
  return FORM.test(text);
}

/** Whether a serial has the form that a model's maker is known for (Rule 30). */
export function isMakersSerial(serial: Serial, model: string): boolean {
  return makerOf(model) !== undefined && 'serial' in readMakersSerial(serial, model);
}

/** The maker a model names, when it is one whose serials have a known form: "Dell" for "Dell Latitude 5450". */
export function makerOf(model: string): string | undefined {
  return MAKERS.find(({ maker }) => new RegExp(`\\b${maker}\\b`, 'i').test(model))?.maker;
}

/**
 * The serial as its maker prints it, or a sentence saying what is wrong and what it has in common with others (Rule 30). A Lenovo composite (1S, machine type,
 * serial) keeps its last 8 characters. Makers without a known form are held to the general one.
 */
export function readMakersSerial(
  serial: Serial,
  model: string,
): { serial: Serial } | { refused: string; common: string } {
  if (!isSerial(serial)) {
    const refused = `${serial.slice(0, 30)} is not a serial: 5 to 24 letters or digits. Scan it again.`;
    return { refused, common: 'Not serials, which are 5 to 24 letters or digits' };
  }
  const form = MAKERS.find(({ maker }) => maker === makerOf(model));
  if (form === undefined) return { serial };
  const own = form.maker === 'Lenovo' && /^1S.{9,}$/.test(serial) ? serial.slice(-8) : serial;
  if (own.length >= form.shortest && own.length <= form.longest) return { serial: own };
  const wanted = form.shortest === form.longest ? `${form.shortest}` : `${form.shortest} to ${form.longest}`;
  const article = form.maker === 'HP' || form.maker === 'Apple' ? 'an' : 'a';
  return {
    refused: `${serial} has ${serial.length} characters, ${article} ${form.maker} serial has ${wanted}. Scan it again.`,
    common: `Not ${form.maker} serials, which have ${wanted} characters`,
  };
}
