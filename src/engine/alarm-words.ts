/** What is said when a figure leaves its usual range, and about whether that is said at all. */
import type { FigureAlarm, WatchedFigure } from '../domain/alarm.ts';
import type { Language } from '../domain/language.ts';

interface FigureWords {
  readonly zh: string;
  readonly en: string;
  /** Where to look for the reason. */
  readonly look: string;
}

const FIGURES: Readonly<Record<WatchedFigure, FigureWords>> = {
  conversations: { zh: '昨天的对话', en: 'Conversations yesterday', look: '/report overview' },
  escalated: { zh: '昨天转人工的', en: 'Passed to people yesterday', look: '/report overview' },
  satisfaction: { zh: '最近 7 天满意度', en: 'Satisfaction, last 7 days', look: '/report feedback' },
  firstResponse: {
    zh: '最近 7 天人工首次回复（中位数）',
    en: 'First reply by a person, last 7 days (median)',
    look: '/report response --by queue',
  },
  unanswered: { zh: '最近 7 天没答上来的', en: 'Questions without an answer, last 7 days', look: '/report knowledge' },
};

/** Which way is good news; of counts neither is. */
const GOOD: Partial<Record<WatchedFigure, 'up' | 'down'>> = {
  satisfaction: 'up',
  firstResponse: 'down',
  unanswered: 'down',
};

function toTime(ms: number, zh: boolean): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return zh ? '不到 1 分钟' : 'under 1 min';
  if (minutes < 90) return zh ? `${Math.round(minutes)} 分钟` : `${Math.round(minutes)} min`;
  return zh ? `${(minutes / 60).toFixed(1)} 小时` : `${(minutes / 60).toFixed(1)} h`;
}

function toWord(figure: WatchedFigure, value: number, zh: boolean): string {
  switch (figure) {
    case 'conversations':
    case 'escalated':
      return String(Math.round(value));
    case 'satisfaction':
      return value.toFixed(1);
    case 'firstResponse':
      return toTime(value, zh);
    case 'unanswered':
      return `${Math.round(value * 100)}%`;
  }
}

/** `⚠ 最近 7 天满意度 6.9（平常 7.9 – 8.7，n = 24），比平常低 → /report feedback` */
function toLine({ figure, kind, direction, value, low, high, n }: FigureAlarm, zh: boolean): string {
  const { look, ...names } = FIGURES[figure];
  const mark = GOOD[figure] === undefined ? '📊' : GOOD[figure] === direction ? '🎉' : '⚠';
  const word = (each: number) => toWord(figure, each, zh);
  const isCount = figure === 'conversations' || figure === 'escalated';
  const aside = isCount ? '' : zh ? `，n = ${n}` : `, n = ${n}`;
  const creeps = kind === 'creeping' ? (zh ? '连着几天' : 'for some days ') : '';
  const way = zh
    ? `${creeps}比平常${direction === 'up' ? '高' : '低'}`
    : `${creeps}${direction === 'up' ? 'higher' : 'lower'} than usual`;
  return zh
    ? `${mark} ${names.zh} ${word(value)}（平常 ${word(low)} – ${word(high)}${aside}），${way} → ${look}`
    : `${mark} ${names.en}: ${word(value)} (usually ${word(low)} – ${word(high)}${aside}), ${way} → ${look}`;
}

export function toAlarmText(alarms: readonly FigureAlarm[], language: Language): string {
  const zh = language === 'zh';
  return [
    zh ? '提醒一下，有个数字和平常不太一样：' : 'A note for all: something is not quite as usual.',
    ...alarms.map((alarm) => toLine(alarm, zh)),
    zh
      ? '也可能只是碰巧。同一个数字一周内不会再提醒；不想收到：/report alerts off'
      : 'It may be chance. The same figure is not told again within a week; to turn this off: /report alerts off',
  ].join('\n');
}

/** How it stands, what is watched, and what can be typed. */
export function toAlarmStanding(place: string | null, on: boolean, language: Language): string {
  const zh = language === 'zh';
  const names = Object.values(FIGURES).map((figure) => figure[language]);
  if (!on) return zh ? '指标提醒已关闭。打开：/report alerts on' : 'Alerts are off. To turn them on: /report alerts on';
  if (place === null) {
    return zh
      ? '还没有地方可提醒：设置 STAFF_PLACES，或在想收到的地方写 /report alerts here。'
      : 'There is no place to tell: set STAFF_PLACES, or type /report alerts here where you want them.';
  }
  return zh
    ? `指标离开平常范围时，每天早上 9 点提醒到 ${place}，同一个数字一周最多一次。\n看着：${names.join('、')}。\n换到这里：/report alerts here；关闭：/report alerts off`
    : `When a figure leaves its usual range, it is told at 9 in the morning in ${place}, each figure at most once a week.\nWatched: ${names.join('; ')}.\nTo have them here: /report alerts here. To turn them off: /report alerts off`;
}
