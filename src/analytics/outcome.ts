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
  const inOrder = rows.every(({ startedAt }, i) => i === 0 || rows[i - 1]!.startedAt <= startedAt);
  const sorted = inOrder ? rows : rows.toSorted((a, b) => a.startedAt - b.startedAt);
  const seenUntil = sorted.at(-1)?.startedAt ?? Number.NEGATIVE_INFINITY;
  let value = 0;
  let n = 0;
  let pending = 0;
  // From the last one back, so that what a learner began next is the one seen before. Those of the same instant are one.
  const seen = new Map<string, { at: number; next: number }>();
  for (let i = sorted.length - 1; i >= 0; i--) {
    const facts = sorted[i]!;
    const { learner, startedAt, resolvedAt } = facts;
    const own = seen.get(learner);
    const next = own === undefined ? Number.POSITIVE_INFINITY : own.at > startedAt ? own.at : own.next;
    if (own === undefined) seen.set(learner, { at: startedAt, next });
    else if (own.at > startedAt) {
      own.next = own.at;
      own.at = startedAt;
    }
    if (resolvedAt === null || !(isByBot(facts, 'confirmed') || isByBot(facts, 'assumed'))) continue;
    const until = resolvedAt + RETURN_MS;
    if (until > seenUntil) pending++;
    else {
      n++;
      if (facts.reopened === 0 && next > until) value++;
    }
  }
  return { value: n === 0 ? null : value, n, pending };
}
