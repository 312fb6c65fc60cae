/** Definitions: what recommendations did. */
import { type Definition, SHARE_EDGES, WILSON } from './definition.ts';

/** Within so many days of a showing a purchase counts for it. */
const DAYS = 30;

export const RECOMMENDATIONS = {
  recommendationsShown: {
    unit: 'count',
    label: { zh: '推荐过的课程', en: 'Courses recommended' },
    means: {
      zh: '这段时间里按个人情况推荐过的课程，同一位学员的同一门只算一次；n 为学员人数',
      en: 'courses recommended personally in the period, the same one to the same learner once; n = learners',
    },
    formula: 'count',
    example: { zh: '2 位学员各看到 3 门 → 6（n = 2）', en: '3 each to 2 learners → 6 (n = 2)' },
    edges: { zh: '没有推荐时为 0', en: '0 where nothing was recommended' },
  },
  recommendationsInterested: {
    unit: 'share',
    label: { zh: '感兴趣', en: 'Interested' },
    means: {
      zh: '推荐过的课程里，最后按了“感兴趣”的；没按的也在分母里',
      en: 'of the courses recommended: last answered “Interested”; those without an answer count below the line',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '6 门里 2 门 → 33%（10–70%）', en: '2 of 6 → 33% (10–70%)' },
    edges: SHARE_EDGES,
  },
  recommendationsRefused: {
    unit: 'share',
    label: { zh: '不适合', en: 'Not for them' },
    means: {
      zh: '推荐过的课程里，最后按了“不适合我”的',
      en: 'of the courses recommended: last answered “Not for me”',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '6 门里 1 门 → 17%（3–56%）', en: '1 of 6 → 17% (3–56%)' },
    edges: SHARE_EDGES,
  },
  recommendationsBought: {
    unit: 'share',
    label: { zh: '推荐后买了的', en: 'Bought afterwards' },
    means: {
      zh: `推荐过的课程里，那位学员 ${DAYS} 天内买了这一门的；不说明是因为推荐才买`,
      en: `of the courses recommended: bought by that learner within ${DAYS} days; it does not say that they were bought because of it`,
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '满 30 天的 20 门里 3 门 → 15%（5–36%）', en: '3 of 20 that are 30 days old → 15% (5–36%)' },
    edges: { zh: '不满 30 天的另计（pending）', en: 'those younger than 30 days stand apart (pending)' },
  },
  buyersRecommended: {
    unit: 'share',
    label: { zh: '个性推荐组买课的', en: 'Bought, with personal recommendations' },
    means: {
      zh: `看到个性推荐的学员里，从第一次看到起 ${DAYS} 天内买了任何课的`,
      en: `of the learners who were shown recommendations of their own: bought any course within ${DAYS} days of the first one`,
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '90 / 450 → 20%（16.6–23.9%）', en: '90 / 450 → 20% (16.6–23.9%)' },
    edges: { zh: '不满 30 天的另计（pending）', en: 'learners younger than 30 days stand apart (pending)' },
  },
  buyersHeldOut: {
    unit: 'share',
    label: { zh: '对照组买课的', en: 'Bought, held out' },
    means: {
      zh: '对照组（RECOMMEND_HOLDOUT，按编号随机固定）看到的是大家常选的课；同样算法',
      en: 'the same for those held out (RECOMMEND_HOLDOUT; random by their id, for good), who are shown what most learners choose',
    },
    formula: `k / n; ${WILSON}`,
    example: { zh: '8 / 50 → 16%（8.3–28.5%）', en: '8 / 50 → 16% (8.3–28.5%)' },
    edges: { zh: '不满 30 天的另计（pending）', en: 'learners younger than 30 days stand apart (pending)' },
  },
  recommendationEffect: {
    unit: 'points',
    label: { zh: '个性推荐的作用', en: 'Effect of personal recommendations' },
    means: {
      zh: '个性推荐组与对照组买课比例之差，百分点；只说明“个性推荐”比“大家常选”多带来多少，不说明推荐本身',
      en: 'difference of the two shares in percentage points: what personal recommendations add to showing what most choose, not what recommending does at all',
    },
    formula: '100 (p₁ − p₂); 95%: Newcombe, Stat. Med. 17 (1998), method 10',
    example: { zh: '90 / 450 与 8 / 50 → +4（−9 到 +13）', en: '90 / 450 against 8 / 50 → +4 (−9 to +13)' },
    edges: {
      zh: '任一组没有满 30 天的学员时没有数值；区间含 0 时什么也说明不了',
      en: 'no value while either group has nobody older than 30 days; where the interval holds 0 nothing can be said',
    },
  },
} as const satisfies Record<string, Definition>;
