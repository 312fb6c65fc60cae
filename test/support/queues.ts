/** Queues for the tests of this folder: each test says what it is about, the rest is any value that is allowed. */
import type { Queue } from '../../src/domain/knowledge.ts';

/** Named `technical`: always open, first response in an hour, resolution in eight, claims for 30 minutes. */
export function makeQueue(overrides: Partial<Queue> = {}): Queue {
  return {
    queue: 'technical',
    name: { zh: '技术', en: 'Technical' },
    categories: ['technical'],
    places: [],
    hours: [],
    timeZone: '',
    firstResponseMs: 60 * 60_000,
    resolutionMs: 8 * 60 * 60_000,
    leaseMs: 30 * 60_000,
    ...overrides,
  };
}
