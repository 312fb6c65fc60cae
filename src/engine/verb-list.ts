/** The verbs of one audience with what they take, as lines to read in a chat. */
import type { Language } from '../domain/language.ts';
import { VERBS, type Verb } from '../domain/verbs.ts';

function toUsage({ verb, takes }: Verb, language: Language): string {
  const words = takes
    .filter(({ kind, required }) => required || kind === 'words' || kind === 'choice')
    .map(({ local, required }) => (required ? local[language] : `[${local[language]}]`));
  return [`/${verb}`, ...words].join(' ');
}

export function toVerbList(who: Verb['who'], language: Language): string {
  return VERBS.filter((entry) => entry.who === who)
    .map((entry) => `${toUsage(entry, language)} · ${entry.about[language]}`)
    .join('\n');
}
