/** `report satisfaction`: what learners said, and what their ratings look like one by one. */
import { toEffectiveNumber, toRatings, toSatisfactionFigures, toScoreCounts } from '../metrics/satisfaction.ts';
import { toWindow } from '../wording.ts';
import type { ReportDefinition } from './report.ts';

export const satisfaction: ReportDefinition = {
  name: 'satisfaction',
  title: { zh: '满意度', en: 'Satisfaction' },
  headline: 'satisfaction',
  figures: (rows, { weighting }) => ({ ...toSatisfactionFigures(rows, weighting) }),
  notes: ({ rows, request: { language }, weighting }) => {
    const zh = language === 'zh';
    const ratings = toRatings(rows);
    const effective = weighting ? toEffectiveNumber(ratings, weighting).toFixed(1) : '';
    return [
      ...(weighting && weighting.kind !== 'equal'
        ? [
            zh
              ? `权重：${WEIGHTINGS[weighting.kind].zh}；相当于 ${effective} 个等权评分。`
              : `Weights: ${WEIGHTINGS[weighting.kind].en}; as good as ${effective} ratings of equal weight.`,
          ]
        : []),
      ...(ratings.length > 0 && ratings.length < 30
        ? [
            zh
              ? '评分还少，区间比数字本身更值得看。'
              : 'There are few ratings yet: the interval says more than the figure.',
          ]
        : []),
    ];
  },
  chart: ({ rows, request, timeZone }) => {
    const { language } = request;
    const zh = language === 'zh';
    const ratings = toRatings(rows);
    if (ratings.length === 0) return null;
    const counts = toScoreCounts(ratings);
    const mean = ratings.reduce((sum, { score }) => sum + score, 0) / ratings.length;
    const said = counts.flatMap((count, score) => (count === 0 ? [] : `${score}: ${count}`)).join(', ');
    return {
      kind: 'bars',
      layout: 'columns',
      title: zh ? '学员给了几分' : 'What learners rated',
      subtitle: `${toWindow(request, timeZone)}${zh ? `；${ratings.length} 个评分，平均 ${mean.toFixed(1)}` : `; ${ratings.length} ratings, mean ${mean.toFixed(1)}`}`,
      language,
      unit: 'count',
      bars: counts.map((value, score) => ({
        label: String(score),
        value,
        tone: score >= 9 ? 'good' : score <= 6 ? 'bad' : 'faint',
      })),
      alt: zh ? `各分数的评分数：${said}` : `Ratings by score: ${said}`,
    };
  },
};

const WEIGHTINGS = {
  recency: { zh: '越新越重', en: 'newer ratings count more' },
  course: { zh: '按课程', en: 'by course' },
  custom: { zh: '自定', en: 'your own' },
} as const;
