/** Whether recommending does anything: counts for those who were shown recommendations of their own and for those held back, and what was taken up. */
import type { Purchase } from '../../domain/purchase.ts';
import type { Arm } from '../../domain/study.ts';

/** A course as it was shown. */
export interface Showing {
  readonly learner: string;
  readonly course: string;
  /** ms. */
  readonly at: number;
  readonly arm: Arm;
}

export interface ArmCount {
  /** Learners whose window is over. */
  readonly n: number;
  /** Of them, who bought anything within the window. */
  readonly bought: number;
  /** Learners whose window is not over yet. */
  readonly pending: number;
}

export interface Effect {
  readonly personal: ArmCount;
  readonly popular: ArmCount;
  /** Courses shown as recommendations of their own whose window is over, and those of them that were bought within it; a course shown twice to the same learner counts once. */
  readonly recommendations: { readonly n: number; readonly accepted: number; readonly pending: number };
}

export interface EffectRequest {
  readonly showings: readonly Showing[];
  readonly purchases: readonly Purchase[];
  readonly windowMs: number;
  /** ms; what was shown within a window of it cannot be judged yet. */
  readonly now: number;
}

/**
 * Each learner's window begins when they first asked, and they belong to the arm of that moment for good: compared as
 * assigned, not as treated. An interval for the difference is the report's affair (Newcombe).
 */
export function toEffect({ showings, purchases, windowMs, now }: EffectRequest): Effect {
  const sorted = showings.toSorted((a, b) => a.at - b.at);
  const boughtBy = Map.groupBy(purchases, ({ learner }) => learner);
  const hasBought = ({ learner, at }: Showing, course: string | null) =>
    (boughtBy.get(learner) ?? []).some(
      (one) => one.purchasedAt >= at && one.purchasedAt < at + windowMs && (course === null || one.course === course),
    );
  const isRipe = ({ at }: Showing) => at + windowMs <= now;
  const firstOf = toFirst(sorted, ({ learner }) => learner);
  const count = (arm: Arm): ArmCount => {
    const members = firstOf.filter((first) => first.arm === arm);
    const ripe = members.filter(isRipe);
    return {
      n: ripe.length,
      bought: ripe.filter((first) => hasBought(first, null)).length,
      pending: members.length - ripe.length,
    };
  };
  const own = toFirst(
    sorted.filter(({ arm }) => arm === 'personal'),
    ({ learner, course }) => JSON.stringify([learner, course]),
  );
  const ripe = own.filter(isRipe);
  return {
    personal: count('personal'),
    popular: count('popular'),
    recommendations: {
      n: ripe.length,
      accepted: ripe.filter((showing) => hasBought(showing, showing.course)).length,
      pending: own.length - ripe.length,
    },
  };
}

function toFirst(sorted: readonly Showing[], keyOf: (showing: Showing) => string): Showing[] {
  const first = new Map<string, Showing>();
  for (const showing of sorted) if (!first.has(keyOf(showing))) first.set(keyOf(showing), showing);
  return [...first.values()];
}
