/** Courses for one learner of the shop: what like learners took, what is alike, what fits the level; varied, and with a reason. */
import { toLikeness } from '../content/likeness.ts';
import type { History } from '../histories.ts';
import { createRecommender } from '../recommender.ts';
import { isOpenTo, toLevelFit, toStanding } from './fitness.ts';
import { isFinished, type LearnerRecord, type RankedCourse, type TakenCourse } from './learner.ts';
import type { Reason } from './reason.ts';

export interface Recommendation {
  readonly course: RankedCourse;
  /** 0 … about 1.3; only comparable within one list. */
  readonly score: number;
  readonly reason: Reason;
}

export interface Suggester {
  /** Best first, at most `top`. `now` in ms: what was put off comes back after 30 days. */
  suggest(record: LearnerRecord, top: number, now: number): readonly Recommendation[];
}

/** Shares of the score. Set by judgement, to be measured by the hold-out share and not believed. */
const SHARES = {
  together: 0.35,
  alike: 0.3,
  level: 0.35,
  continues: 0.25,
  wanted: 0.1,
  interested: 0.2,
  likeInterest: 0.2,
};
/** With this many histories, what others took counts half. */
const HALF_TRUST = 50;
/** Likeness above which a taken course says something about another. */
const NEAR = 0.15;
/** How much likeness to what stands above it already costs. */
const SAMENESS = 0.4;
/** How much likeness to a refused course costs. */
const REFUSAL = 0.5;

/** To 0 … 1 by the highest; all 0 where none is above 0. */
function toShares(values: readonly number[]): number[] {
  const most = Math.max(0, ...values);
  return values.map((value) => (most > 0 ? Math.max(0, value) / most : 0));
}

/** How much a taken course says of what the learner likes: more the further they came and the better they did. */
function toLiking({ completion, score }: TakenCourse): number {
  const done = Number.isFinite(completion) ? Math.min(1, Math.max(0, completion ?? 0)) : 0;
  const liked = Number.isFinite(score) ? Math.min(1, Math.max(0, (score ?? 0) / 10)) : 0.6;
  return (0.3 + 0.7 * done) * (0.4 + liked);
}

/** `histories`: what all learners took, from which the shop learns; courses that are not in `courses` are never recommended. */
export function createSuggester(courses: readonly RankedCourse[], histories: readonly History[]): Suggester {
  const likeness = toLikeness(courses);
  const numbers = new Map(courses.map(({ id }, n) => [id, n]));
  const recommender = createRecommender(histories, { courses });
  const sold = new Set(histories.flatMap(({ items }) => items));
  const trust = histories.length / (histories.length + HALF_TRUST);
  const likenessOf = (a: number, b: number) => likeness[a * courses.length + b] ?? 0;

  function toReason(
    course: RankedCourse,
    near: Near | null,
    {
      isCollaborative,
      isWanted,
      isOfInterest,
    }: Readonly<Record<'isCollaborative' | 'isWanted' | 'isOfInterest', boolean>>,
  ): Reason {
    const before = near && course.prerequisites.includes(near.course.id) ? near : null;
    if (isWanted) return { kind: 'wanted' };
    if (isOfInterest) return { kind: 'interested' };
    if (before) return { kind: 'continues', after: before.course, isFinished: isFinished(before.taken) };
    if (near) {
      const kind = isCollaborative ? 'together' : 'alike';
      return { kind, after: near.course, isFinished: isFinished(near.taken) };
    }
    if (course.rank === 0) return { kind: 'start' };
    return { kind: sold.has(course.id) ? 'popular' : 'new' };
  }

  return {
    suggest(record, top, now) {
      const standing = toStanding(record);
      const taken = record.taken.flatMap((one): Near[] => {
        const number = numbers.get(one.course);
        return number === undefined ? [] : [{ number, course: courses[number]!, taken: one, likeness: 0 }];
      });
      const refused = [...standing.refused].flatMap((id) => numbers.get(id) ?? []);
      const wished = [...standing.interested].flatMap((id) => numbers.get(id) ?? []);
      const collaborative = recommender.score(record.taken.map(({ course }) => course));
      const open = courses.flatMap((course, number) => (isOpenTo(course, standing, now) ? [{ course, number }] : []));
      const together = toShares(open.map(({ course }) => collaborative.get(course.id) ?? 0));
      const alike = toShares(
        open.map(({ number }) =>
          taken.reduce((sum, one) => sum + likenessOf(number, one.number) * toLiking(one.taken), 0),
        ),
      );
      const scored = open.map(({ course, number }, n) => {
        const near = findNearest(course, number, taken, likenessOf);
        const continues = course.prerequisites.length > 0;
        const isWanted = standing.later.has(course.id);
        const isOfInterest = standing.interested.has(course.id);
        const others = SHARES.together * trust * together[n]!;
        const content = (SHARES.alike + SHARES.together * (1 - trust)) * alike[n]!;
        const level = near ? { course: near.course, completion: near.taken.completion } : null;
        const score =
          others +
          content +
          SHARES.level * toLevelFit(course, level) +
          (continues ? SHARES.continues : 0) +
          (isWanted ? SHARES.wanted : 0) +
          (isOfInterest ? SHARES.interested : 0) +
          SHARES.likeInterest *
            Math.max(0, ...wished.map((other) => (other === number ? 0 : likenessOf(number, other)))) -
          REFUSAL * Math.max(0, ...refused.map((other) => likenessOf(number, other)));
        return {
          course,
          number,
          score,
          reason: toReason(course, near, { isCollaborative: others > content, isWanted, isOfInterest }),
        };
      });
      return pickVaried(scored, top, likenessOf).map(({ course, score, reason }) => ({ course, score, reason }));
    },
  };
}

interface Near {
  readonly number: number;
  readonly course: RankedCourse;
  readonly taken: TakenCourse;
  readonly likeness: number;
}

/** A finished course that must come before it, the highest first; else the taken course most like it. */
function findNearest(
  course: RankedCourse,
  number: number,
  taken: readonly Near[],
  likenessOf: (a: number, b: number) => number,
): Near | null {
  const near = taken.map((one) => ({ ...one, likeness: likenessOf(number, one.number) }));
  const before = near.filter((one) => course.prerequisites.includes(one.course.id));
  const pool = before.length > 0 ? before : near.filter((one) => one.likeness >= NEAR);
  pool.sort((a, b) => b.likeness - a.likeness || a.number - b.number);
  return pool[0] ?? null;
}

/** Maximal marginal relevance (Carbonell & Goldstein 1998): each next one is good and unlike those above it. */
function pickVaried<T extends { readonly score: number; readonly number: number }>(
  scored: readonly T[],
  top: number,
  likenessOf: (a: number, b: number) => number,
): T[] {
  const left = [...scored];
  const picked: T[] = [];
  while (picked.length < top && left.length > 0) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (const [n, one] of left.entries()) {
      const same = Math.max(0, ...picked.map((other) => likenessOf(one.number, other.number)));
      const value = one.score - SAMENESS * same;
      if (value > most) [best, most] = [n, value];
    }
    picked.push(...left.splice(best, 1));
  }
  return picked;
}
