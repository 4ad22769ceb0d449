import type { z } from 'zod';
import type { FoundDevice } from './found-device.ts';
import type { Permission } from './people.ts';
import type { Problem } from './request/outcome.ts';
import type { Draft } from './request/state.ts';
import type { Serial } from './serials.ts';
import type { QuestionedLine, World } from './world.ts';

/** An input of a kind's form: its id on the card, and its label there. */
export interface Field {
  id: string;
  label: string;
  /**
   * `line` and `device` fields are there once an item row or a named device: `item2`, `becomes_7BLUE01`. `card`: no input,
   * it comes with the card.
   */
  per: 'form' | 'line' | 'device' | 'card';
}

/** What a form says so far; what could be read of it is given whether or not there are problems. */
export interface Reading {
  /** The devices it names that there are. */
  found: FoundDevice[];
}

/** What a kind makes of a form. With problems there is no draft. */
export interface Prepared<R extends Reading> {
  problems: Problem[];
  /** Devices that are left out of the draft, each with its reason; they hold up no other (Rule 38). */
  leftOut: Problem[];
  draft: Draft | null;
  reading: R;
}

/**
 * A kind of request, as data: its form, its checks, and the route and plan that its draft carries. The lifecycle is the
 * same for all. See docs/adding-a-request-kind.md.
 */
export interface Kind<Form, R extends Reading> {
  /** The word that opens the form, and the kind's name in records. */
  name: string;
  /** As people read it: "Order". */
  title: string;
  /** The card template of the form, in cards/. */
  template: string;
  fields: readonly Field[];
  /** What it takes to make one, where that is not `make a request`. */
  permission?: Permission;
  /** Whether it looks at what the agency is exempt for (Rule 52); the others are not made to wait for it. */
  needsExemptions?: true;
  /** The form as it is kept with the request. */
  schema: z.ZodType<Form>;
  /** The serials a form may name, for the desk to load those that there are. */
  serials(form: Form): Serial[];
  /** The tags it names, for the desk to load the devices that bear them (Rule 53). */
  tags?(form: Form): string[];
  /** The line of a bill that a form is about, for the desk to look it up; undefined while the form names none (Rule 50). */
  questions?(form: Form): QuestionedLine | undefined;
  prepare(form: Form, world: World): Prepared<R>;
}
