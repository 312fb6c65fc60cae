/** The knowledge base from its files, checked against each other: either all of it loads, or nothing does. */
import { join } from 'node:path';
import type { Category, Knowledge, Solution } from '../domain/knowledge.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { readAgents } from './agents.ts';
import { readCourses } from './courses.ts';
import { type Row, readCsv } from './csv.ts';
import { readHolidays } from './holidays.ts';
import {
  type QuestionRow,
  type QueueRow,
  questionRow,
  queueRow,
  type SolutionRow,
  solutionRow,
} from './knowledge-rows.ts';
import { createProblems, type Problems } from './problems.ts';
import { toQueue } from './queue.ts';
import { readRules } from './rules.ts';
import { readChecklists, readSnippets } from './snippets.ts';
import { takeSurveys } from './surveys.ts';

/** Utterances under this intent need no solution: they are examples of what must not be answered. */
const OUT_OF_SCOPE = 'oos';

export interface KnownUtterance {
  readonly intent: string;
  readonly language: Language;
  readonly text: string;
}

export interface LoadedKnowledge {
  readonly knowledge: Knowledge;
  readonly examples: readonly KnownUtterance[];
}

/**
 * Reads questions.csv, solutions.csv, queues.csv and, where there are such, holidays.csv, rules.csv, snippets.csv,
 * checklists.csv, agents.csv, courses.csv and surveys.csv of `folder`. Throws one `OperatorError` that names the place and the
 * remedy of every problem (the first 20, and how many there are). What is checked between two files waits until the rows of
 * the one that is looked up are right: everything else would be reported twice.
 */
export function loadKnowledge(folder: string): LoadedKnowledge {
  const files = {
    questions: join(folder, 'questions.csv'),
    solutions: join(folder, 'solutions.csv'),
    queues: join(folder, 'queues.csv'),
    holidays: join(folder, 'holidays.csv'),
    rules: join(folder, 'rules.csv'),
    snippets: join(folder, 'snippets.csv'),
    checklists: join(folder, 'checklists.csv'),
    agents: join(folder, 'agents.csv'),
    courses: join(folder, 'courses.csv'),
    surveys: join(folder, 'surveys.csv'),
  };
  const problems = createProblems();
  const queueRows = readCsv(files.queues, queueRow, problems);
  const solutionRows = readCsv(files.solutions, solutionRow, problems);
  const questionRows = readCsv(files.questions, questionRow, problems);
  const queuesAreRight = !problems.has(files.queues);
  const solutionsAreRight = !problems.has(files.solutions);
  const questionsAreRight = !problems.has(files.questions);
  checkQueues(files.queues, queueRows, problems);
  checkIntents(files.solutions, solutionRows, problems);
  checkRepeats(files.questions, questionRows, problems);
  if (queuesAreRight) checkRouting(files.solutions, solutionRows, queueRows, problems);
  if (solutionsAreRight) checkAnswered(files.questions, questionRows, solutionRows, problems);
  if (questionsAreRight) checkAsked(files.solutions, solutionRows, questionRows, problems);
  const queueNames = queuesAreRight ? queueRows.map(({ value }) => value.queue) : null;
  const holidays = readHolidays(files.holidays, queueNames, problems);
  const courses = readCourses(files.courses, problems);
  const courseIds = courses.length > 0 ? courses.map(({ id }) => id) : null;
  const rules = readRules(files.rules, { queues: queueNames, courses: courseIds }, problems);
  const snippets = readSnippets(files.snippets, problems);
  const checklists = readChecklists(files.checklists, problems);
  const agents = readAgents(files.agents, queueNames, problems);
  const surveys = takeSurveys(files.surveys, problems);
  problems.throwIfAny();
  return {
    knowledge: {
      solutions: new Map(solutionRows.map(({ value }) => [value.intent, toSolution(value)])),
      queues: new Map(queueRows.map(({ value }) => [value.queue, toQueue(value, holidays)])),
      rules,
      snippets,
      checklists,
      agents,
      courses,
      surveys,
    },
    examples: questionRows.map(({ value: { intent, language, utterance } }) => ({ intent, language, text: utterance })),
  };
}

function checkQueues(file: string, rows: readonly Row<QueueRow>[], problems: Problems): void {
  const names = new Map<string, number>();
  const served = new Map<Category, string>();
  for (const { value, lineOf } of rows) {
    const before = names.get(value.queue);
    if (before !== undefined) {
      const message = `"${value.queue}" stands in line ${before} already; remove one of the two`;
      problems.add({ file, line: lineOf('queue'), column: 'queue', message });
    }
    names.set(value.queue, before ?? lineOf('queue'));
    for (const category of new Set(value.categories)) {
      const other = served.get(category);
      if (other !== undefined) {
        const message = `"${category}" goes to ${other} already; remove it from one of the two`;
        problems.add({ file, line: lineOf('categories'), column: 'categories', message });
      }
      served.set(category, other ?? value.queue);
    }
  }
  if (rows.length === 0 && !problems.has(file)) {
    problems.add({
      file,
      line: 1,
      column: null,
      message: 'there is no queue; add at least one, the first takes what no other does',
    });
  }
}

function checkIntents(file: string, rows: readonly Row<SolutionRow>[], problems: Problems): void {
  const lines = new Map<string, number>();
  for (const { value, lineOf } of rows) {
    const { intent } = value;
    const line = lineOf('intent');
    const before = lines.get(intent);
    if (before !== undefined) {
      const message = `"${intent}" stands in line ${before} already; remove one of the two`;
      problems.add({ file, line, column: 'intent', message });
    }
    if (intent === OUT_OF_SCOPE) {
      problems.add({
        file,
        line,
        column: 'intent',
        message: `"${intent}" marks what must not be answered; use another name`,
      });
    }
    lines.set(intent, before ?? line);
  }
}

/** The same words twice teach nothing, and under two intents they contradict each other. */
function checkRepeats(file: string, rows: readonly Row<QuestionRow>[], problems: Problems): void {
  const seen = new Map<string, { intent: string; line: number }>();
  for (const { value, lineOf } of rows) {
    const key = value.utterance.normalize('NFKC').toLowerCase();
    const before = seen.get(key);
    const line = lineOf('utterance');
    if (before) {
      const where = before.intent === value.intent ? '' : ` under ${before.intent}`;
      const message = `"${value.utterance}" stands in line ${before.line} already${where}; remove one of the two`;
      problems.add({ file, line, column: 'utterance', message });
    } else seen.set(key, { intent: value.intent, line });
  }
}

function checkRouting(
  file: string,
  solutions: readonly Row<SolutionRow>[],
  queues: readonly Row<QueueRow>[],
  problems: Problems,
): void {
  const names = queues.map(({ value }) => value.queue);
  const served = new Set(queues.flatMap(({ value }) => value.categories));
  const reported = new Set<Category>();
  for (const { value, lineOf } of solutions) {
    const { queue, category } = value;
    if (queue !== '' && !names.includes(queue)) {
      const message = `"${queue}" is not in queues.csv; write one of ${names.join(', ')}, or leave it empty`;
      problems.add({ file, line: lineOf('queue'), column: 'queue', message });
    }
    if (queue === '' && !served.has(category) && !reported.has(category)) {
      reported.add(category);
      const message = `no queue serves "${category}"; add it to a queue in queues.csv, or name a queue here`;
      problems.add({ file, line: lineOf('category'), column: 'category', message });
    }
  }
}

function checkAnswered(
  file: string,
  questions: readonly Row<QuestionRow>[],
  solutions: readonly Row<SolutionRow>[],
  problems: Problems,
): void {
  const known = new Set([OUT_OF_SCOPE, ...solutions.map(({ value }) => value.intent)]);
  for (const { value, lineOf } of questions) {
    if (known.has(value.intent)) continue;
    const message = `"${value.intent}" has no solution; add it to solutions.csv, or correct the name`;
    problems.add({ file, line: lineOf('intent'), column: 'intent', message });
  }
}

function checkAsked(
  file: string,
  solutions: readonly Row<SolutionRow>[],
  questions: readonly Row<QuestionRow>[],
  problems: Problems,
): void {
  const asked = new Set(questions.map(({ value }) => `${value.intent}/${value.language}`));
  for (const { value, lineOf } of solutions) {
    const missing = LANGUAGES.filter((language) => !asked.has(`${value.intent}/${language}`));
    if (missing.length === 0) continue;
    const message = `"${value.intent}" has no question in ${missing.join(' and ')}; add some to questions.csv`;
    problems.add({ file, line: lineOf('intent'), column: 'intent', message });
  }
}

function toSolution(row: SolutionRow): Solution {
  return {
    intent: row.intent,
    category: row.category,
    queue: row.queue === '' ? null : row.queue,
    title: { zh: row.title_zh, en: row.title_en },
    answer: { zh: row.answer_zh, en: row.answer_en },
  };
}
