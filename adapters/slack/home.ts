/** The App Home: a person's conversations and the ways to ask, and the queues for admins. Pure. */
import type { types } from '@slack/bolt';
import type { ConversationFacts } from '../../src/domain/conversation-facts.ts';
import type { Language } from '../../src/domain/language.ts';
import { MOST_WORDS } from './blocks.ts';
import { ASK_FORM } from './interactions.ts';
import type { HomeFacts } from './options.ts';

/** Of past conversations; the rest is in the direct chat. */
const MOST_LINES = 10;

const WORDS = {
  zh: {
    title: '课后小助手',
    lead: '课程用不了、看不懂、付款有疑问，都可以问我。能答的马上答，答不了的转给人工，进度在这里的私聊里看。',
    ask: '提问',
    mine: '我的问题',
    board: '队列',
    boardHint: '等待认领的工单。/report overview 看报表。',
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
    mine: 'My questions',
    board: 'Queues',
    boardHint: 'Tickets that wait to be claimed. Figures: /report overview',
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

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text });
const section = (text: string): types.SectionBlock => ({ type: 'section', text: plain(text.slice(0, MOST_WORDS)) });

/** Where one conversation stands, in a line. */
function toLine(facts: ConversationFacts, { titleOf }: HomeFacts, language: Language, timeZone: string): string {
  const zh = language === 'zh';
  const day = new Intl.DateTimeFormat(zh ? 'zh-CN' : 'en-GB', { timeZone, month: 'short', day: 'numeric' });
  const title = (facts.intent && titleOf(facts.intent)?.[language]) || (zh ? '一个问题' : 'A question');
  const { resolvedAt, closedAt, firstReplyAt, escalatedAt, score } = facts;
  const [sign, state] =
    resolvedAt !== null || closedAt !== null
      ? ['✅', zh ? '已结束' : 'done']
      : firstReplyAt !== null
        ? ['🙋', zh ? '人工处理中' : 'with a person']
        : escalatedAt !== null
          ? ['🕒', zh ? '等待人工' : 'waiting for a person']
          : ['💬', zh ? '小助手处理中' : 'with the bot'];
  const rated = score === null ? '' : ` · ${score}/10`;
  return `${sign} ${title} · ${state} · ${day.format(facts.startedAt)}${rated}`;
}

function toConversations(facts: HomeFacts, language: Language, timeZone: string): types.KnownBlock[] {
  if (facts.conversations.length === 0) return [];
  const lines = facts.conversations.slice(0, MOST_LINES).map((one) => toLine(one, facts, language, timeZone));
  return [{ type: 'header', text: plain(WORDS[language].mine) }, section(lines.join('\n')), { type: 'divider' }];
}

/** What waits in each queue; for admins. */
function toBoard({ queues }: HomeFacts, language: Language): types.KnownBlock[] {
  if (queues === null) return [];
  const lines = queues.map(({ name, waiting }) => `${waiting > 0 ? '🕒' : '·'} ${name[language]}: ${waiting}`);
  const { board, boardHint } = WORDS[language];
  return [
    { type: 'header', text: plain(board) },
    section(lines.join('\n') || '—'),
    { type: 'context', elements: [plain(boardHint)] },
    { type: 'divider' },
  ];
}

/** `facts` null: the ways to ask only. */
export function toHome(language: Language, facts: HomeFacts | null, timeZone: string): types.HomeView {
  const { title, lead, ask, ways, privacy } = WORDS[language];
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain(title) },
      section(lead),
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: ASK_FORM, value: ASK_FORM, text: plain(ask), style: 'primary' }],
      },
      { type: 'divider' },
      ...(facts ? [...toBoard(facts, language), ...toConversations(facts, language, timeZone)] : []),
      ...ways.map(section),
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
