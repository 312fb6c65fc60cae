/** What the Discord adapter is given. */
import type { Language } from '../../src/domain/language.ts';
import type { PlaceId } from '../../src/domain/place.ts';
import type { Clock, Heard } from '../../src/ports.ts';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface DiscordOptions {
  readonly community: string;
  readonly token: string;
  /** Without version and without a slash at the end; null = Discord's own. */
  readonly apiUrl: string | null;
  /** Where tickets go, those of the queues included. Places of other platforms are passed over. */
  readonly staffPlaces: readonly PlaceId[];
  /** Where every message is a question. */
  readonly learnerPlaces: readonly PlaceId[];
  readonly clock: Clock;
  readonly log: Log;
  /** Questions like the one being typed, best first. A look-up in memory: it must answer within a moment. */
  readonly suggest?: (typed: string, language: Language) => readonly string[];
  /** Where people were heard before this process began; the history is read again from the latest of them on. */
  readonly heard?: () => Promise<readonly Heard[]>;
  /** How many connections the servers are spread over; `auto` asks Discord. Default: 1. */
  readonly shards?: number | 'auto';
}
