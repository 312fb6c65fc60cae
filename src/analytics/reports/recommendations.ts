/** `report recommendations`: what was recommended, how it was answered, what was bought, and the difference to those held out. */
import type { BarChart } from '../../domain/chart.ts';
import { CATALOGUE, type MetricName } from '../catalogue/index.ts';
import { type Metric, toShare } from '../metric.ts';
import { shareDifference } from '../statistics/newcombe.ts';
import { toWindow } from '../wording.ts';
import { toLine, toValue } from './lines.ts';
import type { Figures, ReportDefinition, ReportInput } from './report.ts';

interface Count {
  readonly n: number;
  readonly bought: number;
  readonly pending: number;
}

/** What was counted of the showings of the window. */
export interface RecommendationInput {
  /** Courses and learners of personal recommendations. */
  readonly shown: number;
  readonly learners: number;
  readonly interested: number;
  readonly refused: number;
  readonly courses: Count;
  readonly personal: Count;
  readonly heldOut: Count;
}

function toBought({ n, bought, pending }: Count): Metric {
  return { ...toShare(bought, n), ...(pending > 0 ? { pending } : {}) };
}

function toEffectMetric({ personal, heldOut }: RecommendationInput): Metric {
  const n = personal.n + heldOut.n;
  const difference = shareDifference(personal.bought, personal.n, heldOut.bought, heldOut.n);
  if (!difference) return { value: null, n };
  return { value: 100 * difference.value, n, low: 100 * difference.low, high: 100 * difference.high };
}

function toFigures({ recommendations: counted }: ReportInput): Figures {
  if (!counted) return {};
  const { shown, learners, interested, refused } = counted;
  return {
    recommendationsShown: { value: shown, n: learners },
    recommendationsInterested: toShare(interested, shown),
    recommendationsRefused: toShare(refused, shown),
    recommendationsBought: toBought(counted.courses),
    buyersRecommended: toBought(counted.personal),
    buyersHeldOut: toBought(counted.heldOut),
    recommendationEffect: toEffectMetric(counted),
  };
}

const BARS = [
  'recommendationsInterested',
  'recommendationsRefused',
  'recommendationsBought',
  'buyersRecommended',
  'buyersHeldOut',
] as const satisfies readonly MetricName[];

function toChart(input: ReportInput, figures: Figures): BarChart | null {
  const { language } = input.request;
  const zh = language === 'zh';
  const shown = BARS.filter((name) => figures[name]?.value != null);
  if (shown.length === 0) return null;
  const bars = shown.map((name) => {
    const { value, n, low, high } = figures[name]!;
    return {
      label: `${CATALOGUE[name].label[language]} (n = ${n})`,
      value,
      ...(low === undefined || high === undefined ? {} : { low, high }),
      ...(name === 'buyersHeldOut' ? { tone: 'faint' as const } : {}),
    };
  });
  return {
    kind: 'bars',
    layout: 'rows',
    title: recommendations.title[language],
    subtitle: `${toWindow(input.request, input.timeZone)}${zh ? '；细线是 95% 区间' : '; whiskers: 95% interval'}`,
    language,
    unit: 'share',
    bars,
    alt: bars
      .map(({ label, value }) => `${label} ${value === null ? '–' : toValue(value, 'share', language)}`)
      .join(zh ? '；' : '; '),
  };
}

/** What may be said of the difference, and no more. */
function toVerdict({ recommendationEffect: effect }: Figures, zh: boolean): string {
  if (effect?.value == null || effect.low === undefined || effect.high === undefined) {
    return zh
      ? '两组里还没有都满 30 天的学员，作用还看不出来。'
      : 'One of the two groups has nobody older than 30 days yet: nothing can be said about the effect.';
  }
  if (effect.low <= 0 && effect.high >= 0) {
    return zh
      ? '区间含 0：还不能说个性推荐比“大家常选”多带来什么。'
      : 'The interval holds 0: it cannot be said that personal recommendations add anything to what most choose.';
  }
  return zh
    ? `对照组是按编号随机固定的，所以这个差可以看作个性推荐${effect.value > 0 ? '带来的' : '少卖的'}；它不说明单门课为什么被买。`
    : `Who is held out is random by id, so this difference is what personal recommendations ${effect.value > 0 ? 'added' : 'cost'}; it does not say why any one course was bought.`;
}

export const recommendations: ReportDefinition = {
  name: 'recommendations',
  title: { zh: '课程推荐', en: 'Recommendations' },
  headline: 'recommendationsBought',
  // Conversations have no say in it, so there is no period before to compare with.
  figures: (rows, input) => (rows === input.previous ? {} : toFigures(input)),
  text: (input, { figures }) => {
    const { language } = input.request;
    const zh = language === 'zh';
    const head = `${recommendations.title[language]} · ${toWindow(input.request, input.timeZone)}`;
    const counted = input.recommendations;
    if (!counted || counted.shown + counted.heldOut.n + counted.heldOut.pending === 0) {
      return `${head}\n${zh ? '这段时间还没有人看过推荐。学员用 /recommend 就能看到。' : 'Nobody was shown recommendations in this time. Learners get them with /recommend.'}`;
    }
    const lines = (Object.keys(figures) as MetricName[]).map((name) => toLine(name, figures[name]!, null, language));
    return [head, ...lines, '', toVerdict(figures, zh)].join('\n');
  },
  chart: toChart,
};
