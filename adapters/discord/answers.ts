/** What the bot itself says at once to a press or a command, before or without the core. Short and in the person's language. */
import { languageOfLocale } from '../../src/domain/language.ts';

const WORDS = {
  received: { zh: '收到 ✓', en: 'Got it ✓' },
  notKept: { zh: '没有存下来，请再试一次。', en: 'That could not be saved; please try again.' },
  unknownButton: { zh: '这个按钮已经不能用了。', en: 'This button no longer works.' },
  inDirect: { zh: '我在私信里回答你。', en: 'I answer you in a direct message.' },
  openDirect: {
    zh: '有一条只给你看的消息：请允许本服务器成员私信你，再用一次刚才的命令。',
    en: 'There is a message for you alone: please allow direct messages from this server, then use the command again.',
  },
  noWords: { zh: '这条消息没有文字。', en: 'That message has no words.' },
  onlyInTickets: {
    zh: '只有在工单的子区里，才能把消息作为答复发给学员。',
    en: 'Only messages in a ticket’s thread can be sent to the learner as an answer.',
  },
} as const;

export type AnswerName = keyof typeof WORDS;

export function toAnswer(name: AnswerName, locale: string): string {
  return WORDS[name][languageOfLocale(locale) ?? 'zh'];
}

/** Where the answer will stand; null = in the direct chat. */
export function toPointer(threadId: string | null, locale: string): string {
  if (threadId === null) return WORDS.inDirect[languageOfLocale(locale) ?? 'zh'];
  return languageOfLocale(locale) === 'en' ? `I answer you here: <#${threadId}>` : `我在这里回答你：<#${threadId}>`;
}
