/** The history of a ticket as a transcript tells it: who said what, what happened, and which of it only staff may read. */
import type { HistoryEntry, HistoryKind } from '../domain/history.ts';
import type { Language } from '../domain/language.ts';

export interface TranscriptEntry {
  readonly at: number;
  /** said: words of somebody · note: internal words · event: something that happened. */
  readonly kind: 'said' | 'note' | 'event';
  /** Never shown to the learner where it is `staff`. */
  readonly audience: 'all' | 'staff';
  readonly who: string;
  readonly text: string;
}

export interface TranscriptNames {
  /** How an actor of the history is called: the learner, an agent, `bot`. */
  nameOf(actor: string): string;
  /** What the bot said about an intent; null where the solution is gone. */
  answerOf(intent: string): string | null;
}

type Words = Readonly<Record<Language, string>>;

/** What the learner may read of what happened. Whatever is not here is for staff: a new kind of entry is never shown by chance. */
const PUBLIC_EVENTS: ReadonlySet<HistoryKind> = new Set<HistoryKind>([
  'conversationStarted',
  'escalated',
  'confirmed',
  'resolved',
  'reopened',
  'closed',
  'cancelled',
]);

const EVENT_WORDS: Readonly<Record<HistoryKind, Words>> = {
  conversationStarted: { zh: '对话开始', en: 'The conversation began' },
  escalated: { zh: '已转人工', en: 'Passed on to a person' },
  confirmed: { zh: '学员确认已解决', en: 'The learner said that it is solved' },
  resolved: { zh: '已解决', en: 'Resolved' },
  reopened: { zh: '重新打开', en: 'Opened again' },
  closed: { zh: '已关闭', en: 'Closed' },
  cancelled: { zh: '学员取消了工单', en: 'The learner cancelled the ticket' },
  noted: { zh: '内部备注', en: 'noted' },
  replied: { zh: '回复', en: 'replied' },
  rated: { zh: '评分', en: 'rated' },
  commented: { zh: '留言', en: 'commented' },
  reportRequested: { zh: '查看报告', en: 'asked for a report' },
  claimed: { zh: '认领', en: 'claimed' },
  released: { zh: '放回队列', en: 'released' },
  missed: { zh: '小助手没答上来', en: 'the bot had no answer' },
  offered: { zh: '小助手给出备选', en: 'the bot offered a choice' },
  ratingAsked: { zh: '已请求评分', en: 'asked for a rating' },
  undelivered: { zh: '未送达', en: 'not delivered' },
  refused: { zh: '被拒绝的操作', en: 'refused' },
  ignored: { zh: '未处理的操作', en: 'left aside' },
  assigned: { zh: '分派', en: 'assigned' },
  transferred: { zh: '转队列', en: 'moved to another queue' },
  pended: { zh: '等学员回复', en: 'waits for the learner' },
  resumed: { zh: '学员回复，继续', en: 'the learner answered' },
  prioritised: { zh: '设优先级', en: 'set the priority' },
  tagged: { zh: '打标签', en: 'tagged' },
  checked: { zh: '勾选清单', en: 'ticked the checklist' },
  merged: { zh: '合并', en: 'merged' },
  warned: { zh: '时限提醒', en: 'warned of a target' },
  breached: { zh: '超时', en: 'missed a target' },
  reminded: { zh: '提醒', en: 'reminded' },
  blocked: { zh: '屏蔽', en: 'blocked' },
  unblocked: { zh: '解除屏蔽', en: 'lifted a block' },
  linked: { zh: '绑定账号', en: 'linked an account' },
  unlinked: { zh: '解绑账号', en: 'unlinked an account' },
  reportScheduled: { zh: '设置定时报表', en: 'scheduled a report' },
  reportUnscheduled: { zh: '取消定时报表', en: 'ended a report schedule' },
  configured: { zh: '修改设置', en: 'changed a setting' },
  actionAccepted: { zh: '采纳改进', en: 'accepted an improvement' },
  actionDropped: { zh: '撤销改进', en: 'dropped an improvement' },
  alarmed: { zh: '指标提醒', en: 'told of an unusual figure' },
  surveyAsked: { zh: '已发问卷', en: 'sent a questionnaire' },
  surveyAnswered: { zh: '回答问卷', en: 'answered a questionnaire' },
  surveyEnded: { zh: '答完问卷', en: 'finished a questionnaire' },
  suggested: { zh: '推荐课程', en: 'recommended a course' },
  suggestionAnswered: { zh: '回应推荐', en: 'answered a recommendation' },
  planned: { zh: '学习路径', en: 'changed a learning path' },
  learnerMessage: { zh: '学员说', en: 'the learner wrote' },
  answered: { zh: '小助手回答', en: 'the bot answered' },
  outreachSent: { zh: '主动发了一条消息', en: 'the bot wrote unasked' },
};

/** Facts by name, without the words that people wrote: `reason: not an agent, verb: claim`. */
export function toFactsText({ facts }: HistoryEntry): string {
  return Object.entries(facts)
    .filter(([name, value]) => name !== 'text' && value !== null && value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** The name of what happened, for staff and audit; one that an older version wrote and this one does not know keeps its own name. */
export function toEventWord(kind: HistoryKind, language: Language): string {
  return Object.hasOwn(EVENT_WORDS, kind) ? EVENT_WORDS[kind][language] : kind;
}

function toWords(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** In the order given. */
export function toTranscriptEntries(
  history: readonly HistoryEntry[],
  { nameOf, answerOf }: TranscriptNames,
  language: Language,
): TranscriptEntry[] {
  return history.flatMap((entry): TranscriptEntry[] => {
    const { at, kind, actor, facts } = entry;
    const who = nameOf(actor);
    const said = (text: string): TranscriptEntry[] =>
      text === '' ? [] : [{ at, kind: 'said', audience: 'all', who, text }];
    switch (kind) {
      case 'learnerMessage':
      case 'replied':
        return said(toWords(facts.text));
      case 'answered': {
        const intent = toWords(facts.intent);
        return said(answerOf(intent) ?? intent);
      }
      case 'noted': {
        const text = toWords(facts.text) || toFactsText(entry);
        return [{ at, kind: 'note', audience: 'staff', who, text }];
      }
      case 'rated': {
        const text = language === 'zh' ? `评分 ${facts.score ?? '–'}/10` : `Rated ${facts.score ?? '–'}/10`;
        return [{ at, kind: 'event', audience: 'all', who, text }];
      }
      case 'commented':
        return said(toWords(facts.text));
      default: {
        const isPublic = PUBLIC_EVENTS.has(kind);
        const detail = toFactsText(entry);
        const text =
          isPublic || detail === '' ? toEventWord(kind, language) : `${toEventWord(kind, language)} (${detail})`;
        return [{ at, kind: 'event', audience: isPublic ? 'all' : 'staff', who, text }];
      }
    }
  });
}
