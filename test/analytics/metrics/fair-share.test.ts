/** Even shares, worked out by hand. */
import { expect, it } from 'vitest';
import { toFairShares } from '../../../src/analytics/metrics/fair-share.ts';
import { toFacts } from '../facts.ts';

const taken = (agent: `local:${string}`, count: number, week: number, queue = 'billing') =>
  Array.from({ length: count }, () => toFacts({ agent, queue, startedAt: week }));
const share = (rows: ReturnType<typeof taken>) => Object.fromEntries(toFairShares(rows, (at) => String(at)));

it('are per queue and week among those who were there, and add up to all', () => {
  const first = [...taken('local:a', 7, 1), ...taken('local:b', 3, 1)];
  expect(share(first)).toEqual({ 'local:a': 5, 'local:b': 5 });
  // Away in the second week, and never on the other queue: no share in those.
  const later = [...first, ...taken('local:b', 4, 2), ...taken('local:b', 6, 1, 'technical')];
  expect(share(later)).toEqual({ 'local:a': 5, 'local:b': 15 });
});

it('leave out what nobody took, and are none where there is nothing', () => {
  expect(share([...taken('local:a', 2, 1), toFacts({ queue: 'billing', startedAt: 1 })])).toEqual({ 'local:a': 2 });
  expect(share([])).toEqual({});
});
