import type { WelcomeView } from './views/answers.ts';

type Can = WelcomeView['can'];

/** What people write in their own words, and the command that does it; the first that fits is told to who may give it. */
const ADVICE: readonly { means: RegExp; say: string; needs?: readonly (keyof Can)[] }[] = [
  {
    means: /\b(cancel|withdraw|undo|call off|stop)\b/i,
    say: 'To cancel something, type requests, open it with Details and press Cancel request.',
    needs: ['order', 'approve'],
  },
  {
    means: /\b(broken|repair|fix|damaged|not working|does(n.t| not) work|password|slow)\b/i,
    say: 'For repairs and trouble with a device call the service desk, below.',
  },
  {
    means: /\b(give (it )?back|hand (it )?(in|back)|return|decommission|retire|get rid|dispose|surplus)\b/i,
    say: 'To give devices back, type decommission, with their serials if you have them.',
    needs: ['order'],
  },
  {
    means: /\b(move|transfer|reassign|redistribute|relocate|another (user|person|office|room|agency))\b/i,
    say: 'To give a device to somebody else or another place, type move and its serial.',
    needs: ['order'],
  },
  {
    means: /\b(approve|approval|decide|decision)\b/i,
    say: 'To see what waits for your decision, type approvals.',
    needs: ['approve'],
  },
  {
    means: /\b(invoice|billed|charged|charges?|pay(ing|s)?)\b/i,
    say: 'To see what your agency pays, type bill; for one device, bill explain and its serial.',
    needs: ['bill'],
  },
  { means: /\b(owed?|owing|budget|fiscal)\b/i, say: 'To see what is still owed, type forecast.', needs: ['bill'] },
  { means: /\b(costs?|prices?|rates?|how much)\b/i, say: 'To see items and monthly rates, type catalog.' },
  {
    means: /\b(wi-?fi|network|connect|allowed|admitted)\b/i,
    say: 'To see whether a device may be on the network, type admission and its serial.',
  },
  {
    means: /\b(where|track|status|arrived?|delivered|delivery|when|how long|progress)\b/i,
    say: 'To see how far a request is, type requests. To see where a device is, type its serial, which is on its label.',
  },
  {
    means: /\b(who (has|uses)|spares?|inventory|list)\b/i,
    say: 'To see devices, type devices.',
    needs: ['list'],
  },
  {
    means: /\b(new|need|want|buy|get|purchase|order)\b/i,
    say: 'To ask for new devices, type order.',
    needs: ['order'],
  },
];

/** What somebody is told who may not do what they ask for. */
const NOT_YOURS = 'That is not yours to do here. What you can do stands below.';

/** The command that somebody seems to look for, in a sentence, if it is theirs; undefined when the words do not tell. */
export function adviceFor(said: string, can: Can): string | undefined {
  const advice = ADVICE.find(({ means }) => means.test(said));
  if (advice === undefined) return undefined;
  return advice.needs?.every((one) => !can[one]) ? NOT_YOURS : advice.say;
}
