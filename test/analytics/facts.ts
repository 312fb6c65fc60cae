/** Conversations as reports see them. */
import type { ConversationFacts } from '../../src/domain/conversation-facts.ts';

export const START = Date.UTC(2026, 2, 2, 9);
export const MINUTE = 60_000;

let count = 0;

/** An open conversation of a learner of its own, unless said otherwise. */
export function toFacts(facts: Partial<ConversationFacts> = {}): ConversationFacts {
  const id = count++;
  return {
    conversationId: `C${id}`,
    community: 'default',
    learner: `local:learner-${id}`,
    startedAt: START,
    category: 'technical',
    intent: 'login',
    queue: null,
    course: null,
    priority: null,
    learnerMessages: 1,
    answers: 1,
    refusals: 0,
    misses: 0,
    escalatedAt: null,
    firstReplyAt: null,
    agent: null,
    handlingMs: 0,
    paused: [],
    resolvedAt: null,
    resolution: null,
    reopened: 0,
    closedAt: null,
    ratingAsked: false,
    score: null,
    ...facts,
  };
}

const rated = (score: number | null) => ({ ratingAsked: true, score });

/** Ten conversations whose figures can be worked out by hand. */
export const TEN: readonly ConversationFacts[] = [
  toFacts({ resolution: 'confirmed', resolvedAt: START + 2 * MINUTE, ...rated(9) }),
  toFacts({ resolution: 'confirmed', resolvedAt: START + 4 * MINUTE, ...rated(10) }),
  toFacts({ resolution: 'assumed', resolvedAt: START + 1440 * MINUTE, ...rated(null) }),
  toFacts({
    resolution: 'abandoned',
    resolvedAt: START + 1440 * MINUTE,
    closedAt: START + 1440 * MINUTE,
    category: null,
  }),
  toFacts({
    category: 'payment',
    escalatedAt: START + MINUTE,
    firstReplyAt: START + 3 * MINUTE,
    resolution: 'agent',
    resolvedAt: START + 60 * MINUTE,
    ...rated(7),
  }),
  toFacts({
    category: 'payment',
    escalatedAt: START,
    firstReplyAt: START + 10 * MINUTE,
    resolution: 'confirmed',
    resolvedAt: START + 30 * MINUTE,
    ...rated(8),
  }),
  toFacts({ category: 'payment', escalatedAt: START, firstReplyAt: START + 6 * MINUTE, reopened: 1, ...rated(6) }),
  toFacts({ category: 'payment', escalatedAt: START }),
  toFacts({}),
  toFacts({ category: 'payment', resolution: 'assumed', resolvedAt: START + 1440 * MINUTE, ratingAsked: true }),
];
