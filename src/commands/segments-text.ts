/** What `afterclass segments` says on the error stream: sizes, what was bounded, how good the number of groups is, drift. */
import type { Drift } from '../analytics/segments/drift.ts';
import type { Quality } from '../analytics/segments/quality.ts';
import type { Segmentation } from '../analytics/segments/segments.ts';
import { MEASURES } from '../domain/behaviour.ts';

const number = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

/** `bounded`: by measure how many values were far out; null where that was not counted. */
export function toSummary({
  segments,
  bounded,
}: {
  readonly segments: Segmentation['segments'];
  readonly bounded: Segmentation['bounded'] | null;
}): string {
  const lines = segments.map(
    ({ segment, n, means }) =>
      `${segment}: ${n} learners${segment === 'excluded' ? '' : `; mean ${MEASURES.map((measure) => `${measure} ${number(means[measure])}`).join(', ')}`}`,
  );
  const far = MEASURES.flatMap((measure) => (bounded?.[measure] ? `${measure} ${bounded[measure]}` : []));
  return `${[...lines, ...(far.length > 0 ? [`far out and bounded: ${far.join(', ')}`] : [])].join('\n')}\n`;
}

/** `best`: the number that the figures speak for; `k`: the one in use. */
export function toQualityText(tried: readonly Quality[], best: number, k: number): string {
  if (tried.length === 0) return '';
  const lines = tried.map(
    ({ k: groups, silhouette, stability }) =>
      `${groups === k ? '*' : ' '} ${groups} groups: silhouette ${silhouette?.toFixed(3) ?? '–'}, stability ${stability.toFixed(3)}`,
  );
  const hint = best === k ? '' : `the figures speak for ${best} groups rather than ${k}\n`;
  return `${lines.join('\n')}\n${hint}`;
}

export function toDriftText(drifts: readonly Drift[]): string {
  return `${drifts.map(({ of, index, verdict }) => `drift of ${of}: ${index.toFixed(3)} (${verdict})`).join('\n')}\n`;
}
