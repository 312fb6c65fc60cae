/** What using a snippet comes to: the words for the learner, in their language, and what happens to the ticket. */
import type { Language } from '../domain/language.ts';
import type { MacroAction, Snippet } from '../domain/snippet.ts';
import { renderTemplate, type Values } from '../domain/template.ts';

export interface MacroPlan {
  readonly text: string;
  /** True: the text goes to the learner at once. False: it is handed to the agent, who sends it or not. */
  readonly sends: boolean;
  /** In order, without the reply. */
  readonly actions: readonly Exclude<MacroAction, { act: 'reply' }>[];
}

/** `values` are used as they are: a learner who is called `{ticket}` stays so. */
export function planMacro(snippet: Snippet, language: Language, values: Values): MacroPlan {
  return {
    text: renderTemplate(snippet.template[language], values),
    sends: snippet.actions.some(({ act }) => act === 'reply'),
    actions: snippet.actions.filter((action) => action.act !== 'reply'),
  };
}

const ACTION_WORDS: Readonly<Record<MacroAction['act'], Record<Language, string>>> = {
  reply: { zh: '回复', en: 'reply' },
  resolve: { zh: '解决', en: 'resolve' },
  pending: { zh: '等学员回复', en: 'pending' },
  tag: { zh: '标签', en: 'tag' },
  priority: { zh: '优先级', en: 'priority' },
};

function toActionWord(action: MacroAction, language: Language): string {
  const word = ACTION_WORDS[action.act][language];
  if (action.act === 'tag') return `${word} ${action.tag}`;
  return action.act === 'priority' ? `${word} ${action.priority}` : word;
}

/** `/snippet list`: one line each, by name, with what a macro does. */
export function toSnippetList(snippets: Iterable<Snippet>, language: Language): string {
  const lines = [...snippets]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text, actions }) => {
      const line = text[language].replace(/\s+/g, ' ').trim();
      const short = [...line].length > 60 ? `${[...line].slice(0, 59).join('')}…` : line;
      const does = actions.map((action) => toActionWord(action, language)).join(' + ');
      return `${name}${does ? ` [${does}]` : ''}: ${short}`;
    });
  if (lines.length > 0) return lines.join('\n');
  return language === 'zh'
    ? '还没有快捷回复。用 /snippet add 添加。'
    : 'There are no snippets yet. Add one with /snippet add.';
}
