/** One figure as one line, and what is said about a trend. */
import type { Language } from '../../domain/language.ts';
import { CATALOGUE, type MetricName, type Unit } from '../catalogue/index.ts';
import type { Metric } from '../metric.ts';
import type { Trend } from '../metrics/trend.ts';
import { toAside, toDuration, toInterval, toPercent, toPoints } from '../wording.ts';

const round = (value: number, digits: number): string => value.toFixed(digits);

/** A value of that unit as people read it. */
export function toValue(value: number, unit: Unit, language: Language): string {
  switch (unit) {
    case 'count':
      return String(Math.round(value));
    case 'share':
      return toPercent(value);
    case 'score':
      return round(value, 1);
    case 'percent':
      return `${Math.round(value)}%`;
    case 'points':
      return toPoints(value);
    case 'ms':
      return toDuration(value, language);
    case 'minutes':
      return language === 'zh' ? `${Math.round(value)} 分钟` : `${Math.round(value)} min`;
    case 'rate':
      return round(value, 1);
    case 'money':
      return round(value, 2);
    case 'distance':
    case 'effect':
      return round(value, 2);
    case 'milliseconds':
      return language === 'zh' ? `${Math.round(value)} 毫秒` : `${Math.round(value)} ms`;
  }
}

/** `↑ +5 个百分点`, `→`: level, the difference is within the error. */
export function toTrendWords({ direction, difference }: Trend, unit: Unit, language: Language): string {
  if (direction === 'level') return '→';
  const arrow = direction === 'up' ? '↑' : '↓';
  const sign = difference > 0 ? '+' : '−';
  const size = Math.abs(difference);
  if (unit === 'share')
    return `${arrow} ${sign}${Math.round(size * 100)}${language === 'zh' ? ' 个百分点' : ' points'}`;
  return `${arrow} ${sign}${toValue(size, unit, language).replace(/^\+/, '')}`;
}

const PENDING: Partial<Record<string, readonly [string, string]>> = {
  firstResponse: ['还在等', 'still waiting'],
  resolution: ['还没结束', 'still open'],
  within: ['还没到点', 'not due yet'],
  repurchase: ['未满期', 'not ripe yet'],
  secondPurchase: ['还没再买', 'not bought again'],
  trainingCompletion: ['完成度还不知道', 'not known'],
  activeAfter: ['未满 30 天', 'not 30 days old'],
  durable: ['未满 7 天', 'younger than 7 days'],
};

function toPending(name: MetricName, pending: number | undefined, zh: boolean): string | null {
  if (!pending) return null;
  const words = Object.entries(PENDING).find(([start]) => name.startsWith(start))?.[1] ?? ['还没结果', 'not known yet'];
  return zh ? `另有 ${pending} 个${words[0]}` : `${pending} ${words[1]}`;
}

/** `满意度：8.0（95%：6.0 – 10.0，n = 5） ↑ +0.4` */
export function toLine(name: MetricName, metric: Metric, trend: Trend | null, language: Language): string {
  const zh = language === 'zh';
  const { label, unit } = CATALOGUE[name];
  const word = (value: number) => toValue(value, unit, language);
  const pending = toPending(name, metric.pending, zh);
  const head = `${label[language]}${zh ? '：' : ': '}`;
  if (metric.value === null) {
    const nothing = metric.n === 0 ? (zh ? '还没有' : 'none yet') : zh ? '还说不准' : 'cannot be told yet';
    return `${head}${nothing}${toAside([metric.n === 0 ? null : `n = ${metric.n}`, pending], language)}`;
  }
  // A count of itself says its n already.
  const n = unit === 'count' && (metric.value === metric.n || metric.n === 0) ? null : `n = ${metric.n}`;
  const aside = toAside([toInterval(metric, word, language), n, pending], language);
  return `${head}${word(metric.value)}${aside}${trend ? ` ${toTrendWords(trend, unit, language)}` : ''}`;
}
