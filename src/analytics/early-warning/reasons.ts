/** The reasons behind a probability, in words. What is said of the learner is counted, not estimated. */
import { TIME_COLUMNS } from '../../domain/activity-columns.ts';
import type { Language } from '../../domain/language.ts';
import type { Effect } from './effects.ts';
import type { Summary } from './features.ts';
import type { EarlyWarning, LearnerRow, Warning } from './model.ts';

/** Log-odds below which a theme moved next to nothing. */
const NEGLIGIBLE = 0.15;
const MOST_REASONS = 3;

type Words = (summary: Summary, effect: Effect, known: Known) => string;
interface Known {
  /** Events of the count column. */
  readonly count: number;
  /** The learner's value of the attribute, and how many with it left. */
  readonly value: string;
  readonly share: { readonly share: number; readonly n: number } | null;
  /** True where the column counts minutes. */
  readonly isTime: boolean;
  /** Writes a number of events; empty where minutes are among them. */
  readonly events: (events: number) => string;
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`);

const WORDS: Readonly<Record<Language, Readonly<Record<Effect['theme'] | 'never', Words>>>> = {
  zh: {
    never: ({ length }) => `${length} 天里没有任何活动`,
    recency: ({ recency }) => (recency === 0 ? '最后一天还在学习' : `已有 ${recency} 天没有活动`),
    volume: ({ activeDays, length, events }, _, known) =>
      `${length} 天里有 ${activeDays} 天活动${known.events(events)}`,
    recent: ({ recency, activeDays7, events7 }, _, known) =>
      activeDays7 === 0 ? `已有 ${recency} 天没有活动` : `最近 7 天有 ${activeDays7} 天活动${known.events(events7)}`,
    regularity: ({ streak, longestGap }) => `最长连续 ${streak} 天，最长中断 ${Math.max(0, longestGap - 1)} 天`,
    trend: ({ earlier, later }) => `前半段活动 ${earlier} 天，后半段 ${later} 天`,
    start: ({ firstAfter }) => `第 ${firstAfter + 1} 天才第一次学习`,
    kind: (_, { column }, { count, isTime }) => (isTime ? `共学习 ${Math.round(count)} 分钟` : `${column} ${count} 次`),
    attribute: (_, { column }, { value, share }) =>
      `${column === 'course' ? '这门课' : `${column} ${value}`}${share ? `：同类 ${share.n} 人中 ${percent(share.share)} 流失` : ''}`,
  },
  en: {
    never: ({ length }) => `no activity in ${days(length)}`,
    recency: ({ recency }) => (recency === 0 ? 'active on the last day' : `no activity for ${days(recency)}`),
    volume: ({ activeDays, length, events }, _, known) =>
      `active on ${activeDays} of ${days(length)}${known.events(events)}`,
    recent: ({ recency, activeDays7, events7 }, _, known) =>
      activeDays7 === 0
        ? `no activity for ${days(recency)}`
        : `active on ${activeDays7} of the last 7 days${known.events(events7)}`,
    regularity: ({ streak, longestGap }) =>
      `longest streak ${days(streak)}, longest break ${days(Math.max(0, longestGap - 1))}`,
    trend: ({ earlier, later }) => `active days ${earlier} in the first half, ${later} in the second`,
    start: ({ firstAfter }) => `first active on day ${firstAfter + 1}`,
    kind: (_, { column }, { count, isTime }) =>
      isTime
        ? `${Math.round(count)} minutes of learning`
        : `${column}: ${count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`}`,
    attribute: (_, { column }, { value, share }) =>
      `${column === 'course' ? 'this course' : `${column} ${value}`}${share ? `: ${percent(share.share)} of ${share.n} left` : ''}`,
  },
};

/**
 * At most three reasons, the strongest first, that push where the probability went: towards leaving where it is above the
 * share of all who left, else towards staying. Always at least one. No reason holds a semicolon.
 */
export function toReasons(
  warning: Warning,
  row: LearnerRow,
  model: Pick<EarlyWarning, 'baseRate' | 'shareLeft'>,
  columns: { readonly attributes: readonly string[]; readonly counts: readonly string[] },
  language: Language,
): string[] {
  const { effects, probability, summary } = warning;
  const words = WORDS[language];
  const sign = probability >= model.baseRate ? 1 : -1;
  const pushing = effects.filter(
    ({ theme, change }) => change * sign > NEGLIGIBLE && isPlain(theme, sign > 0, summary),
  );
  const strongest = pushing.length > 0 ? pushing : effects.slice(0, 1);
  // Minutes and clicks do not add up to a number of anything.
  const hasTime = columns.counts.some((column) => Object.hasOwn(TIME_COLUMNS, column));
  const said = strongest.map((effect) => {
    if (summary.activeDays === 0 && effect.theme !== 'attribute') return words.never(summary, effect, NOTHING);
    const column = effect.column ?? '';
    const value = row.attributes[columns.attributes.indexOf(column)] ?? '';
    const share = effect.theme === 'attribute' ? model.shareLeft(column, value) : null;
    return words[effect.theme](summary, effect, {
      value,
      share,
      isTime: Object.hasOwn(TIME_COLUMNS, column),
      events: (events) => (hasTime ? '' : toEvents(events, language)),
      count: summary.kinds[columns.counts.indexOf(column)] ?? 0,
    });
  });
  return [...new Set(said)].slice(0, MOST_REASONS).map((reason) => reason.replaceAll(';', ','));
}

const toEvents = (events: number, language: Language): string =>
  language === 'zh' ? `，共 ${events} 次操作` : `, ${events} events`;

const NOTHING: Known = { value: '', share: null, count: 0, isTime: false, events: () => '' };

/** Themes lean on each other, so one may push against what its words say; "active on the last day" is no reason to worry. */
function isPlain(theme: Effect['theme'], leaving: boolean, summary: Summary): boolean {
  const { recency, activeDays7, earlier, later } = summary;
  if (theme === 'recency') return leaving ? recency > 1 : recency < 7;
  if (theme === 'recent') return leaving ? activeDays7 < 4 : activeDays7 > 0;
  if (theme === 'trend') return leaving ? later < earlier : later >= earlier;
  return true;
}
