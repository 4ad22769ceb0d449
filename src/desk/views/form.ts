import type { Agency, Person } from '../../domain/people.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Decision } from '../../domain/request/state.ts';

/** What every form that makes a request shows beside its own fields. */
export interface FormShown {
  /** The id the request will have; minted with the form, so that submitting twice is submitting once. */
  request: string;
  /** Which submission of it this form makes: 1 for the first, one more each time it was returned. */
  revision: number;
  person: Person;
  agency: Agency;
  /** Field ids are those of the inputs. */
  problems: Problem[];
  /** Set when the form is open again because an approver sent it back. */
  returned: Decision | null;
}
