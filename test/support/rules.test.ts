/** What rules say of a question, and where the question goes then. */
import { describe, expect, it } from 'vitest';
import { parseHours } from '../../src/domain/hours.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import type { Choosing, Conditions, Rule, RuleFacts } from '../../src/domain/rule.ts';
import { routeByRules } from '../../src/support/routing.ts';
import { createRules } from '../../src/support/rules.ts';
import { makeQueue } from './queues.ts';

const NONE: Choosing = { any: [], not: [] };
const any = (...names: string[]): Choosing => ({ any: names, not: [] });
const not = (...names: string[]): Choosing => ({ any: [], not: names });
const time = (text: string, outside = false): Conditions['time'] => ({ hours: parseHours(text)!, outside });

function toRule(when: Partial<Conditions>, then: Partial<Rule> = { queue: 'billing' }): Rule {
  const conditions: Conditions = {
    words: NONE,
    pattern: null,
    category: NONE,
    course: NONE,
    segment: NONE,
    entitlement: NONE,
    language: NONE,
    priority: NONE,
    time: null,
    ...when,
  };
  return { rule: 'r', when: conditions, queue: null, priority: null, tags: [], note: '', ...then };
}

/** A Monday, 12:00 UTC, 20:00 in Shanghai. */
const FACTS: RuleFacts = {
  text: '我要申请退款，Refund please',
  category: 'payment',
  courses: ['py101', 'ml200'],
  segment: null,
  entitlement: 'active',
  language: 'zh',
  priority: 'normal',
  at: Date.UTC(2026, 10, 23, 12),
};

describe('a rule holds', () => {
  it.each<[string, boolean, Partial<Conditions>]>([
    ['without conditions', true, {}],
    ['a Chinese word inside another', true, { words: any('退款') }],
    ['a Latin word by itself, in any case and width', true, { words: any('refund') }],
    ['a Latin word is no part of another', false, { words: any('fund') }],
    ['one of several words', true, { words: any('发票', 'refund') }],
    ['a stem', true, { words: any('ref*') }],
    ['an excluded word', false, { words: { any: ['退款'], not: ['please'] } }],
    ['only an excluded word that is not there', true, { words: not('发票') }],
    ['a pattern', true, { pattern: /申请.{0,3}退/iu }],
    ['a pattern that is not there', false, { pattern: /^退/iu }],
    ['its category', true, { category: any('payment', 'account') }],
    ['another category', false, { category: any('account') }],
    ['one of the courses', true, { course: any('ml200') }],
    ['an excluded course', false, { course: not('ml200') }],
    ['a segment that is not known', false, { segment: any('high') }],
    ['a segment that must not be, and is not known', true, { segment: not('high') }],
    [
      'entitlement, language and priority together',
      true,
      { entitlement: any('active'), language: any('zh'), priority: not('urgent') },
    ],
    ['all but one', false, { entitlement: any('active'), language: any('en') }],
    ['at that time in that zone', true, { time: time('Mon 19:00-21:00') }],
    ['not at that time', false, { time: time('Mon 09:00-18:00') }],
    ['outside that time', true, { time: time('Mon 09:00-18:00', true) }],
  ])('%s: %s', (_, expected, when) => {
    expect(createRules([toRule(when)], 'Asia/Shanghai')(FACTS).queue).toBe(expected ? 'billing' : null);
  });
});

it('the first that names a queue or a priority sets it, tags add up, and it is known who said it', () => {
  const rules = createRules(
    [
      toRule({ language: any('en') }, { rule: 'english', queue: 'enterprise' }),
      toRule({}, { rule: 'tagged', tags: ['a'] }),
      toRule({}, { rule: 'pressing', priority: 'high' }),
      toRule({}, { rule: 'money', queue: 'billing', priority: 'urgent', tags: ['b', 'a'] }),
      toRule({}, { rule: 'late', queue: 'feedback' }),
    ],
    'UTC',
  );
  expect(rules(FACTS)).toEqual({
    queue: 'billing',
    priority: 'high',
    tags: ['a', 'b'],
    by: ['tagged', 'pressing', 'money'],
  });
});

describe('precedence', () => {
  const queues = [
    makeQueue(),
    makeQueue({ queue: 'billing', categories: ['payment'] }),
    makeQueue({ queue: 'legal', categories: [] }),
  ];
  const solution = (intent: string, queue: string | null) =>
    [intent, { intent, category: 'payment', queue, title: { zh: '', en: '' }, answer: { zh: '', en: '' } }] as const;
  const knowledge: Knowledge = {
    queues: new Map(queues.map((queue) => [queue.queue, queue])),
    solutions: new Map([solution('refund', null), solution('dispute', 'legal')]),
  };
  const named = (queue: string) => createRules([toRule({}, { rule: 'r', queue })], 'UTC');
  const none = createRules([], 'UTC');

  it.each([
    ['rules first', named('technical'), 'dispute', 'technical', 'rule'],
    ['then the solution', none, 'dispute', 'legal', 'solution'],
    ['then the category', none, 'refund', 'billing', 'category'],
    ['then the first queue', none, null, 'technical', 'last_resort'],
    ['a queue that is gone is passed over', named('gone'), 'refund', 'billing', 'category'],
  ])('%s', (_, rules, intent, queue, reason) => {
    const found = routeByRules(knowledge, rules, intent, { ...FACTS, category: null });
    expect([found.queue.queue, found.reason]).toEqual([queue, reason]);
  });
});
