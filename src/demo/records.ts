/** What shop and course platform of the demo's community know: how its learners learn, and what they bought in the year before. */
import type { BehaviourRecord } from '../domain/learning-record.ts';
import type { Purchase } from '../domain/purchase.ts';
import { createRandom, type Random } from './random.ts';

const LEARNERS = 500;
const CUSTOMERS = 100;
/** Who buys again within three months, and who is seen again in the last ones. */
const SOON = 0.45;
const LATELY = 0.65;
const COURSES = ['py101', 'sql101', 'da201', 'ml301'];
const DAY_MS = 86_400_000;

/** Three ways to learn: share of the learners, typical minutes and sessions of a month, typical completion. */
const WAYS = [
  { share: 0.2, minutes: 900, sessions: 22, completion: 0.8 },
  { share: 0.35, minutes: 260, sessions: 9, completion: 0.45 },
  { share: 0.35, minutes: 45, sessions: 3, completion: 0.1 },
];
/** The other tenth never began. Some sums are missing, as they are in life. */
const MISSING = 0.03;

/** Around 1, twice as much as half as much. */
const spread = (random: Random, width: number): number =>
  Math.exp(width * (random.next() + random.next() + random.next() - 1.5));

export function toDemoBehaviour(seed: number): BehaviourRecord[] {
  const random = createRandom(seed);
  return Array.from({ length: LEARNERS }, (_, n): BehaviourRecord => {
    const learner = `S${String(n + 1).padStart(4, '0')}`;
    const draw = random.next();
    const way = WAYS.find((_, k) => draw < WAYS.slice(0, k + 1).reduce((sum, { share }) => sum + share, 0));
    if (!way) return { learner, learning_time: 0, learning_frequency: 0, course_completion: 0 };
    const known = (value: number): number | null => (random.chance(MISSING) ? null : value);
    return {
      learner,
      learning_time: known(Math.round(way.minutes * spread(random, 1.1))),
      learning_frequency: known(Math.max(1, Math.round(way.sessions * spread(random, 0.7)))),
      course_completion: known(Math.min(1, Math.round(100 * way.completion * spread(random, 0.6)) / 100)),
    };
  });
}

/** Everybody bought three to six months before `now`; many bought again within three months of that, or lately. */
export function toDemoPurchases(seed: number, now: number): Purchase[] {
  const random = createRandom(seed);
  return Array.from({ length: CUSTOMERS }, (_, n): Purchase[] => {
    const learner = `S${String(n + 1).padStart(4, '0')}`;
    const first = now - Math.floor(95 + random.next() * 80) * DAY_MS;
    const course = COURSES[Math.floor(random.next() * COURSES.length)]!;
    const next = COURSES[(COURSES.indexOf(course) + 1) % COURSES.length]!;
    const soon = random.chance(SOON) ? [first + Math.floor(7 + random.next() * 80) * DAY_MS] : [];
    const lately = random.chance(LATELY) ? [now - Math.floor(1 + random.next() * 85) * DAY_MS] : [];
    return [
      { learner, course, purchasedAt: first, amount: 199 },
      ...[...soon, ...lately].map((purchasedAt) => ({ learner, course: next, purchasedAt, amount: 299 })),
    ];
  }).flat();
}
