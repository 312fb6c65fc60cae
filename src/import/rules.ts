/** Reads data/rules.csv. A rule that cannot apply is refused with its line and what to do. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { PRIORITIES } from '../domain/priority.ts';
import { CLOSED_CONDITIONS, type ClosedCondition, type Rule } from '../domain/rule.ts';
import { name } from './cell-rules.ts';
import { splitList } from './cells.ts';
import { type Row, readCsv } from './csv.ts';
import type { Problems } from './problems.ts';
import { isComplaint, parseChoosing, parseTime, parseWords } from './rule-cells.ts';
import { changesNothing, covers, findContradiction } from './rule-logic.ts';

const TAG = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,31}$/u;

const ruleRow = z.object({
  rule: name,
  if_words: z.string(),
  if_category: z.string(),
  if_course: z.string(),
  if_segment: z.string(),
  if_entitlement: z.string(),
  if_language: z.string(),
  if_priority: z.string(),
  if_time: z.string(),
  then_queue: z.string(),
  then_priority: z.string(),
  then_tags: z.string(),
  note: z.string(),
});
type RuleRow = z.infer<typeof ruleRow>;

/** What rules may refer to; null = not known, so not checked. */
export interface KnownNames {
  readonly queues: readonly string[] | null;
  readonly courses: readonly string[] | null;
}

type Complain = (column: keyof RuleRow, message: string) => void;

function readClosed(row: RuleRow, condition: ClosedCondition, complain: Complain) {
  const column = `if_${condition}` as const;
  const { names } = CLOSED_CONDITIONS[condition];
  const choosing = parseChoosing(row[column], (text) => text.toLowerCase().replace(/[\s-]+/g, '_'));
  for (const one of [...choosing.any, ...choosing.not]) {
    if ((names as readonly string[]).includes(one)) continue;
    complain(column, `"${one}" is unknown; write some of ${names.join(', ')}, a ! before those that must not be`);
  }
  return choosing;
}

function readNames(
  cell: string,
  column: keyof RuleRow,
  names: readonly string[] | null,
  file: string,
  complain: Complain,
) {
  const choosing = parseChoosing(cell);
  for (const one of [...choosing.any, ...choosing.not]) {
    if (names && !names.includes(one)) complain(column, `"${one}" is not in ${file}; correct it, or add it there`);
  }
  return choosing;
}

/** The rule as far as it can be read; what cannot be is complained of. */
function toRule(row: RuleRow, known: KnownNames, complain: Complain): Rule {
  const words = parseWords(row.if_words);
  if (isComplaint(words)) complain('if_words', words.wrong);
  const time = parseTime(row.if_time);
  if (isComplaint(time)) complain('if_time', time.wrong);
  const queue = row.then_queue === '' ? null : row.then_queue;
  if (queue && known.queues && !known.queues.includes(queue)) {
    complain('then_queue', `"${queue}" is not in queues.csv; write one of ${known.queues.join(', ')}`);
  }
  const priority = PRIORITIES.find((one) => one === row.then_priority.toLowerCase()) ?? null;
  if (row.then_priority !== '' && priority === null) {
    complain('then_priority', `"${row.then_priority}" is unknown; write one of ${PRIORITIES.join(', ')}`);
  }
  const tags = splitList(row.then_tags);
  const badTag = tags.find((tag) => !TAG.test(tag));
  if (badTag) complain('then_tags', `"${badTag}" is no tag; use up to 32 letters, digits, hyphens and underscores`);
  return {
    rule: row.rule,
    when: {
      ...(isComplaint(words) ? { words: { any: [], not: [] }, pattern: null } : words),
      category: readClosed(row, 'category', complain),
      segment: readClosed(row, 'segment', complain),
      entitlement: readClosed(row, 'entitlement', complain),
      language: readClosed(row, 'language', complain),
      priority: readClosed(row, 'priority', complain),
      course: readNames(row.if_course, 'if_course', known.courses, 'courses.csv', complain),
      time: isComplaint(time) ? null : time,
    },
    queue,
    priority,
    tags,
    note: row.note,
  };
}

/** What is wrong with a rule that can be read, by itself or after those above it. */
function check(rule: Rule, earlier: readonly { rule: Rule; line: number }[], complain: Complain): void {
  const same = earlier.find((other) => other.rule.rule === rule.rule);
  if (same) complain('rule', `"${rule.rule}" stands in line ${same.line} already; use another name`);
  const column = findContradiction(rule);
  if (column) return complain(column as keyof RuleRow, 'can never hold; remove what excludes the rest, or the rule');
  if (changesNothing(rule)) {
    return complain('then_queue', 'the rule changes nothing; name a queue, another priority or a tag');
  }
  const before = earlier.find((other) => covers(other.rule, rule));
  if (!before) return;
  const where = `"${before.rule.rule}" in line ${before.line}`;
  complain('rule', `can never apply: ${where} holds whenever it does; move it above that one, or remove it`);
}

/** In file order. No such file = no rules. */
export function readRules(file: string, known: KnownNames, problems: Problems): Rule[] {
  if (!existsSync(file)) return [];
  const read: { rule: Rule; line: number }[] = [];
  for (const { value, lineOf } of readCsv(file, ruleRow, problems) as Row<RuleRow>[]) {
    let isRight = true;
    const complain: Complain = (column, message) => {
      isRight = false;
      problems.add({ file, line: lineOf(column), column, message });
    };
    const rule = toRule(value, known, complain);
    if (isRight) check(rule, read, complain);
    if (isRight) read.push({ rule, line: lineOf('rule') });
  }
  return read.map(({ rule }) => rule);
}
