/** `report enterprise`: what a training did for the people of an organisation, for the customer to read. Nobody is named and no words are quoted. */
import type { Language } from '../../domain/language.ts';
import { AFTER_DAYS, type OrganisationRecords, toPairs, toTrainingFigures } from '../metrics/training.ts';
import { toPercent, toWindow } from '../wording.ts';
import { toLine } from './lines.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';

const TITLE = { zh: '企业培训效果', en: 'Training of organisations' } as const;

const recordsOf = ({ enterprise }: ReportInput): readonly OrganisationRecords[] => enterprise ?? [];

/** Levels that have a line of their own. */
const LEVELS: readonly (readonly [
  Record<Language, string>,
  readonly (keyof ReturnType<typeof toTrainingFigures>)[],
])[] = [
  [{ zh: '席位与完成', en: 'Seats and completion' }, ['seatsUsed', 'trainingCompletion']],
  [{ zh: '第 1 级 反应', en: 'Level 1, reaction' }, ['trainingRating']],
  [{ zh: '第 2 级 学习', en: 'Level 2, learning' }, ['scoreBefore', 'scoreAfter', 'trainingGain', 'trainingEffect']],
  [{ zh: '第 3 级 行为', en: 'Level 3, behaviour' }, ['activeAfter']],
];

function toSubject(input: ReportInput): string {
  const { language, organisation } = input.request;
  if (organisation === undefined) return language === 'zh' ? '全部组织' : 'all organisations';
  const found = recordsOf(input).find((one) => one.organisation.id === organisation);
  return found ? `${found.organisation.name} (${organisation})` : organisation;
}

function toText(input: ReportInput, figures: Figures): string {
  const { language, organisation } = input.request;
  const zh = language === 'zh';
  const head = `${TITLE[language]} · ${toSubject(input)} · ${toWindow(input.request, input.timeZone)}`;
  if (recordsOf(input).length === 0) {
    if (organisation !== undefined) return `${head}\n${zh ? '没有这个组织。' : 'There is no such organisation.'}`;
    return `${head}\n${zh ? '还没有组织。用 afterclass import organisations 和 members 导入。' : 'No organisations yet. Import them: afterclass import organisations and members.'}`;
  }
  const lines = LEVELS.flatMap(([title, names]) => [
    zh ? `【${title.zh}】` : `[${title.en}]`,
    ...names.flatMap((name) => {
      const metric = figures[name];
      if (!metric) return [];
      if (name === 'seatsUsed') return [`${zh ? '已用席位：' : 'Seats used: '}${metric.value} / ${metric.n}`];
      return [toLine(name, metric, null, language)];
    }),
  ]);
  return [head, ...lines].join('\n');
}

export const enterprise: ReportDefinition = {
  name: 'enterprise',
  title: TITLE,
  headline: 'trainingCompletion',
  // Conversations of the window before tell nothing of the training: there is no trend.
  figures: (rows, input) =>
    rows === input.previous ? {} : { ...toTrainingFigures(recordsOf(input), input.request.to ?? input.now) },
  groups: (input): readonly Group[] | null =>
    input.request.organisation === undefined
      ? recordsOf(input).map((one) => ({
          key: one.organisation.id,
          label: one.organisation.name,
          figures: { ...toTrainingFigures([one], input.request.to ?? input.now) },
        }))
      : null,
  text: (input, { figures }) => toText(input, figures),
  extra: ({ request: { organisation } }) => ({
    ...(organisation === undefined ? {} : { organisation }),
    definition: {
      completion: 'course_completion of 90 % or more',
      effect: 'Hedges’ g_av, J (M2 − M1) / sqrt((s1² + s2²) / 2); interval: Bonett 2008',
      behaviour: `learnt on a day within ${AFTER_DAYS} days after the last test`,
      notShown: 'figures about fewer than five people',
    },
  }),
  notes: (input) => {
    const { language } = input.request;
    if (recordsOf(input).length === 0) return [];
    const zh = language === 'zh';
    const unread = recordsOf(input).reduce((sum, { scores }) => sum + toPairs(scores).unread, 0);
    return [
      zh
        ? '没有对照组，提高不一定都来自课程；工作中的改变和经营结果（第 4 级）要看公司自己的数据。不足 5 人的不显示。'
        : 'Without a control group not all of a gain need come from the course; change at work and results of the business (level 4) need the company’s own figures. Fewer than 5 people are not shown.',
      ...(unread > 0
        ? [
            zh
              ? `有 ${unread} 对成绩超过 100 又没写满分，没有计入。`
              : `${unread} pairs of scores are above 100 without a full mark and are left out.`,
          ]
        : []),
    ];
  },
  chart: (input, figures) => {
    const { language } = input.request;
    const zh = language === 'zh';
    const share = (label: string, metric: Figures['trainingCompletion'], by: number) => ({
      label: `${label} (n = ${metric?.n ?? 0})`,
      value: metric?.value == null ? null : metric.value / by,
      ...(metric?.low === undefined || metric.high === undefined
        ? {}
        : { low: metric.low / by, high: metric.high / by }),
    });
    const bars = [
      share(zh ? '完成率' : 'Completion', figures.trainingCompletion, 1),
      share(zh ? '前测平均' : 'Mean before', figures.scoreBefore, 100),
      share(zh ? '后测平均' : 'Mean after', figures.scoreAfter, 100),
      share(zh ? `${AFTER_DAYS} 天内还在学` : `Learning within ${AFTER_DAYS} days`, figures.activeAfter, 1),
    ];
    if (bars.every(({ value }) => value === null)) return null;
    return {
      kind: 'bars',
      layout: 'rows',
      unit: 'share',
      title: `${TITLE[language]} · ${toSubject(input)}`,
      subtitle: `${toWindow(input.request, input.timeZone)}${zh ? '；线是 95% 区间' : '; whiskers: 95% interval'}`,
      language,
      bars,
      alt: bars.map(({ label, value }) => `${label} ${value === null ? '–' : toPercent(value)}`).join(zh ? '；' : '; '),
    };
  },
};
