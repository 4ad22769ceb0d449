import type { Person } from '../domain/people.ts';
import { act } from './act.ts';
import { createConversations } from './conversations.ts';
import type { Caller, Desk } from './desk.ts';
import { fileAskedSchema } from './files/asked.ts';
import { findFile } from './files/find.ts';
import { openHelp } from './handlers/help.ts';
import type { House } from './house.ts';
import { StoreError } from './ports/store.ts';
import { refusal } from './present.ts';
import { say } from './say.ts';
import type { NoticeView } from './views/answers.ts';

/** The desk over its house. `reached` is called when a person can be written to again or anew: what waits for them goes out. */
export function createDesk(house: House, reached: (person: string) => Promise<void>): Desk {
  const conversations = createConversations(house);

  /** Answers a person of the directory, in their own chat; anybody else, and anywhere else, with a sentence. */
  async function answer<A>(caller: Caller, how: (person: Person) => Promise<A>): Promise<A | NoticeView> {
    if (!caller.personal) return onlyInPersonalChat();
    const person = await house.directory.person(caller.person);
    if (person === undefined || person.roles.length === 0) return unknownPerson();
    const isSeen = house.latelySeen.isSeen(caller.person, caller.reference);
    if (!isSeen && (await conversations.seen(caller))) await reached(caller.person);
    return how(person).catch(refuseForgedPage);
  }

  return {
    say: (caller, text) => answer(caller, (person) => say(house, person, text)),
    act: (caller, action) => answer(caller, (person) => act(house, person, action)),
    file: (caller, asked) =>
      answer(caller, async (person) => {
        const parsed = fileAskedSchema.safeParse(asked);
        return parsed.success ? findFile(house, person, parsed.data) : noSuchFile();
      }),
    async installed(caller) {
      if (!caller.personal) return null;
      const person = await house.directory.person(caller.person);
      const first = await conversations.welcome(caller);
      if (person === undefined) return first ? unknownPerson() : null;
      await conversations.seen(caller);
      await reached(caller.person);
      return first ? openHelp(house, person) : null;
    },
    shown: async (caller, view, activity) => {
      if (caller.personal) await conversations.shown(caller, view, activity);
    },
  };
}

/** Where a list goes on comes back from a card, which may have been tampered with. */
function refuseForgedPage(error: unknown): NoticeView {
  if (!(error instanceof StoreError) || error.fault !== 'no such page') throw error;
  return refusal('That page is gone', 'Type the word for the list again, for example requests.');
}

function noSuchFile(): NoticeView {
  return refusal('Not found', 'There is no such file. Press the button on the card once more.');
}

function onlyInPersonalChat(): NoticeView {
  return refusal(
    'Write to me alone',
    'Device records are for you only, so I answer in our own chat. Open Device Desk and type help.',
  );
}

function unknownPerson(): NoticeView {
  return refusal(
    'You are not in the directory yet',
    'Ask the service desk to add you to your agency in Device Desk, then type help.',
  );
}
