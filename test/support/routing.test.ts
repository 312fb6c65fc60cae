/** Which queue takes a question. */
import { describe, expect, it } from 'vitest';
import type { Category, Knowledge, Queue, Solution } from '../../src/domain/knowledge.ts';
import { routeTo } from '../../src/support/routing.ts';

const toQueue = (queue: string, categories: readonly Category[]): [string, Queue] => [
  queue,
  {
    queue,
    name: { zh: queue, en: queue },
    categories,
    places: [],
    hours: [],
    timeZone: '',
    firstResponseMs: 1,
    resolutionMs: 1,
    leaseMs: 1,
  },
];
const toSolution = (intent: string, category: Category, queue: string | null): [string, Solution] => [
  intent,
  { intent, category, queue, title: { zh: '', en: '' }, answer: { zh: '', en: '' } },
];

const KNOWLEDGE: Knowledge = {
  queues: new Map([toQueue('technical', ['technical']), toQueue('billing', ['payment']), toQueue('legal', [])]),
  solutions: new Map([
    toSolution('refund', 'payment', null),
    toSolution('dispute', 'payment', 'legal'),
    toSolution('cv', 'career', null),
    toSolution('stale', 'payment', 'gone'),
  ]),
};

describe('a question goes to', () => {
  it.each<[string | null, string, string]>([
    ['dispute', 'legal', 'the queue of its solution'],
    ['refund', 'billing', 'the queue of its category'],
    ['cv', 'technical', 'the first queue, where no queue serves its category'],
    ['unheard_of', 'technical', 'the first queue, where the intent has no solution'],
    [null, 'technical', 'the first queue, where nothing is known'],
    ['stale', 'billing', 'the queue of its category, where its own is gone'],
  ])('%s → %s: %s', (intent, queue) => {
    expect(routeTo(KNOWLEDGE, intent).queue).toBe(queue);
  });
});

it('without any queue there is nowhere to go', () => {
  expect(() => routeTo({ solutions: new Map(), queues: new Map() }, null)).toThrow('no queue');
});
