/** The themes of comments, their names, what they measure, and the step to propose where learners are discontent. */
import type { Language } from '../../domain/language.ts';

export const COMMENT_THEMES = [
  'content',
  'difficulty',
  'teacher',
  'technical',
  'price',
  'support_speed',
  'support_attitude',
  'result',
  'materials',
  'certificate_career',
  'community',
  'other',
] as const;
export type CommentTheme = (typeof COMMENT_THEMES)[number];

export const isCommentTheme = (name: string): name is CommentTheme =>
  (COMMENT_THEMES as readonly string[]).includes(name);

/** How service is judged (speed, attitude) and what it leads to (effect). */
export const DIMENSIONS = ['speed', 'attitude', 'effect'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

interface ThemeText {
  readonly name: Readonly<Record<Language, string>>;
  /** An improvement that an admin can accept; `{place}` is the course, queue or intent it is about. */
  readonly action: Readonly<Record<Language, string>>;
  readonly dimension: Dimension | null;
}

export const THEME_TEXTS: Readonly<Record<CommentTheme, ThemeText>> = {
  content: {
    name: { zh: '课程内容', en: 'Course content' },
    action: {
      zh: '请教研负责人对照评论核对「{place}」的内容，列出过时、缺失和重复的章节，两周内公布更新计划',
      en: 'Have the course lead check {place} against these comments, list outdated, missing and repeated parts, and publish an update plan within two weeks',
    },
    dimension: null,
  },
  difficulty: {
    name: { zh: '难度与节奏', en: 'Difficulty and pace' },
    action: {
      zh: '在「{place}」标明先修要求，为卡住的章节补一节铺垫或分出快慢两班',
      en: 'State the prerequisites of {place} and add a bridging lesson, or a slower track, where learners get stuck',
    },
    dimension: null,
  },
  teacher: {
    name: { zh: '老师', en: 'Teacher' },
    action: {
      zh: '与「{place}」的老师一起看这些评论，安排一次听课与反馈',
      en: 'Go through these comments with the teacher of {place}; sit in on a lesson and give feedback',
    },
    dimension: null,
  },
  technical: {
    name: { zh: '音视频与技术', en: 'Audio, video, technical' },
    action: {
      zh: '按设备和章节重现「{place}」的故障并修复，修好后逐一告知反馈过的学员',
      en: 'Reproduce the faults of {place} by device and lesson, fix them, and tell everybody who reported one',
    },
    dimension: null,
  },
  price: {
    name: { zh: '价格、支付与退款', en: 'Price, payment, refund' },
    action: {
      zh: '清点「{place}」未结的退款与重复扣费，公布到账时限，并在付款前写清规则',
      en: 'Clear open refunds and double charges of {place}, publish how long refunds take, and state the terms before payment',
    },
    dimension: null,
  },
  support_speed: {
    name: { zh: '客服速度', en: 'Support speed' },
    action: {
      zh: '看「{place}」按时段的等待，在最忙的时段增加人手，并把最常见的问题写进知识库',
      en: 'Look at the waits of {place} by hour, add people at the busiest times, and put its most frequent questions into the knowledge base',
    },
    dimension: 'speed',
  },
  support_attitude: {
    name: { zh: '客服态度', en: 'Support attitude' },
    action: {
      zh: '与「{place}」的同事复盘这些对话，约定回复的语气和承诺，两周后复查',
      en: 'Review these conversations with the agents of {place}, agree on tone and on promises, and look again in two weeks',
    },
    dimension: 'attitude',
  },
  result: {
    name: { zh: '学习效果', en: 'Effect and result' },
    action: {
      zh: '为「{place}」增加阶段测验和一对一答疑，联系评论者了解卡在哪里',
      en: 'Add checkpoints and tutoring to {place}, and ask the commenters where they got stuck',
    },
    dimension: 'effect',
  },
  materials: {
    name: { zh: '资料与练习', en: 'Materials and exercises' },
    action: {
      zh: '修正「{place}」资料中的错误和失效链接，补上练习答案与解析',
      en: 'Correct errors and dead links in the materials of {place} and add worked answers to the exercises',
    },
    dimension: null,
  },
  certificate_career: {
    name: { zh: '证书与就业', en: 'Certificate and career' },
    action: {
      zh: '公布「{place}」证书的发放进度，并核对就业服务的宣传与实际',
      en: 'Publish when certificates of {place} are sent, and compare what the career service promises with what it does',
    },
    dimension: 'effect',
  },
  community: {
    name: { zh: '社群', en: 'Community' },
    action: {
      zh: '为「{place}」的群指定管理员，清理广告，每周发起一次讨论',
      en: 'Name a moderator for the group of {place}, remove the spam, and start one discussion a week',
    },
    dimension: null,
  },
  other: {
    name: { zh: '其他', en: 'Other' },
    action: {
      zh: '读一遍「{place}」的这些评论，看看是否需要新的主题',
      en: 'Read these comments on {place} and see whether they need a theme of their own',
    },
    dimension: null,
  },
};

export function toAction(theme: CommentTheme, place: string, language: Language): string {
  // A function, because a place may hold `$&`.
  return THEME_TEXTS[theme].action[language].replace('{place}', () => place);
}
