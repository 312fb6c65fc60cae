/** Definitions: what a training did for the people of an organisation. */
import { type Definition, WILSON } from './definition.ts';

const FEW: Definition['edges'] = {
  zh: '不足 5 人时没有数值，只说人数；管理者不占席位、不计入',
  en: 'no value below 5 people, only how many they are; managers take no seat and are not counted',
};

const score = (zh: string, en: string, example: Definition['example']): Definition => ({
  unit: 'percent',
  label: { zh, en },
  means: {
    zh: '同一门课前测和后测都有的成员，折合成满分的百分比；多门课取平均',
    en: 'of members with a test before and one after in the same course, in percent of full marks; several courses: their mean',
  },
  formula: 'mean; 95%: t',
  example,
  edges: {
    zh: '没写满分的按 100 分算，超过 100 的不计并说明；不足 5 人没有数值',
    en: 'no full mark given: out of 100, more cannot be read and is said; no value below 5 people',
  },
});

export const ENTERPRISE = {
  seatsUsed: {
    unit: 'count',
    label: { zh: '已用席位', en: 'Seats used' },
    means: { zh: '在学成员数；n 是买下的席位', en: 'members who may learn; n: seats bought' },
    formula: 'count',
    example: { zh: '20 个席位、18 位成员 → 18', en: '18 members on 20 seats → 18' },
    edges: { zh: '管理者不占席位', en: 'managers take none' },
  },
  trainingRating: {
    unit: 'score',
    label: { zh: '成员的服务评分', en: 'Members’ rating of the service' },
    means: {
      zh: '绑定了聊天账号的成员在这段时间里给的 0–10 评分（柯氏第 1 级）',
      en: '0–10 ratings given in the period by members whose chat account is joined (Kirkpatrick’s level 1)',
    },
    formula: 'mean; 95%: t',
    example: { zh: '8、9、7、10、6 → 8.0（6.0–10.0）', en: '8, 9, 7, 10, 6 → 8.0 (6.0–10.0)' },
    edges: {
      zh: '不足 5 个评分没有数值；评的是服务，不是课程本身',
      en: 'no value below 5 ratings; they are about the service, not the course itself',
    },
  },
  trainingCompletion: {
    unit: 'share',
    label: { zh: '完成率', en: 'Completion' },
    means: {
      zh: '知道完成度的成员里，学完 90% 以上的',
      en: 'of the members whose completion is known: 90% of it or more',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '18 位里 14 位 → 78%（55–91%）', en: '14 of 18 → 78% (55–91%)' },
    edges: FEW,
  },
  scoreBefore: score('前测平均', 'Mean before', { zh: '40、50、60、70、80 → 60%', en: '40, 50, 60, 70, 80 → 60%' }),
  scoreAfter: score('后测平均', 'Mean after', { zh: '50、70、65、85、80 → 70%', en: '50, 70, 65, 85, 80 → 70%' }),
  trainingGain: {
    unit: 'points',
    label: { zh: '前后测提高（百分点）', en: 'Gain between the tests (points)' },
    means: {
      zh: '每人最后一次后测减第一次前测，折合百分制（柯氏第 2 级）',
      en: 'each person’s last test after minus the first one before, in percent of full marks (level 2)',
    },
    formula: 'mean of the differences; 95%: t',
    example: {
      zh: '60 → 70，5 人 → +10（+0 至 +20）',
      en: '60 → 70 of 5 people → +10 (+0 to +20)',
    },
    edges: {
      zh: '没有对照组：提高不一定都来自课程；不足 5 人没有数值',
      en: 'no control group: not all of a gain need come from the course; no value below 5 people',
    },
  },
  trainingEffect: {
    unit: 'effect',
    label: { zh: '效应量 g', en: 'Effect size g' },
    means: {
      zh: '提高是人与人之间差距的几倍；约 0.2 小、0.5 中、0.8 大（Cohen 1988），只是通用的说法',
      en: 'the gain as a multiple of how far people lie apart; about 0.2 small, 0.5 medium, 0.8 large (Cohen 1988), a rule of thumb',
    },
    formula:
      'g_av = J (M₂ − M₁) / √((s₁² + s₂²) / 2), J = 1 − 3 / (4 (n − 1) − 1), Hedges, J. Educ. Stat. 6 (1981); 95%: Bonett, Psychol. Methods 13 (2008)',
    example: {
      zh: '40、50、60、70、80 → 50、70、65、85、80：0.54（−0.01–1.09）',
      en: '40, 50, 60, 70, 80 → 50, 70, 65, 85, 80: 0.54 (−0.01 to 1.09)',
    },
    edges: {
      zh: '不足 5 人或大家分数都一样时没有数值',
      en: 'no value below 5 people, and where everybody has the same score',
    },
  },
  activeAfter: {
    unit: 'share',
    label: { zh: '后测后 30 天内还在学', en: 'Learning within 30 days after' },
    means: {
      zh: '后测已满 30 天的成员里，之后 30 天内至少有一天学习的（柯氏第 3 级只能看到这些：工作中的改变不在学习记录里）',
      en: 'of the members whose last test is 30 days old: learnt on at least one of the 30 days after it (all of level 3 that records tell: what changes at work is not in them)',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '10 位里 6 位 → 60%（31–83%）', en: '6 of 10 → 60% (31–83%)' },
    edges: FEW,
  },
} as const satisfies Record<string, Definition>;
