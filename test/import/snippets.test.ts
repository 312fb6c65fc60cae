/** snippets.csv and checklists.csv: what loads, what does not, and what ships. */
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../src/domain/knowledge.ts';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { createProblems } from '../../src/import/problems.ts';
import { readChecklists, readSnippets } from '../../src/import/snippets.ts';
import { DATA_FOLDER } from '../../src/knowledge.ts';
import { openSteps, toChecklistText } from '../../src/support/checklist.ts';
import { messageOf, writeFile } from './files.ts';

const snippets = (...rows: string[]) => {
  const problems = createProblems();
  const read = readSnippets(writeFile('snippets.csv', `name,text_zh,text_en,actions\n${rows.join('\n')}\n`), problems);
  problems.throwIfAny();
  return read;
};
const checklists = (...rows: string[]) => {
  const problems = createProblems();
  const read = readChecklists(writeFile('checklists.csv', `category,step_zh,step_en\n${rows.join('\n')}\n`), problems);
  problems.throwIfAny();
  return read;
};

describe('snippets', () => {
  it('load by name', () => {
    expect([...snippets('a,你好,Hello,', 'b,再见,Bye,reply').keys()]).toEqual(['a', 'b']);
  });

  it.each([
    [
      ['a,{nam},Hello,'],
      'snippets.csv, line 2, column text_zh: {nam} is unknown; write one of {name}, {course}, {ticket}',
    ],
    [['a,"1\n2",Hello {,'], 'snippets.csv, line 3, column text_en: "{" stands alone; write {{ to have it in the text'],
    [['a,你好,Hello,', 'a,你好,Hello,'], 'line 3, column name: "a" stands above already'],
    [['a,你好,Hello,shout'], 'line 2, column actions: "shout" is no action; write some of reply'],
  ])('%j', (rows, message) => expect(messageOf(() => snippets(...rows))).toContain(message));
});

describe('checklists', () => {
  it('load by category, in file order', () => {
    const steps = checklists('technical,一,one', 'payment,二,two', 'technical,三,three').get('technical') ?? [];
    expect(toChecklistText(steps, new Set([2]), 'zh')).toBe('☐ 1. 一\n☑ 2. 三');
    expect(openSteps(steps, new Set([2]))).toEqual([1]);
  });

  it.each([
    [['sales,一,one'], 'checklists.csv, line 2, column category: "sales" cannot be used; write one of technical'],
    [['technical,,one'], 'line 2, column step_zh: is empty'],
    [[`technical,一,${'x'.repeat(81)}`], 'line 2, column step_en: is longer than 80 characters'],
    [Array(9).fill('technical,一,one'), 'line 10, column category: "technical" has more than 8 steps'],
  ])('%j', (rows, message) => expect(messageOf(() => checklists(...rows))).toContain(message));
});

it('what ships: a checklist for every category, snippets in both languages, rules', () => {
  const { knowledge } = loadKnowledge(DATA_FOLDER);
  expect(new Set(knowledge.checklists?.keys())).toEqual(new Set(CATEGORIES));
  expect(knowledge.snippets?.size).toBeGreaterThan(4);
  expect(knowledge.rules?.length).toBeGreaterThan(2);
  for (const { text } of knowledge.snippets?.values() ?? []) expect(text.zh).not.toMatch(/您/);
});
