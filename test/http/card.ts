/** A card, or a part of one, as it arrives. */
export type Card = Record<string, unknown>;

/** A button of a card, with the fields that a client sends along when it is pressed. */
export interface Button {
  type: string;
  title: string;
  tooltip: string;
  verb: string;
  data: Card;
  fields: Card[];
}

/** Every button of a card, those in the cards it opens (ShowCard) too, top to bottom. */
export function buttonsOf(card: Card, outer: readonly Card[] = []): Button[] {
  const parts = [...partsOf(card)];
  const fields = [...outer, ...parts.filter((part) => String(part.type).startsWith('Input.'))];
  return parts.flatMap((part) => {
    if (part.type === 'Action.ShowCard') return isPart(part.card) ? buttonsOf(part.card, fields) : [];
    if (part.type !== 'Action.Execute' && part.type !== 'Action.Submit') return [];
    const data = isPart(part.data) ? part.data : {};
    return [
      {
        type: part.type,
        title: String(part.title ?? ''),
        tooltip: String(part.tooltip ?? ''),
        verb: String(part.verb ?? ''),
        data,
        fields: part.associatedInputs === 'none' ? [] : fields,
      },
    ];
  });
}

/** Everything a card says: texts, labels, titles, in order. */
export function textOf(card: Card): string {
  return [...partsOf(card, true)]
    .flatMap((part) => ['text', 'label', 'title', 'placeholder'].map((name) => part[name]))
    .filter((text) => typeof text === 'string')
    .join('\n');
}

/**
 * What a client sends of the fields: what was typed, by label or id, else what they were filled with. A choice may be
 * named by its title. Throws when a field is unknown, or one that has to be filled is empty.
 */
export function valuesOf(fields: readonly Card[], typed: Readonly<Record<string, string>>): Record<string, string> {
  const unknown = Object.keys(typed).filter((name) => !fields.some((field) => namesOf(field).includes(name)));
  if (unknown.length > 0) throw new Error(`No field ${unknown.join(', ')}, but: ${fields.map(nameOf).join(', ')}.`);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const name = namesOf(field).find((name) => typed[name] !== undefined);
      const value = typed[String(name)] ?? String(field.value ?? unset(field));
      if (value === '' && field.isRequired === true) throw new Error(`${nameOf(field)} is required.`);
      // A client leaves an empty field out.
      return value === '' ? [] : [[String(field.id), chosen(field, value)]];
    }),
  );
}

/** What a field may be called by: its label, with or without the mark of required ones, and its id. */
function namesOf({ label, id }: Card): string[] {
  return [String(label), String(label).replace(/ \*$/, ''), String(id)];
}

function nameOf(field: Card): string {
  return `${field.label ?? field.title ?? field.id}`;
}

function unset(field: Card): string {
  return field.type === 'Input.Toggle' ? String(field.valueOff ?? 'false') : '';
}

function chosen(field: Card, value: string): string {
  if (field.type !== 'Input.ChoiceSet' || !Array.isArray(field.choices)) return value;
  const choices = field.choices.filter(isPart);
  const match =
    choices.find((choice) => choice.value === value) ??
    choices.find((choice) => String(choice.title).startsWith(value));
  if (match === undefined) {
    throw new Error(
      `${nameOf(field)} has no choice ${value}, but: ${choices.map((choice) => choice.title).join(', ')}.`,
    );
  }
  return String(match.value);
}

/** Every object in a card that has a type. Cards that a button opens are left out unless asked for. */
function* partsOf(value: unknown, opened = false): Generator<Card> {
  if (Array.isArray(value)) {
    for (const item of value) yield* partsOf(item, opened);
    return;
  }
  if (!isPart(value)) return;
  yield value;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'data' || name === 'fallback' || name === 'choices' || name === 'refresh') continue;
    if (name === 'card' && value.type === 'Action.ShowCard' && !opened) continue;
    yield* partsOf(inner, opened);
  }
}

function isPart(value: unknown): value is Card {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where the card's link leads. Throws when it has none. */
export function linkOn(card: Card): string {
  const link = [...partsOf(card)].find(({ type }) => type === 'Action.OpenUrl');
  if (typeof link?.url !== 'string') throw new Error(`No link on the card: ${textOf(card)}`);
  return link.url;
}
