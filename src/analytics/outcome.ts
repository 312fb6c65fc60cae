/** What a conversation came to, and whether it stayed so. */
import type { ConversationFacts } from '../domain/conversation-facts.ts';
import type { Metric } from './metric.ts';

/** A learner who comes back within this time was not helped for good. */
const RETURN_MS = 7 * 86_400_000;

/** Neither resolved nor closed, with the bot or with people. */
export function isOpen({ resolvedAt, closedAt }: ConversationFacts): boolean {
  return resolvedAt === null && closedAt === null;
}

/** The bot's own success; what people resolved is theirs, even where the learner confirms it. */
export function isByBot(facts: ConversationFacts, resolution: 'confirmed' | 'assumed'): boolean {
  return facts.resolution === resolution && facts.escalatedAt === null;
}

/**
 * How many conversations the bot resolved for good: confirmed or assumed, never reopened, and the same learner (on the same
 * platform) began no other conversation until 7 days after the resolution, about whatever. `n` are those of which that can
 * be told: what is seen of the future ends with the latest beginning among `rows`, so younger ones are `pending`, and the
 * figure is never flattered by days that have not come. Nothing to tell: null.
 */
export function toDurable(rows: readonly ConversationFacts[]): Metric {
  const seenUntil = rows.reduce((latest, { startedAt }) => Math.max(latest, startedAt), Number.NEGATIVE_INFINITY);
  let value = 0;
  let n = 0;
  let pending = 0;
  // Only learners with something to tell are looked at, and lists are sorted where they are not in order already.
  const starts = new Map<string, number[]>();
  for (const { learner, startedAt } of rows) {
    const own = starts.get(learner);
    if (own) own.push(startedAt);
    else starts.set(learner, [startedAt]);
  }
  for (const own of starts.values()) if (own.length > 1) own.sort((a, b) => a - b);
  for (const facts of rows) {
    if (facts.resolvedAt === null || !(isByBot(facts, 'confirmed') || isByBot(facts, 'assumed'))) continue;
    const until = facts.resolvedAt + RETURN_MS;
    if (until > seenUntil) {
      pending++;
      continue;
    }
    n++;
    const next = starts.get(facts.learner)?.find((at) => at > facts.startedAt) ?? Number.POSITIVE_INFINITY;
    if (facts.reopened === 0 && next > until) value++;
  }
  return { value: n === 0 ? null : value, n, pending };
}
