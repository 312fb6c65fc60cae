/** `report staffing`: the hours of the week, the tickets they bring and the people they need. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { HOURS_OF_WEEK, type QueueForecast, toForecasts, WANTED_SHARE } from '../metrics/staffing.ts';
import { toDuration } from '../wording.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';

const DAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

const hours = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => hour);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
/** Over all queues, hour by hour: who answers payments does not answer homework. */
const together = (forecasts: readonly QueueForecast[], of: 'arrivals' | 'needed' | 'present'): number[] =>
  hours.map((hour) => sum(forecasts.map((forecast) => forecast[of][hour]!)));

function toFigures(forecasts: readonly QueueForecast[], n: number): Figures {
  if (n === 0 || forecasts.length === 0) {
    const none = { value: null, n: 0 };
    return {
      ticketsPerWeek: none,
      peakTicketsPerHour: none,
      peakAgentsNeeded: none,
      peakAgentsPresent: none,
      agentHoursNeeded: none,
    };
  }
  const arrivals = together(forecasts, 'arrivals');
  const needed = together(forecasts, 'needed');
  return {
    ticketsPerWeek: { value: sum(arrivals), n },
    peakTicketsPerHour: { value: Math.max(...arrivals), n },
    peakAgentsNeeded: { value: Math.max(...needed), n },
    peakAgentsPresent: { value: Math.max(...together(forecasts, 'present')), n },
    agentHoursNeeded: { value: sum(needed), n },
  };
}

const forecastsOf = (rows: readonly ConversationFacts[], { targets, now, timeZone }: ReportInput) =>
  toForecasts(rows, targets, now, timeZone);
const countTickets = (rows: readonly ConversationFacts[]) =>
  rows.filter(({ queue, escalatedAt }) => queue !== null && escalatedAt !== null).length;

function toQueues(input: ReportInput): Group[] {
  return forecastsOf(input.rows, input).map((forecast) => ({
    key: forecast.queue,
    label: input.nameOf('queue', forecast.queue, input.request.language),
    figures: toFigures([forecast], countTickets(input.rows.filter(({ queue }) => queue === forecast.queue))),
  }));
}

export const staffing: ReportDefinition = {
  name: 'staffing',
  title: { zh: '排班', en: 'Staffing' },
  headline: 'peakAgentsNeeded',
  figures: (rows, input) => toFigures(forecastsOf(rows, input), countTickets(rows)),
  groups: toQueues,
  extra: (input) => ({ forecasts: forecastsOf(input.rows, input) }),
  notes: (input) => {
    const { language } = input.request;
    const zh = language === 'zh';
    const forecasts = forecastsOf(input.rows, input);
    if (forecasts.length === 0) return [];
    const { weeks } = forecasts[0]!;
    const work = toDuration(Math.max(...forecasts.map(({ workMs }) => workMs)), language);
    const assumed = forecasts.some(({ workN }) => workN === 0);
    return [
      zh
        ? `按最近 ${weeks} 周推算（越近越重），${Math.round(WANTED_SHARE * 100)}% 的首次回复在承诺时间内；每张工单最多 ${work}人工用时${assumed ? '（有的是假定值）' : ''}。Erlang C 假定一人一次只处理一张、没有人放弃，所以偏保守。`
        : `From the last ${weeks} weeks, recent ones weighing more; ${Math.round(WANTED_SHARE * 100)}% of first replies within the promise; up to ${work} of work per ticket${assumed ? ' (in part assumed)' : ''}. Erlang C supposes one ticket at a time and that nobody gives up, so it errs on the safe side.`,
      ...(weeks < 4 ? [zh ? '不满四周，仅供参考。' : 'With less than four weeks this is no more than a hint.'] : []),
    ];
  },
  chart: (input) => {
    const { language } = input.request;
    const zh = language === 'zh';
    const forecasts = forecastsOf(input.rows, input);
    if (forecasts.length === 0) return null;
    const needed = together(forecasts, 'needed');
    const most = Math.max(...needed);
    const busiest = needed.indexOf(most);
    const day = DAYS[language][Math.floor(busiest / 24)];
    return {
      kind: 'grid',
      unit: 'count',
      title: zh ? '每小时需要几位客服' : 'People needed in each hour',
      subtitle: zh
        ? `${input.timeZone}；所有队列合计，${Math.round(WANTED_SHARE * 100)}% 按时首次回复`
        : `${input.timeZone}; all queues, ${Math.round(WANTED_SHARE * 100)}% of first replies in time`,
      language,
      columns: Array.from({ length: 24 }, (_, hour) => String(hour)),
      rows: DAYS[language].map((label, row) => ({
        label,
        cells: needed.slice(row * 24, row * 24 + 24).map((value) => ({ value, faint: value === 0 })),
      })),
      alt: zh
        ? `最忙的是${day} ${busiest % 24} 点，需要 ${most} 位`
        : `Busiest: ${day} ${busiest % 24}:00, ${most} people`,
    };
  },
};
