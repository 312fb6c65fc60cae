/** The App Home: a learner's page with the ways to ask. Pure. */
import type { types } from '@slack/bolt';
import type { Language } from '../../src/domain/language.ts';
import { ASK_FORM } from './interactions.ts';

const WORDS = {
  zh: {
    title: '课后小助手',
    lead: '课程用不了、看不懂、付款有疑问，都可以问我。能答的马上答，答不了的转给人工，进度在这里的私聊里看。',
    ask: '提问',
    ways: [
      '在「消息」里直接写，或者在频道里 @我',
      '任意一条消息的菜单里选「Ask support about this」',
      '/ask 问题 · 提问　/afterclass status · 看进度　/afterclass human · 找人工',
      '/afterclass rate 8 · 评分　/afterclass help · 说明',
    ],
    privacy: '隐私：你写给我的话保存在课程社群自己的数据库里，只给处理问题的人看。',
  },
  en: {
    title: 'Afterclass',
    lead: 'A lesson that will not play, a step that makes no sense, a payment: ask me. I answer what I am sure of and pass the rest on to people; you follow it in our direct messages.',
    ask: 'Ask a question',
    ways: [
      'Write in “Messages”, or mention me in a channel',
      'Choose “Ask support about this” from any message’s menu',
      '/ask question · ask    /afterclass status · where things stand    /afterclass human · talk to a person',
      '/afterclass rate 8 · rate our help    /afterclass help · this list',
    ],
    privacy:
      'Privacy: what you write to me is kept in your course community’s own database, for the people who deal with your question.',
  },
} as const;

export function toHome(language: Language): types.HomeView {
  const { title, lead, ask, ways, privacy } = WORDS[language];
  const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text });
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain(title) },
      { type: 'section', text: plain(lead) },
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: ASK_FORM, value: ASK_FORM, text: plain(ask), style: 'primary' }],
      },
      { type: 'divider' },
      ...ways.map((way): types.SectionBlock => ({ type: 'section', text: plain(way) })),
      { type: 'context', elements: [plain(privacy)] },
    ],
  };
}

/** At most four, shown above an empty assistant's pane. */
export function toSuggestedPrompts(language: Language): { title: string; message: string }[] {
  return language === 'zh'
    ? [
        { title: '视频打不开', message: '视频打不开' },
        { title: '看进度', message: 'status' },
        { title: '找人工', message: 'human' },
      ]
    : [
        { title: 'A video will not play', message: 'The video will not play' },
        { title: 'Where things stand', message: 'status' },
        { title: 'Talk to a person', message: 'human' },
      ];
}
