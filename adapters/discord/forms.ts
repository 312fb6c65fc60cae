/** Forms that a button opens: a longer text before the press becomes an event. Pure. */
import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { CHOICE_LABELS, parsePayload } from '../../src/domain/choice.ts';
import { languageOfLocale } from '../../src/domain/language.ts';

const FIELD = 'text';

const PROMPTS = {
  reply: { zh: '学员会看到这段话', en: 'The learner will see this' },
  note: { zh: '只有同事能看到', en: 'Only colleagues see this' },
  comment: { zh: '想告诉我们什么？', en: 'What would you like to tell us?' },
} as const;

/** The form of a button that asks for words; null for every other button. Its id is the button's payload. */
export function toForm(payload: string, locale: string): APIModalInteractionResponseCallbackData | null {
  const choice = parsePayload(payload)?.choice;
  if (choice !== 'reply' && choice !== 'note' && choice !== 'comment') return null;
  const language = languageOfLocale(locale) ?? 'zh';
  return {
    custom_id: payload,
    title: CHOICE_LABELS[choice][language],
    components: [
      {
        type: ComponentType.Label,
        label: PROMPTS[choice][language],
        component: {
          type: ComponentType.TextInput,
          custom_id: FIELD,
          style: TextInputStyle.Paragraph,
          min_length: 1,
          max_length: 4000,
          required: true,
        },
      },
    ],
  };
}

export { FIELD as FORM_FIELD };
