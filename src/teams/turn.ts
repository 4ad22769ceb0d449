import type { TurnContext } from 'botbuilder';
import type { Caller } from '../desk/desk.ts';
import type { Incoming } from './activity.ts';

/** What is left to do once the answer has gone out. Never throws. */
export type Afterwards = () => Promise<void>;

/** One kind of turn: asks the desk, and answers once. */
export type Turn = (context: TurnContext, activity: Incoming, caller: Caller) => Promise<Afterwards | null>;
