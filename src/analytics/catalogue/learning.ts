/** Definitions: segments of learners, and the early warning. */
import { type Definition, SHARE_EDGES, WILSON } from './definition.ts';

export const SEGMENTS = {
  segmentLearners: {
    unit: 'count',
    label: { zh: '学员', en: 'Learners' },
    means: {
      zh: '导入的记录里的学员；每个人都在一个群里，或在未计入里并说明原因',
      en: 'learners of the imported records; each is in a segment, or left out with the reason counted',
    },
    formula: 'n',
    example: { zh: '500 名学员 → 500', en: '500 learners → 500' },
    edges: {
      zh: '没有导入时为 0；从没学过的人也算，他们是“未活跃”一群',
      en: '0 before an import; who never learnt counts, too: they are the segment “not active”',
    },
  },
  segmentShare: {
    unit: 'share',
    label: { zh: '占比', en: 'Share' },
    means: { zh: '全部学员里属于这个群的', en: 'of all learners: in this segment' },
    formula: 'k / n',
    example: { zh: '500 人里 120 人 → 24%', en: '120 of 500 → 24%' },
    edges: { zh: '这是数出来的，不是抽样，所以没有区间', en: 'counted and no sample, so there is no interval' },
  },
  segmentSilhouette: {
    unit: 'distance',
    label: { zh: '轮廓系数', en: 'Silhouette' },
    means: {
      zh: '各群分得有多开：离自己的群近、离别的群远就接近 1',
      en: 'how well apart the segments lie: near 1 where learners are close to their own and far from the others',
    },
    formula: 'mean of (b − a) / max(a, b), sample of 2,000; Rousseeuw, J. Comput. Appl. Math. 20 (1987)',
    example: { zh: '0.55 → 分得清楚；0.2 → 界线模糊', en: '0.55 → distinct; 0.2 → blurred' },
    edges: {
      zh: '只有一个群或活跃学员不足 20 人时没有数值；不能在不同量表之间比较',
      en: 'no value for one group or fewer than 20 active learners; not comparable between scales',
    },
  },
  segmentStability: {
    unit: 'distance',
    label: { zh: '稳定性', en: 'Stability' },
    means: {
      zh: '换一批样本重新分群，得到同样的群的程度；1 = 每次都一样',
      en: 'how much the same groups come again from other samples; 1 = every time',
    },
    formula: 'mean adjusted Rand index with 10 bootstrap fits; Hubert & Arabie, J. Classif. 2 (1985)',
    example: { zh: '0.95 → 可靠；低于 0.9 要谨慎', en: '0.95 → reliable; be careful below 0.9' },
    edges: { zh: '活跃学员不足 20 人时没有数值', en: 'no value for fewer than 20 active learners' },
  },
  segmentMoved: {
    unit: 'share',
    label: { zh: '换了群的', en: 'Changed segment' },
    means: {
      zh: '上次也在的学员里，这次换到别的群的',
      en: 'of the learners known the last time: in another segment now',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '480 人里 36 人 → 8%', en: '36 of 480 → 8%' },
    edges: { zh: '第一次分群时没有数值', en: 'no value at the first time' },
  },
} as const satisfies Record<string, Definition>;

export const EARLY_WARNING = {
  learnersPresent: {
    unit: 'count',
    label: { zh: '最近在学的', en: 'Learning of late' },
    means: {
      zh: '数据最后一天之前 30 天里学过、还没学完的（一人一课算一个）',
      en: 'who learnt in the 30 days before the last day of the data and have not finished; a learner in a course counts once',
    },
    formula: 'n',
    example: { zh: '320 人 → 320', en: '320 → 320' },
    edges: {
      zh: '停学更久的人不在里面：他们已经离开了',
      en: 'who has been away longer is not in it: they have left already',
    },
  },
  learnersAtRisk: {
    unit: 'share',
    label: { zh: '有流失风险的', en: 'At risk' },
    means: {
      zh: '最近在学的里面，流失概率高于门槛、且已停 3 天以上的；门槛取自上次检验：报了警的至少七成真的没回来',
      en: 'of those learning of late: with a probability above the threshold and silent for at least 3 days; the threshold is where at the last trial at least seven of ten flagged did not come back',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '320 人里 41 人 → 13%', en: '41 of 320 → 13%' },
    edges: {
      zh: '没有门槛达到七成时不报警；历史太短时用简单规则：停学 10 天',
      en: 'none where no threshold was right that often; with too short a history a plain rule: silent for 10 days',
    },
  },
  dropoutsExpected: {
    unit: 'count',
    label: { zh: '预计不再回来的', en: 'Expected not to return' },
    means: {
      zh: '最近在学的人的流失概率之和：接下来 14 天里预计多少人不来',
      en: 'sum of the probabilities of those learning of late: how many will not be seen in the 14 days to come',
    },
    formula: 'Σpᵢ',
    example: { zh: '0.9 + 0.5 + 0.1 → 1.5，显示 2', en: '0.9 + 0.5 + 0.1 → 1.5, shown as 2' },
    edges: { zh: '用简单规则时没有数值', en: 'no value where the plain rule is used' },
  },
  warningAuc: {
    unit: 'distance',
    label: { zh: '排序准不准（AUC）', en: 'Order (AUC)' },
    means: {
      zh: '上次检验里，真的没回来的人比回来的人得分高的概率；0.5 = 乱猜',
      en: 'at the last trial: probability that somebody who left was rated above somebody who stayed; 0.5 = chance',
    },
    formula: 'Mann & Whitney, Ann. Math. Stat. 18 (1947)',
    example: { zh: '0.85 → 100 对里排对 85 对', en: '0.85 → 85 of 100 pairs in the right order' },
    edges: { zh: '只有一种结局时没有数值', en: 'no value where only one of the two happened' },
  },
  warningRuleAuc: {
    unit: 'distance',
    label: { zh: '只看停学天数的 AUC', en: 'AUC of days of silence alone' },
    means: {
      zh: '同一次检验里，最简单的办法能做到多好；模型没有更高就不值得用',
      en: 'how well the simplest way did at the same trial; a model that is not above it is not worth having',
    },
    formula: 'as warningAuc',
    example: { zh: '0.79', en: '0.79' },
    edges: { zh: '同上', en: 'as above' },
  },
  warningBrier: {
    unit: 'distance',
    label: { zh: '概率误差（Brier）', en: 'Distance (Brier)' },
    means: {
      zh: '概率与结果的均方差；越小越好',
      en: 'mean squared distance of probability and outcome; small is good',
    },
    formula: 'Σ(pᵢ − yᵢ)² / n; Brier, Mon. Weather Rev. 78 (1950)',
    example: { zh: '0.09', en: '0.09' },
    edges: { zh: '总说平均值的模型得 p(1 − p)', en: 'a model that always says the mean gets p(1 − p)' },
  },
  warningCalibration: {
    unit: 'distance',
    label: { zh: '校准误差', en: 'Calibration error' },
    means: {
      zh: '说 80% 的时候是否真是 80%：十档概率与实际占比的平均差',
      en: 'whether 80% means 80 in a hundred: mean distance of probability and share over ten bins',
    },
    formula: 'Σ |p̄ − ȳ| n_bin / n',
    example: { zh: '0.02 → 平均差 2 个百分点', en: '0.02 → off by 2 points on average' },
    edges: { zh: '人少时会偏大', en: 'too large where there are few' },
  },
  warningRight: {
    unit: 'share',
    label: { zh: '报警报对的', en: 'Warnings that were right' },
    means: {
      zh: '上次检验里报了警的人中，真的没有回来的',
      en: 'of those flagged at the last trial: did not come back',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '报警 40 人，31 人没回来 → 78%', en: '31 of 40 → 78%' },
    edges: SHARE_EDGES,
  },
} as const satisfies Record<string, Definition>;
