/** One exchange with one learner about one matter, and its ticket for people. Plain rows: the rules are in `src/engine`. */
import type { Score } from './choice.ts';
import type { Attachment } from './event.ts';
import type { Category } from './knowledge.ts';
import type { Language } from './language.ts';
import type { CourseRequest } from './organisation.ts';
import type { PersonId, Spot } from './place.ts';
import type { Priority } from './priority.ts';

/**
 * open: the bot's turn · queued: a ticket waits for an agent · assigned: an agent owns it, the bot is silent ·
 * pending: the agent waits for the learner · resolved: done, may be rated or reopened · closed: over for good.
 */
export const CONVERSATION_STATUSES = ['open', 'queued', 'assigned', 'pending', 'resolved', 'closed'] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

/** How it ended. confirmed: the learner said so · assumed: quiet after an answer · agent: resolved by a person · abandoned: quiet without an answer · cancelled: the learner took it back · merged: goes on in another ticket. */
export const RESOLUTIONS = ['confirmed', 'assumed', 'agent', 'abandoned', 'cancelled', 'merged'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** The learner's messages that have not been answered yet. They become one question when it has been quiet until `quietAt`. */
export interface Turn {
  readonly texts: readonly string[];
  readonly quietAt: number;
}

/** The bot's last answer; what Solved and Not this refer to. */
export interface Answer {
  readonly intent: string;
  readonly at: number;
  /** As it was written: what is edited later stays in it. */
  readonly language: Language;
  /** True once its buttons were taken off. */
  readonly closed: boolean;
}

export interface Rating {
  /** null until given; `asked` is set once, so that nobody is asked twice. */
  readonly askedAt: number | null;
  readonly score: Score | null;
  readonly comment: string | null;
  /** True after the comment button: the learner's next message is the comment. */
  readonly awaitsComment: boolean;
}

export interface Conversation {
  readonly id: string;
  /** Rises by one with each commit; a commit against another version is stale. 0 = not stored yet. */
  readonly version: number;
  readonly community: string;
  readonly learner: PersonId;
  /** As the platform shows it; never logged. */
  readonly learnerName: string;
  /** Where the learner talks and is answered. */
  readonly spot: Spot;
  readonly language: Language;
  readonly startedAt: number;
  readonly status: ConversationStatus;
  readonly turn: Turn | null;
  /** Unknown questions and refused answers so far; the second one opens a ticket. */
  readonly misses: number;
  readonly answer: Answer | null;
  /** Intents by the number of their button, over every did-you-mean so far; empty where the offer no longer stands. */
  readonly offered: readonly string[];
  /** Intents the learner said no to; never offered again in this conversation. */
  readonly refused: readonly string[];
  /** The learner's question so far, for the ticket card: the last few turns, oldest first. */
  readonly questions: readonly string[];
  /** What the learner sent along before there was a ticket, oldest first; it goes to people with the ticket. */
  readonly files: readonly Attachment[];
  /** When the learner or an agent last did something, or the bot answered; quiet time counts from here. */
  readonly activeAt: number;
  readonly resolution: Resolution | null;
  readonly resolvedAt: number | null;
  readonly rating: Rating;
  /** What it is about where no question tells: looking through courses is a matter of pre-sale. */
  readonly topic: Category | null;
  /** A company's course request that is being told; unset or null = none. */
  readonly request?: CourseRequest | null;
  /** When the learner's last messages came (ms), oldest first, at most as many as are allowed in a minute. */
  readonly recent: readonly number[];
}

export const TICKET_STATUSES = ['open', 'pending', 'resolved', 'closed'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** What agents were told of a promise last: nothing yet, that it is soon due, that it was not kept. */
export const ALERTS = ['none', 'warning', 'breached'] as const;
export type Alert = (typeof ALERTS)[number];

/** A time in which the ticket waited for the learner; `to` null = it still does. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
}

/** The case for people; at most one per conversation, reopened rather than repeated. */
export interface Ticket {
  readonly id: string;
  readonly conversationId: string;
  readonly queue: string;
  readonly category: string;
  readonly intent: string | null;
  readonly status: TicketStatus;
  readonly reason: EscalationReason;
  readonly assignee: PersonId | null;
  readonly assigneeName: string | null;
  /** When the claim lapses unless the assignee replies; null while unclaimed or once replied. */
  readonly leaseUntil: number | null;
  readonly createdAt: number;
  /** The promised first response. */
  readonly promisedAt: number;
  readonly firstReplyAt: number | null;
  readonly resolvedAt: number | null;
  /** Every message of the assignee in the thread goes to the learner while this is on. */
  readonly live: boolean;
  /** Ids of the latest messages that went out that way: only what becomes of these is the learner's business. */
  readonly liveMessages: readonly string[];
  readonly reopenedCount: number;
  /** Where its card lives; the thread below the card is the working place. */
  readonly staffSpot: Spot;
  /** True once the learner was told that further words are added to the ticket. */
  readonly acknowledged: boolean;
  /** What the card shows as the last thing that happened. */
  readonly lastMessage: string | null;
  readonly priority: Priority;
  readonly tags: readonly string[];
  /** The ticket in which this one goes on. */
  readonly mergedInto: string | null;
  /** Since when its promises run: created or opened again, ms; null in tickets from before this was kept. */
  readonly openedAt: number | null;
  /** In order; they do not count against the promises. */
  readonly pauses: readonly Pause[];
  readonly responseAlert: Alert;
  readonly resolutionAlert: Alert;
  /** True once the learner was reminded that people wait for an answer. */
  readonly reminded: boolean;
  /** Why something did not reach the learner, as staff were told; null once these wrote again. */
  readonly unreached: string | null;
  /** Who let it lapse: it is not given to them again by itself. */
  readonly lapsed: readonly PersonId[];
  /** What the numbered buttons of its menus stand for, by choice: queues, agents, snippets. */
  readonly menus: Readonly<Record<string, readonly string[]>>;
  /** Steps of the category's checklist that are done, by their number. */
  readonly done: readonly number[];
}

/** What every new ticket begins with; tickets from before these were kept are taken for such. */
export const FRESH_TICKET = {
  priority: 'normal',
  tags: [],
  mergedInto: null,
  openedAt: null,
  pauses: [],
  responseAlert: 'none',
  resolutionAlert: 'none',
  reminded: false,
  unreached: null,
  lapsed: [],
  liveMessages: [],
  menus: {},
  done: [],
} as const satisfies Partial<Ticket>;

export const ESCALATION_REASONS = ['asked', 'second_miss', 'upset', 'reopened', 'fault'] as const;
export type EscalationReason = (typeof ESCALATION_REASONS)[number];
