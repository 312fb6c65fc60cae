/** What is known of a person beyond one conversation: chosen language, the shop's account, needs, a block, whether an agent is away. */
import type { Language } from './language.ts';
import type { OutreachWishes, SentOutreach } from './outreach.ts';
import type { PersonId, Spot } from './place.ts';
import type { StoredPlan } from './study.ts';
import type { SurveyStanding } from './survey.ts';

/** Special needs, which travel with each ticket and shape what the bot sends. Minutes are of the local day, `to` may be before `from` (over midnight). */
export interface Needs {
  /** Short sentences, one thing at a time. */
  readonly slow: boolean;
  /** No pictures in words, nothing that only looks matter for. */
  readonly screenReader: boolean;
  /** When the bot keeps its own prompts (ratings, reminders) to itself. */
  readonly quiet: { readonly fromMinute: number; readonly toMinute: number } | null;
  /** In the learner's own words, for agents. */
  readonly note: string | null;
}

export const NO_NEEDS: Needs = { slow: false, screenReader: false, quiet: null, note: null };

export interface Block {
  readonly reason: string;
  /** ms; null = until somebody lifts it. */
  readonly until: number | null;
  readonly by: PersonId;
  /** When they were last told, ms. */
  readonly toldAt?: number;
}

export interface Profile {
  /** As the platform shows it; only of agents, for assignment. Never logged. */
  readonly name: string | null;
  /** null = by the platform's language and the message. */
  readonly language: Language | null;
  /** The learner's id in the shop; null while not linked. */
  readonly account: string | null;
  readonly needs: Needs;
  readonly blocked: Block | null;
  /** Of an agent: takes no tickets until then (ms; null in `until` = until they are back). */
  readonly away: { readonly until: number | null } | null;
  /** True once they have acted as an agent. */
  readonly isAgent: boolean;
  /** Whether their ratings count in what all learners may see; null = not asked yet, which counts as no. */
  readonly sharesRatings: boolean | null;
  /** The last questionnaire; null = never asked. */
  readonly survey: SurveyStanding | null;
  /** Their learning path; null where there is none. */
  readonly plan: StoredPlan | null;
  /** Where they were heard last with nobody reading along; null = nowhere yet. Only there the bot begins by itself. */
  readonly privateSpot: Spot | null;
  readonly outreachWishes: OutreachWishes;
  /** What the bot wrote to them unasked, oldest first. A field of its own, as only that changes it. */
  readonly outreachSent: readonly SentOutreach[];
}

export const NO_PROFILE: Profile = {
  name: null,
  language: null,
  account: null,
  needs: NO_NEEDS,
  blocked: null,
  away: null,
  isAgent: false,
  sharesRatings: null,
  survey: null,
  plan: null,
  privateSpot: null,
  outreachWishes: {},
  outreachSent: [],
};

/** Written over what is stored of that person; what is not named stays. */
export interface ProfileChange {
  readonly person: PersonId;
  readonly changes: Partial<Profile>;
}

/** Something set in chat for the whole community; null takes it back. The value is JSON. */
export interface SettingChange {
  readonly key: string;
  readonly value: unknown;
  /** The value is an object written over what is stored: two such changes in the same instant both count. */
  readonly patch?: boolean;
}

/** Somebody whose chat account is linked to a certain account of the shop. */
export interface Linked {
  readonly person: PersonId;
  /** Where they talked last; null where they never did. */
  readonly spot: Spot | null;
}

/** An agent as assignment sees them. */
export interface AgentState {
  readonly id: PersonId;
  readonly profile: Profile;
  /** Tickets in hand. */
  readonly open: number;
}

export function isBlocked({ blocked }: Profile, now: number): boolean {
  return blocked !== null && (blocked.until === null || now < blocked.until);
}

export function isAway({ away }: Profile, now: number): boolean {
  return away !== null && (away.until === null || now < away.until);
}

/** Whether a minute of the day lies in the quiet hours; both ends the same = never. */
export function isQuietAt({ quiet }: Needs, minute: number): boolean {
  if (!quiet || quiet.fromMinute === quiet.toMinute) return false;
  const { fromMinute, toMinute } = quiet;
  return fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
}
