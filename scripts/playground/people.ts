/** The tenant every Playground window claims to be in; the bot's local mode expects the same one. */
export const LOCAL_TENANT = '00000000-0000-4000-8000-00000000aaaa';

/** Someone of the sample world who can have a Playground window. */
export interface SamplePerson {
  /** First name in lower case: how the command line calls this person. */
  readonly key: string;
  readonly name: string;
  /** The Entra object id the bot knows this person by. */
  readonly aadObjectId: string;
  /** What this person does, as shown beside the window's address. */
  readonly part: string;
  /** What this person would type or press first. */
  readonly firstStep: string;
}

function person(suffix: string, name: string, part: string, firstStep: string): SamplePerson {
  const key = name.split(' ', 1)[0] ?? name;
  return { key: key.toLowerCase(), name, aadObjectId: `00000000-0000-4000-8000-0000000000${suffix}`, part, firstStep };
}

const APPROVES = 'press Approve on the card that arrives, or type  approvals';
const WORKS = 'type  queue';

/** The people of the sample world, with the object ids it gives them. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  person('01', 'Rita Reyes', 'requester, PARKS', 'type  order  , fill in the form, press Submit'),
  person('02', 'Max Moreau', 'approver, PARKS', APPROVES),
  person('03', 'Nora Nash', 'approver, PARKS', APPROVES),
  person('04', 'Ravi Rao', 'requester, REV', 'type  purchase  or  order  , fill in the form, press Submit'),
  person('05', 'Mia Martin', 'approver, REV', APPROVES),
  person('06', 'Ed Evans', 'EUC approver', APPROVES),
  person('07', 'Wanda White', 'EUC warehouse', WORKS),
  person('08', 'Finn Foster', 'EUC field operations and sanitization', WORKS),
  person('09', 'Vera Vance', 'EUC sanitization', WORKS),
  person('0a', 'Ada Adams', 'asset manager', 'type a serial:  7BLUE01'),
  person('0b', 'Bill Baker', 'billing', 'type  bill'),
  person('0c', 'Cora Chen', 'administrator', 'type  help'),
  person('0d', 'Eve Ellis', 'every EUC role', 'press Approve on the card that arrives, then type  queue'),
];

/** The person called this (first name, any case); undefined when the sample world has nobody of that name. */
export function samplePerson(name: string): SamplePerson | undefined {
  return SAMPLE_PEOPLE.find(({ key }) => key === name.trim().toLowerCase());
}
