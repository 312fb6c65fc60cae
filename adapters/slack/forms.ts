/** Modals: one field each, for what a button or a shortcut asks in words. Pure. */
import type { types } from '@slack/bolt';
import { type Choice, parsePayload } from '../../src/domain/choice.ts';
import type { Language } from '../../src/domain/language.ts';
import { type PlaceId, parsePlatformId, type Spot } from '../../src/domain/place.ts';
import type { SlackSubmission } from './payloads.ts';

export const FORM = 'afterclass_words';
const FIELD = 'words';
/** What a text field of Slack's holds. */
const MOST_TYPED = 3000;

const FORMS = {
  reply: {
    title: { zh: '回复学员', en: 'Reply to learner' },
    label: { zh: '学员会收到这段话', en: 'The learner gets these words' },
    submit: { zh: '发送', en: 'Send' },
  },
  note: {
    title: { zh: '内部备注', en: 'Note' },
    label: { zh: '只有同事看得到', en: 'Only colleagues see it' },
    submit: { zh: '保存', en: 'Save' },
  },
  comment: {
    title: { zh: '留言', en: 'Add a comment' },
    label: { zh: '想对我们说什么？', en: 'What would you like to tell us?' },
    submit: { zh: '发送', en: 'Send' },
  },
  ask: {
    title: { zh: '提问', en: 'Ask support' },
    label: { zh: '遇到了什么问题？', en: 'What is the matter?' },
    submit: { zh: '提问', en: 'Ask' },
  },
} as const;

export type FormKind = keyof typeof FORMS;

/** The choices that ask for words before they are made. */
export function toFormKind(choice: Choice): FormKind | null {
  return choice === 'reply' || choice === 'note' || choice === 'comment' ? choice : null;
}

/** What a form is about: a choice in a spot, or a new question. Kept by Slack with the view, at most 3,000 characters. */
export type FormSubject =
  | { readonly kind: 'choice'; readonly payload: string; readonly spot: Spot }
  | { readonly kind: 'ask' };

export function toForm(kind: FormKind, subject: FormSubject, language: Language, typed = ''): types.ModalView {
  const { title, label, submit } = FORMS[kind];
  const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text });
  const begun = [...typed].slice(0, MOST_TYPED).join('');
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: JSON.stringify(subject),
    title: plain(title[language]),
    submit: plain(submit[language]),
    close: plain(language === 'zh' ? '取消' : 'Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: FIELD,
        label: plain(label[language]),
        element: {
          type: 'plain_text_input',
          action_id: FIELD,
          multiline: true,
          max_length: MOST_TYPED,
          ...(begun ? { initial_value: begun } : {}),
        },
      },
    ],
  };
}

export function readWords({ view }: SlackSubmission): string {
  return (view.state.values[FIELD]?.[FIELD]?.value ?? '').trim();
}

/** Shown below the field; the form stays open with what was typed. */
export function toFieldError(words: string) {
  return { response_action: 'errors' as const, errors: { [FIELD]: words } };
}

/** Null for anything that is no form of ours. */
export function readSubject({ view }: SlackSubmission): FormSubject | null {
  let subject: unknown;
  try {
    subject = JSON.parse(view.private_metadata);
  } catch {
    return null;
  }
  const { kind, payload, spot } = subject as { kind?: unknown; payload?: unknown; spot?: Spot };
  if (kind === 'ask') return { kind };
  if (kind !== 'choice' || typeof payload !== 'string' || !parsePayload(payload)) return null;
  const place = parsePlatformId(String(spot?.place));
  if (!place) return null;
  const thread = typeof spot?.thread === 'string' ? spot.thread : null;
  return { kind, payload, spot: { place: place satisfies PlaceId, thread } };
}
