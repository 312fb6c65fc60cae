/** Lists for reading in a chat: a learner's tickets, and the queues with who waits and when they are open. */
import type { StoredConversation } from '../domain/change.ts';
import type { Queue } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import { calendarOf } from './calendar/calendar.ts';
import { toMomentText } from './promise.ts';

const STATUS = {
  queued: { zh: '排队中', en: 'waiting' },
  assigned: { zh: '处理中', en: 'in hand' },
  pending: { zh: '等你回复', en: 'waiting for you' },
  resolved: { zh: '已解决', en: 'solved' },
  closed: { zh: '已关闭', en: 'closed' },
  open: { zh: '小助手处理中', en: 'with the bot' },
} as const;

const LONGEST_QUESTION = 60;

function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUESTION
    ? `${line.slice(0, LONGEST_QUESTION - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
    : line;
}

/** The last one first; the learner's own words say which is which. */
export function toTicketList(
  found: readonly StoredConversation[],
  queues: ReadonlyMap<string, Queue>,
  timeZone: string,
  now: number,
  language: Language,
): string {
  const zh = language === 'zh';
  if (found.length === 0) return zh ? '你还没有工单。有问题直接说就行。' : 'You have no tickets yet. Just ask.';
  const lines = found.flatMap(({ conversation, ticket }) => {
    if (!ticket) return [];
    const queue = queues.get(ticket.queue)?.name[language] ?? ticket.queue;
    const when = toMomentText(ticket.createdAt, now, timeZone, language);
    const status = STATUS[conversation.status][language];
    return [`${ticket.id} · ${status} · ${queue} · ${when}\n   ${shorten(conversation.questions.join(' / ') || '—')}`];
  });
  return [zh ? '你的工单' : 'Your tickets', ...lines].join('\n');
}

/** By queue: how many wait unclaimed, whether it is open, and its promise. */
export function toQueueBoard(
  queues: ReadonlyMap<string, Queue>,
  waiting: ReadonlyMap<string, number>,
  timeZone: string,
  now: number,
  language: Language,
): string {
  const zh = language === 'zh';
  const lines = [...queues.values()].map((queue) => {
    const calendar = calendarOf(queue, timeZone);
    const n = waiting.get(queue.queue) ?? 0;
    const open = calendar.isOpen(now)
      ? zh
        ? '服务中'
        : 'open'
      : `${zh ? '下次开放 ' : 'opens '}${toMomentText(calendar.nextOpening(now), now, queue.timeZone || timeZone, language)}`;
    const target = Math.round(queue.firstResponseMs / 60_000);
    const promise = zh ? `首次回复 ${target} 分钟` : `first response ${target} min`;
    const places = queue.places.length > 0 ? queue.places.join(', ') : zh ? '默认频道' : 'default place';
    const auto = queue.assignment === 'auto' ? (zh ? ' · 自动分派' : ' · assigns by itself') : '';
    return `${queue.name[language]} (${queue.queue}): ${n > 0 ? `🕒 ${n}` : '0'} · ${open} · ${promise}${auto} · ${places}`;
  });
  return [zh ? '队列（等待中的工单数）' : 'Queues (tickets waiting)', ...lines].join('\n');
}
