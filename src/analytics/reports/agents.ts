/** `report agents`: load and outcome per person, in the order of their ids. No ranking, and nobody with few tickets by name. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { PersonId } from '../../domain/place.ts';
import { type Metric, toCount, toShare } from '../metric.ts';
import { toCost } from '../metrics/cost.ts';
import { toFairShares } from '../metrics/fair-share.ts';
import { toOutcome } from '../metrics/resolution.ts';
import { toRatings, toSatisfaction } from '../metrics/satisfaction.ts';
import { toResponseTimes, toTimeMetrics } from '../metrics/times.ts';
import { toWindow } from '../wording.ts';
import { toAgentLine, toPraise } from './agent-lines.ts';
import { createWeekOf } from './grouping.ts';
import { toLimitLine } from './heard-since.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';
import { FEWEST_BY_NAME, mergeSmall } from './small-groups.ts';
import { voicesOf } from './voice-index.ts';

function toPraised(rows: readonly ConversationFacts[], input: ReportInput): Metric {
  const words = voicesOf(rows, input).filter(({ source }) => source === 'comment');
  return toCount(toPraise(rows, input).length, words.length);
}

function toFigures(rows: readonly ConversationFacts[], input: ReportInput): Figures {
  const { now, cost } = input;
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
    praise: toPraised(own, input),
  };
}

export function toAgents(input: ReportInput): Group[] {
  const { language } = input.request;
  const owned = input.rows.filter(({ agent }) => agent !== null);
  const groups = [...Map.groupBy(owned, ({ agent }) => agent ?? '')]
    .map(([key, rows]) => ({ key, rows }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const rest =
    language === 'zh' ? `其余（每人不足 ${FEWEST_BY_NAME} 张）` : `Others (fewer than ${FEWEST_BY_NAME} each)`;
  const fair = toFairShares(owned, createWeekOf(input.timeZone));
  return mergeSmall(groups).map(({ key, rows }) => {
    const own = key === null ? null : input.agents.get(key as PersonId);
    return {
      key: key ?? 'others',
      label: key === null ? rest : (own?.name ?? key),
      figures: {
        ...toFigures(rows, input),
        ...(key === null ? {} : { fairTickets: { value: fair.get(key as PersonId) ?? 0, n: rows.length } }),
        ...(own ? { openTickets: { value: own.open, n: own.open } } : {}),
      },
    };
  });
}

export const agents: ReportDefinition = {
  name: 'agents',
  title: { zh: '客服团队', en: 'The team' },
  headline: 'tickets',
  figures: toFigures,
  groups: toAgents,
  groupHead: { zh: '每位客服', en: 'Each agent' },
  groupLine: (group, input) => (input.request.by ? null : toAgentLine(group, input)),
  notes: ({ request: { language }, feedback, timeZone }) => [
    ...toLimitLine({ feedback, request: { language }, timeZone }),
    language === 'zh'
      ? '按编号排列，不是排名：工单难易不同，这些数字不能比较人的好坏。每位客服用 /figures 看到的就是关于自己的那一行。'
      : 'In the order of ids, not a ranking: tickets differ, and these figures cannot tell good people from better ones. With /figures everybody sees the very line about themselves.',
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
