/** A season of made-up conversations and purchases, the same for every test: three queues, four people, skewed waits. */

import type { Voice } from '../../../src/analytics/feedback/voices.ts';
import type { KnowledgeFigures } from '../../../src/analytics/knowledge-text.ts';
import { NO_COST } from '../../../src/analytics/metrics/cost.ts';
import type { ReportInput } from '../../../src/analytics/reports/index.ts';
import { createChance } from '../../../src/analytics/statistics/chance.ts';
import { normalQuantile } from '../../../src/analytics/statistics/normal.ts';
import type { ConversationFacts } from '../../../src/domain/conversation-facts.ts';
import type { ReportRequest } from '../../../src/domain/report.ts';
import { gatherInsights } from '../../../src/insights.ts';
import { openStore } from '../../../src/store/open.ts';
import { addRecords, toHistory } from '../../learning-history.ts';
import { toClass } from '../training-class.ts';

export const DAY = 86_400_000;
export const SEASON = Date.UTC(2026, 0, 1);
export const NOW = SEASON + 90 * DAY;
const QUEUES = ['technical', 'billing', 'tutoring'] as const;
const AGENTS = ['slack:U-CHEN', 'slack:U-LI', 'slack:U-WANG', 'slack:U-ZHAO'] as const;
const COURSES = ['sql-basics', 'python-data', 'english-b2'] as const;
const INTENTS = ['login', 'refund_status', 'homework', 'video_stuck'] as const;

const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  technical: ['技术与账号', 'Technical help'],
  billing: ['订单与支付', 'Orders and payment'],
  tutoring: ['课程与辅导', 'Courses and tutoring'],
  'sql-basics': ['SQL 入门', 'SQL basics'],
  'python-data': ['用 Python 做数据分析', 'Data analysis with Python'],
  'english-b2': ['商务英语 B2', 'Business English B2'],
  login: ['登录不了', 'Cannot log in'],
  refund_status: ['退款进度', 'Refund status'],
  homework: ['作业提交', 'Handing in homework'],
  video_stuck: ['视频卡顿', 'Video stutters'],
};

export const KNOWN: KnowledgeFigures = {
  intents: 60,
  utterances: 1200,
  queues: 8,
  maxError: 0.05,
  gate: 0.62,
  measured: { answered: 0.8, wrong: 0.04, n: 500 },
};

/** `count` conversations over 90 days. */
export function toSeason(count = 600, seed = 1): ConversationFacts[] {
  const chance = createChance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  return Array.from({ length: count }, (_, i): ConversationFacts => {
    const startedAt = SEASON + Math.floor(chance() * 90 * DAY);
    const escalated = chance() < 0.35;
    const wait = Math.exp(2.3 + 1.1 * normalQuantile(0.001 + 0.998 * chance())) * 60_000;
    const queue = pick(QUEUES);
    const escalatedAt = escalated ? startedAt + 120_000 : null;
    const replied = escalatedAt !== null && escalatedAt + wait < NOW && chance() < 0.95;
    const firstReplyAt = replied ? Math.round(escalatedAt + wait) : null;
    const resolved = escalated ? replied && chance() < 0.9 : chance() < 0.9;
    const resolvedAt = resolved ? Math.round((firstReplyAt ?? startedAt) + (0.5 + chance()) * 20 * 60_000) : null;
    const asked = resolved && chance() < 0.8;
    const mood = queue === 'billing' && escalated ? 6.2 : 8.4;
    const score = Math.max(0, Math.min(10, Math.round(mood + 1.6 * normalQuantile(0.001 + 0.998 * chance()))));
    return {
      conversationId: `C${i}`,
      community: 'default',
      learner: `${chance() < 0.5 ? 'slack' : 'telegram'}:L${Math.floor(chance() * 240)}`,
      startedAt,
      category: 'technical',
      intent: pick(INTENTS),
      queue: escalated ? queue : null,
      course: chance() < 0.8 ? pick(COURSES) : null,
      priority: escalated ? (i % 5 === 0 ? 'urgent' : 'normal') : null,
      learnerMessages: 2,
      answers: 1,
      refusals: escalated && chance() < 0.3 ? 1 : 0,
      misses: chance() < 0.1 ? 1 : 0,
      escalatedAt,
      firstReplyAt,
      agent: replied ? pick(AGENTS) : null,
      handlingMs: replied ? Math.round(chance() * 600_000) : 0,
      paused: [],
      resolvedAt,
      resolution: resolved ? (escalated ? 'agent' : chance() < 0.8 ? 'confirmed' : 'assumed') : null,
      reopened: resolved && chance() < 0.06 ? 1 : 0,
      closedAt: resolvedAt,
      ratingAsked: asked,
      score: asked && chance() < 0.7 ? score : null,
    };
  }).sort((a, b) => a.startedAt - b.startedAt);
}

export function toPurchases(seed = 2): ReportInput['purchases'] {
  const chance = createChance(seed);
  return Array.from({ length: 240 }, (_, i) => {
    const learner = `slack:L${i}`;
    const first = SEASON - Math.floor(chance() * 200) * DAY;
    const again = chance() < 0.45 ? [first + Math.floor(5 + chance() * 120) * DAY] : [];
    return [first, ...again]
      .filter((at) => at < NOW)
      .map((purchasedAt, k) => ({ learner, course: COURSES[(i + k) % 3]!, purchasedAt, amount: 199 }));
  }).flat();
}

const SAID: readonly (readonly [Voice['theme'], string, string])[] = [
  ['support_speed', '等了一个下午才有人理', 'Nobody answered all afternoon'],
  ['technical', '视频一直转圈', 'The video never loads'],
  ['content', '讲得很清楚', 'Clear lessons'],
];

/** Every second rating comes with words: content from 8 on, discontent up to 6; ratings without words speak too. */
export function toFeedback(rows: readonly ConversationFacts[]): ReportInput['feedback'] {
  const voices = rows.flatMap((facts, i): Voice[] => {
    const { conversationId, startedAt: at, score, course, queue, intent, agent } = facts;
    const isSaid = i % 2 === 0;
    if (score === null) return [];
    const [theme, zh, en] = SAID[i % 3]!;
    const positive = score >= 8 ? true : score <= 6 ? false : null;
    const judgedBy = positive === null ? null : isSaid ? 'words' : 'rating';
    const text = isSaid ? (i % 4 === 0 ? zh : en) : '';
    const source = isSaid ? 'comment' : 'rating';
    return [{ conversationId, at, text, source, positive, judgedBy, theme, course, queue, intent, agent }];
  });
  return { voices, actions: [], history: { rows: [], voices: [] } };
}

const learners = await openStore('sqlite::memory:');
await addRecords(learners, 'activity', toHistory());
const INSIGHTS = await gatherInsights(learners, {}, NOW);
await learners.close();

/** Promises of 30 minutes and a day, around the clock. */
export function toInput(request: Partial<ReportRequest> = {}, rows = toSeason()): ReportInput {
  return {
    request: { name: 'overview', from: null, to: null, language: 'zh', ...request },
    now: NOW,
    timeZone: 'Asia/Shanghai',
    rows,
    previous: null,
    targets: (queue) =>
      QUEUES.some((known) => known === queue)
        ? { firstResponseMs: 30 * 60_000, resolutionMs: DAY, openMs: (from, to) => Math.max(0, to - from) }
        : null,
    purchases: toPurchases(),
    cost: NO_COST,
    knowledge: KNOWN,
    feedback: toFeedback(rows),
    surveys: {
      questions: [
        {
          survey: 'after',
          question: { zh: '会推荐吗？', en: 'Would you recommend it?' },
          scale: '0-10',
          when: 'course_completed',
          sample: 0.5,
          capDays: 60,
        },
        {
          survey: 'after',
          question: { zh: '用上了吗？', en: 'Have you used it?' },
          scale: 'yes-no',
          when: 'course_completed',
          sample: 0.5,
          capDays: 60,
        },
      ],
      asked: new Map([['after', 40]]),
      answers: [7, 8, 9, 10, 6].flatMap((score) => [
        { survey: 'after', question: 0, score },
        { survey: 'after', question: 1, score: score > 7 ? 1 : 0 },
      ]),
    },
    recommendations: {
      shown: 60,
      learners: 24,
      interested: 18,
      refused: 9,
      courses: { n: 48, bought: 6, pending: 12 },
      personal: { n: 20, bought: 6, pending: 4 },
      heldOut: { n: 10, bought: 1, pending: 2 },
    },
    sharing: new Set(rows.map(({ learner }) => learner)),
    insights: rows.length > 0 ? INSIGHTS : null,
    enterprise: rows.length > 0 ? [toClass()] : [],
    agents: new Map(
      AGENTS.map((agent, i) => [agent, { name: agent.slice(8, 9) + agent.slice(9).toLowerCase(), open: i }]),
    ),
    teamOf: (agent) => (agent < 'slack:U-M' ? 'A' : 'B'),
    nameOf: (_, key, language) => NAMES[key]?.[language === 'zh' ? 0 : 1] ?? key,
  };
}
