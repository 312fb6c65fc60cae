/** `report response`: how long learners wait for a person and for a resolution, with the open ones counted. */
import type { CurveChart } from '../../domain/chart.ts';
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { toServiceLevel } from '../metrics/service-level.ts';
import { countWaiting, toResolutionTimes, toResponseTimes, toTimeMetrics, toWaitShares } from '../metrics/times.ts';
import { isOpen } from '../outcome.ts';
import { type SurvivalPoint, survivalQuantile, toSurvivalCurve } from '../statistics/kaplan-meier.ts';
import { fitLogNormal, fitNormal, logNormalShareBelow, normalShareBelow } from '../statistics/laws.ts';
import { toDuration, toWindow } from '../wording.ts';
import type { Figures, ReportDefinition, ReportInput } from './report.ts';

const QS = [0.5, 0.75, 0.9, 0.95] as const;

function toFigures(rows: readonly ConversationFacts[], { now, targets, request }: ReportInput): Figures {
  const responses = toResponseTimes(rows, now);
  const [median, p75, p90, p95] = toTimeMetrics(responses, QS, countWaiting(rows));
  const resolutions = toResolutionTimes(rows, now);
  const [rMedian, r75, r90, r95] = toTimeMetrics(resolutions, QS, rows.filter(isOpen).length);
  const level = toServiceLevel(rows, targets, now);
  const laws = toWaitShares(responses, request.withinMs ?? 0);
  const wished = request.withinMs === undefined ? null : laws;
  return {
    firstResponseMedianMs: median!,
    firstResponseP75Ms: p75!,
    firstResponseP90Ms: p90!,
    firstResponseP95Ms: p95!,
    withinTargetObserved: wished?.observed ?? level.withinTargetObserved,
    withinTargetNormal: wished?.normal ?? level.withinTargetNormal,
    ...(wished ? { withinTargetLogNormal: wished.logNormal } : {}),
    normalDistance: laws.normalDistance,
    logNormalDistance: laws.logNormalDistance,
    resolutionMedianMs: rMedian!,
    resolutionP75Ms: r75!,
    resolutionP90Ms: r90!,
    resolutionP95Ms: r95!,
  };
}

export const response: ReportDefinition = {
  name: 'response',
  title: { zh: '响应时间', en: 'Response times' },
  headline: 'firstResponseMedianMs',
  compact: [
    'firstResponseMedianMs',
    'firstResponseP90Ms',
    'withinTargetObserved',
    'withinTargetNormal',
    'resolutionMedianMs',
    'resolutionP90Ms',
  ],
  figures: toFigures,
  notes: ({ request: { language, withinMs } }, figures) => {
    const zh = language === 'zh';
    const normal = figures.normalDistance?.value ?? null;
    const logNormal = figures.logNormalDistance?.value ?? null;
    const notes: string[] = [];
    if (withinMs !== undefined) {
      const wish = toDuration(withinMs, language);
      notes.push(zh ? `“按时”指 ${wish}以内，按自然时间。` : `“In time” means within ${wish}, around the clock.`);
    } else {
      notes.push(
        zh ? '“按时”指各队列承诺的时间，按营业时间。' : '“In time” is what each queue promises, on its opening hours.',
      );
    }
    if (normal !== null) {
      const both = logNormal !== null;
      const better = both && logNormal < normal;
      const far = Math.min(normal, logNormal ?? 1) > 0.1;
      const distances = `${normal.toFixed(2)}${both ? ` / ${logNormal.toFixed(2)}` : ''}`;
      notes.push(
        zh
          ? `与实际曲线的差距（正态${both ? ' / 对数正态' : ''}）：${distances}。${better ? '对数正态更像' : '正态更像'}${far ? '，但都不准，请以实际为准' : ''}。`
          : `Distance to what was observed (normal${both ? ' / log-normal' : ''}): ${distances}. The ${better ? 'log-normal' : 'normal'} law fits better${far ? ', but neither is right: trust the observed share' : ''}.`,
      );
    }
    return notes;
  },
  chart: (input) => toCurves(input),
};

/** More points than the picture has columns are drawn over each other. */
const COLUMNS = 800;

/** The last step of each column, up to just behind the end of the axis. */
function toDrawn(curve: readonly SurvivalPoint[], until: number): readonly SurvivalPoint[] {
  const columnOf = ({ time }: SurvivalPoint): number => Math.floor((time / until) * COLUMNS);
  return curve.filter((point, i) => {
    const next = curve[i + 1];
    return columnOf(point) <= COLUMNS + 1 && (!next || columnOf(next) > columnOf(point));
  });
}

function toCurves({ rows, now, request, timeZone }: ReportInput): CurveChart | null {
  const { language, withinMs } = request;
  const zh = language === 'zh';
  const watched = toResponseTimes(rows, now);
  const ended = watched.filter((one) => one.ended).map(({ time }) => time);
  if (ended.length < 2) return null;
  const whole = toSurvivalCurve(watched);
  const last = whole.at(-1)!.time;
  const p90 = survivalQuantile(whole, 0.9).value ?? last;
  const until = Math.max(60_000, Math.min(last, Math.max(1.6 * p90, 1.2 * (withinMs ?? 0))));
  const curve = toDrawn(whole, until);
  const normal = fitNormal(ended)!;
  const logNormal = fitLogNormal(ended);
  const steps = Array.from({ length: 121 }, (_, i) => (until * i) / 120);
  const median = survivalQuantile(whole, 0.5).value;
  return {
    kind: 'curves',
    title: zh ? '多久等到第一条人工回复' : 'How long until a person replies',
    subtitle: `${toWindow(request, timeZone)}; n = ${ended.length}${zh ? `，另有 ${watched.length - ended.length} 个没等到，按已等时间计入` : `, ${watched.length - ended.length} more without one yet, counted for as long as they waited`}`,
    language,
    xName: zh ? '转人工之后的时间' : 'Time since the hand-over',
    yName: zh ? '已经得到回复的比例' : 'Share that has a reply',
    until,
    curves: [
      {
        name: zh ? '实际（色带：95% 区间）' : 'Observed (band: 95% interval)',
        shape: 'step',
        points: [[0, 0] as const, ...curve.map(({ time, survival }) => [time, 1 - survival] as const)],
        band: curve.flatMap(({ time, low, high }) =>
          low === null || high === null ? [] : [[time, 1 - high, 1 - low] as const],
        ),
      },
      {
        name: zh ? '正态 Φ((t−μ)/σ)' : 'Normal Φ((t−μ)/σ)',
        shape: 'dashed',
        points: steps.map((t) => [t, normalShareBelow(t, normal)] as const),
      },
      ...(logNormal
        ? [
            {
              name: zh ? '对数正态' : 'Log-normal',
              shape: 'dotted' as const,
              points: steps.map((t) => [t, logNormalShareBelow(t, logNormal)] as const),
            },
          ]
        : []),
    ],
    ...(withinMs === undefined ? {} : { mark: { x: withinMs, label: toDuration(withinMs, language) } }),
    alt: zh
      ? `一半在 ${median === null ? '（还不知道）' : toDuration(median, language)} 内得到人工回复，n = ${ended.length}`
      : `Half had a reply within ${median === null ? '(not known yet)' : toDuration(median, language)}, n = ${ended.length}`,
  };
}
