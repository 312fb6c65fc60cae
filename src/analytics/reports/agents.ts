/** `report agents`: load and outcome per person, in the order of their ids. No ranking, and nobody with few tickets by name. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { toShare } from '../metric.ts';
import { toCost } from '../metrics/cost.ts';
import { toOutcome } from '../metrics/resolution.ts';
import { toRatings, toSatisfaction } from '../metrics/satisfaction.ts';
import { toResponseTimes, toTimeMetrics } from '../metrics/times.ts';
import { toWindow } from '../wording.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';
import { FEWEST_BY_NAME, mergeSmall } from './small-groups.ts';

function toFigures(rows: readonly ConversationFacts[], { now, cost }: ReportInput): Figures {
  const own = rows.filter(({ agent }) => agent !== null);
  const resolved = own.filter((facts) => toOutcome(facts) === 'people');
  const { handlingMinutes, handlingMsPerTicket } = toCost(own, cost);
  const waiting = own.filter(({ firstReplyAt, resolvedAt, closedAt }) => !firstReplyAt && !resolvedAt && !closedAt);
  const [median] = toTimeMetrics(toResponseTimes(own, now), [0.5], waiting.length);
  return {
    tickets: { value: own.length, n: own.length },
    firstContactShare: toShare(resolved.filter(({ reopened }) => reopened === 0).length, resolved.length),
    firstResponseMedianMs: median!,
    satisfaction: toSatisfaction(toRatings(own)),
    handlingMinutes,
    handlingMsPerTicket,
  };
}

function toAgents(input: ReportInput): Group[] {
  const { language } = input.request;
  const owned = input.rows.filter(({ agent }) => agent !== null);
  const groups = [...Map.groupBy(owned, ({ agent }) => agent ?? '')]
    .map(([key, rows]) => ({ key, rows }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const rest =
    language === 'zh' ? `其余（每人不足 ${FEWEST_BY_NAME} 张）` : `Others (fewer than ${FEWEST_BY_NAME} each)`;
  return mergeSmall(groups).map(({ key, rows }) => ({
    key: key ?? 'others',
    label: key ?? rest,
    figures: toFigures(rows, input),
  }));
}

export const agents: ReportDefinition = {
  name: 'agents',
  title: { zh: '客服团队', en: 'The team' },
  headline: 'tickets',
  figures: toFigures,
  groups: toAgents,
  notes: ({ request: { language } }) => [
    language === 'zh'
      ? '按编号排列，不是排名：工单难易不同，这些数字不能比较人的好坏。'
      : 'In the order of ids, not a ranking: tickets differ, and these figures cannot tell good people from better ones.',
  ],
  chart: (input, _, groups) => {
    const { request, timeZone } = input;
    const zh = request.language === 'zh';
    if (groups.length === 0) return null;
    const bars = groups.map(({ label, figures }) => ({ label, value: figures.tickets?.value ?? null }));
    return {
      kind: 'bars',
      layout: 'rows',
      unit: 'count',
      title: zh ? '每人处理的工单' : 'Tickets handled',
      subtitle: `${toWindow(request, timeZone)}${zh ? '；按编号排列，不是排名' : '; in the order of ids, not a ranking'}`,
      language: request.language,
      bars,
      alt: bars.map(({ label, value }) => `${label} ${value}`).join(zh ? '；' : '; '),
    };
  },
};
