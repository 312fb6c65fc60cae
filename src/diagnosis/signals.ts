/** From a match to the signals that the confidence is made of. */
import type { Signals } from './confidence.ts';
import type { Match, Scored } from './matcher.ts';

/** How steeply the softmax over the scores falls. */
const STEEPNESS = 5;

/** `ranked` must not be empty. */
export function toSignals({ ranked, vector, foreign, depth, support, density }: Match): Signals {
  const [first, second] = ranked as [Scored, Scored | undefined];
  const others = ranked.reduce((most, { label, cosine }) => (label === first.label ? most : Math.max(most, cosine)), 0);
  return {
    score: first.score,
    margin: first.score - (second?.score ?? -1),
    dominance: 1 / ranked.reduce((sum, { score }) => sum + Math.exp(STEEPNESS * (score - first.score)), 0),
    cosine: first.cosine,
    cosineMargin: first.cosine - Math.max(others, foreign),
    share: first.share,
    plane: first.plane,
    unknown: vector.unknown,
    length: vector.tokens,
    depth,
    coverage: support.coverage,
    meant: support.meant,
    density,
  };
}
