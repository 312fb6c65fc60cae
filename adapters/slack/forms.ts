/** Modals: one field each, for what a button or a shortcut asks in words. Pure. */
import type { types } from '@slack/bolt';
import { CHOICE_LABELS, type Choice, parsePayload } from '../../src/domain/choice.ts';
import type { Bilingual } from '../../src/domain/knowledge.ts';
import type { Language } from '../../src/domain/language.ts';
import { type PlaceId, parsePlatformId, type Spot } from '../../src/domain/place.ts';
import { findVerb, type Verb } from '../../src/domain/verbs.ts';
import type { SlackSubmission } from './payloads.ts';

export const FORM = 'afterclass_words';
const FIELD = 'words';
/** What a text field of Slack's holds. */
const MOST_TYPED = 3000;
const MOST_OPTIONS = 100;

/** A view's title and buttons hold so much. */
const MOST_TITLE = 24;

interface FormWords {
  readonly title: Bilingual;
  readonly label: Bilingual;
  readonly submit: Bilingual;
  /** Where the set is closed: a menu instead of a field. */
  readonly choices?: readonly string[];
  /** Without words it is the bare choice: the core then asks, or shows a list. */
  readonly isOptional?: boolean;
}

const SEND = { zh: '发送', en: 'Send' };

/** What is no verb of the table, and what can be said better than the table does. */
const OWN: Readonly<Record<string, FormWords>> = {
  reply: {
    title: CHOICE_LABELS.reply,
    label: { zh: '学员会收到这段话', en: 'The learner gets these words' },
    submit: SEND,
  },
  note: {
    title: CHOICE_LABELS.note,
    label: { zh: '只有同事看得到', en: 'Only colleagues see it' },
    submit: { zh: '保存', en: 'Save' },
  },
  comment: {
    title: CHOICE_LABELS.comment,
    label: { zh: '想对我们说什么？', en: 'What would you like to tell us?' },
    submit: SEND,
  },
  ask: {
    title: { zh: '提问', en: 'Ask support' },
    label: { zh: '遇到了什么问题？', en: 'What is the matter?' },
    submit: { zh: '提问', en: 'Ask' },
  },
};

/** Of a button with the same name as a verb that takes words: the form asks for the first of them. */
export function toVerbForm({ takes, local }: Verb): FormWords | null {
  const asked = takes.find(({ kind }) => kind === 'words' || kind === 'choice');
  if (!asked) return null;
  const { choices, required, about } = asked;
  return { title: local, label: about, submit: SEND, isOptional: !required, ...(choices ? { choices } : {}) };
}

/** Null where nothing is asked before the choice is made. */
function findForm(name: string): FormWords | null {
  const verb = findVerb(name);
  return OWN[name] ?? (verb && toVerbForm(verb));
}

export type FormKind = Choice | 'ask';

/** The choices that ask for words before they are made. */
export function toFormKind(choice: Choice): FormKind | null {
  return choice !== ('ask' as Choice) && findForm(choice) ? choice : null;
}

/** What a form is about: a choice in a spot, or a new question. Kept by Slack with the view, at most 3,000 characters. */
export type FormSubject =
  | { readonly kind: 'choice'; readonly payload: string; readonly spot: Spot }
  | { readonly kind: 'ask' };

export function toForm(kind: FormKind, subject: FormSubject, language: Language, typed = ''): types.ModalView {
  const form = findForm(kind);
  if (!form) throw new Error(`no form for ${kind}`);
  const { title, label, submit, choices, isOptional = false } = form;
  const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text: cut(text, MOST_TITLE) });
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
        optional: isOptional,
        label: { type: 'plain_text', text: label[language] },
        element: choices ? toMenu(choices) : toField(begun),
      },
    ],
  };
}

function toField(begun: string): types.PlainTextInput {
  const field = { type: 'plain_text_input', action_id: FIELD, multiline: true, max_length: MOST_TYPED } as const;
  return begun ? { ...field, initial_value: begun } : field;
}

function toMenu(choices: readonly string[]): types.StaticSelect {
  const options = choices.slice(0, MOST_OPTIONS).map((value) => ({
    text: { type: 'plain_text' as const, text: value },
    value,
  }));
  return { type: 'static_select', action_id: FIELD, options };
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Whether the form may be sent as it is. */
export function isComplete(subject: FormSubject, words: string): boolean {
  const name = subject.kind === 'ask' ? 'ask' : (parsePayload(subject.payload)?.choice ?? '');
  return words !== '' || findForm(name)?.isOptional === true;
}

/** What was written, or taken from the menu. */
export function readWords({ view }: SlackSubmission): string {
  const field = view.state.values[FIELD]?.[FIELD];
  return (field?.value ?? field?.selected_option?.value ?? '').trim();
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
