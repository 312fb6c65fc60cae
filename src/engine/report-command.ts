/** Reads what an admin typed after `/report`, in Chinese or English words. */
import type { ReportRequest } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import { DIMENSIONS, type Dimension, REPORT_NAMES, type ReportName, splitsOf } from '../domain/report.ts';
import { quote } from './replies.ts';
import { staffReplies } from './staff-replies.ts';

export type ParsedReport =
  | { readonly ok: true; readonly report: ReportRequest }
  | { readonly ok: false; readonly problem: string };

const CHINESE_NAMES: Readonly<Record<string, ReportName | 'explain'>> = {
  总览: 'overview',
  满意度: 'satisfaction',
  响应: 'response',
  响应时间: 'response',
  服务承诺: 'sla',
  解决: 'resolution',
  解决情况: 'resolution',
  复购: 'loyalty',
  留存: 'loyalty',
  客服: 'agents',
  课程: 'courses',
  知识库: 'knowledge',
  排班: 'staffing',
  评分: 'ratings',
  口碑: 'ratings',
  反馈: 'feedback',
  问卷: 'surveys',
  推荐: 'recommendations',
  课程推荐: 'recommendations',
  分群: 'segments',
  学员分群: 'segments',
  预警: 'early-warning',
  流失预警: 'early-warning',
  企业: 'enterprise',
  企业培训: 'enterprise',
  解释: 'explain',
};

const CHINESE_DIMENSIONS: Readonly<Record<string, Dimension>> = {
  课程: 'course',
  队列: 'queue',
  平台: 'platform',
  社群: 'community',
  周: 'week',
  优先级: 'priority',
  团队: 'team',
};

/** `2026-01-31` → the start of that day in the zone, ms; null when there is no such day. */
export function parseDay(typed: string, timeZone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return null;
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' }).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}

/** `30s`, `15m`, `2h`, `1d` → ms; null for anything else and for nothing. */
function parseWait(typed: string): number | null {
  const match = /^(\d{1,5})\s?(s|m|min|h|d|秒|分钟|分|小时|天)$/i.exec(typed);
  const unit = match?.[2]?.toLowerCase() ?? '';
  const ms = { s: 1000, 秒: 1000, m: 60_000, min: 60_000, 分: 60_000, 分钟: 60_000, h: 3_600_000, 小时: 3_600_000 };
  const each = (ms as Record<string, number>)[unit] ?? 86_400_000;
  return match && Number(match[1]) > 0 ? Number(match[1]) * each : null;
}

/** They show learners as they are known now: no days, but one learner alone. */
const ABOUT_LEARNERS: ReadonlySet<ReportName> = new Set<ReportName>(['segments', 'early-warning']);
const LONGEST_LEARNER = 200;

/** `/kb`: what the bot knows. */
export function toKnowledgeReport(language: Language): ParsedReport {
  return { ok: true, report: { name: 'knowledge', from: null, to: null, language } };
}

function parseName(typed: string | undefined): ReportName | 'explain' | null {
  if (typed === undefined) return 'overview';
  const lower = typed.toLowerCase();
  if (lower === 'explain') return 'explain';
  return REPORT_NAMES.find((name) => name === lower) ?? CHINESE_NAMES[typed] ?? null;
}

/** `explain csat`: the definition of a metric; alone, the list of all. */
function parseExplain(words: readonly string[], language: Language): ParsedReport {
  const metric = words.join(' ');
  const report = { name: 'explain', from: null, to: null, language } as const;
  return { ok: true, report: metric === '' ? report : { ...report, metric: metric.slice(0, 80) } };
}

/**
 * `[NAME] [--from DAY] [--to DAY] [--by course|queue|platform|community|week|priority|team] [--within 30m] [--organisation ID] [--learner ID] [--full|--csv|--shared]`, and `explain
 * [METRIC]`. Both days are included. Nothing typed means the overview of everything.
 */
export function parseReport(args: string, language: Language, timeZone: string): ParsedReport {
  const fail = (problem: string): ParsedReport => ({ ok: false, problem });
  const words = args.trim().split(/\s+/).filter(Boolean);
  const typedName = words[0]?.startsWith('--') ? undefined : words.shift();
  const name = parseName(typedName);
  if (name === null) return fail(staffReplies.unknownReport(quote(typedName ?? ''), language));
  if (name === 'explain') return parseExplain(words, language);
  let report: ReportRequest = { name, from: null, to: null, language };
  const days = { from: '', to: '' };
  while (words.length > 0) {
    const option = words.shift() ?? '';
    if (option === '--full' || option === '--csv' || option === '--shared') {
      report = { ...report, form: option === '--full' ? 'full' : option === '--csv' ? 'csv' : 'shared' };
      continue;
    }
    const typed = words.shift() ?? '';
    if (option === '--from' || option === '--to') {
      if (ABOUT_LEARNERS.has(name)) return fail(staffReplies.noDays(name, language));
      const day = parseDay(typed, timeZone);
      if (typed === '') return fail(staffReplies.noDate(option, language));
      if (day === null) return fail(staffReplies.badDate(quote(typed), language));
      // Days are not always 24 hours long: the end of the last day is the start of the next one.
      if (option === '--from') report = { ...report, from: day };
      else report = { ...report, to: endOfDay(typed, timeZone) };
      days[option === '--from' ? 'from' : 'to'] = typed;
    } else if (option === '--by') {
      const by = DIMENSIONS.find((dimension) => dimension === typed.toLowerCase()) ?? CHINESE_DIMENSIONS[typed];
      if (!by || !splitsOf(name).includes(by)) return fail(staffReplies.badSplit(quote(typed), name, language));
      report = { ...report, by };
    } else if (option === '--within') {
      const withinMs = parseWait(typed);
      if (withinMs === null) return fail(staffReplies.badWait(quote(typed), language));
      report = { ...report, withinMs };
    } else if (option === '--organisation' && name === 'enterprise' && /^[\w.-]{1,64}$/.test(typed)) {
      report = { ...report, organisation: typed };
    } else if (option === '--learner' && ABOUT_LEARNERS.has(name) && typed !== '') {
      report = { ...report, learner: typed.slice(0, LONGEST_LEARNER) };
    } else return fail(staffReplies.unknownOption(quote(option), language));
  }
  if (report.from !== null && report.to !== null && report.from >= report.to) {
    return fail(staffReplies.noWindow(days.from, days.to, language));
  }
  return { ok: true, report };
}

function endOfDay(typed: string, timeZone: string): number {
  return Temporal.PlainDate.from(typed).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
}
