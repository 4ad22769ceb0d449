import type { SanitizeView } from '../desk/views/work.ts';
import { spansOf } from '../domain/numbers.ts';
import { nextStep } from '../domain/request/state.ts';
import {
  type Destination,
  destinationAfter,
  type Media,
  type Method,
  mediaSchema,
  methodSchema,
  type Technique,
  techniqueSchema,
  whyNotSufficient,
} from '../domain/sanitization.ts';
import { forLine } from './for-whom.ts';
import { head, LONGEST, requestLine } from './parts.ts';
import { problemOf } from './problems.ts';
import type { CardData, Row } from './template.ts';
import { capital, counted, listed, shortened } from './text.ts';
import { DESTINATIONS } from './wording.ts';
import { serialsWords, workBand } from './work.ts';

/** Serials a card lists, and people it offers. */
const MOST_WAITING = 12;
const MOST_VALIDATORS = 50;

const MEDIA: Readonly<Record<Media, string>> = { flash: 'Flash (SSD)', magnetic: 'Magnetic (disk)' };

const FIELDS = ['serials', 'method', 'media', 'technique', 'mediaSerial', 'tool', 'toolVersion', 'verification'];

const NO_VALIDATOR = '⚠ There is no other technician who could validate this. Call the service desk.';

/** The removal of data, with all that its certificate says (Rules 40 to 44). */
export function sanitize(view: SanitizeView): CardData {
  const { request, waiting, all, done, validators, inputs, problems, note } = view;
  const finished = waiting.length === 0;
  const rest = waiting.length - MOST_WAITING;
  const title = finished ? (done === all ? 'All sanitized' : 'Nothing to do here now') : 'Ready to sanitize';
  return {
    ...workBand(title, `${done} of ${all} sanitized`, finished && done === all, note, problems),
    ...head(
      requestLine(request),
      `Sanitize ${counted(finished ? all : waiting.length, 'device')}`,
      forLine(request, request.requester.name),
    ),
    waiting: waiting.slice(0, MOST_WAITING).map((unit, index): Row => waitingRow(unit, index > 0)),
    moreWaiting: rest > 0 ? `And ${rest} more.` : '',
    hasMore: !finished,
    ...inputs,
    ...serialsWords(waiting),
    ...Object.fromEntries(FIELDS.map((id) => [`${id}Problem`, problemOf(problems, id)])),
    methods: methodSchema.options.map((code) => choice(code)),
    methodHint: sufficientWords(waiting, request),
    medias: mediaSchema.options.map((code) => ({ code, title: MEDIA[code] })),
    techniques: techniqueSchema.options.map((code) => choice(code)),
    ...mediaSerialWords(waiting),
    validators: validators.slice(0, MOST_VALIDATORS).map(({ id, name }) => ({ code: id, title: name })),
    hasValidators: validators.length > 0,
    validatorHint: validators.length > 0 ? 'Somebody other than you, who has checked it.' : '',
    validatorProblem: validators.length > 0 ? problemOf(problems, 'validator') : NO_VALIDATOR,
    canSanitize: !finished && validators.length > 0,
    request: request.id,
    units: spansOf(request.units.filter((unit) => nextStep(unit) === 'sanitize').map(({ no }) => no)),
    showDesk: problems.length > 0 || validators.length === 0,
  };
}

function choice(code: Method | Technique): Row {
  return { code, title: capital(code) };
}

function waitingRow({ serial, name, becomes }: SanitizeView['waiting'][number], separator: boolean): Row {
  return {
    serial,
    name: shortened(name, LONGEST.name),
    toBe: becomes === null ? '' : DESTINATIONS[becomes].toBe,
    separator,
  };
}

/** "To be kept as spare: clear or purge." For each place where some of the devices go (Rule 43). */
function sufficientWords(waiting: SanitizeView['waiting'], { toAgency }: SanitizeView['request']): string {
  const destinations = [...new Set(waiting.flatMap(({ becomes }) => becomes ?? []))];
  return destinations
    .map((destination) => `${capital(DESTINATIONS[destination].toBe)}: ${sufficient(destination)}.`)
    .concat(destinations.some(isEndedByDestroying) && toAgency === null ? DESTROYED : [])
    .join(' ');
}

const DESTROYED = 'What has to be destroyed is removed from service instead.';

function isEndedByDestroying(destination: Destination): boolean {
  return destinationAfter('destroy', destination) !== destination;
}

function sufficient(destination: Destination): string {
  const methods = methodSchema.options.filter((method) => whyNotSufficient(method, destination) === undefined);
  return listed(methods, 'or');
}

/** Each medium has a number of its own; where nothing is said, the certificate says that it has none. */
function mediaSerialWords(waiting: SanitizeView['waiting']): CardData {
  const [first] = waiting;
  const many = waiting.length > 1;
  return {
    manyMedia: many,
    mediaSerialPlaceholder: many ? `${first?.serial ?? 'SERIAL'}, medium` : 'number on the disk',
    mediaSerialHint: many
      ? 'A line a device: serial, medium. Leave out what has no number of its own.'
      : 'Leave it empty if it has no number of its own.',
  };
}
