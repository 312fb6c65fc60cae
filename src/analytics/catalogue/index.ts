/** All metrics by name, and their definitions in words: for `/report explain`, and for the README of this room. */
import type { Language } from '../../domain/language.ts';
import { CONVERSATIONS } from './conversations.ts';
import type { Definition } from './definition.ts';
import { ENTERPRISE } from './enterprise.ts';
import { FEEDBACK } from './feedback.ts';
import { EARLY_WARNING, SEGMENTS } from './learning.ts';
import { COST, LOYALTY } from './loyalty.ts';
import { RATINGS } from './ratings.ts';
import { RECOMMENDATIONS } from './recommendations.ts';
import { STAFFING } from './staffing.ts';
import { SURVEYS } from './surveys.ts';
import { TIMES } from './times.ts';

export type { Definition, Unit } from './definition.ts';

const SECTIONS = {
  'Ratings / 评分': RATINGS,
  'Times and promises / 时间与承诺': TIMES,
  'Conversations and outcomes / 对话与结果': CONVERSATIONS,
  'Loyalty / 复购与留存': LOYALTY,
  'Cost and team / 成本与团队': COST,
  'Staffing / 排班': STAFFING,
  'Feedback / 反馈': FEEDBACK,
  'Questionnaires / 小问卷': SURVEYS,
  'Organisations / 企业': ENTERPRISE,
  'Recommendations / 课程推荐': RECOMMENDATIONS,
  'Segments / 学员分群': SEGMENTS,
  'Early warning / 流失预警': EARLY_WARNING,
} as const satisfies Record<string, Record<string, Definition>>;

export const CATALOGUE = {
  ...CONVERSATIONS,
  ...RATINGS,
  ...TIMES,
  ...LOYALTY,
  ...COST,
  ...STAFFING,
  ...FEEDBACK,
  ...SURVEYS,
  ...ENTERPRISE,
  ...RECOMMENDATIONS,
  ...SEGMENTS,
  ...EARLY_WARNING,
};
export type MetricName = keyof typeof CATALOGUE;
export const METRIC_NAMES = Object.keys(CATALOGUE) as readonly MetricName[];

/** The metric that was meant by what somebody typed: its name in any case, or its label; null where none is. */
export function findMetric(typed: string): MetricName | null {
  const wanted = typed.trim().toLowerCase();
  return (
    METRIC_NAMES.find((name) => name.toLowerCase() === wanted) ??
    METRIC_NAMES.find((name) => Object.values(CATALOGUE[name].label).some((label) => label.toLowerCase() === wanted)) ??
    null
  );
}

/** A definition as a chat message. */
export function toExplanation(name: MetricName, language: Language): string {
  const { label, means, formula, example, edges }: Definition = CATALOGUE[name];
  const zh = language === 'zh';
  const words = zh
    ? { means: '含义', formula: '公式', example: '例子', edges: '边界' }
    : { means: 'Means', formula: 'Formula', example: 'Example', edges: 'Edge cases' };
  const colon = zh ? '：' : ': ';
  return [
    `${label[language]} (${name})`,
    `${words.means}${colon}${means[language]}`,
    `${words.formula}${colon}${formula}`,
    `${words.example}${colon}${example[language]}`,
    `${words.edges}${colon}${edges[language]}`,
  ].join('\n');
}

/** All names, for whoever asks for a metric that is none. */
export function toMetricList(language: Language): string {
  return Object.values(SECTIONS)
    .map((section) =>
      Object.entries(section as Record<string, Definition>)
        .map(([name, { label }]) => `${name} · ${label[language]}`)
        .join('\n'),
    )
    .join('\n');
}

/** The same texts as the part of the README that a test compares. */
export function toCatalogueMarkdown(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  return Object.entries(SECTIONS)
    .map(([title, section]) => {
      const rows = Object.entries(section as Record<string, Definition>).map(
        ([name, { label, means, formula, example, edges }]) =>
          `| \`${name}\` | ${label.en}<br>${label.zh} | ${[
            `${means.en}<br>${means.zh}`,
            formula,
            example.en === example.zh ? example.en : `${example.en}<br>${example.zh}`,
            `${edges.en}<br>${edges.zh}`,
          ]
            .map(cell)
            .join(' | ')} |`,
      );
      return [
        `### ${title}`,
        '',
        '| name | label | means | formula | example | edge cases |',
        '| --- | --- | --- | --- | --- | --- |',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}
