/** The two status cards, edited in place: the learner's and the staff's. */
import { type Button, CHOICE_LABELS, type PlainChoice } from '../domain/choice.ts';
import type { Conversation, Ticket } from '../domain/conversation.ts';
import type { Queue } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import type { Context } from './context.ts';
import { type Buttons, conversationOf, type Draft, putCard, say, ticketOf } from './draft.ts';
import { cut, replies } from './replies.ts';

/** A button with its fixed label. */
export function toButton(choice: PlainChoice, target: string, language: Language): Button {
  return { choice, target, label: CHOICE_LABELS[choice][language] };
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

function queueOf(ticket: Ticket, context: Context): Queue {
  return context.knowledge.queues.get(ticket.queue) ?? context.routeTo(ticket.intent);
}

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

/** What the learner sees of the ticket: queue, place in it, promise, who has it. */
export function toLearnerStatus(draft: Draft, context: Context): string {
  const conversation = conversationOf(draft);
  const ticket = ticketOf(draft);
  const now = draft.event.at;
  const { language } = conversation;
  const queue = queueOf(ticket, context).name[language];
  const promise = formatTime(ticket.promisedAt, now, context, language);
  const ahead = aheadOf(draft, context);
  const zh = language === 'zh';
  switch (conversation.status) {
    case 'queued': {
      const place = zh
        ? ahead === 0
          ? '你是第一位'
          : `前面还有 ${ahead} 位`
        : ahead === 0
          ? 'you are next'
          : `${ahead} before you`;
      const late = ticket.promisedAt < now;
      const when = zh
        ? late
          ? '抱歉，等得比承诺的久了，我们会尽快回复'
          : `预计 ${promise} 前回复`
        : late
          ? 'sorry, this takes longer than promised; we reply as soon as we can'
          : `expect a reply by ${promise}`;
      return zh
        ? `📮 工单 ${ticket.id}｜${queue}\n${place}，${when}。期间可以继续补充，我会一起转过去。`
        : `📮 Ticket ${ticket.id} · ${queue}\n${place}; ${when}. Add anything you like, I pass it on.`;
    }
    case 'assigned':
    case 'pending': {
      const name = ticket.assigneeName ?? '';
      return zh
        ? `📮 工单 ${ticket.id}｜${queue}\n${name} 正在为你处理。`
        : `📮 Ticket ${ticket.id} · ${queue}\n${name} is looking after you.`;
    }
    default:
      return `📮 ${zh ? `工单 ${ticket.id}｜${queue}` : `Ticket ${ticket.id} · ${queue}`}\n${statusWord(conversation.status, language)}`;
  }
}

function toCardText(conversation: Conversation, ticket: Ticket, context: Context, now: number): string {
  const { language } = conversation;
  const zh = language === 'zh';
  const time = (at: number) => formatTime(at, now, context, language);
  const title = (intent: string) => context.knowledge.solutions.get(intent)?.title[language] ?? intent;
  const lines = [
    `🎫 ${ticket.id}｜${queueOf(ticket, context).name[language]}｜${statusWord(conversation.status, language)}`,
    `${zh ? '学员' : 'Learner'}: ${shorten(conversation.learnerName, 60)}`,
    `${zh ? '问题' : 'Question'}: ${shorten(conversation.questions.join(' / ') || '—', 400)}`,
  ];
  if (ticket.intent) lines.push(`${zh ? '诊断' : 'Diagnosis'}: ${title(ticket.intent)}`);
  if (conversation.refused.length > 0) {
    lines.push(`${zh ? '学员否定了' : 'Refused'}: ${conversation.refused.map(title).join(zh ? '、' : ', ')}`);
  }
  lines.push(
    `${zh ? '等待自' : 'Waiting since'}: ${time(ticket.createdAt)} · ${zh ? '承诺' : 'promised by'} ${time(ticket.promisedAt)}`,
  );
  if (ticket.assigneeName)
    lines.push(`${zh ? '负责人' : 'Assignee'}: ${ticket.assigneeName}${ticket.live ? ' 🔴' : ''}`);
  if (ticket.lastMessage) lines.push(`${zh ? '最新' : 'Latest'}: ${shorten(ticket.lastMessage, 160)}`);
  if (conversation.rating.score !== null) lines.push(`${zh ? '评分' : 'Rating'}: ${conversation.rating.score}/10`);
  return lines.join('\n');
}

function toCardButtons(conversation: Conversation, ticket: Ticket): Buttons {
  const button = (choice: PlainChoice) => toButton(choice, ticket.id, conversation.language);
  switch (conversation.status) {
    case 'queued':
      return [[button('claim'), button('note')]];
    case 'assigned':
    case 'pending':
      return [
        [button('reply'), button('note'), button('resolve')],
        [button('release'), button('live')],
      ];
    case 'resolved':
    case 'closed':
      return [[button('reopen'), button('note')]];
    default:
      return [];
  }
}

/** Posts the staff card, or edits it to what the draft now holds. */
export function refreshCard(draft: Draft, context: Context): void {
  const conversation = conversationOf(draft);
  const ticket = ticketOf(draft);
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
