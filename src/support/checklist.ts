/** The steps of a category on the ticket card, so that the same matter is always handled in the same way. */
import type { Bilingual } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';

/** One line a step, numbered so that people can name it: `☑ 1. …` when done. `done`: numbers from 1. Empty where there are no steps. */
export function toChecklistText(steps: readonly Bilingual[], done: ReadonlySet<number>, language: Language): string {
  return steps.map((step, n) => `${done.has(n + 1) ? '☑' : '☐'} ${n + 1}. ${step[language]}`).join('\n');
}

/** Steps not done yet, as numbers from 1: what to say when somebody resolves the ticket without them. */
export function openSteps(steps: readonly Bilingual[], done: ReadonlySet<number>): number[] {
  return steps.map((_, n) => n + 1).filter((n) => !done.has(n));
}
