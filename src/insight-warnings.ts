/** Who may leave: reads the activity of the last weeks, and keeps the outlook. */
import { type Enrolment, toOutlook } from './analytics/early-warning/outlook.ts';
import { createRandom } from './demo/random.ts';
import type { ActivityRecord } from './domain/learning-record.ts';
import type { Store } from './ports.ts';
import { toMilestones } from './recommend/study/activity.ts';

/** Two horizons to learn from and to try on, and the longest window before them. */
const DAYS = 90;
/** The same records give the same probabilities. */
const SEED = 1;

export async function workOutWarnings(
  store: Pick<Store, 'imports' | 'insights'>,
  now: number,
  mark: string,
): Promise<void> {
  const enrolments = toEnrolments(await store.imports.recentActivity(DAYS));
  const { overview, rows } = toOutlook(enrolments, createRandom(SEED).next);
  await store.insights.keep('warnings', overview, rows, now, mark);
}

/** `activity` by learner, course and day; several rows of a day are added. */
export function toEnrolments(activity: readonly ActivityRecord[]): Enrolment[] {
  const byEnrolment = Map.groupBy(activity, ({ learner, course }) => JSON.stringify([learner, course]));
  return [...byEnrolment.values()].map((rows): Enrolment => {
    const { learner, course } = rows[0]!;
    const days = [...Map.groupBy(rows, ({ day }) => day)].map(([day, own]) => ({ day, counts: toSum(own) }));
    return { learner, course, days, doneDay: toMilestones(rows).get(course)?.doneDay ?? null };
  });
}

function toSum(rows: readonly ActivityRecord[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { counts } of rows) {
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
