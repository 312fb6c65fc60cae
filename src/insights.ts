/** Works out ahead what is kept about learners, from all that was imported: who may leave (`insight-warnings`), and who learns alike (`insight-segments`). */
import type { InsightInput } from './analytics/reports/insights.ts';
import type { ReportName, ReportRequest } from './domain/report.ts';
import { workOutSegments } from './insight-segments.ts';
import { workOutWarnings } from './insight-warnings.ts';
import type { Store } from './ports.ts';
import type { StudyPause } from './support/outreach-candidates.ts';

export type InsightStore = Pick<Store, 'imports' | 'insights' | 'records' | 'reports'>;

/** Whether there are records that nothing was made of yet. Cheap. */
export async function hasNewRecords({ imports, insights }: Pick<Store, 'imports' | 'insights'>): Promise<boolean> {
  const mark = await imports.mark();
  const kept = [await insights.overview('warnings'), await insights.overview('segments')];
  return mark !== '' && kept.some((one) => one?.mark !== mark);
}

/**
 * Works out again what was made from other records than there are now; answers whether anything was. Seconds for tens of
 * thousands of learners: not for the thread that answers them.
 */
export async function refreshInsights(store: InsightStore, now: number): Promise<boolean> {
  const mark = await store.imports.mark();
  const isCurrent = async (kind: 'warnings' | 'segments') => (await store.insights.overview(kind))?.mark === mark;
  const [warned, grouped] = [await isCurrent('warnings'), await isCurrent('segments')];
  if (!warned) await workOutWarnings(store, now, mark);
  if (!grouped) await workOutSegments(store, now, mark);
  return !warned || !grouped;
}

/** Older records say nothing about who is away now. */
const FRESH_DAYS = 7;
const DAY_MS = 86_400_000;

/** Who paused in a course and is likely not to come back, of those who are in the chat; nobody where the records are old. */
export async function findPauses(
  { insights, records }: Pick<Store, 'insights' | 'records'>,
  now: number,
): Promise<readonly StudyPause[]> {
  const kept = await insights.overview('warnings');
  if (!kept || now - kept.overview.day * DAY_MS > FRESH_DAYS * DAY_MS) return [];
  const accounts = await records.accounts();
  return (await insights.all('warnings')).flatMap(({ learner, course, lastDay, isAtRisk }) => {
    const person = accounts.get(learner);
    return isAtRisk && person !== undefined ? [{ person, course, lastDay }] : [];
  });
}

/** Reports that are about learners as they are now, and not about conversations of some days. */
export const LEARNER_REPORTS: ReadonlySet<ReportName> = new Set<ReportName>(['segments', 'early-warning']);

/** For the reports about learners; worked out again first where records have come. */
export async function gatherInsights(
  store: InsightStore,
  { learner }: Pick<ReportRequest, 'learner'>,
  now: number,
): Promise<InsightInput> {
  await refreshInsights(store, now);
  const { insights } = store;
  return {
    segments: await insights.overview('segments'),
    warnings: await insights.overview('warnings'),
    warned: await (learner === undefined ? insights.all('warnings') : insights.of('warnings', learner)),
    learner: learner === undefined ? null : ((await insights.of('segments', learner))[0] ?? null),
  };
}
