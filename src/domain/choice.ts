/** Buttons: their ids (payload `<choice>:<target>`), their labels, and reading a payload back. The ids are a contract with the outside. */
import type { Bilingual } from './knowledge.ts';

const RATINGS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type Score = (typeof RATINGS)[number];
export const SCORES: readonly Score[] = RATINGS;

/** Choices whose label is the same wherever they appear. `pick:<n>` carries a candidate's title and `rate:<n>` its number. */
export const CHOICE_LABELS = {
  solved: { zh: '解决了', en: 'Solved' },
  not_this: { zh: '不是这个', en: 'Not this' },
  human: { zh: '找人工', en: 'Talk to a person' },
  comment: { zh: '留言', en: 'Add a comment' },
  reopen_mine: { zh: '还没解决', en: 'Still not solved' },
  claim: { zh: '认领', en: 'Claim' },
  release: { zh: '放回', en: 'Release' },
  reply: { zh: '回复学员', en: 'Reply to learner' },
  note: { zh: '内部备注', en: 'Note' },
  resolve: { zh: '解决', en: 'Resolve' },
  reopen: { zh: '重新打开', en: 'Reopen' },
  live: { zh: '实时回复 开/关', en: 'Live replies on/off' },
  assign: { zh: '分派', en: 'Assign' },
  transfer: { zh: '转队列', en: 'Move to a queue' },
  pending: { zh: '等学员回复', en: 'Wait for learner' },
  priority: { zh: '优先级', en: 'Priority' },
  snippet: { zh: '快捷回复', en: 'Snippets' },
  story: { zh: '看全文', en: 'Show all' },
  report_full: { zh: '详细', en: 'Details' },
  report_csv: { zh: '表格 CSV', en: 'CSV' },
  report_share: { zh: '分享给客服', en: 'Share with staff' },
  share_rating: { zh: '算上我的评分', en: 'Count my ratings in' },
  action_accept: { zh: '采纳', en: 'Accept' },
  survey_write: { zh: '写一句', en: 'Write' },
  survey_skip: { zh: '跳过', en: 'Skip' },
  survey_stop: { zh: '别再问我', en: 'Don’t ask me again' },
  course_yes: { zh: '感兴趣', en: 'Interested' },
  course_no: { zh: '不适合我', en: 'Not for me' },
  course_why: { zh: '为什么推荐？', en: 'Why these?' },
  outreach_on: { zh: '每周提醒我', en: 'Remind me weekly' },
  outreach_off: { zh: '别再发这类消息', en: 'No more of these' },
} as const satisfies Record<string, Bilingual>;

export type PlainChoice = keyof typeof CHOICE_LABELS;
/** Choices from a list: the number says which. */
export const LISTED_CHOICES = ['pick', 'rate', 'assign', 'transfer', 'priority', 'snippet', 'survey'] as const;
export type ListedChoice = (typeof LISTED_CHOICES)[number];
export type Choice = PlainChoice | `${Exclude<ListedChoice, 'rate'>}:${number}` | `rate:${Score}`;

/** `transfer:3` → `transfer`. */
export function toVerb(choice: Choice): string {
  return choice.replace(/:\d+$/, '');
}

/** The choices only staff may make, without their numbers; the rest belong to the learner of the conversation. */
export const STAFF_CHOICES: ReadonlySet<string> = new Set<PlainChoice>([
  'claim',
  'release',
  'reply',
  'note',
  'resolve',
  'reopen',
  'live',
  'assign',
  'transfer',
  'pending',
  'priority',
  'snippet',
  'story',
]);

/** The choices below a report; their target is the report (report-code.ts), and only admins may make them. */
export const REPORT_CHOICES = ['report_full', 'report_csv', 'report_share'] as const satisfies readonly PlainChoice[];
export type ReportChoice = (typeof REPORT_CHOICES)[number];

/** Below the feedback report; its target is the code of an improvement (improvement.ts), and only admins may make it. */
export const ACCEPT_CHOICE = 'action_accept' satisfies PlainChoice;

/** Below recommended courses; the target is the code of a course (study.ts), of `course_why` of all of them with hyphens between. Whoever presses answers for themselves. */
export const COURSE_CHOICES = ['course_yes', 'course_no', 'course_why'] as const satisfies readonly PlainChoice[];
export type CourseChoice = (typeof COURSE_CHOICES)[number];

/** Below what the bot writes unasked; the target is the kind (`NUDGE`), and whoever presses answers for themselves. */
export const OUTREACH_CHOICES = ['outreach_on', 'outreach_off'] as const satisfies readonly PlainChoice[];
export type OutreachChoice = (typeof OUTREACH_CHOICES)[number];

/** A low rating alerts the lead and offers to reopen. */
export const LOW_SCORE = 6;

export interface Button {
  readonly choice: Choice;
  /** Conversation or ticket id; `<choice>:<target>` stays within Telegram's 64 bytes. */
  readonly target: string;
  readonly label: string;
}

const NUMBERED = new RegExp(`^(${LISTED_CHOICES.join('|')}):(\\d+)$`);

/** `solved:C123` and `pick:0:C123` → choice and target; null for anything that is none of ours (`rate:11:…` included). */
export function parsePayload(payload: string): { choice: Choice; target: string } | null {
  const match = /^([a-z_]+(?::\d{1,2})?):([A-Z0-9-]{1,32})$/.exec(payload);
  if (!match) return null;
  const [, choice = '', target = ''] = match;
  const numbered = NUMBERED.exec(choice);
  if (numbered) {
    const n = Number(numbered[2]);
    if (String(n) !== numbered[2] || n > (numbered[1] === 'rate' ? 10 : 99)) return null;
    return { choice: choice as Choice, target };
  }
  return Object.hasOwn(CHOICE_LABELS, choice) ? { choice: choice as Choice, target } : null;
}

export function toPayload(button: Pick<Button, 'choice' | 'target'>): string {
  return `${button.choice}:${button.target}`;
}

/** A whole number from 0 to 10 as people type it (`8`, `8分`, `８`), else null: nothing is rounded or clamped. */
export function parseScore(text: string): Score | null {
  const match = /^(\d{1,2})\s*(?:分|points?|\/\s*10)?$/i.exec(text.normalize('NFKC').trim());
  const value = match ? Number(match[1]) : Number.NaN;
  return SCORES.find((score) => score === value) ?? null;
}
