/** What the engine may know of a learner's learning: how far they are, and which sections their words are like. Reads the store. */
import { createSectionFinder } from '../diagnosis/section-finder.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { CourseProgress, LearningState, LeavingRisk } from '../domain/learning-state.ts';
import type { Purchase } from '../domain/purchase.ts';
import type { FoundSection, Section } from '../domain/section.ts';
import type { Store } from '../ports.ts';
import { toCompletions } from '../recommend/study/activity.ts';
import { toLearningState } from '../support/learning-state.ts';

type SectionFinder = (words: string) => readonly FoundSection[];

const finders = new WeakMap<readonly Section[], SectionFinder>();
const NONE: readonly Section[] = [];

/** Made once for each time the sections are loaded. */
export function sectionFinderOf({ sections = NONE }: Knowledge): SectionFinder {
  const known = finders.get(sections) ?? createSectionFinder(sections);
  finders.set(sections, known);
  return known;
}

/** null for those whose account is not joined, and where nothing is known of it. */
export async function loadLearning(
  store: Pick<Store, 'imports' | 'insights'>,
  account: string | null,
  purchases: readonly Purchase[] | null,
  progressOf: ((account: string) => readonly CourseProgress[]) | undefined,
  now: number,
): Promise<LearningState | null> {
  if (account === null) return null;
  const { imports } = store;
  const activity = await imports.read('activity', account);
  return toLearningState(
    {
      purchases,
      progress: progressOf?.(account) ?? [],
      behavior: await imports.read('behavior', account),
      scores: await imports.read('scores', account),
      activity,
      completions: toCompletions(activity),
      segment: (await store.insights.of('segments', account))[0]?.segment ?? null,
      risk: await loadRisk(store, account, now),
    },
    now,
  );
}

const DAY_MS = 86_400_000;
/** Said of older records it would be about somebody who may be back long since. */
const OLDEST_DAYS = 14;

async function loadRisk(
  { insights }: Pick<Store, 'insights'>,
  account: string,
  now: number,
): Promise<LeavingRisk | null> {
  const [worst] = (await insights.of('warnings', account))
    .filter(({ isAtRisk }) => isAtRisk)
    .toSorted((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
  if (!worst) return null;
  const seen = (await insights.overview('warnings'))?.overview.day ?? 0;
  return now - seen * DAY_MS <= OLDEST_DAYS * DAY_MS ? worst : null;
}
