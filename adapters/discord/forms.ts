/** Forms that a button opens: a longer text before the press becomes an event. Pure. */
import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { CHOICE_LABELS, parsePayload } from '../../src/domain/choice.ts';
import type { Bilingual } from '../../src/domain/knowledge.ts';
import { languageOfLocale } from '../../src/domain/language.ts';
import { findVerb } from '../../src/domain/verbs.ts';

const FIELD = 'text';
const MOST_LABEL = 45;

/** What is no verb of the table, and what can be said better than the table does. */
const OWN: Readonly<Record<string, Form>> = {
  reply: {
    title: CHOICE_LABELS.reply,
    label: { zh: '学员会看到这段话', en: 'The learner will see this' },
    needed: true,
  },
  note: { title: CHOICE_LABELS.note, label: { zh: '只有同事能看到', en: 'Only colleagues see this' }, needed: true },
  comment: {
    title: CHOICE_LABELS.comment,
    label: { zh: '想告诉我们什么？', en: 'What would you like to tell us?' },
    needed: true,
  },
};

interface Form {
  readonly title: Bilingual;
  readonly label: Bilingual;
  readonly needed: boolean;
}

/** Verbs whose words go to somebody as they are; what is chosen from a list is shown as a list by the core. */
function findForm(choice: string): Form | null {
  const verb = findVerb(choice);
  const words = verb?.takes.find(({ kind, name }) => kind === 'words' && name === FIELD);
  return OWN[choice] ?? (verb && words ? { title: verb.local, label: words.about, needed: words.required } : null);
}

const cut = (text: string): string => [...text].slice(0, MOST_LABEL).join('');

/** The form of a button that asks for words; null for every other button. Its id is the button's payload. */
export function toForm(payload: string, locale: string): APIModalInteractionResponseCallbackData | null {
  const choice = parsePayload(payload)?.choice;
  const form = choice === undefined ? null : findForm(choice);
  if (!form) return null;
  const language = languageOfLocale(locale) ?? 'zh';
  return {
    custom_id: payload,
    title: cut(form.title[language]),
    components: [
      {
        type: ComponentType.Label,
        label: cut(form.label[language]),
        component: {
          type: ComponentType.TextInput,
          custom_id: FIELD,
          style: TextInputStyle.Paragraph,
          min_length: form.needed ? 1 : 0,
          max_length: 4000,
          required: form.needed,
        },
      },
    ],
  };
}

export { FIELD as FORM_FIELD };
