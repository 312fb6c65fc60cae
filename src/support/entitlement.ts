/** Whether a learner is owed service: each purchase gives its course a window of it, one year unless the course says otherwise. */
import type { Course } from '../domain/course.ts';
import type { EntitlementState } from '../domain/rule.ts';

/** A course that a learner bought; ms since the epoch. */
export interface BoughtCourse {
  readonly course: string;
  readonly purchasedAt: number;
}

export interface EntitlementTerms {
  readonly timeZone: string;
  /** Months of service by course; courses that are not in it have `defaultMonths`. 0 = no service at all. */
  readonly months: ReadonlyMap<string, number>;
  readonly defaultMonths: number;
  /** From how many days before its end a window counts as ending soon. */
  readonly soonDays: number;
}

const YEAR_MONTHS = 12;
const SOON_DAYS = 30;

/** One year for each course that names no window of its own; the last 30 days count as ending soon. */
export function toEntitlementTerms(courses: Iterable<Course>, timeZone: string): EntitlementTerms {
  const months = new Map<string, number>();
  for (const { id, serviceMonths } of courses) if (typeof serviceMonths === 'number') months.set(id, serviceMonths);
  return { timeZone, months, defaultMonths: YEAR_MONTHS, soonDays: SOON_DAYS };
}

export interface CourseWindow {
  readonly course: string;
  readonly state: 'active' | 'soon' | 'expired';
  /** The day of the first purchase and the last day of service, that day included: `2027-03-01`. */
  readonly from: string;
  readonly until: string;
  /** ms: service ends here, at the end of the last day. */
  readonly endsAt: number;
}

/** The state over all courses is that of the window that lasts longest. */
export interface Entitlement {
  readonly state: EntitlementState;
  /** Longest first; courses that never had service are not in it. */
  readonly courses: readonly CourseWindow[];
  /** Last day of the longest window; null where there is none. */
  readonly until: string | null;
}

/** A renewal while service lasts is added to it; later, it begins anew. In order of purchase. */
function toWindow(
  days: readonly Temporal.PlainDate[],
  months: number,
): { from: string; until: Temporal.PlainDate } | null {
  const [first] = days;
  if (!first || months <= 0) return null;
  let from = first;
  let until = first.add({ months });
  for (const day of days.slice(1)) {
    if (Temporal.PlainDate.compare(day, until) > 0) from = day;
    until = (from === day ? day : until).add({ months });
  }
  return { from: from.toString(), until };
}

/**
 * What is owed at `now`. `purchases` null: the community keeps none, so the state is `unknown` and nobody is turned away;
 * an empty list: this learner has none. A purchase in the future counts from its day on.
 */
export function toEntitlement(
  purchases: readonly BoughtCourse[] | null,
  now: number,
  { timeZone, months, defaultMonths, soonDays }: EntitlementTerms,
): Entitlement {
  if (purchases === null) return { state: 'unknown', courses: [], until: null };
  const dayOf = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const byCourse = new Map<string, BoughtCourse[]>();
  for (const bought of purchases) {
    if (bought.purchasedAt <= now) byCourse.set(bought.course, [...(byCourse.get(bought.course) ?? []), bought]);
  }
  const courses = [...byCourse].flatMap(([course, all]): CourseWindow[] => {
    const days = all.toSorted((a, b) => a.purchasedAt - b.purchasedAt).map(({ purchasedAt }) => dayOf(purchasedAt));
    const window = toWindow(days, months.get(course) ?? defaultMonths);
    if (!window) return [];
    const { from, until } = window;
    const endsAt = until.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
    const left = dayOf(now).until(until).days;
    const state = left < 0 ? 'expired' : left < soonDays ? 'soon' : 'active';
    return [{ course, state, from, until: until.toString(), endsAt }];
  });
  courses.sort((a, b) => b.endsAt - a.endsAt || (a.course < b.course ? -1 : 1));
  const [longest] = courses;
  return { state: longest?.state ?? 'none', courses, until: longest?.until ?? null };
}

/** What is owed for one course; none where it was never bought. */
export function entitlementFor(entitlement: Entitlement, course: string): EntitlementState {
  if (entitlement.state === 'unknown') return 'unknown';
  return entitlement.courses.find((window) => window.course === course)?.state ?? 'none';
}

/** Whether people answer the learner's questions about a course that was bought. Never in doubt against the learner. */
export function isServed(state: EntitlementState): boolean {
  return state === 'active' || state === 'soon' || state === 'unknown';
}
