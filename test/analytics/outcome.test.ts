/** Who was helped for good: only what can be told counts. */
import { describe, expect, it } from 'vitest';
import { toDurable } from '../../src/analytics/outcome.ts';
import type { ConversationFacts } from '../../src/domain/conversation-facts.ts';
import { MINUTE, START, toFacts } from './facts.ts';

const DAY = 1440 * MINUTE;
const solved = (facts: Partial<ConversationFacts> = {}) =>
  toFacts({ learner: 'local:mei', resolution: 'confirmed', resolvedAt: START + MINUTE, ...facts });
/** Somebody else asks later, so that much of the future is known. */
const seenUntil = (days: number) => toFacts({ startedAt: START + MINUTE + days * DAY });

describe('a conversation that the bot resolved', () => {
  it('is durable when its learner stayed away for 7 days', () => {
    expect(toDurable([solved(), seenUntil(7)])).toEqual({ value: 1, n: 1, pending: 0 });
    expect(toDurable([solved({ resolution: 'assumed' }), seenUntil(7)]).value).toBe(1);
  });

  it('is not known before 7 days have been seen', () => {
    expect(toDurable([solved(), seenUntil(6.9)])).toEqual({ value: null, n: 0, pending: 1 });
    expect(toDurable([solved()])).toEqual({ value: null, n: 0, pending: 1 });
  });

  it('is not durable when its learner asked again, about whatever', () => {
    const again = toFacts({ learner: 'local:mei', startedAt: START + 3 * DAY, intent: 'refund' });
    expect(toDurable([again, solved(), seenUntil(7)])).toEqual({ value: 0, n: 1, pending: 0 });
  });

  it('is not durable when it was reopened', () => {
    expect(toDurable([solved({ reopened: 1 }), seenUntil(7)]).value).toBe(0);
  });

  it('may have come after another one, and before one on the eighth day', () => {
    const before = toFacts({ learner: 'local:mei', startedAt: START - DAY });
    const later = toFacts({ learner: 'local:mei', startedAt: START + 8 * DAY });
    expect(toDurable([before, solved(), later])).toEqual({ value: 1, n: 1, pending: 0 });
  });
});

it('what people resolved, what is open and what was given up do not count', () => {
  const rows = [
    solved({ escalatedAt: START }),
    solved({ resolution: 'agent' }),
    solved({ resolution: 'abandoned' }),
    toFacts(),
    seenUntil(30),
  ];
  expect(toDurable(rows)).toEqual({ value: null, n: 0, pending: 0 });
});

it('of none nothing can be told', () => {
  expect(toDurable([])).toEqual({ value: null, n: 0, pending: 0 });
});

it('of a learner who comes every eighth day each one counts, but the last', () => {
  const rows = Array.from({ length: 2000 }, (_, i) =>
    solved({ startedAt: START + i * 8 * DAY, resolvedAt: START + i * 8 * DAY + MINUTE }),
  );
  expect(toDurable(rows)).toEqual({ value: 1999, n: 1999, pending: 1 });
});
