/** Applies the rules of data/rules.csv to a question. */

import type { Priority } from '../domain/priority.ts';
import { type Choosing, CLOSED_CONDITIONS, type ClosedCondition, type Rule, type RuleFacts } from '../domain/rule.ts';
import { containsWord, plainText } from '../domain/words.ts';
import { type Calendar, createCalendar } from './calendar/calendar.ts';

/** What the rules say of a question. `by`: the names of the rules that said it, for the audit. */
export interface Ruling {
  readonly queue: string | null;
  readonly priority: Priority | null;
  readonly tags: readonly string[];
  readonly by: readonly string[];
}

export type Rules = (facts: RuleFacts) => Ruling;

/** A pattern is tried on no more than this: what matters is said early, and no text may hold up the others. */
const LONGEST_TEXT = 1000;

const CLOSED = Object.keys(CLOSED_CONDITIONS) as readonly ClosedCondition[];

function holds({ any, not }: Choosing, isThere: (name: string) => boolean): boolean {
  return (any.length === 0 || any.some(isThere)) && !not.some(isThere);
}

function createCondition({ when }: Rule, timeZone: string): (facts: RuleFacts, text: string) => boolean {
  const { time, pattern } = when;
  const calendar: Calendar | null = time && createCalendar(time.hours.hours, timeZone, time.hours.specialDays);
  return (facts, text) =>
    CLOSED.every((condition) => holds(when[condition], (name) => facts[condition] === name)) &&
    holds(when.course, (course) => facts.courses.includes(course)) &&
    holds(when.words, (word) => containsWord(text, word)) &&
    (pattern === null || pattern.test(text.slice(0, LONGEST_TEXT))) &&
    (calendar === null || calendar.isOpen(facts.at) !== time?.outside);
}

/**
 * Every rule is tried, from the top. The first one that holds and names a queue sets the queue, the first that names a priority
 * sets that, tags add up. Throws `RangeError` for a time zone that is not known.
 */
export function createRules(rules: readonly Rule[], timeZone: string): Rules {
  const conditions = rules.map((rule) => ({ rule, applies: createCondition(rule, timeZone) }));
  return (facts) => {
    const text = plainText(facts.text);
    const held = conditions.filter(({ applies }) => applies(facts, text)).map(({ rule }) => rule);
    const queue = held.find((rule) => rule.queue !== null);
    const priority = held.find((rule) => rule.priority !== null);
    const by = held.filter((rule) => rule === queue || rule === priority || rule.tags.length > 0);
    return {
      queue: queue?.queue ?? null,
      priority: priority?.priority ?? null,
      tags: [...new Set(held.flatMap(({ tags }) => tags))],
      by: by.map(({ rule }) => rule),
    };
  };
}
