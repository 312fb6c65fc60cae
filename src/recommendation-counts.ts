/** Counts what recommendations did, from the history and the purchases, for the report. */
import type { RecommendationInput } from './analytics/reports/recommendations.ts';
import type { HistoryEntry } from './domain/history.ts';
import type { PersonId } from './domain/place.ts';
import type { Purchase } from './domain/purchase.ts';
import type { ReportRequest } from './domain/report.ts';
import { ARMS } from './domain/study.ts';
import { type Showing, toEffect } from './recommend/product/effect.ts';

const WINDOW_MS = 30 * 86_400_000;

export interface CountRequest {
  /** `suggested` and `suggestionAnswered`, in the order written. */
  readonly entries: readonly HistoryEntry[];
  /** Learners named as `nameOf` names them. */
  readonly purchases: readonly Purchase[];
  /** Whoever joined their account meanwhile is one learner. */
  readonly accounts: ReadonlyMap<string, PersonId>;
  readonly window: Pick<ReportRequest, 'from' | 'to'>;
  readonly now: number;
}

/** Of the courses shown in the window; the last answer to each counts, whenever it came. */
export function countRecommendations({ entries, purchases, accounts, window, now }: CountRequest): RecommendationInput {
  const learnerOf = ({ facts, actor }: HistoryEntry): string => {
    const learner = String(facts.learner ?? actor);
    return accounts.get(learner) ?? learner;
  };
  const isWithin = (at: number) =>
    (window.from === null || at >= window.from) && (window.to === null || at < window.to);
  const showings = entries.flatMap((entry): Showing[] => {
    const arm = ARMS.find((one) => one === entry.facts.arm);
    if (entry.kind !== 'suggested' || !arm || !isWithin(entry.at)) return [];
    return [{ learner: learnerOf(entry), course: String(entry.facts.course), at: entry.at, arm }];
  });
  const keyOf = (learner: string, course: string) => JSON.stringify([learner, course]);
  const own = showings.filter(({ arm }) => arm === 'personal');
  const shown = new Set(own.map(({ learner, course }) => keyOf(learner, course)));
  const answers = new Map<string, string>();
  for (const entry of entries) {
    if (entry.kind !== 'suggestionAnswered') continue;
    const key = keyOf(learnerOf(entry), String(entry.facts.course));
    if (shown.has(key)) answers.set(key, String(entry.facts.answer));
  }
  const count = (wanted: string) => [...answers.values()].filter((answer) => answer === wanted).length;
  const effect = toEffect({ showings, purchases, windowMs: WINDOW_MS, now });
  const { n, accepted, pending } = effect.recommendations;
  return {
    shown: shown.size,
    learners: new Set(own.map(({ learner }) => learner)).size,
    interested: count('interested'),
    refused: count('notInterested'),
    courses: { n, bought: accepted, pending },
    personal: effect.personal,
    heldOut: effect.popular,
  };
}
