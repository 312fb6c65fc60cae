/** Ready replies of the team, and macros: a reply with what is to be done besides. Reading them as people write them. */
import type { Bilingual } from './knowledge.ts';
import type { Language } from './language.ts';
import { PRIORITIES, type Priority } from './priority.ts';
import { isTemplate, parseTemplate, type Template, VARIABLES } from './template.ts';

/** reply: the text goes to the learner (always first) · resolve · pending: wait for the learner · tag · priority. */
export type MacroAction =
  | { readonly act: 'reply' }
  | { readonly act: 'resolve' }
  | { readonly act: 'pending' }
  | { readonly act: 'tag'; readonly tag: string }
  | { readonly act: 'priority'; readonly priority: Priority };

export interface Snippet {
  readonly name: string;
  /** As written, to be shown and edited. */
  readonly text: Bilingual;
  readonly template: Readonly<Record<Language, Template>>;
  /** Empty: a plain snippet, put into the agent's reply. */
  readonly actions: readonly MacroAction[];
}

/** What is wrong and, after a semicolon, the remedy. */
export interface SnippetProblem {
  readonly field: 'name' | 'text_zh' | 'text_en' | 'actions';
  readonly message: string;
}

export interface SnippetSource {
  readonly name: string;
  readonly text_zh: string;
  readonly text_en: string;
  /** `reply; tag:refund; resolve`; empty = none. */
  readonly actions: string;
}

const NAME = /^[a-z][a-z0-9_-]{0,31}$/;
const TAG = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,31}$/u;
const LONGEST = 2000;
const REMEDY = `write some of reply, resolve, pending, tag:<tag>, priority:<${PRIORITIES.join('|')}>, separated by semicolons`;

function parseAction(text: string): MacroAction | null {
  const [act = '', value = '', ...rest] = text.split(/\s*[:：]\s*/);
  if (rest.length > 0) return null;
  switch (act.toLowerCase()) {
    case 'reply':
    case 'resolve':
    case 'pending':
      return value === '' ? { act: act.toLowerCase() as 'reply' | 'resolve' | 'pending' } : null;
    case 'tag':
      return TAG.test(value) ? { act: 'tag', tag: value } : null;
    case 'priority': {
      const priority = PRIORITIES.find((one) => one === value.toLowerCase());
      return priority ? { act: 'priority', priority } : null;
    }
    default:
      return null;
  }
}

/** The actions in the order in which they are done: the reply first, the end of the ticket last. A message: what is wrong. */
export function parseActions(text: string): readonly MacroAction[] | string {
  const actions: MacroAction[] = [];
  for (const part of text.split(/[;；]/).flatMap((one) => one.trim() || [])) {
    const action = parseAction(part);
    if (!action) return `"${part}" is no action; ${REMEDY}`;
    const isTwice = actions.some((one) => one.act === action.act && one.act !== 'tag');
    if (isTwice) return `"${action.act}" stands twice; remove one of the two`;
    if (!actions.some((one) => one.act === 'tag' && action.act === 'tag' && one.tag === action.tag))
      actions.push(action);
  }
  const has = (act: MacroAction['act']) => actions.some((one) => one.act === act);
  if (has('resolve') && has('pending')) return 'a ticket is either resolved or pending; remove one of the two';
  if (has('pending') && !has('reply')) return 'pending waits for an answer to a reply; add reply';
  const order = ['reply', 'tag', 'priority', 'pending', 'resolve'];
  return actions.sort((a, b) => order.indexOf(a.act) - order.indexOf(b.act));
}

function readTemplate(text: string, field: 'text_zh' | 'text_en', problems: SnippetProblem[]): Template {
  if (text.trim() === '') problems.push({ field, message: 'is empty; write something' });
  if ([...text].length > LONGEST) problems.push({ field, message: `is longer than ${LONGEST} characters; shorten it` });
  const parsed = parseTemplate(text);
  if (isTemplate(parsed)) return parsed;
  const known = VARIABLES.map((name) => `{${name}}`).join(', ');
  const { found, problem } = parsed;
  const message =
    problem === 'unknown'
      ? `${found} is unknown; write one of ${known}, or double the braces to have them in the text`
      : `"${found}" stands alone; write ${found}${found} to have it in the text`;
  problems.push({ field, message });
  return [];
}

/** From a row of snippets.csv or from `/snippet add`; every problem at once. */
export function parseSnippet(source: SnippetSource): Snippet | readonly SnippetProblem[] {
  const problems: SnippetProblem[] = [];
  if (!NAME.test(source.name)) {
    const message = `"${source.name}" is no name; use up to 32 lower-case letters, digits, hyphens and underscores, a letter first`;
    problems.push({ field: 'name', message });
  }
  const template = {
    zh: readTemplate(source.text_zh, 'text_zh', problems),
    en: readTemplate(source.text_en, 'text_en', problems),
  };
  const actions = parseActions(source.actions);
  if (typeof actions === 'string') problems.push({ field: 'actions', message: actions });
  if (problems.length > 0 || typeof actions === 'string') return problems;
  return { name: source.name, text: { zh: source.text_zh, en: source.text_en }, template, actions };
}

export function isSnippet(parsed: Snippet | readonly SnippetProblem[]): parsed is Snippet {
  return !Array.isArray(parsed);
}
