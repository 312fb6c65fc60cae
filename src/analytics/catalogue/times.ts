/** Definitions: how long learners waited, and promises kept. */
import type { Bilingual } from '../../domain/knowledge.ts';
import { type Definition, SHARE_EDGES, WILSON } from './definition.ts';

const QUANTILES = {
  Median: { zh: '中位数', en: 'median' },
  P75: { zh: '75% 在此以内', en: '75% within' },
  P90: { zh: '90% 在此以内', en: '90% within' },
  P95: { zh: '95% 在此以内', en: '95% within' },
} as const;

type TimeName<Of extends string> = `${Of}${keyof typeof QUANTILES}Ms`;

function family<Of extends string>(of: Of, label: Bilingual, means: Bilingual): Record<TimeName<Of>, Definition> {
  const entries = Object.entries(QUANTILES).map(([q, word]) => [
    `${of}${q}Ms`,
    {
      unit: 'ms',
      label: { zh: `${label.zh}，${word.zh}`, en: `${label.en}, ${word.en}` },
      means,
      formula:
        'nothing open: quantile type 7 (Hyndman & Fan 1996) between order statistics; else Kaplan–Meier (JASA 53, 1958) with log-log interval, open ones censored',
      example: {
        zh: '2、6、10 分钟和一个等了一天还没回的 → 中位数 8 分钟；丢掉没回的会得到 6',
        en: '2, 6, 10 minutes and one still waiting after a day → median 8 minutes; dropping it would give 6',
      },
      edges: {
        zh: '都没有结果时没有数值；曲线还没降到那里时也没有（例如超过一成还在等，就没有 P90）',
        en: 'no value while none has ended, nor where the curve does not come down that far (more than a tenth still open: no P90)',
      },
    } satisfies Definition,
  ]);
  return Object.fromEntries(entries) as Record<TimeName<Of>, Definition>;
}

const LAW_EDGES: Bilingual = {
  zh: 'n = 0 时没有数值；σ = 0 时是在 μ 处的台阶（t ≤ μ 为 0，之后为 1）；等待时间偏斜，正态会把两三成的概率放到零以下，所以只作对照',
  en: 'no value for n = 0; for σ = 0 a step at μ (0 up to t = μ, then 1); waits are skewed and a normal law puts a fifth to a third of its mass below zero, so it stands beside the observed share only',
};

export const TIMES = {
  ...family(
    'firstResponse',
    { zh: '人工首次回复', en: 'First reply by a person' },
    {
      zh: '从转人工到第一条人工公开回复，按自然时间；没有回复就结束的算到结束为止',
      en: 'from the hand-over to the first public reply of a person, around the clock; ended without a reply: watched until then',
    },
  ),
  ...family(
    'resolution',
    { zh: '解决用时', en: 'Time to resolution' },
    {
      zh: '从第一条消息到学员确认或人工宣布的（最后一次）解决；静默结束的不计',
      en: 'from the first message to the (last) resolution that the learner confirmed or a person declared; what just went quiet is left out',
    },
  ),
  withinTargetObserved: {
    unit: 'share',
    label: { zh: '按时首次回复（实际）', en: 'Replied in time (observed)' },
    means: {
      zh: '有承诺的工单里，首次回复不晚于承诺时间的；按队列的营业时间计；还没到点的另计，自己解决的不计',
      en: 'of the tickets with a promise: first reply within it, on the queue’s opening hours; not due yet: apart; solved meanwhile: left out',
    },
    formula: `met / (met + breached); ${WILSON}`,
    example: { zh: '准时 2、超时 1、还没到点 1 → 67%（n = 3）', en: '2 met, 1 breached, 1 not due yet → 67% (n = 3)' },
    edges: SHARE_EDGES,
  },
  withinTargetNormal: {
    unit: 'share',
    label: { zh: '按时首次回复（正态推算）', en: 'Replied in time (normal law)' },
    means: {
      zh: '假如等待时间服从正态分布，在目标时间内的概率；不同队列按“用时 / 承诺”合并',
      en: 'the probability of a wait below the target, were waits normal; queues are put together by time over promise',
    },
    formula: 'P(T < t) = Φ((t − μ) / σ), μ and σ of the observed times',
    example: { zh: 'μ = 2、σ = 0.5、t = 2 → 0.5', en: 'μ = 2, σ = 0.5, t = 2 → 0.5' },
    edges: LAW_EDGES,
  },
  withinTargetLogNormal: {
    unit: 'share',
    label: { zh: '按时首次回复（对数正态推算）', en: 'Replied in time (log-normal law)' },
    means: { zh: '假如等待时间的对数服从正态分布', en: 'the same, were the logarithms of the waits normal' },
    formula: 'Φ((ln t − μ) / σ), μ and σ of the logarithms',
    example: { zh: 'μ = 1、σ = 1、t = e → 0.5', en: 'μ = 1, σ = 1, t = e → 0.5' },
    edges: { zh: '有用时为 0 的就没有数值', en: 'no value where a time of 0 is among them' },
  },
  normalDistance: {
    unit: 'distance',
    label: { zh: '正态与实际的差距', en: 'Distance of the normal law' },
    means: {
      zh: '正态曲线与实际曲线之间的最大距离；0.05 很像，0.3 就不是这个分布',
      en: 'largest gap between the normal curve and the observed one; 0.05 fits well, 0.3 is another law',
    },
    formula: 'max |F(t) − F_observed(t)|, Kolmogorov 1933',
    example: { zh: '1.5、2.5 各两个 → 0.34', en: '1.5 and 2.5, two of each → 0.34' },
    edges: { zh: 'n = 0 时没有数值', en: 'no value for n = 0' },
  },
  logNormalDistance: {
    unit: 'distance',
    label: { zh: '对数正态与实际的差距', en: 'Distance of the log-normal law' },
    means: { zh: '同上，对数正态', en: 'the same for the log-normal law' },
    formula: 'max |F(t) − F_observed(t)|',
    example: { zh: '四份公开工单记录：0.10–0.29', en: 'on four public ticket logs: 0.10–0.29' },
    edges: { zh: 'n = 0 时没有数值', en: 'no value for n = 0' },
  },
  responseMet: {
    unit: 'count',
    label: { zh: '按时回复', en: 'Replied in time' },
    means: { zh: '首次回复不晚于承诺时间的工单数', en: 'tickets whose first reply came within the promise' },
    formula: 'count',
    example: { zh: '4 张里 2 张 → 2', en: '2 of 4 → 2' },
    edges: { zh: '正好在承诺时刻算按时', en: 'exactly at the promised time is in time' },
  },
  responseBreached: {
    unit: 'count',
    label: { zh: '超时', en: 'Late' },
    means: { zh: '回复晚了、或已过承诺时间还没回复的工单数', en: 'replied late, or without a reply past the promise' },
    formula: 'count',
    example: { zh: '4 张里 1 张 → 1', en: '1 of 4 → 1' },
    edges: { zh: '过点没回复的立即算超时', en: 'late without a reply counts at once' },
  },
  resolutionWithinTarget: {
    unit: 'share',
    label: { zh: '按时解决', en: 'Resolved in time' },
    means: {
      zh: '有承诺的工单里，解决不晚于承诺时间的；从转人工算起，按营业时间，等学员补充的时间、重开前算作已解决的时间都不算',
      en: 'of the tickets with a promise: resolved within it, from the hand-over, on opening hours, less the time in which the learner was asked for more or, before a reopening, it was taken for resolved',
    },
    formula: `met / (met + breached); ${WILSON}`,
    example: { zh: '9 / 10 → 90%', en: '9 / 10 → 90%' },
    edges: SHARE_EDGES,
  },
} as const satisfies Record<string, Definition>;
