/** Whether recommending does anything: counts for those who may be shown recommendations and for those held back, and how many were taken up. */
import type { Purchase } from '../../domain/purchase.ts';
import { isHeldOut } from './learner.ts';

/** A recommendation as it was shown. */
export interface Showing {
  readonly learner: string;
  readonly course: string;
  /** ms. */
  readonly at: number;
}

export interface Arm {
  /** Learners. */
  readonly n: number;
  /** Of them, who bought anything within the window. */
  readonly bought: number;
}

export interface Effect {
  readonly shown: Arm;
  readonly heldOut: Arm;
  /** Recommendations whose window is over, and those of them that were bought within it; a course shown twice counts once. */
  readonly recommendations: { readonly n: number; readonly accepted: number };
}

export interface EffectRequest {
  /** Everybody who could have been shown one at `from`, each once: also those who then were not, or the comparison is unfair. */
  readonly learners: readonly string[];
  readonly showings: readonly Showing[];
  readonly purchases: readonly Purchase[];
  readonly heldOutShare: number;
  /** ms; the window of the two arms begins here. */
  readonly from: number;
  readonly windowMs: number;
  /** ms; showings whose window is not over are left out. */
  readonly now: number;
}

/** The arms are compared as assigned, not as treated. An interval for the difference is the report’s affair (Newcombe). */
export function toEffect(request: EffectRequest): Effect {
  const { learners, showings, purchases, heldOutShare, from, windowMs, now } = request;
  const isWithin = (at: number, start: number) => at >= start && at < start + windowMs;
  const buyers = new Set(purchases.flatMap(({ learner, purchasedAt: at }) => (isWithin(at, from) ? [learner] : [])));
  const toArm = (held: boolean): Arm => {
    const members = learners.filter((learner) => isHeldOut(learner, heldOutShare) === held);
    return { n: members.length, bought: members.filter((learner) => buyers.has(learner)).length };
  };
  const first = new Map<string, Showing>();
  for (const showing of showings) {
    const key = JSON.stringify([showing.learner, showing.course]);
    const known = first.get(key);
    if (!known || showing.at < known.at) first.set(key, showing);
  }
  const ripe = [...first.values()].filter(({ at }) => at + windowMs <= now);
  const boughtAt = new Map<string, number[]>();
  for (const { learner, course, purchasedAt } of purchases) {
    const key = JSON.stringify([learner, course]);
    boughtAt.set(key, [...(boughtAt.get(key) ?? []), purchasedAt]);
  }
  const accepted = ripe.filter(({ learner, course, at }) =>
    boughtAt.get(JSON.stringify([learner, course]))?.some((bought) => isWithin(bought, at)),
  );
  return {
    shown: toArm(false),
    heldOut: toArm(true),
    recommendations: { n: ripe.length, accepted: accepted.length },
  };
}
