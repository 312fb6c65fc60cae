/** What the Telegram adapter is given. */
import type { PlaceId } from '../../src/domain/place.ts';
import type { Clock } from '../../src/ports.ts';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface TelegramOptions {
  readonly community: string;
  readonly botToken: string;
  /** Without a slash at the end; null = Telegram's own. */
  readonly apiRoot: string | null;
  /** Set = Telegram calls this public address; null = long polling. */
  readonly webhookUrl: string | null;
  /** What Telegram sends along with each call; null = one is made up at each start. */
  readonly webhookSecret: string | null;
  /** Where tickets go, those of the queues included. Places of other platforms are passed over. */
  readonly staffPlaces: readonly PlaceId[];
  /** Where every message is a question. */
  readonly learnerPlaces: readonly PlaceId[];
  readonly clock: Clock;
  readonly log: Log;
}

/** Who the bot is. */
export interface BotIdentity {
  readonly id: number;
  readonly username: string;
}
