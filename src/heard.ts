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

/** Of the conversations of the window and of the one before it; `withActions`: and what was done about it. */
export async function gatherFeedback(
  options: HeardOptions,
  rows: readonly ConversationFacts[],
  previous: readonly ConversationFacts[],
  withActions: boolean,
): Promise<FeedbackInput> {
  const { reports } = options.store;
  const actions = withActions ? toAcceptedActions(await reports.measures()) : [];
  const earliest = actions.reduce((a, { acceptedAt }) => Math.min(a, acceptedAt), Number.POSITIVE_INFINITY);
  const followed = actions.length === 0 ? [] : await reports.conversations(earliest - LOOK_BACK_MS, null);
  return {
    voices: await hear(options, [...previous, ...rows]),
    actions,
    history: { rows: followed, voices: await hear(options, followed) },
  };
}

/** A comment comes after its conversation began, so the first beginning bounds what must be read. */
export async function hear(options: HeardOptions, rows: readonly ConversationFacts[]): Promise<Voice[]> {
  if (rows.length === 0) return [];
  const { store, community, judging, targets, purchases, now } = options;
  const since = rows.reduce((a, { startedAt }) => Math.min(a, startedAt), Number.POSITIVE_INFINITY);
  const known = new Set(rows.map(({ conversationId }) => conversationId));
  const comments = (await store.reports.comments(since)).filter(({ conversationId }) => known.has(conversationId));
  const judge = await judging.read(comments.map(({ text }) => text));
  const team = (await store.agents(community)).flatMap(({ profile }) => profile.name ?? []);
  return toVoices(rows, comments, {
    judge,
    anonymise: ({ text, learnerName }) =>
      anonymise(text, [learnerName, ...team], /\p{Script=Han}/u.test(text) ? 'zh' : 'en'),
    courseOf: createCourseOf(purchases),
    targets,
    now,
  });
}
