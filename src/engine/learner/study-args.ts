/** Reads what learners type after `/path`, and the plain sentences that mean one of the study commands. */

import { COURSE_CHOICES } from '../../domain/choice.ts';
import type { InboundEvent } from '../../domain/event.ts';
import { parseHours } from '../../domain/hours.ts';
import type { PersonId } from '../../domain/place.ts';

export const STUDY_VERBS = ['recommend', 'path', 'progress'] as const;
export type StudyVerb = (typeof STUDY_VERBS)[number];

export const isStudyVerb = (verb: string): verb is StudyVerb => STUDY_VERBS.some((known) => known === verb);

/** Whole sentences only: whatever says more than this is a question for the diagnoser. */
const SENTENCES: readonly (readonly [StudyVerb, RegExp])[] = [
  [
    'recommend',
    /^(?:请|麻烦|能|可以|帮我|给我|再)*推荐(?:一下|几门|一门|点|些|个)?(?:适合我的)?(?:课程?)?(?:吧|呗|吗|给我)?$/,
  ],
  ['recommend', /^课程推荐$/],
  [
    'recommend',
    /^(?:我)?(?:现在|接下来|下一步|之后|以后)?(?:我)?(?:该|应该|可以|要|能)?学(?:点|些)?(?:什么|哪门)(?:课程?)?(?:好|呢|好呢)?$/,
  ],
  [
    'recommend',
    /^(?:please )?(?:recommend|suggest) (?:me )?(?:a |some |the next )?courses?(?: for me)?(?:,? please)?$/,
  ],
  ['recommend', /^what (?:should|can|could|shall|do) i (?:learn|study|take)(?: next| now)?$/],
  ['recommend', /^(?:which|what) course (?:is )?next(?: for me)?$/],
  ['path', /^(?:看看|查看|显示)?(?:我的)?学习(?:计划|路径|路线)$/],
  ['path', /^(?:show (?:me )?)?(?:my )?(?:study|learning) (?:plan|path)$/],
  ['progress', /^(?:看看|查看|显示)?(?:我的)?学习(?:进度|报告)$/],
  ['progress', /^(?:show (?:me )?)?my (?:study |learning |course )?progress$|^(?:my )?study report$/],
];
const LONGEST = 40;

/** The study command that a message plainly is; null for everything else. */
export function toStudyVerb(text: string): StudyVerb | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+$/u, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length > LONGEST) return null;
  return SENTENCES.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** Whose learning deciding that event may need; null = nobody's. */
export function toStudied(event: InboundEvent): PersonId | null {
  switch (event.kind) {
    case 'outreachDue':
      return event.outreach === 'suggestion' || event.outreach === 'reminder' ? event.person : null;
    case 'commandInvoked':
      return isStudyVerb(event.verb.toLowerCase()) ? event.author.id : null;
    case 'choiceMade':
      return COURSE_CHOICES.some((choice) => choice === event.choice) ? event.author.id : null;
    case 'messageReceived':
      return toStudyVerb(event.text) === null ? null : event.author.id;
    default:
      return null;
  }
}

export type PathRequest =
  | { readonly kind: 'show' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'certificate'; readonly words: string }
  | { readonly kind: 'career'; readonly goal: string }
  | { readonly kind: 'badHours'; readonly typed: string }
  | { readonly kind: 'badWork'; readonly typed: string }
  /** What was not typed is null. */
  | {
      readonly kind: 'plan';
      readonly goal: string | null;
      readonly weeklyHours: number | null;
      readonly work: string | null;
    };

const HOURS =
  /(?:每周|一周|每个?星期|weekly|(?:every|per|a) week)?\s*(-?\d+(?:\.\d+)?)\s*(?:个?小时|hours?|hrs?|h)(?![a-z])\s*(?:每周|一周|weekly|(?:(?:a|per|each|every)\s+|\/\s*)week)?/i;
const WORK =
  /(?:^|\s)(?:work(?:ing)?(?: hours)?|上班时?间?|工作时?间?)\s*[:：]?\s*(.*\d{1,2}:\d{2}.*|none|no|无|没有|不上班)\s*$/i;
const MOST_HOURS = 80;

const CHINESE_DAYS: Readonly<Record<string, string>> = {
  一: 'Mon',
  二: 'Tue',
  三: 'Wed',
  四: 'Thu',
  五: 'Fri',
  六: 'Sat',
  日: 'Sun',
  天: 'Sun',
};

/** `周一到周五 9:00-18:00` → `Mon-Fri 9:00-18:00`; no work at all → ''. */
function toWork(typed: string): string {
  if (/^(?:none|no|无|没有|不上班)$/i.test(typed.trim())) return '';
  return typed
    .normalize('NFKC')
    .replace(/(?:周|星期)([一二三四五六日天])/g, (_, day: string) => CHINESE_DAYS[day] ?? day)
    .replace(/\s*(?:到|至|~|–|—)\s*/g, '-')
    .replace(/、/g, ',')
    .trim();
}

/** Without words: show the plan. `数据分析 每周6小时`, `data analyst 6h work Mon-Fri 09:00-18:00`, `cancel`, `certificate cert301`, `data analyst career`. */
export function parsePath(args: string): PathRequest {
  const typed = args.trim().replace(/\s+/g, ' ');
  if (typed === '') return { kind: 'show' };
  if (/^(?:cancel|stop|delete|取消|删除|不要了)$/i.test(typed)) return { kind: 'cancel' };
  const [, ofCertificate] = /^(?:certificate|cert|证书|考证|取证)(?:$|\s+(.*)$)/i.exec(typed) ?? [null, null];
  if (ofCertificate !== null) return { kind: 'certificate', words: ofCertificate ?? '' };
  const career = /^(.*?)\s*(?:career|jobs?|cv|resume|interviews?|求职|简历|面试|就业|职业)$/i.exec(typed);
  if (career) return { kind: 'career', goal: (career[1] ?? '').trim() };
  const work = WORK.exec(typed);
  const rest = work ? typed.slice(0, work.index).trim() : typed;
  const workHours = work ? toWork(work[1] ?? '') : null;
  if (workHours !== null && !parseHours(workHours)) return { kind: 'badWork', typed: work?.[1] ?? '' };
  const hours = HOURS.exec(rest);
  const weeklyHours = hours ? Number(hours[1]) : null;
  if (weeklyHours !== null && !(weeklyHours > 0 && weeklyHours <= MOST_HOURS)) {
    return { kind: 'badHours', typed: hours?.[1] ?? '' };
  }
  const goal = (hours ? rest.replace(hours[0], ' ') : rest).replace(/[\s,，、;；]+/g, ' ').trim();
  return { kind: 'plan', goal: goal === '' ? null : goal, weeklyHours, work: workHours };
}
