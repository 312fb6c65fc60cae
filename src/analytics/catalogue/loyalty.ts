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
  cpuPerConversationMs: {
    unit: 'milliseconds',
    label: { zh: '每个对话的处理器时间', en: 'Processor time per conversation' },
    means: {
      zh: '服务进程从启动到现在用掉的处理器时间（启动、学习、报表都在内）/ 这期间开始的对话数；用电与它大致成正比',
      en: 'processor time that the serving process used since it began (starting, learning and reports included) / conversations that began meanwhile; power goes about with it',
    },
    formula: 'CPU time / n',
    example: { zh: '120 秒，3000 个对话 → 40 毫秒', en: '120 s, 3,000 conversations → 40 ms' },
    edges: {
      zh: '命令行里没有：它不是服务进程。刚启动时偏大',
      en: 'not on the command line, which is not the serving process; too large just after a start',
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
  openTickets: {
    unit: 'count',
    label: { zh: '手上的工单', en: 'Tickets in hand' },
    means: {
      zh: '该客服现在负责、还没解决的工单，不论哪天来的',
      en: 'tickets that are this agent’s now and not resolved, whenever they came',
    },
    formula: 'count',
    example: { zh: '2', en: '2' },
    edges: { zh: '是现在的数，不随 --from、--to 变', en: 'of this moment, whatever --from and --to say' },
  },
  fairTickets: {
    unit: 'rate',
    label: { zh: '均摊的工单', en: 'Even share of tickets' },
    means: {
      zh: '每个队列每一周的工单由当周处理过它的客服平分，该客服那几份之和',
      en: 'the tickets of each queue and week divided evenly among those who handled any of them; the parts of this agent added up',
    },
    formula: 'Σ over queues and weeks of tickets / agents there',
    example: {
      zh: '一周 10 张，甲 7 张、乙 3 张 → 各 5.0；下一周甲不在，乙 4 张 → 甲 5.0、乙 9.0',
      en: '10 tickets in a week, A has 7 and B 3 → 5.0 each; next week A is away and B has 4 → A 5.0, B 9.0',
    },
    edges: {
      zh: '工单难易不同，所以只是参考；各人之和等于全部工单',
      en: 'tickets differ, so it is a hint; the shares of all add up to all tickets',
    },
  },
  praise: {
    unit: 'count',
    label: { zh: '夸奖', en: 'Praise' },
    means: {
      zh: '该客服处理的对话里，学员留下的满意的话；说课程、老师、价格等的不算',
      en: 'content comments on the conversations of this agent; those about the course, the teacher, prices and the like do not count',
    },
    formula: 'count',
    example: { zh: '4 条满意的话，其中 1 条在夸老师 → 3', en: '4 content comments, 1 of them on the teacher → 3' },
    edges: {
      zh: '模型读不准的不算，除非评分 ≥ 9',
      en: 'what the model cannot tell does not count, unless rated 9 or more',
    },
  },
} as const satisfies Record<string, Definition>;
