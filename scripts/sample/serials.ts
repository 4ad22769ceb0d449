/** How each maker writes its serials: what they begin with, and how many letters or digits follow. */
const FORMS: Readonly<Record<string, readonly [start: string, length: number]>> = {
  Dell: ['D', 6],
  HP: ['5CD', 7],
  Lenovo: ['PF', 6],
  Apple: ['DMP', 9],
};

/** Spreads numbers that follow each other over all there are: prime to 36, so none comes twice. */
const STEP = 48_271;

/** Makes serials in their makers' form, none of them twice (Rule 30). */
export function serialMaker(): (model: string) => string {
  let made = 0;
  return (model) => {
    made += 1;
    const [start, length] = FORMS[model.split(' ', 1)[0] ?? ''] ?? ['X', 8];
    const number = (made * STEP) % 36 ** 6;
    return `${start}${number.toString(36).toUpperCase().padStart(length, '0')}`;
  };
}
