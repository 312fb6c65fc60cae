/** Definitions: what learners said. */
import { type Definition, SHARE_EDGES, WILSON } from './definition.ts';

export const RATINGS = {
  satisfaction: {
    unit: 'score',
    label: { zh: '满意度', en: 'Satisfaction' },
    means: {
      zh: '0–10 分评分的加权平均；权重默认相等，也可按新旧（半衰期）、课程或自定',
      en: 'weighted mean of the 0–10 ratings; weights are equal unless by age (half-life), course or a column of one’s own are asked for',
    },
    formula: 'Σwᵢsᵢ / Σwᵢ; 95%: t with n_eff − 1 degrees of freedom, n_eff = (Σw)² / Σw² (Kish 1965), kept within 0–10',
    example: {
      zh: '8、9、7、10、6，权重各 0.2 → 8.0（95%：6.0–10.0）。常见的误算 1.8 只是其中一项 0.2 × 9',
      en: '8, 9, 7, 10, 6 with weights of 0.2 → 8.0 (95%: 6.0–10.0). The 1.8 sometimes printed is only the term 0.2 × 9',
    },
    edges: {
      zh: '没有评分时没有数值；只有一个或全部相同时没有区间；少于 5 个评分时区间可能几乎盖住整个量表',
      en: 'no value without ratings; no interval for one rating or only equal ones; with fewer than 5 it may cover nearly the whole scale',
    },
  },
  satisfactionPercent: {
    unit: 'percent',
    label: { zh: '满意度（均分 × 10）', en: 'Satisfaction (mean × 10)' },
    means: {
      zh: '满意度换算成百分制；它不是“多少比例的学员满意”，那个看 csat',
      en: 'satisfaction on a scale of 100; it is not the share of satisfied learners, which is csat',
    },
    formula: '10 × satisfaction',
    example: { zh: '100 个评分均分 8.2 → 82%', en: '100 ratings with mean 8.2 → 82%' },
    edges: { zh: '同 satisfaction', en: 'as satisfaction' },
  },
  csat: {
    unit: 'share',
    label: { zh: '打 8 分及以上的', en: 'Rated 8 or more' },
    means: { zh: '评分里 8 分及以上的占比', en: 'ratings of 8 or more, of all ratings' },
    formula: `k / n; ${WILSON}`,
    example: { zh: '8、9、7、10、6 → 3 / 5 = 60%（23–88%）', en: '8, 9, 7, 10, 6 → 3 / 5 = 60% (23–88%)' },
    edges: SHARE_EDGES,
  },
  nps: {
    unit: 'points',
    label: { zh: 'NPS', en: 'NPS' },
    means: { zh: '9 分及以上的占比减去 6 分及以下的占比', en: 'share of ratings ≥ 9 minus share ≤ 6' },
    formula: '100 (p − d) ± 1.96 × 100 √((p + d − (p − d)²) / n); Reichheld, HBR 81/12 (2003)',
    example: { zh: '8、9、7、10、6 → +20（约 ± 66）', en: '8, 9, 7, 10, 6 → +20 (about ± 66)' },
    edges: { zh: '只有一个评分或全在一边时没有区间', en: 'no interval for one rating or only one kind' },
  },
  responseRate: {
    unit: 'share',
    label: { zh: '评分回收率', en: 'Rated when asked' },
    means: { zh: '请了评分的对话里，评了分的', en: 'of the conversations asked for a rating: rated' },
    formula: `k / n; ${WILSON}`,
    example: { zh: '请了 7 位，评了 5 位 → 71%', en: '5 of 7 asked → 71%' },
    edges: {
      zh: '回收率低时，评分只代表愿意评分的人',
      en: 'where it is low, ratings speak for those who like to rate',
    },
  },
} as const satisfies Record<string, Definition>;
