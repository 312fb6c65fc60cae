/** What is known of an agent before they do anything: data/agents.csv. Who is an agent at all is the configuration's business. */
import type { Hours } from './hours.ts';
import type { Language } from './language.ts';
import type { PersonId } from './place.ts';

export interface AgentProfile {
  readonly agent: PersonId;
  /** Queues, categories, `course:<id>` or `tag:<tag>`; empty = all. */
  readonly skills: readonly string[];
  /** Empty = both. */
  readonly languages: readonly Language[];
  /** null = as their queues. */
  readonly hours: Hours | null;
  /** IANA name; empty: the configured time zone. */
  readonly timeZone: string;
  /** Never more open tickets than this; null = no limit. */
  readonly mostTickets: number | null;
  /** The team whose figures they count for; unset = in none. */
  readonly team?: string;
}
