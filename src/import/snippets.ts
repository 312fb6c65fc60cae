/** Reads data/snippets.csv and data/checklists.csv: what agents say and do again and again. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { type Bilingual, CATEGORIES, type Category } from '../domain/knowledge.ts';
import { isSnippet, parseSnippet, type Snippet } from '../domain/snippet.ts';
import { cell, filled } from './cell-rules.ts';
import { parseCategory } from './cells.ts';
import { readCsv } from './csv.ts';
import type { Problems } from './problems.ts';

const snippetRow = z.object({ name: z.string(), text_zh: z.string(), text_en: z.string(), actions: z.string() });

/** By name. No such file = none. */
export function readSnippets(file: string, problems: Problems): Map<string, Snippet> {
  const snippets = new Map<string, Snippet>();
  if (!existsSync(file)) return snippets;
  for (const { value, lineOf } of readCsv(file, snippetRow, problems)) {
    const parsed = parseSnippet(value);
    if (!isSnippet(parsed)) {
      for (const { field, message } of parsed) problems.add({ file, line: lineOf(field), column: field, message });
    } else if (snippets.has(parsed.name)) {
      const message = `"${parsed.name}" stands above already; remove one of the two`;
      problems.add({ file, line: lineOf('name'), column: 'name', message });
    } else snippets.set(parsed.name, parsed);
  }
  return snippets;
}

const MOST_STEPS = 8;
const LONGEST_STEP = 80;

const step = filled.refine(
  (text) => [...text].length <= LONGEST_STEP,
  `is longer than ${LONGEST_STEP} characters; a step is one line on the card`,
);
const checklistRow = z.object({
  category: cell(parseCategory, `write one of ${CATEGORIES.join(', ')}`),
  step_zh: step,
  step_en: step,
});

/** The steps of each category, in file order. No such file = none. */
export function readChecklists(file: string, problems: Problems): Map<Category, readonly Bilingual[]> {
  const checklists = new Map<Category, readonly Bilingual[]>();
  if (!existsSync(file)) return checklists;
  for (const { value, lineOf } of readCsv(file, checklistRow, problems)) {
    const { category, step_zh: zh, step_en: en } = value;
    const steps = checklists.get(category) ?? [];
    checklists.set(category, [...steps, { zh, en }]);
    if (steps.length !== MOST_STEPS) continue;
    const message = `"${category}" has more than ${MOST_STEPS} steps; a card holds no more, put some together`;
    problems.add({ file, line: lineOf('category'), column: 'category', message });
  }
  return checklists;
}
