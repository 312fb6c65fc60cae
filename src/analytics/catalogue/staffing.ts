/** Definitions: how much comes, and how many people it takes. */
import type { Definition } from './definition.ts';

const EDGES = {
  zh: '没有带承诺的工单时没有数值；不满四周时只是参考',
  en: 'no value without tickets of a queue with a promise; a hint only with less than four weeks',
};

export const STAFFING = {
  ticketsPerWeek: {
    unit: 'count',
    label: { zh: '每周工单（预计）', en: 'Tickets per week (forecast)' },
    means: { zh: '按周几和小时的加权平均之和', en: 'sum of the weighted means by weekday and hour' },
    formula: 'Σ over 168 hours of Σw count / Σw, w = 0.5^(weeks / 4)',
    example: { zh: '四周都是 70 张 → 70', en: 'four weeks of 70 → 70' },
    edges: EDGES,
  },
  peakTicketsPerHour: {
    unit: 'rate',
    label: { zh: '最忙一小时的工单', en: 'Tickets in the busiest hour' },
    means: { zh: '168 个小时里最大的预计数', en: 'the largest forecast of the 168 hours' },
    formula: 'max',
    example: { zh: '12', en: '12' },
    edges: EDGES,
  },
  peakAgentsNeeded: {
    unit: 'count',
    label: { zh: '最忙时需要的客服', en: 'People needed at the peak' },
    means: {
      zh: '让 90% 的首次回复在承诺时间内的最少人数；每个队列分开算，再逐小时相加',
      en: 'the least number that gives 90% of first replies within the promise; queue by queue, added hour by hour',
    },
    formula: 'P(W ≤ t) = 1 − C(c, a) exp(−(c − a) t / h) ≥ 0.9, a = arrivals × h (Erlang C, 1917)',
    example: {
      zh: '每小时 100 张、每张 3 分钟、20 秒内 80% → 8 位',
      en: '100 per hour of 3 minutes each, 80% within 20 s → 8 people',
    },
    edges: EDGES,
  },
  peakAgentsPresent: {
    unit: 'count',
    label: { zh: '曾经同时在的客服', en: 'People present at the most' },
    means: {
      zh: '同一小时里回复过的人数，取历史最大',
      en: 'people who replied in the same hour, the most there ever were',
    },
    formula: 'max',
    example: { zh: '3', en: '3' },
    edges: { zh: '没有回复就看不到人，所以是下限', en: 'who did not reply is not seen, so it is a lower bound' },
  },
  agentHoursNeeded: {
    unit: 'count',
    label: { zh: '每周需要的人时', en: 'Hours of people needed per week' },
    means: { zh: '各小时所需人数之和', en: 'people needed, summed over the hours' },
    formula: 'Σ',
    example: { zh: '每天 13 小时各 2 位 → 182', en: '2 people for 13 hours each day → 182' },
    edges: EDGES,
  },
} as const satisfies Record<string, Definition>;
