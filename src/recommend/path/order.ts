/** Which courses lead to a goal, and in what order: the explicit graph of prerequisites decides, what learners did only breaks ties. */
import type { History } from '../histories.ts';
import type { RankedCourse } from '../product/learner.ts';

export type Order =
  | { readonly kind: 'ordered'; readonly courses: readonly RankedCourse[] }
  /** Courses that need each other, the first one named again at the end; no plan is possible until one is changed. */
  | { readonly kind: 'circle'; readonly way: readonly string[] };

/** How often learners took one course before another, for those who took both: 0.5 where nobody did. */
export type Transitions = (before: string, after: string) => number;

/** Of each pair of courses in the histories, which are in order of time. Laplace-smoothed: one learner proves little. */
export function learnTransitions(histories: readonly History[]): Transitions {
  const counts = new Map<string, Map<string, number>>();
  for (const { items } of histories) {
    const unique = [...new Set(items)];
    for (const [n, before] of unique.entries()) {
      const followers = counts.get(before) ?? new Map<string, number>();
      counts.set(before, followers);
      for (const after of unique.slice(n + 1)) followers.set(after, (followers.get(after) ?? 0) + 1);
    }
  }
  const countOf = (before: string, after: string) => counts.get(before)?.get(after) ?? 0;
  return (before, after) => (countOf(before, after) + 1) / (countOf(before, after) + countOf(after, before) + 2);
}

/** As `transitions`, but what is begun comes before what is not: nobody should leave a course lying half done. */
export function preferBegun(transitions: Transitions, begun: ReadonlySet<string>): Transitions {
  return (before, after) => {
    if (begun.has(before) !== begun.has(after)) return begun.has(before) ? 1 : 0;
    return transitions(before, after);
  };
}

const NO_TRANSITIONS: Transitions = () => 0.5;

/**
 * `targets` with everything that must come before them: prerequisites always first, among what is free the lower level, then
 * what others took earlier, then the order of `courses`. Ids that are not in `courses` are passed over.
 */
export function orderCourses(
  targets: readonly string[],
  courses: readonly RankedCourse[],
  transitions: Transitions = NO_TRANSITIONS,
): Order {
  const byId = new Map(courses.map((course) => [course.id, course]));
  const circle = findCircle(targets, byId);
  if (circle) return { kind: 'circle', way: circle };
  const needed = new Set<string>();
  const need = (id: string): void => {
    const course = byId.get(id);
    if (!course || needed.has(id)) return;
    needed.add(id);
    for (const before of course.prerequisites) need(before);
  };
  for (const id of targets) need(id);
  const waiting = courses.filter(({ id }) => needed.has(id));
  const ordered: RankedCourse[] = [];
  const done = new Set<string>();
  while (waiting.length > 0) {
    const free = waiting.filter(({ prerequisites }) => prerequisites.every((id) => done.has(id) || !needed.has(id)));
    const next = pickFirst(free, transitions);
    ordered.push(next);
    done.add(next.id);
    waiting.splice(waiting.indexOf(next), 1);
  }
  return { kind: 'ordered', courses: ordered };
}

/** Lowest level first (none named counts as intermediate); then the one that most often came before the others. */
function pickFirst(free: readonly RankedCourse[], transitions: Transitions): RankedCourse {
  const rankOf = ({ rank }: RankedCourse) => rank ?? 1;
  const lowest = Math.min(...free.map(rankOf));
  const level = free.filter((course) => rankOf(course) === lowest);
  const earliness = level.map(({ id }) => level.reduce((sum, other) => sum + transitions(id, other.id), 0));
  return level[earliness.indexOf(Math.max(...earliness))]!;
}

/** The first circle that can be reached, as its way; null where there is none. */
function findCircle(targets: readonly string[], byId: ReadonlyMap<string, RankedCourse>): string[] | null {
  const done = new Set<string>();
  const visit = (id: string, way: readonly string[]): string[] | null => {
    const at = way.indexOf(id);
    if (at >= 0) return [...way.slice(at), id];
    if (done.has(id)) return null;
    for (const before of byId.get(id)?.prerequisites ?? []) {
      const found = visit(before, [...way, id]);
      if (found) return found;
    }
    done.add(id);
    return null;
  };
  for (const id of targets) {
    const found = visit(id, []);
    if (found) return found;
  }
  return null;
}
