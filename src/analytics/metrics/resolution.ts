/** What conversations came to: the mix of outcomes, and how often the first answer was the wrong one. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { type Metric, toShare } from '../metric.ts';
import { isByBot, isOpen, toDurable } from '../outcome.ts';

export interface ResolutionFigures {
  /** Shares of all conversations; together with `byPeopleShare`, `abandonedShare` and `openShare` they add up to 1. */
  readonly confirmedShare: Metric;
  readonly assumedShare: Metric;
  readonly byPeopleShare: Metric;
  readonly abandonedShare: Metric;
  readonly openShare: Metric;
  /** Of the bot's resolutions old enough to tell; see outcome.ts. */
  readonly durableShare: Metric;
  readonly escalatedShare: Metric;
  readonly reopenedShare: Metric;
  readonly misdiagnosisRate: Metric;
  readonly missRate: Metric;
}

export const OUTCOMES = ['confirmed', 'assumed', 'people', 'abandoned', 'open'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * confirmed, assumed: by the bot · people: resolved after people had it, whoever said so · abandoned: ended without a
 * resolution · open: neither resolved nor closed.
 */
export function toOutcome(facts: ConversationFacts): Outcome {
  if (isOpen(facts)) return 'open';
  if (isByBot(facts, 'confirmed')) return 'confirmed';
  if (isByBot(facts, 'assumed')) return 'assumed';
  return facts.resolvedAt === null || facts.resolution === 'abandoned' ? 'abandoned' : 'people';
}

/**
 * Shares with Wilson intervals. misdiagnosisRate: answers that the learner refused, of all answers. missRate: turns without
 * an answer, of all turns that the bot took. None: null.
 */
export function toResolution(rows: readonly ConversationFacts[]): ResolutionFigures {
  const n = rows.length;
  const share = (accepts: (facts: ConversationFacts) => boolean) => toShare(rows.filter(accepts).length, n);
  const ofOutcome = (outcome: Outcome) => share((facts) => toOutcome(facts) === outcome);
  const sum = (of: (facts: ConversationFacts) => number) => rows.reduce((total, facts) => total + of(facts), 0);
  const { value, n: told, pending } = toDurable(rows);
  const answers = sum((facts) => facts.answers);
  const misses = sum((facts) => facts.misses);
  const ended = rows.filter((facts) => facts.resolvedAt !== null || facts.reopened > 0);
  return {
    confirmedShare: ofOutcome('confirmed'),
    assumedShare: ofOutcome('assumed'),
    byPeopleShare: ofOutcome('people'),
    abandonedShare: ofOutcome('abandoned'),
    openShare: ofOutcome('open'),
    durableShare: { ...toShare(value ?? 0, told), pending: pending ?? 0 },
    escalatedShare: share(({ escalatedAt }) => escalatedAt !== null),
    reopenedShare: toShare(ended.filter(({ reopened }) => reopened > 0).length, ended.length),
    // An answer can be refused once; clamped for histories that say otherwise.
    misdiagnosisRate: toShare(
      sum((facts) => Math.min(facts.refusals, facts.answers)),
      answers,
    ),
    missRate: toShare(misses, answers + misses),
  };
}
