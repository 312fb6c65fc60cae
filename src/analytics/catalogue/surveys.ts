/** Definitions: what questionnaires say. */
import { type Definition, SHARE_EDGES, WILSON } from './definition.ts';

export const SURVEYS = {
  surveyResponseRate: {
    unit: 'share',
    label: { zh: '回答率', en: 'Answered' },
    means: {
      zh: '收到问卷的学员里回答了的；整份问卷以答了第一题为准',
      en: 'of those who were sent the questionnaire: answered the question; a whole questionnaire counts with its first question',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '发出 40 份，12 人答了 → 30%（18–45%）', en: '40 sent, 12 answered → 30% (18–45%)' },
    edges: SHARE_EDGES,
  },
  surveyMean: {
    unit: 'score',
    label: { zh: '平均分', en: 'Mean' },
    means: {
      zh: '一道打分题的平均分，按题目自己的量表（0–10 或 1–5）；不愿回答的人不在里面',
      en: 'mean answer to one question on its own scale (0–10 or 1–5); those who did not answer are not in it',
    },
    formula: 'Σs / n; 95%: t with n − 1 degrees of freedom, kept within the scale',
    example: { zh: '4、5、3、4 → 4.0（2.7–5.0）', en: '4, 5, 3, 4 → 4.0 (2.7–5.0)' },
    edges: {
      zh: '没有回答时没有数值；只有一个或全部相同时没有区间',
      en: 'no value without answers; no interval for one answer or only equal ones',
    },
  },
  surveyYes: {
    unit: 'share',
    label: { zh: '回答“是”的', en: 'Said yes' },
    means: { zh: '一道是非题里回答“是”的', en: 'of the answers to a yes-or-no question: yes' },
    formula: `k / n; ${WILSON}`,
    example: { zh: '8 个回答里 6 个“是” → 75%（41–93%）', en: '6 of 8 → 75% (41–93%)' },
    edges: SHARE_EDGES,
  },
} as const satisfies Record<string, Definition>;
