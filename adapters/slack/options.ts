/** What the Slack adapter is given. */
import type { PlaceId } from '../../src/domain/place.ts';
import type { Clock, Heard } from '../../src/ports.ts';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
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
  /** Connections in Socket Mode, at most 10: while Slack recycles one, the others listen. Default 2. */
  readonly sockets?: number;
  /** After so long (ms) without any connection the history is read again. Default 60,000: Slack's own retries cover less. */
  readonly sweepAfterMs?: number;
}
