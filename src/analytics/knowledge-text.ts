/** What the bot knows and what its gate means, in words for an admin. */
import type { Language } from '../domain/language.ts';
import { wilsonInterval } from './statistics/wilson.ts';

export interface KnowledgeFigures {
  readonly intents: number;
  readonly utterances: number;
  readonly queues: number;
  /** The share of answers that may be wrong, and the confidence from which on answers are given for it. */
  readonly maxError: number;
  readonly gate: number;
  /** Shares on the evaluation questions; null where there are none. */
  readonly measured: { readonly answered: number; readonly wrong: number; readonly n: number } | null;
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

export function toKnowledgeText(figures: KnowledgeFigures, language: Language): string {
  const { intents, utterances, queues, maxError, gate, measured } = figures;
  const given = measured ? Math.round(measured.answered * measured.n) : 0;
  const { low, high } = wilsonInterval(Math.round((measured?.wrong ?? 0) * given), Math.max(1, given));
  if (language === 'zh') {
    return [
      `知识库：${intents} 个意图，${utterances} 条问法，${queues} 个队列`,
      `允许的答错比例：${percent(maxError)}，所以把握达到 ${percent(gate)} 才直接回答`,
      measured
        ? `用 ${measured.n} 条测试问题检验：直接回答 ${percent(measured.answered)}，其中答错 ${percent(measured.wrong)}（95% 区间 ${percent(low)}–${percent(high)}）`
        : '没有测试问题（evaluation/questions.csv），无法检验',
      '改 data/ 里的文件会立即生效，不用重启。',
    ].join('\n');
  }
  return [
    `Knowledge base: ${intents} intents, ${utterances} utterances, ${queues} queues`,
    `Answers that may be wrong: ${percent(maxError)}, so it answers from ${percent(gate)} confidence on`,
    measured
      ? `On ${measured.n} evaluation questions: ${percent(measured.answered)} answered at once, ${percent(measured.wrong)} of these wrongly (95%: ${percent(low)}–${percent(high)})`
      : 'There are no evaluation questions (evaluation/questions.csv) to measure it on',
    'Changes of the files in data/ count at once, without a restart.',
  ].join('\n');
}
