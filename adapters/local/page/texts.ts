/** Every sentence of the page itself in both languages, and the switch between them. What people and the bot write is not touched. */
import { recall, remember } from './dom.ts';

const TEXTS = {
  zh: {
    tagline: '本机页面：三个窗格，同一个引擎',
    language: '页面语言',
    panes: '窗格',
    learner: '学员',
    staff: '客服频道',
    admin: '管理员',
    learners: '学员列表',
    addLearner: '再开一位学员',
    actingAs: '我是',
    you: '你',
    edited: '已编辑',
    send: '发送',
    sending: '正在发送…',
    sendAgain: '再发一次',
    cancel: '取消',
    showAll: '展开全文（{n} 字）',
    showLess: '收起',
    earlier: '显示更早的 {n} 条',
    jump: '回到最新',
    learnerInput: '想问什么就写在这里',
    inputKeys: 'Enter 发送 · Shift+Enter 换行',
    staffChannelInput: '写到频道（学员看不到）',
    staffThreadInput: '内部备注（学员看不到）',
    staffThreadLive: '🔴 实时回复中：负责人写的会发给学员',
    staffTarget: '写到 {ticket} 的讨论串',
    staffLeave: '改为写到频道',
    adminInput: '输入 / 开头的命令',
    learnerEmpty: '你好，{name}',
    learnerEmptyMore: '问一句试试：',
    learnerTry1: '视频打不开',
    learnerTry2: '怎么申请退款？',
    learnerTry3: '证书什么时候发？',
    staffEmpty: '还没有工单',
    staffEmptyMore: '学员点“找人工”后，工单卡片会出现在这里。',
    adminEmpty: '看看数字',
    adminEmptyMore: '试试这条命令：',
    hints: '命令建议',
    waiting: '等待认领',
    active: '处理中',
    resolved: '已解决',
    closed: '已关闭',
    countWaiting: '{n} 个等待',
    countActive: '{n} 个处理中',
    thread: '讨论 · {n}',
    threadNone: '讨论',
    threadEmpty: '还没有人说话。写在下面的是内部备注。',
    rating: '0 到 10 分',
    ratingLow: '很不满意',
    ratingHigh: '很满意',
    formReply: '写给学员的回复',
    formNote: '内部备注，只有客服能看到',
    formComment: '想说点什么？',
    offline: '连接断开了，正在重新连接…',
    unreachable: '没连上服务，内容还在。请再发一次。',
    unread: '有新消息',
  },
  en: {
    tagline: 'On this computer: three panes, one engine',
    language: 'Language of the page',
    panes: 'Panes',
    learner: 'Learner',
    staff: 'Staff channel',
    admin: 'Admin',
    learners: 'Learners',
    addLearner: 'Open another learner',
    actingAs: 'I am',
    you: 'You',
    edited: 'edited',
    send: 'Send',
    sending: 'Sending…',
    sendAgain: 'Send again',
    cancel: 'Cancel',
    showAll: 'Show all {n} characters',
    showLess: 'Show less',
    earlier: 'Show {n} earlier',
    jump: 'To the latest',
    learnerInput: 'Ask anything about your course',
    inputKeys: 'Enter sends · Shift+Enter for a new line',
    staffChannelInput: 'To the channel (learners don’t see it)',
    staffThreadInput: 'Internal note (learners don’t see it)',
    staffThreadLive: '🔴 Live: what the assignee writes goes to the learner',
    staffTarget: 'Goes to the thread of {ticket}',
    staffLeave: 'Write to the channel instead',
    adminInput: 'A command that starts with /',
    learnerEmpty: 'Hello, {name}',
    learnerEmptyMore: 'Try:',
    learnerTry1: 'the video won’t play',
    learnerTry2: 'How do I get a refund?',
    learnerTry3: 'When do I get my certificate?',
    staffEmpty: 'No tickets yet',
    staffEmptyMore: 'When a learner asks for a person, the ticket’s card appears here.',
    adminEmpty: 'Look at the figures',
    adminEmptyMore: 'Try this command:',
    hints: 'Suggested commands',
    waiting: 'Waiting',
    active: 'In progress',
    resolved: 'Resolved',
    closed: 'Closed',
    countWaiting: '{n} waiting',
    countActive: '{n} in progress',
    thread: 'Thread · {n}',
    threadNone: 'Thread',
    threadEmpty: 'Nothing said yet. What you write below is an internal note.',
    rating: '0 to 10',
    ratingLow: 'Poor',
    ratingHigh: 'Excellent',
    formReply: 'Your reply to the learner',
    formNote: 'Internal note, for staff only',
    formComment: 'What would you like to tell us?',
    offline: 'Connection lost. Reconnecting…',
    unreachable: 'The service could not be reached. Your text is safe; please send it again.',
    unread: 'New messages',
  },
} as const;

export type Language = keyof typeof TEXTS;
export type TextKey = keyof (typeof TEXTS)['zh'];
type Values = Readonly<Record<string, string | number>>;

/** Attributes of elements that hold a text key, and the attribute (null = the content) the text goes to. */
const TARGETS = { t: null, tLabel: 'aria-label', tTitle: 'title', tPlaceholder: 'placeholder' } as const;
type Target = keyof typeof TARGETS;

let current: Language = 'en';

export function language(): Language {
  return current;
}

/** The text in the page's language, with `{name}` filled in. */
export function say(key: TextKey, values: Values = {}): string {
  return TEXTS[current][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Puts a text on an element so that it follows the language. */
export function write<E extends HTMLElement>(element: E, key: TextKey, values: Values = {}, target: Target = 't'): E {
  element.dataset[target] = key;
  if (Object.keys(values).length > 0) element.dataset.tValues = JSON.stringify(values);
  apply(element, target);
  return element;
}

function apply(element: HTMLElement, target: Target): void {
  const key = element.dataset[target] as TextKey | undefined;
  if (key === undefined) return;
  const text = say(key, JSON.parse(element.dataset.tValues ?? '{}') as Values);
  const attribute = TARGETS[target];
  if (attribute === null) element.textContent = text;
  else element.setAttribute(attribute, text);
}

/** Changes the language of everything on the page that was written by `write` or marked in the HTML. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  for (const element of document.querySelectorAll<HTMLElement>(
    '[data-t],[data-t-label],[data-t-title],[data-t-placeholder]',
  )) {
    for (const target of Object.keys(TARGETS) as Target[]) apply(element, target);
  }
  for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === next));
  }
}

/** Starts with the language chosen before, else the browser's, and wires the switch. */
export function startLanguage(onChange: () => void): void {
  const chosen = recall('language');
  setLanguage(chosen === 'zh' || chosen === 'en' ? chosen : /^zh\b/i.test(navigator.language) ? 'zh' : 'en');
  for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
    button.addEventListener('click', () => {
      const next = button.dataset.language === 'zh' ? 'zh' : 'en';
      remember('language', next);
      setLanguage(next);
      onChange();
    });
  }
}
