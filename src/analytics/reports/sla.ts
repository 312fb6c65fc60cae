/** `report sla`: promises kept and broken, by queue unless another split is asked for. */
import type { Bar } from '../../domain/chart.ts';
import { toServiceLevel } from '../metrics/service-level.ts';
import { toPercent, toWindow } from '../wording.ts';
import { NONE, toGroupName, toGroups } from './grouping.ts';
import type { Group, ReportDefinition, ReportInput } from './report.ts';

function toQueues(input: ReportInput): Group[] {
  return toGroups(input, 'queue')
    .filter(({ key }) => key !== NONE)
    .map(({ key, rows }) => ({
      key,
      label: toGroupName(input, 'queue', key),
      figures: { ...toServiceLevel(rows, input.targets, input.now) },
    }));
}

/** `紧急：首次回复 73%（29 按时，11 超时），解决 84%（n = 40）`; null where nothing was promised. */
function toPromiseLine({ label, figures }: Group, { request: { language } }: ReportInput): string | null {
  const zh = language === 'zh';
  const { withinTargetObserved: share, responseMet, responseBreached, resolutionWithinTarget: resolved } = figures;
  if (share?.value == null) return null;
  const [met, late] = [responseMet?.value ?? 0, responseBreached?.value ?? 0];
  const replied = zh
    ? `首次回复 ${toPercent(share.value)}（${met} 按时，${late} 超时）`
    : `first reply ${toPercent(share.value)} (${met} in time, ${late} late)`;
  const solved =
    resolved?.value == null
      ? ''
      : zh
        ? `，解决 ${toPercent(resolved.value)}（n = ${resolved.n}）`
        : `, resolved ${toPercent(resolved.value)} (n = ${resolved.n})`;
  return `${label}${zh ? '：' : ': '}${replied}${solved}`;
}

export const sla: ReportDefinition = {
  name: 'sla',
  title: { zh: '服务承诺', en: 'Service levels' },
  headline: 'withinTargetObserved',
  figures: (rows, { targets, now }) => ({ ...toServiceLevel(rows, targets, now) }),
  groups: toQueues,
  groupLine: toPromiseLine,
  notes: ({ request: { language } }) => [
    language === 'zh'
      ? '承诺时间见 queues.csv，按队列的营业时间和工单的优先级；还没到点的不算。也可以加 --by priority、course 或 team。'
      : 'Promises stand in queues.csv; they run on the opening hours of each queue and depend on the priority. What is not due yet does not count. You may add --by priority, course or team.',
  ],
  chart: (input, _, groups) => {
    const { request, timeZone } = input;
    const { language } = request;
    const zh = language === 'zh';
    const queues = groups.filter(({ figures }) => (figures.withinTargetObserved?.n ?? 0) > 0);
    if (queues.length === 0) return null;
    const bars = queues.map(({ label, figures }): Bar => {
      const { value = null, n = 0, low, high } = figures.withinTargetObserved ?? {};
      return {
        label: `${label} (n = ${n})`,
        value,
        ...(low === undefined || high === undefined ? {} : { low, high }),
      };
    });
    return {
      kind: 'bars',
      layout: 'rows',
      unit: 'share',
      title: zh ? '按时首次回复' : 'First replies in time',
      subtitle: `${toWindow(request, timeZone)}${zh ? '；竖线是 95% 区间' : '; whiskers: 95% interval'}`,
      language,
      bars,
      alt: bars
        .map(({ label, value }) => `${label} ${value === null ? '–' : `${Math.round(value * 100)}%`}`)
        .join(zh ? '；' : '; '),
    };
  },
};
