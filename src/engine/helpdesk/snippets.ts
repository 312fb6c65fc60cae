/** Ready replies with variables, from the file and from chat, in both languages; a macro also does something. */
import type { PersonEvent } from '../../domain/event.ts';
import type { Language } from '../../domain/language.ts';
import { isSnippet, parseSnippet, type Snippet } from '../../domain/snippet.ts';
import { SNIPPET_KEY } from '../../support/chat-settings.ts';
import { planMacro, toSnippetList } from '../../support/macro.ts';
import type { Context } from '../context.ts';
import { answerAt, conversationOf, type Draft, record, setSetting, ticketOf } from '../draft.ts';
import { quote } from '../replies.ts';
import { staffReplies } from '../staff-replies.ts';
import { MOST_LISTED, openMenu } from './claiming.ts';
import { resolveTicket } from './ending.ts';
import { setPriority, tag } from './marking.ts';
import { isInHand, refuse, refuseState } from './refusal.ts';
import { reply, wait } from './replying.ts';
import { deskWords } from './words.ts';

/** By name, those of the file first; what was added in chat wins. */
export function snippetsOf(context: Context): ReadonlyMap<string, Snippet> {
  const all = new Map(context.knowledge.snippets ?? []);
  for (const [key, value] of context.stored) {
    if (!key.startsWith(SNIPPET_KEY) || typeof value !== 'string') continue;
    const parsed = parseSnippet({ name: key.slice(SNIPPET_KEY.length), text_zh: value, text_en: value, actions: '' });
    if (isSnippet(parsed)) all.set(parsed.name, parsed);
  }
  return all;
}

export function listSnippets(draft: Draft, event: PersonEvent, context: Context, language: Language): void {
  record(draft, 'ignored', event.author.id, { reason: 'snippets shown' });
  const words = toSnippetList(snippetsOf(context).values(), language);
  answerAt(draft, event.spot, 'staff', words);
}

/** Nothing: the menu · `add NAME text` · `remove NAME` · `NAME`: uses it. */
export function snippet(draft: Draft, event: PersonEvent, words: string, context: Context): void {
  const { language } = conversationOf(draft);
  const [, verb = '', name = '', text = ''] = /^(add|remove)\s+(\S+)\s*([\s\S]*)$/i.exec(words) ?? [];
  if (verb.toLowerCase() === 'add') return add(draft, event, name, text.trim(), language);
  const all = snippetsOf(context);
  if (verb.toLowerCase() === 'remove') {
    if (!context.stored.has(`${SNIPPET_KEY}${name}`)) return unknown(draft, event, name, all, language);
    setSetting(draft, `${SNIPPET_KEY}${name}`, null);
    record(draft, 'configured', event.author.id, { snippet: name, removed: true });
    return answerAt(draft, event.spot, 'staff', deskWords.snippetRemoved(name, language));
  }
  if (words !== '') {
    const found = all.get(words) ?? [...all.values()].find((each) => each.name.toLowerCase() === words.toLowerCase());
    return found ? use(draft, event, found, context) : unknown(draft, event, words, all, language);
  }
  const names = [...all.keys()].slice(0, MOST_LISTED);
  if (names.length === 0) return refuse(draft, event, 'no snippets', deskWords.noSnippets(language));
  openMenu(draft, 'snippet', names, deskWords.whichSnippet(language), names);
}

export function snippetListed(draft: Draft, event: PersonEvent, n: number, context: Context): void {
  const found = snippetsOf(context).get(ticketOf(draft).menus.snippet?.[n] ?? '');
  if (!found) return refuse(draft, event, 'stale menu', staffReplies.staleMenu(conversationOf(draft).language));
  use(draft, event, found, context);
}

function unknown(
  draft: Draft,
  event: PersonEvent,
  typed: string,
  all: ReadonlyMap<string, Snippet>,
  language: Language,
): void {
  const known = [...all.keys()].join(language === 'zh' ? '、' : ', ') || '—';
  refuse(draft, event, 'unknown snippet', deskWords.noSnippet(quote(typed), known, language));
}

function add(draft: Draft, event: PersonEvent, name: string, text: string, language: Language): void {
  const parsed = parseSnippet({ name, text_zh: text, text_en: text, actions: '' });
  if (!isSnippet(parsed)) {
    const problems = [...new Set(parsed.map(({ message }) => message))].join('\n');
    return refuse(draft, event, 'no snippet', deskWords.badSnippet(quote(name), problems, language));
  }
  setSetting(draft, `${SNIPPET_KEY}${name}`, text);
  record(draft, 'configured', event.author.id, { snippet: name });
  answerAt(draft, event.spot, 'staff', deskWords.snippetAdded(name, language));
}

/** The words go to the learner as the agent's reply, then the macro's actions follow, in the order given. */
function use(draft: Draft, event: PersonEvent, chosen: Snippet, context: Context): void {
  if (!isInHand(draft)) return refuseState(draft, event);
  const { learnerName, language } = conversationOf(draft);
  const ticket = ticketOf(draft);
  const course = ticket.intent ? (context.knowledge.solutions.get(ticket.intent)?.title[language] ?? '') : '';
  const { text, actions } = planMacro(chosen, language, { name: learnerName, course, ticket: ticket.id });
  if (!reply(draft, event, text, context)) return;
  for (const action of actions) {
    if (action.act === 'resolve') resolveTicket(draft, event, context);
    else if (action.act === 'pending') wait(draft, event, '', context);
    else if (action.act === 'tag') tag(draft, event, action.tag, context);
    else setPriority(draft, event, action.priority, context);
  }
}
