/** The segments as people read them: the article's table (size, mean time, frequency and completion of each) in words, as rows and as a picture. */
import { MEASURES, type Measure } from '../../domain/behaviour.ts';
import type { Language } from '../../domain/language.ts';
import { toSegmentName } from '../../domain/segment-name.ts';
import type { SegmentPanels } from '../../domain/segment-panels.ts';
import type { SegmentFigures } from './segments.ts';

/** What is told: as `segment` counted it. */
export interface SegmentsFound {
  readonly segments: readonly SegmentFigures[];
  readonly bounded: Readonly<Record<Measure, number>>;
  /** What a full course is in the means: 1 or 100. */
  readonly full: number;
}

export interface SegmentsReport {
  readonly text: string;
  /** One row for each segment; numbers as they stand in the file, completion as a share. */
  readonly table: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | null)[])[];
  };
  /** null where nobody is in any segment. */
  readonly panels: SegmentPanels | null;
}

/** Of fewer learners the means are not shown: they would be somebody's. */
const FEWEST = 3;

const WORDS = {
  zh: {
    title: '学员分群',
    nobody: '还没有学习行为数据。导入后（afterclass import behavior 文件），这里就有分群。',
    size: '人数',
    learning_time: '平均学习时长',
    learning_frequency: '平均学习频率',
    course_completion: '平均完成率',
    people: (n: number) => `${n} 人`,
    total: (n: number) => `共 ${n} 名学员`,
    aside: '均值为未作处理的原始值；按对数后的时长和频率、完成率分群。未活跃的学员自成一组，没有人被丢掉。',
    bounded: (n: number) => `${n} 个异常大或异常小的数值按边界值参与分群`,
    few: '不足 3 人，不显示均值',
  },
  en: {
    title: 'Segments of learners',
    nobody:
      'No learning behaviour is known. Once it is imported (afterclass import behavior FILE) the segments appear here.',
    size: 'Learners',
    learning_time: 'Mean learning time',
    learning_frequency: 'Mean frequency',
    course_completion: 'Mean completion',
    people: (n: number) => (n === 1 ? '1 learner' : `${n} learners`),
    total: (n: number) => (n === 1 ? '1 learner' : `${n} learners`),
    aside:
      'Means of the values as they came; grouped by logarithmic time and frequency, and completion. Who was not active is a group, too: nobody is dropped.',
    bounded: (n: number) =>
      n === 1 ? '1 value far out was taken at its bound' : `${n} values far out were taken at their bounds`,
    few: 'fewer than 3, no means shown',
  },
} as const;

const isMeant = (segment: string, n: number): boolean =>
  segment !== 'excluded' && segment !== 'inactive' && n >= FEWEST;

/** At most one decimal; large ones whole. */
const toNumber = (value: number): string => String(value >= 100 ? Math.round(value) : Math.round(value * 10) / 10);

/** Of one measure as people read it; `full`: what a full course is. */
export function toMean(measure: Measure, value: number | null, full: number): string {
  if (value === null) return '–';
  return measure === 'course_completion' ? `${Math.round((100 * value) / full)}%` : toNumber(value);
}

export function toSegmentsReport({ segments, bounded, full }: SegmentsFound, language: Language): SegmentsReport {
  const words = WORDS[language];
  const total = segments.reduce((sum, { n }) => sum + n, 0);
  const columns = ['segment', 'name', 'n', ...MEASURES];
  if (total === 0) return { text: `${words.title}\n${words.nobody}`, table: { columns, rows: [] }, panels: null };
  const lines = segments.map(({ segment, n, means }) => {
    const share = `${Math.round((100 * n) / total)}%`;
    const head = `${toSegmentName(segment, language)}${language === 'zh' ? '：' : ': '}${words.people(n)} (${share})`;
    if (isMeant(segment, n)) {
      const parts = MEASURES.map((measure) => `${words[measure]} ${toMean(measure, means[measure], full)}`);
      return `${head}${language === 'zh' ? '，' : ', '}${parts.join(language === 'zh' ? '，' : ', ')}`;
    }
    if (segment === 'excluded' || segment === 'inactive') return head;
    return language === 'zh' ? `${head}（${words.few}）` : `${head} (${words.few})`;
  });
  const far = MEASURES.reduce((sum, measure) => sum + bounded[measure], 0);
  const text = [words.title, words.total(total), ...lines, words.aside, ...(far > 0 ? [words.bounded(far)] : [])];
  const rows = segments.map(({ segment, n, means }) => [
    segment,
    toSegmentName(segment, language),
    n,
    ...MEASURES.map((measure) => {
      const value = isMeant(segment, n) ? means[measure] : null;
      return value !== null && measure === 'course_completion' ? value / full : value;
    }),
  ]);
  const panels: SegmentPanels = {
    title: words.title,
    subtitle: words.total(total),
    language,
    alt: lines.join(language === 'zh' ? '；' : '; '),
    segments: segments.map(({ segment }) => ({ key: segment, label: toSegmentName(segment, language) })),
    panels: [
      { name: words.size, unit: 'count', values: segments.map(({ n }) => n) },
      ...MEASURES.map((measure, t) => ({
        name: words[measure],
        unit: measure === 'course_completion' ? ('share' as const) : ('count' as const),
        values: rows.map((row) => row[3 + t] as number | null),
      })),
    ],
  };
  return { text: text.join('\n'), table: { columns, rows }, panels };
}
