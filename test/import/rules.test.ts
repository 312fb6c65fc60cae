/** rules.csv: what loads, and why a rule that cannot apply does not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsWord, impliesWord, plainText } from '../../src/domain/words.ts';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { createProblems } from '../../src/import/problems.ts';
import { findEndless } from '../../src/import/rule-cells.ts';
import { readRules } from '../../src/import/rules.ts';
import { DATA_FOLDER } from '../../src/knowledge.ts';
import { messageOf, writeFile } from './files.ts';

const COLUMNS = [
  'rule',
  'if_words',
  'if_category',
  'if_course',
  'if_segment',
  'if_entitlement',
  'if_language',
  'if_priority',
  'if_time',
  'then_queue',
  'then_priority',
  'then_tags',
  'note',
] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;

const toRow = (cells: Cells): string =>
  COLUMNS.map((column) => `"${(cells[column] ?? '').replaceAll('"', '""')}"`).join(',');
function load(...rows: readonly Cells[]) {
  const numbered = rows.map((row, n) => toRow({ rule: `r${n + 1}`, then_queue: 'billing', ...row }));
  const problems = createProblems();
  const file = writeFile('rules.csv', `${COLUMNS.join(',')}\n${numbered.join('\n')}\n`);
  const rules = readRules(file, { queues: ['technical', 'billing'], courses: ['py101', 'ml200'] }, problems);
  problems.throwIfAny();
  return rules;
}

it('a whole rule loads', () => {
  const [rule] = load({
    if_words: '退款; Refund*; !发票',
    if_category: 'Course content; payment',
    if_course: 'py101',
    if_segment: '!inactive',
    if_time: 'outside Mon-Fri 09:00-18:00',
    then_priority: 'High',
    then_tags: 'money; late-night',
    note: 'why',
  });
  expect(rule).toMatchObject({
    rule: 'r1',
    when: {
      words: { any: ['退款', 'refund*'], not: ['发票'] },
      category: { any: ['course_content', 'payment'], not: [] },
      course: { any: ['py101'], not: [] },
      segment: { any: [], not: ['inactive'] },
      time: { outside: true },
    },
    queue: 'billing',
    priority: 'high',
    tags: ['money', 'late-night'],
  });
  expect(load({ if_words: '/退(款|费)/' })[0]?.when.pattern?.test('我要退费')).toBe(true);
});

it('no file is no rules', () => {
  expect(readRules('/nowhere/rules.csv', { queues: [], courses: null }, createProblems())).toEqual([]);
});

describe('a rule is refused with its line and the remedy', () => {
  it.each<[string, Cells, string]>([
    ['unknown queue', { then_queue: 'sales' }, 'line 2, column then_queue: "sales" is not in queues.csv; write one of'],
    ['unknown course', { if_course: '!py999' }, 'line 2, column if_course: "py999" is not in courses.csv; correct it'],
    ['unknown category', { if_category: 'sales' }, 'column if_category: "sales" is unknown; write some of technical'],
    ['unknown segment', { if_segment: 'vip' }, 'column if_segment: "vip" is unknown; write some of high'],
    ['unknown entitlement', { if_entitlement: 'paid' }, 'column if_entitlement: "paid" is unknown'],
    ['unknown language', { if_language: 'fr' }, 'column if_language: "fr" is unknown; write some of zh, en'],
    ['unknown priority', { then_priority: 'asap' }, 'column then_priority: "asap" is unknown; write one of low'],
    [
      'bad pattern',
      { if_words: '/退款(/' },
      'column if_words: the pattern cannot be read (unterminated group); correct',
    ],
    ['endless pattern', { if_words: '/(a+)+b/' }, 'column if_words: the pattern could take for ever; a group that'],
    ['a pattern that fits all', { if_words: '/.*/' }, 'column if_words: the pattern fits every text; leave'],
    ['a star in the middle', { if_words: 'a*b' }, 'column if_words: "a*b" is no word; a star may stand at the end'],
    ['bad times', { if_time: 'mornings' }, 'column if_time: "mornings" cannot be used; write times like'],
    ['bad tag', { then_tags: 'a b' }, 'column then_tags: "a b" is no tag; use up to'],
    ['bad name', { rule: 'Rule 1' }, 'column rule: "Rule 1" is no name'],
    [
      'words that exclude each other',
      { if_words: '申请退款; !退款' },
      'line 2, column if_words: can never hold; remove',
    ],
    ['a category and not it', { if_category: 'payment; !payment' }, 'column if_category: can never hold'],
    ['no language left', { if_language: '!zh; !en' }, 'column if_language: can never hold'],
    ['a course and not it', { if_course: 'py101; !py101' }, 'column if_course: can never hold'],
    ['outside of always', { if_time: 'outside Mon-Sun 00:00-24:00' }, 'column if_time: can never hold'],
    ['nothing to do', { then_queue: '' }, 'column then_queue: the rule changes nothing; name a queue'],
    ['the same priority', { then_queue: '', if_priority: 'high', then_priority: 'high' }, 'the rule changes nothing'],
  ])('%s', (_, cells, message) => expect(messageOf(() => load(cells))).toContain(message));

  it('the same name twice', () => {
    expect(messageOf(() => load({ if_words: 'a' }, { rule: 'r1', if_words: 'b' }))).toContain(
      'rules.csv, line 3, column rule: "r1" stands in line 2 already; use another name',
    );
  });
});

describe('a rule below one that covers it', () => {
  it.each<[string, Cells, Cells]>([
    ['every question', {}, { if_words: '退款' }],
    ['a shorter word', { if_words: '退款' }, { if_words: '申请退款' }],
    ['a word of the phrase', { if_words: 'money; cash' }, { if_words: 'money back' }],
    ['the stem', { if_words: 'refund*' }, { if_words: 'refunding; refund*' }],
    ['more words', { if_words: 'a; b; c' }, { if_words: 'a; b', if_language: 'zh' }],
    ['the same pattern', { if_words: '/退.款/' }, { if_words: '/退.款/', if_category: 'payment' }],
    ['more categories', { if_category: 'payment; account' }, { if_category: 'account' }],
    ['the other language', { if_language: '!zh' }, { if_language: 'en' }],
    ['fewer exclusions', { if_words: '!退款' }, { if_words: '发票; !退' }],
    ['longer hours', { if_time: 'Mon-Fri 09:00-18:00' }, { if_time: 'Tue 10:00-12:00,14:00-18:00' }],
    ['hours the other way round', { if_time: 'outside Mon-Fri 09:00-18:00' }, { if_time: 'Sat 10:00-12:00' }],
    ['the same tags', { then_tags: 'a;b' }, { then_tags: 'b', if_course: 'py101' }],
  ])('%s', (_, first, second) => {
    expect(messageOf(() => load(first, second))).toContain(
      'rules.csv, line 3, column rule: can never apply: "r1" in line 2 holds whenever it does; move it above that one',
    );
  });

  it.each<[string, Cells, Cells]>([
    ['a longer word', { if_words: '申请退款' }, { if_words: '退款' }],
    ['part of a word', { if_words: 'pay' }, { if_words: 'payment' }],
    ['a word and its stem', { if_words: 'refund' }, { if_words: 'refund*' }],
    ['an exclusion', { if_words: 'a; !b' }, { if_words: 'a' }],
    ['a pattern and words', { if_words: '/退款/' }, { if_words: '退款' }],
    ['a learner without a segment', { if_segment: 'high;moderate;low;inactive;excluded' }, { if_segment: '' }],
    ['another time', { if_time: 'Mon-Fri 09:00-18:00' }, { if_time: 'Mon 08:00-10:00' }],
    ['dates', { if_time: 'Mon-Sun 00:00-24:00; holidays 2026-10-01' }, { if_time: 'Mon 09:00-10:00' }],
    ['a priority besides', {}, { then_priority: 'high' }],
    ['tags besides', { then_tags: 'a' }, { then_tags: 'b' }],
    ['no queue in the first', { then_queue: '', then_tags: 'a' }, {}],
  ])('may apply: %s', (_, first, second) => expect(load(first, second)).toHaveLength(2));
});

describe('patterns that could take for ever', () => {
  it.each(['(a+)+', '(a|b)*c', '((ab)+c)*', '(a{2,})*', 'a*b*c*', '(?:x[+]y+)+', '(aa?)+', '(a{1,3})+', '(a+){1,30}'])(
    '%s',
    (source) => expect(findEndless(source)).not.toBeNull(),
  );
  it.each(['退(款|费)', '(ab)+', 'a+.*b', '\\(a+\\)+', '[(a+)]+', 'a?b?c', '申请.{0,3}退', '(?=.*退).*课'])(
    'not %s',
    (source) => expect(findEndless(source)).toBeNull(),
  );
});

it('for any words: what implies another is never found without it', () => {
  const piece = fc.constantFrom('a', 'b', 'ab', '退', '款', ' ');
  const text = fc.array(piece, { maxLength: 6 }).map((all) => all.join(''));
  const stem = text.map((one) => plainText(one)).filter((one) => one !== '');
  const cut = fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 9 }));
  let implied = 0;
  fc.assert(
    fc.property(text, stem, text, cut, fc.boolean(), fc.boolean(), (before, inside, after, [from, to], star, wide) => {
      const inner = `${inside}${star ? '*' : ''}`;
      const outer = `${inside.slice(from, from + to).trim() || inside}${wide ? '*' : ''}`;
      const where = plainText(`${before}${inside}${after}`);
      if (!impliesWord(inner, outer) || !containsWord(where, inner)) return;
      implied++;
      expect(containsWord(where, outer)).toBe(true);
    }),
    { numRuns: 1000 },
  );
  expect(implied).toBeGreaterThan(100);
});

it('the shipped rules load', () => {
  const problems = createProblems();
  const queues = [...loadKnowledge(DATA_FOLDER).knowledge.queues.keys()];
  expect(readRules(`${DATA_FOLDER}/rules.csv`, { queues, courses: null }, problems).length).toBeGreaterThan(0);
  problems.throwIfAny();
});
