/** Whether a row of learning behaviour can be grouped: active, inactive or excluded, each with its reason. Missing is not zero. */
import { type Behaviour, MEASURES } from '../../domain/behaviour.ts';

/** Active rows are numbered in order; they are the ones to group. */
export type Standing =
  | { readonly kind: 'active'; readonly row: number }
  | { readonly kind: 'inactive'; readonly reason: string }
  | { readonly kind: 'excluded'; readonly reason: string };

/** In a file of shares only errors lie above 1; in a file of percentages most do. */
const SHARE_LIMIT = 1;
const PERCENT_SHARE = 0.2;

/** What a full course is in these rows, 1 or 100: percent where more than a fifth of the completions that are not zero are above 1. */
export function toFull(rows: readonly Behaviour[]): number {
  let known = 0;
  let above = 0;
  for (const { course_completion: completion } of rows) {
    if (completion === null || !(completion > 0)) continue;
    known += 1;
    if (completion > SHARE_LIMIT) above += 1;
  }
  return above > known * PERCENT_SHARE ? 100 : 1;
}

/** null = active. `full` as by `toFull`. */
export function toStanding(row: Behaviour, full: number): Exclude<Standing, { kind: 'active' }> | null {
  for (const measure of MEASURES) {
    const value = row[measure];
    if (value === null) continue;
    if (!Number.isFinite(value)) return { kind: 'excluded', reason: `${measure} is no number` };
    if (value < 0) return { kind: 'excluded', reason: `${measure} is below zero` };
  }
  const { learning_time: time, learning_frequency: frequency, course_completion: completion } = row;
  if (completion !== null && completion > full) {
    return { kind: 'excluded', reason: `course_completion is above ${full === 1 ? '1' : '100 %'}` };
  }
  if (time === null && frequency === null && completion === null) {
    return { kind: 'inactive', reason: 'no activity is known' };
  }
  // Who has finished something was there, even where nobody counted the time.
  const isUncounted = time === null && frequency === null && completion !== 0;
  if ((time ?? 0) === 0 && (frequency ?? 0) === 0 && !isUncounted) return { kind: 'inactive', reason: 'no activity' };
  return null;
}
