/** `report surveys`: what questionnaires asked, how many answered, and what. */
import type { BarChart } from '../../domain/chart.ts';
import type { SurveyAnswer, SurveyQuestion } from '../../domain/survey.ts';
import { CATALOGUE } from '../catalogue/index.ts';
import { type Metric, toShare } from '../metric.ts';
import { toWeightedMean, weightedMeanInterval } from '../statistics/weighted-mean.ts';
import { toWindow } from '../wording.ts';
import { toValue } from './lines.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';

/** What the questionnaires of the window said. */
export interface SurveyInput {
  readonly questions: readonly SurveyQuestion[];
  /** How often each questionnaire was sent. */
  readonly asked: ReadonlyMap<string, number>;
  readonly answers: readonly SurveyAnswer[];
}

/** Mean of the answers on the scale of the question, with a 95 % t-interval kept within the scale. */
function toMean(scores: readonly number[], least: number, most: number): Metric {
  const weighted = toWeightedMean(
    scores,
    scores.map(() => 1),
  );
  const interval = scores.every((score) => score === scores[0]) ? null : weightedMeanInterval(weighted);
  return {
    value: weighted.mean,
    n: scores.length,
    ...(interval ? { low: Math.max(least, interval.low), high: Math.min(most, interval.high) } : {}),
  };
}

function toQuestionFigures({ scale }: SurveyQuestion, asked: number, answers: readonly SurveyAnswer[]): Figures {
  const scores = answers.flatMap(({ score }) => score ?? []);
  const responseRate = { surveyResponseRate: toShare(Math.min(answers.length, asked), asked) };
  switch (scale) {
    case '0-10':
      return { surveyMean: toMean(scores, 0, 10), ...responseRate };
    case '1-5':
      return { surveyMean: toMean(scores, 1, 5), ...responseRate };
    case 'yes-no':
      return { surveyYes: toShare(scores.filter((score) => score === 1).length, scores.length), ...responseRate };
    case 'text':
      return responseRate;
  }
}

/** One group for each question, in the order of the file. */
function toQuestions({ surveys, request }: ReportInput): Group[] {
  if (!surveys) return [];
  const bySurvey = Map.groupBy(surveys.questions, ({ survey }) => survey);
  return [...bySurvey].flatMap(([survey, questions]) =>
    questions.map((question, n) => ({
      key: `${survey}:${n + 1}`,
      label: question.question[request.language],
      figures: toQuestionFigures(
        question,
        surveys.asked.get(survey) ?? 0,
        surveys.answers.filter((answer) => answer.survey === survey && answer.question === n),
      ),
    })),
  );
}

/** Of all questionnaires sent; one counts as answered with its first question. */
function toFigures({ surveys }: ReportInput): Figures {
  const asked = [...(surveys?.asked.values() ?? [])].reduce((a, b) => a + b, 0);
  const begun = surveys?.answers.filter(({ question }) => question === 0).length ?? 0;
  return { surveyResponseRate: toShare(Math.min(begun, asked), asked) };
}

function toLine({ label, figures }: Group, input: ReportInput): string {
  const { language } = input.request;
  const zh = language === 'zh';
  const told = (['surveyMean', 'surveyYes', 'surveyResponseRate'] as const).flatMap((name) => {
    const metric = figures[name];
    if (!metric || metric.value === null) return [];
    const { unit, label: own } = CATALOGUE[name];
    const word = (value: number) => toValue(value, unit, language);
    const interval =
      metric.low === undefined || metric.high === undefined ? '' : ` (${word(metric.low)}–${word(metric.high)})`;
    return `${own[language]} ${word(metric.value)}${zh ? interval.replace(' (', '（').replace(')', '）') : interval}, n = ${metric.n}`;
  });
  const none = zh ? '还没有回答' : 'no answers yet';
  return `${label}\n  ${told.length === 0 ? none : told.join(zh ? '；' : '; ')}`;
}

function toChart(input: ReportInput): BarChart | null {
  const { language } = input.request;
  const zh = language === 'zh';
  const shown = toQuestions(input).filter(({ figures }) => figures.surveyResponseRate?.value != null);
  if (shown.length === 0) return null;
  const rate = ({ figures }: Group) => figures.surveyResponseRate!;
  const word = (value: number | null) => (value === null ? '–' : toValue(value, 'share', language));
  return {
    kind: 'bars',
    layout: 'rows',
    title: zh ? '小问卷：有多少人回答' : 'Questionnaires: how many answer',
    subtitle: `${toWindow(input.request, input.timeZone)}${zh ? '；竖线是 95% 区间' : '; whiskers: 95% interval'}`,
    language,
    unit: 'share',
    bars: shown.map((group) => ({
      label: group.label,
      value: rate(group).value,
      ...(rate(group).low === undefined ? {} : { low: rate(group).low!, high: rate(group).high! }),
    })),
    alt: shown
      .map((group) => `${group.label} ${word(rate(group).value)} (n = ${rate(group).n})`)
      .join(zh ? '；' : '; '),
  };
}

export const surveys: ReportDefinition = {
  name: 'surveys',
  title: { zh: '小问卷', en: 'Questionnaires' },
  headline: 'surveyResponseRate',
  figures: (_, input) => toFigures(input),
  rows: toQuestions,
  extra: (input) => ({
    questions: Object.fromEntries(
      toQuestions(input).map(({ key, label, figures }) => [key, { label, metrics: figures }]),
    ),
  }),
  text: (input, { figures }) => {
    const { language } = input.request;
    const zh = language === 'zh';
    const head = `${surveys.title[language]} · ${toWindow(input.request, input.timeZone)}`;
    const { value, n } = figures.surveyResponseRate ?? { value: null, n: 0 };
    if (value === null) {
      return `${head}\n${zh ? '这段时间还没有发过问卷。data/surveys.csv 里写着问什么、问谁。' : 'No questionnaires were sent in this time. data/surveys.csv says what is asked, and whom.'}`;
    }
    const sent = zh
      ? `发出 ${n} 份，${toValue(value, 'share', language)} 开始回答`
      : `${n} sent, ${toValue(value, 'share', language)} began to answer`;
    return [head, sent, '', ...toQuestions(input).map((group) => toLine(group, input))].join('\n');
  },
  chart: toChart,
};
