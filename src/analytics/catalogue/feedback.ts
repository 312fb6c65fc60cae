/** Definitions: what learners say in words, and whether what was done about it helped. */
import { type Definition, SHARE_EDGES, WILSON } from './definition.ts';

const FEW: Definition['edges'] = {
  zh: '有倾向的不足 5 条时没有数值：一个人的话会看得出来',
  en: 'no value below 5 with a verdict: one voice would show',
};

const dimension = (zh: string, en: string, themesZh: string, themesEn: string): Definition => ({
  unit: 'share',
  label: { zh: `满意：${zh}`, en: `Content: ${en}` },
  means: {
    zh: `谈到${themesZh}的评论里，有倾向的当中满意的`,
    en: `of the comments about ${themesEn} that lean either way: content`,
  },
  formula: `k / n; ${WILSON}`,
  example: { zh: '8 条里 6 条满意 → 75%（41–93%）', en: '6 of 8 content → 75% (41–93%)' },
  edges: FEW,
});

export const FEEDBACK = {
  comments: {
    unit: 'count',
    label: { zh: '评论', en: 'Comments' },
    means: { zh: '评分后留下的话，和小问卷里写的话', en: 'words left after a rating, and written in a questionnaire' },
    formula: 'count',
    example: { zh: '10 个评分里 4 个留了话 → 4', en: '4 of 10 ratings came with words → 4' },
    edges: {
      zh: '没有时为 0；问卷里的话只算在课程上，不算在帮忙的人和队列上',
      en: '0 where there are none; words of a questionnaire are about the course, not about who helped',
    },
  },
  contentShare: {
    unit: 'share',
    label: { zh: '满意的评论', en: 'Content comments' },
    means: {
      zh: '有倾向的评论里满意的；先看文字，文字看不准时看评分（≤ 6 不满，≥ 9 满意）',
      en: 'of the comments that lean either way: content; by the words, and where they cannot be told by the rating (≤ 6 discontent, ≥ 9 content)',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '8 条里 6 条满意 → 75%（41–93%）', en: '6 of 8 content → 75% (41–93%)' },
    edges: FEW,
  },
  sentimentCoverage: {
    unit: 'share',
    label: { zh: '读得出倾向', en: 'Leaning told' },
    means: {
      zh: '全部评论里，模型从文字读出满意或不满的；离一半不到 0.2 的不猜',
      en: 'of all comments: those whose words tell the model content or discontent; nearer than 0.2 to one half it does not guess',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '10 条里 7 条 → 70%', en: '7 of 10 → 70%' },
    edges: SHARE_EDGES,
  },
  themeCoverage: {
    unit: 'share',
    label: { zh: '读得出主题', en: 'Theme told' },
    means: {
      zh: '全部评论里，模型认出主题的；把握不到 0.5 的不猜',
      en: 'of all comments: those whose theme the model tells; below 0.5 it does not guess',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '10 条里 6 条 → 60%', en: '6 of 10 → 60%' },
    edges: SHARE_EDGES,
  },
  lowRatingShare: {
    unit: 'share',
    label: { zh: '低分', en: 'Low ratings' },
    means: { zh: '评分里 6 分及以下的占比', en: 'ratings of 6 or less, of all ratings' },
    formula: `k / n; ${WILSON}`,
    example: { zh: '8、9、7、10、6 → 1 / 5 = 20%', en: '8, 9, 7, 10, 6 → 1 / 5 = 20%' },
    edges: SHARE_EDGES,
  },
  speedContent: dimension('速度', 'speed', '客服速度', 'support speed'),
  attitudeContent: dimension('态度', 'attitude', '客服态度', 'support attitude'),
  effectContent: dimension('效果', 'effect', '学习效果、证书与就业', 'results, certificates and careers'),
  discontentShare: {
    unit: 'share',
    label: { zh: '不满（薄弱点）', en: 'Discontent (weak spot)' },
    means: {
      zh: '某课程、队列或意图里谈到某主题的声音（评论，和没留话的评分），有倾向的当中不满的',
      en: 'of the voices about a theme at a course, queue or intent (comments, and ratings without words) that lean either way: discontent',
    },
    formula: `k / n; ${WILSON}; impact = n × lower end`,
    example: {
      zh: '5 个里 3 个 → 60%，影响 1.2；50 个里 30 个 → 60%，影响 23',
      en: '3 of 5 → 60%, impact 1.2; 30 of 50 → 60%, impact 23',
    },
    edges: FEW,
  },
  discontentRate: {
    unit: 'share',
    label: { zh: '对此不满的对话', en: 'Conversations discontent about it' },
    means: {
      zh: '某课程、队列或意图的对话里，学员对某主题不满的（评论不满，或没留话的低分）；改进采纳前 90 天与采纳后相比',
      en: 'of the conversations of a course, queue or intent: those whose learner was discontent about a theme (a comment, or a low rating without words); 90 days before an improvement was accepted, and since',
    },
    formula: 'after − before; 95%: Newcombe, Statistics in Medicine 17 (1998), method 10',
    example: {
      zh: '100 个里 12 个 → 80 个里 2 个：−9.5 个百分点（−17.5 至 −1.6）',
      en: '12 of 100 → 2 of 80: −9.5 points (−17.5 to −1.6)',
    },
    edges: {
      zh: '任一侧不足 30 个对话时说“还早”；挑出来的薄弱点本来就容易回落一些',
      en: '“too early” below 30 conversations on either side; what was picked for being bad tends to fall back a little by itself',
    },
  },
} as const satisfies Record<string, Definition>;
