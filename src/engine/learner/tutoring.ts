/** While a person is on the way: sections of courses that may help, never instead of the person. */
import type { Section } from '../../domain/section.ts';
import { isCourseContent, pickSections, toSuggestionText } from '../../support/tutoring/suggestion.ts';
import type { Context } from '../context.ts';
import { conversationOf, type Draft, record, say, tellStaff } from '../draft.ts';

/** Tickets of these go to people who teach. */
const TAUGHT: ReadonlySet<string> = new Set(['tutoring', 'course_content']);

function questionsOf(draft: Draft): readonly string[] {
  const { questions, turn } = conversationOf(draft);
  return [...questions, ...(turn?.texts ?? [])];
}

function find(draft: Draft, context: Context): readonly Section[] {
  const questions = questionsOf(draft);
  const found = context.findSections?.(questions.slice(-2).join('\n')) ?? [];
  return pickSections(found, questions, context.learning ?? null);
}

/** What may help with words that the bot has no answer to; empty where nothing does. */
export function suggestInWords(draft: Draft, context: Context): string {
  const sections = find(draft, context);
  if (sections.length === 0) return '';
  record(draft, 'ignored', 'bot', { reason: 'section suggested', sections: toIds(sections) });
  return toSuggestionText(sections, context.knowledge.courses ?? [], conversationOf(draft).language);
}

const toIds = (sections: readonly Section[]): string =>
  sections.map(({ course, section }) => `${course}/${section}`).join(' ');

/** Of words that no intent is known for: `course_content` where they are about what courses teach. */
export function guessTaught(draft: Draft, context: Context): 'course_content' | null {
  const found = context.findSections?.(questionsOf(draft).slice(-2).join('\n')) ?? [];
  return isCourseContent(found) ? 'course_content' : null;
}

/** Below the announced hand-over, where the ticket is about what courses teach; the tutor sees what was shown. */
export function suggestBeside(draft: Draft, context: Context): void {
  const { ticket } = draft;
  if (!ticket || !TAUGHT.has(ticket.category)) return;
  const text = suggestInWords(draft, context);
  if (text === '') return;
  const { language } = conversationOf(draft);
  say(draft, text);
  tellStaff(draft, `🤖 ${language === 'zh' ? '已给学员看：' : 'Shown to the learner: '}\n${text}`);
}
