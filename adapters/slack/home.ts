/** The App Home: a person's open conversations, past answers, courses, language and ways to ask; the queues for admins. Pure. */
import type { types } from '@slack/bolt';
import type { ConversationFacts } from '../../src/domain/conversation-facts.ts';
import type { Bilingual } from '../../src/domain/knowledge.ts';
import type { Language } from '../../src/domain/language.ts';
import { standsAlone, VERBS } from '../../src/domain/verbs.ts';
import { splitText } from '../shared/split.ts';
import { MOST_WORDS, toRichText } from './blocks.ts';
import type { HomeFacts } from './options.ts';

/** Payloads of the page's own buttons: the form for a question, an answer to read again, a verb with what it takes. */
export const ASK_FORM = 'form:ask';
export const ANSWER = 'answer:';
export const RUN = 'run:';

/** Of each list; the rest is in the direct chat. Views hold 100 blocks. */
const MOST_LINES = 10;
const MOST_LABEL = 75;
const MOST_VALUE = 2000;

const WORDS = {
  zh: {
    title: '课后小助手',
    lead: '课程用不了、看不懂、付款有疑问，都可以问我。能答的马上答，答不了的转给人工，进度在这里的私聊里看。',
    ask: '提问',
    mine: '进行中',
    past: '以前的问题',
    read: '看答案',
    language: '语言：',
    auto: '跟随你的 Slack 和你写的话',
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
    mine: 'Open',
    past: 'Earlier questions',
    read: 'Answer',
    language: 'Language: ',
    auto: 'that of your Slack and your words',
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
const header = (text: string): types.HeaderBlock => ({ type: 'header', text: plain(text) });
const DIVIDER: types.DividerBlock = { type: 'divider' };
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

const isOpen = ({ resolvedAt, closedAt }: ConversationFacts) => resolvedAt === null && closedAt === null;

/** What is open with where it stands; below it what was, each with its answer to read again. */
function toConversations(facts: HomeFacts, language: Language, timeZone: string): types.KnownBlock[] {
  const { mine, past, read } = WORDS[language];
  const line = (one: ConversationFacts) => toLine(one, facts, language, timeZone);
  // Tickets stand on the page already.
  const isShown = (one: ConversationFacts) => isOpen(one) && (one.escalatedAt === null || !facts.page);
  const open = facts.conversations.filter(isShown).slice(0, MOST_LINES);
  const over = facts.conversations.filter((one) => !isOpen(one)).slice(0, MOST_LINES);
  const answered = over.map((one): types.KnownBlock => {
    const value = `${ANSWER}${one.intent ?? ''}`;
    if (one.intent === null || !facts.titleOf(one.intent) || value.length > MOST_VALUE) return section(line(one));
    return { ...section(line(one)), accessory: { type: 'button', action_id: 'answer', value, text: plain(read) } };
  });
  return [...toList(mine, open.map(line)), ...(answered.length > 0 ? [header(past), ...answered, DIVIDER] : [])];
}

function toList(title: string, lines: readonly string[]): types.KnownBlock[] {
  return lines.length === 0 ? [] : [header(title), section(lines.slice(0, MOST_LINES).join('\n')), DIVIDER];
}

/** The blocks of the page in their order; how to ask stands at the end of every Home tab anyway. */
function toPage({ page = [] }: HomeFacts, language: Language): types.KnownBlock[] {
  return page
    .filter(({ kind }) => kind !== 'help')
    .flatMap(({ title, lines }) =>
      toList(
        title[language],
        lines.map((line) => line[language]),
      ),
    );
}

/** Every verb of the learner's that needs no words, as buttons: commands do not work in threads, and nobody knows them by heart. */
function toVerbButtons(language: Language): types.Button[] {
  return VERBS.filter((verb) => verb.who === 'learner' && standsAlone(verb)).map(({ verb, about }) => ({
    type: 'button',
    action_id: `${RUN}${verb}`,
    value: `${RUN}${verb}`,
    text: plain(about[language].slice(0, MOST_LABEL)),
  }));
}

function toLanguage({ chosen }: HomeFacts, language: Language): types.KnownBlock[] {
  if (chosen === undefined) return [];
  const names = { zh: '中文', en: 'English' } as const;
  const { language: title, auto } = WORDS[language];
  const button = (value: string, text: string): types.Button => ({
    type: 'button',
    action_id: `language:${value}`,
    value: `${RUN}settings ${value}`,
    text: plain(text),
  });
  return [
    section(`${title}${chosen === null ? auto : names[chosen]}`),
    { type: 'actions', elements: [button('zh', names.zh), button('en', names.en), button('auto', 'Auto')] },
  ];
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
  const asking: types.Button = {
    type: 'button',
    action_id: ASK_FORM,
    value: ASK_FORM,
    text: plain(ask),
    style: 'primary',
  };
  return {
    type: 'home',
    blocks: [
      header(title),
      section(lead),
      { type: 'actions', elements: [asking, ...toVerbButtons(language)].slice(0, 25) },
      DIVIDER,
      ...(facts ? [...toPage(facts, language), ...toBoard(facts, language)] : []),
      ...(facts ? [...toConversations(facts, language, timeZone), ...toLanguage(facts, language)] : []),
      ...ways.map(section),
      { type: 'context', elements: [plain(privacy)] },
    ],
  };
}

/** An answer to read again; its buttons are gone with its conversation. */
export function toAnswerView(title: Bilingual, answer: Bilingual, language: Language): types.ModalView {
  const close = plain(language === 'zh' ? '关闭' : 'Close');
  const words = splitText(answer[language], MOST_WORDS).slice(0, MOST_LINES);
  return {
    type: 'modal',
    title: plain(language === 'zh' ? '答案' : 'Answer'),
    close,
    blocks: [header(title[language].slice(0, 150)), ...words.map(toRichText)],
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
