import type { z } from 'zod';
import type { Catalog } from './catalog.ts';
import type { Commitment } from './commitment.ts';
import type { Device } from './device.ts';
import type { Now } from './months.ts';
import type { Agency, Person } from './people.ts';
import type { Problem } from './request/outcome.ts';
import type { Draft } from './request/state.ts';
import type { Serial } from './serials.ts';

/** An input of a kind's form: its id on the card, and its label there. */
export interface Field {
  id: string;
  label: string;
  /** `line` and `device` fields are there once an item row or a named device: `item2`, `becomes_7BLUE01`. */
  per: 'form' | 'line' | 'device';
}

/** What a kind may look at when it makes a request of a form. Loaded beforehand; a kind never asks for more. */
export interface World {
  /** The id the request will have. */
  id: string;
  now: Now;
  actor: Person;
  agency: Agency;
  catalog: Catalog;
  /** Records of the agency's own devices among those that the form names. */
  devices: ReadonlyMap<Serial, Device>;
  commitments: ReadonlyMap<Serial, Commitment>;
  /** For a named device in an open request other than this one: that request's id. */
  busy: ReadonlyMap<Serial, string>;
}

/** What a kind makes of a form. With problems there is no draft; what could be read is given all the same. */
export interface Prepared<Reading> {
  problems: Problem[];
  draft: Draft | null;
  reading: Reading;
}

/**
 * A kind of request, as data: its form, its checks, and the route and plan that its draft carries. The lifecycle is the
 * same for all. See docs/adding-a-request-kind.md.
 */
export interface Kind<Form, Reading> {
  /** The word that opens the form, and the kind's name in records. */
  name: string;
  /** As people read it: "Order". */
  title: string;
  /** The card template of the form, in cards/. */
  template: string;
  fields: readonly Field[];
  /** The form as it is kept with the request. */
  schema: z.ZodType<Form>;
  /** The serials a form names, for the desk to load. */
  serials(form: Form): Serial[];
  prepare(form: Form, world: World): Prepared<Reading>;
}
