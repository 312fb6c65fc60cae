/** Gathers what learners let us hear: comments from the store, judged aside, without who said them; and what was done about it. */
import { LOOK_BACK_MS } from './analytics/feedback/improvement.ts';
import { toVoices, type Voice } from './analytics/feedback/voices.ts';
import type { Targets } from './analytics/metrics/service-level.ts';
import { createCourseOf } from './analytics/reports/grouping.ts';
import type { FeedbackInput } from './analytics/reports/report.ts';
import type { ConversationFacts } from './domain/conversation-facts.ts';
import { toAcceptedActions } from './domain/improvement.ts';
import type { Purchase } from './domain/purchase.ts';
import type { Judging } from './judging.ts';
import type { Store } from './ports.ts';
import { anonymise } from './support/anonymise.ts';

export interface HeardOptions {
  readonly store: Pick<Store, 'reports' | 'agents'>;
  readonly community: string;
  readonly judging: Judging;
  readonly targets: Targets;
  readonly purchases: readonly Purchase[];
  readonly now: number;
}

/** Of the conversations of the window and of the one before it; `isWhole`: ratings without words, too, and what was done about it. */
export async function gatherFeedback(
  options: HeardOptions,
  rows: readonly ConversationFacts[],
  previous: readonly ConversationFacts[],
  isWhole: boolean,
): Promise<FeedbackInput> {
  const { reports } = options.store;
  const actions = isWhole ? toAcceptedActions(await reports.measures()) : [];
  const earliest = actions.reduce((a, { acceptedAt }) => Math.min(a, acceptedAt), Number.POSITIVE_INFINITY);
  const followed = actions.length === 0 ? [] : await reports.conversations(earliest - LOOK_BACK_MS, null);
  const { voices, since } = await hear(options, [...previous, ...rows], isWhole);
  const past = await hear(options, followed);
  return { voices, since, actions, history: { rows: past.rows, voices: past.voices } };
}

/** Of a longer time the newest comments are read, and only the conversations that began since the oldest of them. */
const MOST_COMMENTS = 20_000;

interface Heard {
  readonly voices: Voice[];
  /** Conversations that began later were heard; null = all that were asked about. */
  readonly since: number | null;
  /** Those that were heard. */
  readonly rows: readonly ConversationFacts[];
}

/** `withRatings`: ratings without words are voices, too. A comment comes after its conversation began, so the first beginning bounds what must be read. */
export async function hear(
  options: HeardOptions,
  asked: readonly ConversationFacts[],
  withRatings = true,
): Promise<Heard> {
  if (asked.length === 0) return { voices: [], since: null, rows: [] };
  const { store, community, judging, targets, purchases, now } = options;
  const first = asked.reduce((a, { startedAt }) => Math.min(a, startedAt), Number.POSITIVE_INFINITY);
  const newest = await store.reports.comments(first, MOST_COMMENTS + 1);
  const since = newest.length > MOST_COMMENTS ? newest[0]!.at : null;
  const rows = since === null ? asked : asked.filter(({ startedAt }) => startedAt > since);
  const spoken = new Set(newest.map(({ conversationId }) => conversationId));
  const speaking = rows.filter(({ conversationId }) => spoken.has(conversationId));
  const known = new Set(speaking.map(({ conversationId }) => conversationId));
  const comments = newest.filter(({ conversationId }) => known.has(conversationId));
  const judge = await judging.read(comments.map(({ text }) => text));
  const team = (await store.agents(community)).flatMap(({ profile }) => profile.name ?? []);
  const voices = toVoices(withRatings ? rows : speaking, comments, {
    judge,
    anonymise: ({ text, learnerName }) =>
      anonymise(text, [learnerName, ...team], /\p{Script=Han}/u.test(text) ? 'zh' : 'en'),
    courseOf: createCourseOf(purchases),
    targets,
    now,
  });
  return { voices, since, rows };
}
