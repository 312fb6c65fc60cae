/** Definitions: who comes back, and what service costs. */
import { type Definition, WILSON } from './definition.ts';

export const LOYALTY = {
  repurchaseRate: {
    unit: 'share',
    label: { zh: '复购率', en: 'Repurchase rate' },
    means: {
      zh: '首次购买在这段时间内、且已满 90 天的学员里，首购后 90 天内又买的',
      en: 'of the learners whose first purchase lies in the period and is at least 90 days old: bought again within 90 days of it',
    },
    formula: `k / n; ${WILSON}`,
    example: {
      zh: '60 / 100 → 60%（50.2–69.1%）。口径不同，同一份数据可以是 23%、29%、37% 或 49%，所以总要写明',
      en: '60 / 100 → 60% (50.2–69.1%). By definition alone the same data can say 23, 29, 37 or 49%, hence it is always printed',
    },
    edges: {
      zh: '不满 90 天的另计，不算没复购；同一时刻买两门算一次购买',
      en: 'younger ones stand apart, not as failures; two courses bought at once are one purchase',
    },
  },
  retentionRate: {
    unit: 'share',
    label: { zh: '留存率', en: 'Retention rate' },
    means: {
      zh: '上一段同样长的时间里有购买或对话的学员中，这段时间又有购买或对话的',
      en: 'of the learners with a purchase or a conversation in the period before (same length): again in this one',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '80 / 100 → 80%（71.1–86.7%）', en: '80 / 100 → 80% (71.1–86.7%)' },
    edges: {
      zh: '没有指定时间时取最近 90 天和之前 90 天；这段时间还没过完时只会再升',
      en: 'without dates the last 90 days and the 90 before; while the period runs it can only rise',
    },
  },
  secondPurchaseMedianMs: {
    unit: 'ms',
    label: { zh: '多久后第二次购买（中位数）', en: 'Time to the second purchase (median)' },
    means: {
      zh: '全部买过的学员里，一半在首购后多久又买；还没再买的算到现在为止',
      en: 'by when half of all buyers have bought again; those who have not are watched until now',
    },
    formula: 'Kaplan–Meier, log-log interval',
    example: {
      zh: '4 位里 2 位在第 5、20 天又买 → 还说不准',
      en: '2 of 4 bought again on days 5 and 20 → not reached yet',
    },
    edges: { zh: '又买的不到一半时没有数值', en: 'no value while fewer than half have bought again' },
  },
  buyers: {
    unit: 'count',
    label: { zh: '买过课的学员', en: 'Learners who bought' },
    means: { zh: '首次购买在这段时间内的学员数', en: 'learners whose first purchase lies in the period' },
    formula: 'count',
    example: { zh: '100', en: '100' },
    edges: { zh: '没有导入购买记录时为 0', en: '0 where no purchases are known' },
  },
} as const satisfies Record<string, Definition>;

export const COST = {
  handlingMinutes: {
    unit: 'minutes',
    label: { zh: '人工用时', en: 'Working time' },
    means: {
      zh: '每次人工回复、备注、解决之前，距上一条记录的时间，每段最多 10 分钟，加总',
      en: 'before each reply, note and resolution of a person the time since the entry before it, at most 10 minutes each, summed up',
    },
    formula: 'Σ min(gap, 10 min)',
    example: { zh: '间隔 2、1、50 分钟 → 13 分钟', en: 'gaps of 2, 1 and 50 minutes → 13 minutes' },
    edges: {
      zh: '这是估计：读了没回的不算，回复期间忙别的会多算',
      en: 'an estimate: reading without a reply is missed, doing something else meanwhile is counted',
    },
  },
  handlingMsPerTicket: {
    unit: 'ms',
    label: { zh: '每张工单人工用时', en: 'Working time per ticket' },
    means: { zh: '有人工处理的对话的平均人工用时', en: 'mean over the conversations that people worked on' },
    formula: 'mean; 95%: t',
    example: { zh: '30 分钟和 10 分钟 → 20 分钟', en: '30 and 10 minutes → 20 minutes' },
    edges: { zh: '只有一个时没有区间', en: 'no interval for one' },
  },
  costPerResolution: {
    unit: 'money',
    label: { zh: '每次解决的成本', en: 'Cost per resolution' },
    means: {
      zh: '（人工小时 × 每小时成本 + 对话数 × 每次机器成本）/ 解决数；成本由 --cost-per-hour 和 --cost-per-conversation 给出',
      en: '(hours × cost of an hour + conversations × machine cost) / resolutions; costs come from --cost-per-hour and --cost-per-conversation',
    },
    formula: '(h c + m N) / R',
    example: { zh: '0.5 小时 × 80 + 2 × 0.5，解决 2 个 → 20.5', en: '0.5 h × 80 + 2 × 0.5 for 2 resolutions → 20.5' },
    edges: {
      zh: '没有给出每小时成本时没有数值，不猜',
      en: 'no value unless the cost of an hour is given; nothing is guessed',
    },
  },
  tickets: {
    unit: 'count',
    label: { zh: '处理的工单', en: 'Tickets handled' },
    means: {
      zh: '由该客服最后回复（或认领）的对话数',
      en: 'conversations that this agent replied to last (or claimed)',
    },
    formula: 'count',
    example: { zh: '12', en: '12' },
    edges: { zh: '两人都回复过的归最后一位', en: 'where two replied, the last one has it' },
  },
} as const satisfies Record<string, Definition>;
