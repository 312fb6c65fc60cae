/** The two status cards, edited in place: the learner's and the staff's. */
import { type Button, CHOICE_LABELS, type ListedChoice, type PlainChoice } from '../domain/choice.ts';
import type { Conversation, Ticket } from '../domain/conversation.ts';
import type { Category } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import { toChecklistText } from '../support/checklist.ts';
import { toEntitlementLine } from '../support/entitlement-text.ts';
import { toPromiseText } from '../support/promise.ts';
import { toLearningLine, toRiskLine } from '../support/tutoring/card.ts';
import type { Context } from './context.ts';
import { type Buttons, conversationOf, type Draft, putCard, say, ticketOf } from './draft.ts';
import { judge, queueOf } from './helpdesk/service-levels.ts';
import { deskWords } from './helpdesk/words.ts';
import { toNeedsText } from './learner/needs.ts';
import { toPublicLine } from './public-line.ts';
import { cut, replies } from './replies.ts';

/** A button with its fixed label. */
export function toButton(choice: PlainChoice, target: string, language: Language): Button {
  return { choice, target, label: CHOICE_LABELS[choice][language] };
}

/** Numbered buttons, three in a row; a label is one short line. */
export function toListButtons(kind: Exclude<ListedChoice, 'rate'>, target: string, labels: readonly string[]): Buttons {
  const buttons = labels.map((label, n): Button => ({ choice: `${kind}:${n}`, target, label: shorten(label, 40) }));
  return Array.from({ length: Math.ceil(buttons.length / 3) }, (_, row) => buttons.slice(row * 3, row * 3 + 3));
}

/** `14:05` today, `11/24 14:05` another day, in the community's zone. */
export function formatTime(at: number, now: number, context: Context, language: Language): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const day = (time: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: context.settings.timeZone }).format(time);
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone: context.settings.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    ...(day(at) === day(now) ? {} : { month: 'short', day: 'numeric' }),
  });
  return clock.format(at);
}

/** Longer questions are shown in full on request. */
const SHOWN_QUESTION = 400;

/** One line of at most `length` characters, so that a long story does not fill the channel. */
export function shorten(words: string, length: number): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${cut(line, length - 1)}…` : line;
}

const STATUS_WORDS: Record<Conversation['status'], { zh: string; en: string }> = {
  open: { zh: '小助手处理中', en: 'with the bot' },
  queued: { zh: '🕒 排队中', en: '🕒 waiting' },
  assigned: { zh: '🙋 处理中', en: '🙋 in hand' },
  pending: { zh: '⏳ 等学员回复', en: '⏳ waiting for the learner' },
  resolved: { zh: '✅ 已解决', en: '✅ resolved' },
  closed: { zh: '🔒 已关闭', en: '🔒 closed' },
};

export function statusWord(status: Conversation['status'], language: Language): string {
  return STATUS_WORDS[status][language];
}

/** Tickets before this one in its queue: known for a stored waiting ticket; one that joins the queue now stands behind all. */
function aheadOf(draft: Draft, context: Context): number {
  return draft.ahead ?? context.waiting.get(ticketOf(draft).queue) ?? 0;
}

/** Asked, handed over, taken, answered, done: the way so far and what is left. */
function toProgress(draft: Draft): string {
  const { status, rating, language } = conversationOf(draft);
  const { assignee, firstReplyAt } = ticketOf(draft);
  const over = status === 'resolved' || status === 'closed';
  const steps: readonly (readonly [boolean, string, string])[] = [
    [true, '已提问', 'asked'],
    [true, '已转人工', 'passed on'],
    [assignee !== null || firstReplyAt !== null || over, '已有人接手', 'taken'],
    [firstReplyAt !== null, '已回复', 'answered'],
    [over, '已解决', 'solved'],
    ...(rating.score === null ? [] : ([[true, '已评分', 'rated']] as const)),
  ];
  return steps.map(([done, zh, en]) => `${done ? '●' : '○'} ${language === 'zh' ? zh : en}`).join('  ');
}

/** What the learner sees of the ticket: queue, place in it, promise, who has it, and the way so far. */
export function toLearnerStatus(draft: Draft, context: Context): string {
  const conversation = conversationOf(draft);
  const ticket = ticketOf(draft);
  const { language } = conversation;
  const zh = language === 'zh';
  const head = `📮 ${zh ? '工单' : 'Ticket'} ${ticket.id}${zh ? '｜' : ' · '}${queueOf(ticket, context).name[language]}`;
  return [head, toStanding(draft, context), toProgress(draft)].join('\n');
}

function toStanding(draft: Draft, context: Context): string {
  const { status, language } = conversationOf(draft);
  const ticket = ticketOf(draft);
  const zh = language === 'zh';
  const name = ticket.assigneeName ?? '';
  switch (status) {
    case 'queued':
      return toQueueStanding(draft, context);
    case 'assigned':
      return zh ? `${name} 正在为你处理。` : `${name} is looking after you.`;
    case 'pending':
      return zh ? '我们在等你的回复，直接发在这里就行。' : 'We are waiting for your answer; just write it here.';
    default:
      return statusWord(status, language);
  }
}

/** Place in the queue and the time to expect; outside opening hours with when somebody is there again. */
function toQueueStanding(draft: Draft, context: Context): string {
  const { language } = conversationOf(draft);
  const ticket = ticketOf(draft);
  const zh = language === 'zh';
  const now = draft.event.at;
  const ahead = aheadOf(draft, context);
  const place = zh
    ? ahead === 0
      ? '你是第一位。'
      : `前面还有 ${ahead} 位。`
    : ahead === 0
      ? 'You are next.'
      : `${ahead} before you.`;
  const more = zh ? '期间可以继续补充，我会一起转过去。' : 'Add anything you like, I pass it on.';
  const said = toPublicLine(queueOf(ticket, context), context, language);
  return [place, toExpectation(ticket, now, context, language), more].join(zh ? '' : ' ') + (said ? `\n${said}` : '');
}

function toExpectation(ticket: Ticket, now: number, context: Context, language: Language): string {
  const zh = language === 'zh';
  if (ticket.promisedAt < now) {
    return zh
      ? '抱歉，等得比承诺的久了，我们会尽快回复。'
      : 'Sorry, this takes longer than promised; we reply as soon as we can.';
  }
  const calendar = context.calendarOf(queueOf(ticket, context));
  const opensAt = calendar.isOpen(now) ? null : calendar.nextOpening(now);
  return toPromiseText({ expectedAt: ticket.promisedAt, opensAt }, now, calendar, language);
}

/** What agents need to know of the learner beyond the question. */
function toLearnerLine(conversation: Conversation, context: Context): string {
  const { language, learner, learnerName } = conversation;
  const zh = language === 'zh';
  const { account, needs } = context.profileOf(learner);
  const needed = toNeedsText(needs, language);
  return [
    `${zh ? '学员' : 'Learner'}: ${shorten(learnerName, 60)}`,
    account ? `${zh ? '账号' : 'account'} ${shorten(account, 40)}` : '',
    needed ? `${zh ? '需要' : 'needs'}: ${shorten(needed, 120)}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

const PRIORITY_MARKS: Readonly<Record<Ticket['priority'], string>> = {
  low: '🔽',
  normal: '',
  high: '🔼',
  urgent: '🔥',
};

/** Whether the two promises are kept, while people work on it. */
function toPromises(ticket: Ticket, context: Context, now: number, language: Language): string {
  const zh = language === 'zh';
  const { firstResponse, resolution } = judge(ticket, now, context);
  const word = (state: string): string =>
    state === 'breached' ? ' 🚨' : state === 'met' ? ' ✓' : state === 'warning' ? ' ⏰' : '';
  const part = (name: string, { state, dueAt }: typeof resolution): string => {
    if (state === 'paused') return `${name} ${zh ? '暂停' : 'paused'}`;
    return `${name} ${dueAt === null ? '–' : formatTime(dueAt, now, context, language)}${word(state)}`;
  };
  return [part(zh ? '首次回复' : 'first response', firstResponse), part(zh ? '解决' : 'resolution', resolution)].join(
    ' · ',
  );
}

function toCardText(conversation: Conversation, ticket: Ticket, context: Context, now: number): string {
  const { language } = conversation;
  const zh = language === 'zh';
  const title = (intent: string) => context.knowledge.solutions.get(intent)?.title[language] ?? intent;
  const marks = [PRIORITY_MARKS[ticket.priority], ...ticket.tags.map((tag) => `#${tag}`)].filter(Boolean).join(' ');
  const lines = [
    `🎫 ${ticket.id}｜${queueOf(ticket, context).name[language]}｜${statusWord(conversation.status, language)}${marks ? `  ${marks}` : ''}`,
    toLearnerLine(conversation, context),
    `${zh ? '问题' : 'Question'}: ${shorten(conversation.questions.join(' / ') || '—', SHOWN_QUESTION)}`,
  ];
  const { entitlement, knowledge } = context;
  if (entitlement.state !== 'unknown') {
    const titleOf = (course: string) => knowledge.courses?.find(({ id }) => id === course)?.title ?? course;
    lines.push(`${zh ? '服务' : 'Service'}: ${toEntitlementLine(entitlement, titleOf, language)}`);
  }
  const learning = toLearningLine(
    context.learning ?? null,
    conversation.questions,
    knowledge.courses ?? [],
    now,
    language,
  );
  const risk = toRiskLine(context.learning ?? null, knowledge.courses ?? [], language);
  lines.push(...[learning, risk].filter(Boolean));
  if (ticket.intent) lines.push(`${zh ? '诊断' : 'Diagnosis'}: ${title(ticket.intent)}`);
  if (conversation.refused.length > 0) {
    lines.push(`${zh ? '学员否定了' : 'Refused'}: ${conversation.refused.map(title).join(zh ? '、' : ', ')}`);
  }
  lines.push(
    `${zh ? '等待自' : 'Waiting since'}: ${formatTime(ticket.createdAt, now, context, language)} · ${toPromises(ticket, context, now, language)}`,
  );
  if (ticket.assigneeName)
    lines.push(
      `${zh ? '负责人' : 'Assignee'}: ${ticket.assigneeName}${ticket.live ? ` 🔴 ${zh ? '实时回复中' : 'live replies are on'}` : ''}`,
    );
  if (ticket.mergedInto) lines.push(`${zh ? '并入' : 'Merged into'}: ${ticket.mergedInto}`);
  const steps = context.knowledge.checklists?.get(ticket.category as Category) ?? [];
  // `/check 2` ticks one off.
  if (steps.length > 0) lines.push(toChecklistText(steps, new Set(ticket.done), language));
  if (ticket.lastMessage) lines.push(`${zh ? '最新' : 'Latest'}: ${shorten(ticket.lastMessage, 160)}`);
  if (conversation.rating.score !== null) lines.push(`${zh ? '评分' : 'Rating'}: ${conversation.rating.score}/10`);
  return lines.join('\n');
}

function toCardButtons(conversation: Conversation, ticket: Ticket): Buttons {
  const button = (choice: PlainChoice) => toButton(choice, ticket.id, conversation.language);
  const isLong = conversation.questions.join(' / ').replace(/\s+/g, ' ').length > SHOWN_QUESTION;
  const story = isLong ? [button('story')] : [];
  switch (conversation.status) {
    case 'queued':
      return [
        [button('claim'), button('note'), ...story],
        [button('assign'), button('transfer'), button('priority')],
      ];
    case 'assigned':
    case 'pending':
      if (ticket.assignee === null) return [[button('claim'), button('note'), ...story], [button('transfer')]];
      return [
        [button('reply'), button('note'), button('resolve')],
        [button('snippet'), ...(conversation.status === 'assigned' ? [button('pending')] : []), ...story],
        [button('release'), button('live')],
        [button('assign'), button('transfer'), button('priority')],
      ];
    case 'resolved':
    case 'closed':
      return [[button('reopen'), button('note')]];
    default:
      return [];
  }
}

/** Posts the staff card, or edits it to what the draft now holds. `gone`: the ticket left this place, nothing can be done here. */
export function refreshCard(draft: Draft, context: Context, { gone = false } = {}): void {
  const conversation = conversationOf(draft);
  const ticket = ticketOf(draft);
  if (gone) {
    const { name } = queueOf(ticket, context);
    putCard(draft, deskWords.goneTo(ticket.id, name[conversation.language], conversation.language), []);
    return;
  }
  putCard(draft, toCardText(conversation, ticket, context, draft.event.at), toCardButtons(conversation, ticket));
}

/** Posts the learner's status card, or edits it. `lead` is put above it when it is first posted. */
export function refreshStatus(draft: Draft, context: Context, lead = ''): void {
  const status = toLearnerStatus(draft, context);
  say(draft, lead ? `${lead}\n${status}` : status, [], `status:${conversationOf(draft).id}`);
}

/** To a learner who asks for what is already under way: no new ticket, but where it stands. */
export function sayAlreadyWithPeople(draft: Draft, context: Context): void {
  const { language } = conversationOf(draft);
  say(draft, `${replies.alreadyWithPeople(language)}\n${toLearnerStatus(draft, context)}`);
}

export function refreshBoth(draft: Draft, context: Context): void {
  refreshStatus(draft, context);
  refreshCard(draft, context);
}

/** The three ways on that every answer carries. */
export function toAnswerButtons(conversation: Conversation): Buttons {
  const button = (choice: PlainChoice) => toButton(choice, conversation.id, conversation.language);
  return [[button('solved'), button('not_this'), button('human')]];
}

export function toHumanButton(conversation: Conversation): Buttons {
  return [[toButton('human', conversation.id, conversation.language)]];
}

/** Eleven buttons, 0 to 10, in two rows that fit every platform (five or eight a row are the narrowest limits). */
export function toRatingButtons(conversation: Conversation): Buttons {
  const button = (n: number): Button => ({
    choice: `rate:${n}` as Button['choice'],
    target: conversation.id,
    label: String(n),
  });
  return [[0, 1, 2, 3, 4, 5].map(button), [6, 7, 8, 9, 10].map(button)];
}
