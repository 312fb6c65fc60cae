/** What the Slack adapter is given. */
import type { ConversationFacts } from '../../src/domain/conversation-facts.ts';
import type { HomeBlock } from '../../src/domain/home.ts';
import type { Bilingual } from '../../src/domain/knowledge.ts';
import type { Language } from '../../src/domain/language.ts';
import type { PersonId, PlaceId } from '../../src/domain/place.ts';
import type { Clock, Heard } from '../../src/ports.ts';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Names of emoji, without colons. */
export interface Emoji {
  /** On one's own message in a channel: asks it. */
  readonly ask: string;
  /** On a ticket's card. */
  readonly claim: string;
  readonly resolve: string;
}

/** What the Home tab of one person shows. */
export interface HomeFacts {
  /** The person's own conversations, newest first. */
  readonly conversations: readonly ConversationFacts[];
  /** Tickets that wait, by queue; null for people who are no admins. */
  readonly queues: readonly { readonly name: Bilingual; readonly waiting: number }[] | null;
  /** What a conversation about that intent is called; null = nothing known. */
  titleOf(intent: string): Bilingual | null;
  /** The language the person chose, null = none chosen; left out where it cannot be chosen. */
  readonly chosen?: Language | null;
  /** What matters to the person now, in that order; left out where nobody tells. */
  readonly page?: readonly HomeBlock[];
}

export interface SlackOptions {
  readonly community: string;
  readonly botToken: string;
  /** Set = Socket Mode. */
  readonly appToken: string | null;
  /** Without an app token: Slack calls `/slack/events` on our server and signs with this. */
  readonly signingSecret: string | null;
  /** Of the Web API, with a slash at the end; null = Slack's own. */
  readonly apiUrl: string | null;
  /** Where tickets go, those of the queues included. Places of other platforms are passed over. */
  readonly staffPlaces: readonly PlaceId[];
  /** Where every message is a question. */
  readonly learnerPlaces: readonly PlaceId[];
  readonly clock: Clock;
  readonly log: Log;
  /** Where people were heard before this process began; the history is read again from the latest of them on. */
  readonly heard?: () => Promise<readonly Heard[]>;
  /** Emoji that do what a button does; null = none. */
  readonly emoji: Emoji | null;
  /** Days are told in this zone (IANA name). */
  readonly timeZone: string;
  readonly home?: (person: PersonId) => Promise<HomeFacts>;
  /** What the service answers to that intent, to read it again; null = nothing any more. */
  readonly answerOf?: (intent: string) => { readonly title: Bilingual; readonly answer: Bilingual } | null;
  /** Home tabs that are open are refreshed at most this often, ms. Default 3,000. */
  readonly homeRestMs?: number;
  /** Connections in Socket Mode, at most 10: while Slack recycles one, the others listen. Default 2. */
  readonly sockets?: number;
  /** After so long (ms) without any connection the history is read again. Default 60,000: Slack's own retries cover less. */
  readonly sweepAfterMs?: number;
}
