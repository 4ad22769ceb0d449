import type { Problem } from '../../domain/request/outcome.ts';
import type { Assignment } from '../../domain/request/unit-work.ts';
import { normalizeSerial, type Serial } from '../../domain/serials.ts';
import { wordsOf } from '../../domain/words.ts';

/** Who gets a device and where, as typed; null for what is not said. */
export function assignmentFrom(assignedUser: string, location: string): Assignment {
  const name = wordsOf(assignedUser);
  const place = wordsOf(location);
  return { assignedUser: name === '' ? null : { id: null, name }, location: place === '' ? null : place };
}

/**
 * One device a line: `SERIAL, name, place`; the place may have commas of its own. A device that is named twice is a
 * problem: nobody can tell which line is meant, and it would go to the wrong person.
 */
export function readAssignments(text: string): { named: Map<Serial, Assignment>; problems: Problem[] } {
  const named = new Map<Serial, Assignment>();
  const twice = new Set<Serial>();
  for (const line of text.split(/\r?\n/)) {
    const [first = '', name = '', ...place] = line.split(/[,;\t]/);
    const serial = normalizeSerial(first);
    if (first.trim() === '') continue;
    if (named.has(serial)) twice.add(serial);
    named.set(serial, assignmentFrom(name, place.join(',')));
  }
  const problems = [...twice].map((serial): Problem => {
    return { field: 'assignments', text: `${serial.slice(0, 30)} stands in two lines. Keep the right one.` };
  });
  return { named, problems };
}
