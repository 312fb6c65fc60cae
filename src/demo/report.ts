/** The demo's closing report: how well questions were identified, in figures and examples. Satisfaction and times come from the overview. */
import { wilsonInterval } from '../analytics/statistics/wilson.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import type { DemoLearner, Fate } from './learner.ts';

const EXAMPLES = 8;

function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const { low, high } = wilsonInterval(part, whole);
  return `${((part / whole) * 100).toFixed(1)}% (${part}/${whole}, 95%: ${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)}%)`;
}

export function toIdentificationText(
  learners: readonly DemoLearner[],
  knowledge: Knowledge,
  language: Language,
): string {
  const zh = language === 'zh';
  const known = learners.filter(({ question }) => question.intent !== 'oos');
  const foreign = learners.filter(({ question }) => question.intent === 'oos');
  const count = (list: readonly DemoLearner[], ...fates: Fate[]) =>
    list.filter(({ fate }) => fate && fates.includes(fate)).length;
  const answered = count(learners, 'right', 'wrong');
  const rows: [string, string][] = [
    [
      zh ? '可回答的问题，首轮答对' : 'Answerable, answered right at once',
      percent(count(known, 'right'), known.length),
    ],
    [
      zh ? '可回答的问题，反问后选中' : 'Answerable, right after asking back',
      percent(count(known, 'picked'), known.length),
    ],
    [zh ? '直接回答中的错误' : 'Wrong among direct answers', percent(count(learners, 'wrong'), answered)],
    [
      zh ? '不可回答的问题，没有乱答' : 'Unanswerable, not answered',
      percent(foreign.length - count(foreign, 'wrong'), foreign.length),
    ],
  ];
  const title = (intent: string | null) =>
    intent === null ? (zh ? '没有把握' : 'not sure') : (knowledge.solutions.get(intent)?.title[language] ?? intent);
  const examples = learners
    .filter(({ fate }) => fate !== null)
    .slice(0, EXAMPLES)
    .map(
      ({ question, recognised, fate }) =>
        `  ${question.text.slice(0, 48)}  →  ${title(recognised)}  ${fate === 'wrong' ? '✗' : fate === 'right' || fate === 'picked' ? '✓' : '·'}`,
    );
  return [...rows.map(([name, value]) => `${name}: ${value}`), zh ? '例子：' : 'Examples:', ...examples].join('\n');
}
