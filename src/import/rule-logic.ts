/** Whether a rule can ever apply: conditions that exclude each other, and rules that an earlier one leaves nothing to do. */
import { type Choosing, CLOSED_CONDITIONS, type ClosedCondition, type Conditions, type Rule } from '../domain/rule.ts';
import { impliesWord } from '../domain/words.ts';

const CLOSED = Object.keys(CLOSED_CONDITIONS) as readonly ClosedCondition[];
const MINUTES_OF_WEEK = 7 * 1440;

/** The values under which the condition holds; null stands for none at all. */
function toAllowed(condition: ClosedCondition, { any, not }: Choosing): Set<string | null> {
  const { names, mayLack } = CLOSED_CONDITIONS[condition];
  const all: (string | null)[] = any.length > 0 ? [...any] : [...names, ...(mayLack ? [null] : [])];
  return new Set(all.filter((name) => name === null || !not.includes(name)));
}

/** Open minutes of the week; null where days by date make it another in every week. */
function toMinutes(time: Conditions['time']): Uint8Array | null {
  const minutes = new Uint8Array(MINUTES_OF_WEEK);
  if (time === null) return minutes.fill(1);
  const { hours, specialDays } = time.hours;
  if (specialDays.length > 0) return null;
  if (hours.length === 0) minutes.fill(1);
  for (const { days, fromMinute, toMinute } of hours) {
    for (const day of days) minutes.fill(1, (day - 1) * 1440 + fromMinute, (day - 1) * 1440 + toMinute);
  }
  return time.outside ? minutes.map((open) => 1 - open) : minutes;
}

/** The column whose condition never holds; null where each can. */
export function findContradiction({ when }: Rule): string | null {
  const empty = CLOSED.find((condition) => toAllowed(condition, when[condition]).size === 0);
  if (empty) return `if_${empty}`;
  const { any, not } = when.course;
  if (any.length > 0 && any.every((course) => not.includes(course))) return 'if_course';
  const isExcluded = (word: string) => when.words.not.some((other) => impliesWord(word, other));
  if (when.words.any.length > 0 && when.words.any.every(isExcluded)) return 'if_words';
  return toMinutes(when.time)?.every((open) => open === 0) ? 'if_time' : null;
}

const isSubset = <T>(a: Iterable<T>, b: { has(value: T): boolean }): boolean => [...a].every((value) => b.has(value));

/** Whoever names one of `later.any` and none of `later.not` meets `earlier` too. */
function coversOpen(earlier: Choosing, later: Choosing, implies: (later: string, earlier: string) => boolean): boolean {
  const isMet = (name: string) => earlier.any.some((other) => implies(name, other));
  const isKept = (name: string) => later.not.some((other) => implies(name, other));
  const any = earlier.any.length === 0 || (later.any.length > 0 && later.any.every(isMet));
  return any && earlier.not.every(isKept);
}

function coversTime(earlier: Conditions['time'], later: Conditions['time']): boolean {
  if (earlier === null || JSON.stringify(earlier) === JSON.stringify(later)) return true;
  const [wide, narrow] = [toMinutes(earlier), toMinutes(later)];
  if (!wide || !narrow) return false;
  return narrow.every((open, n) => open === 0 || wide[n] === 1);
}

/** True when `earlier` holds wherever `later` does. What cannot be told (two patterns that differ) counts as false. */
function coversConditions(earlier: Conditions, later: Conditions): boolean {
  return (
    CLOSED.every((one) => isSubset(toAllowed(one, later[one]), toAllowed(one, earlier[one]))) &&
    coversOpen(earlier.course, later.course, (a, b) => a === b) &&
    coversOpen(earlier.words, later.words, impliesWord) &&
    (earlier.pattern === null || earlier.pattern.source === later.pattern?.source) &&
    coversTime(earlier.time, later.time)
  );
}

/** True when `later` changes nothing any more once `earlier` was tried. */
export function covers(earlier: Rule, later: Rule): boolean {
  const isDone =
    (later.queue === null || earlier.queue !== null) &&
    (later.priority === null || earlier.priority !== null) &&
    isSubset(later.tags, new Set(earlier.tags));
  return isDone && coversConditions(earlier.when, later.when);
}

/** True when the rule sets what its own conditions say is so already, and nothing else. */
export function changesNothing({ when, queue, priority, tags }: Rule): boolean {
  if (queue !== null || tags.length > 0) return false;
  const before = toAllowed('priority', when.priority);
  return priority === null || (before.size === 1 && before.has(priority));
}
