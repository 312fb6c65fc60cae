/** `report resolution`: what conversations came to, and what it cost. */
import type { MetricName } from '../catalogue/index.ts';
import { CATALOGUE } from '../catalogue/index.ts';
import { toCost, toCpuPerConversation } from '../metrics/cost.ts';
import { toResolution } from '../metrics/resolution.ts';
import { toWindow } from '../wording.ts';
import type { ReportDefinition } from './report.ts';

const MIX = [
  'confirmedShare',
  'assumedShare',
  'byPeopleShare',
  'abandonedShare',
  'openShare',
] as const satisfies readonly MetricName[];

export const resolution: ReportDefinition = {
  name: 'resolution',
  title: { zh: '解决情况', en: 'Resolutions' },
  headline: 'botShare',
  figures: (rows, { cost, machine }) => {
    const { costPerResolution, ...work } = toCost(rows, cost);
    return {
      ...toResolution(rows),
      ...work,
      ...(cost.perAgentHour === null ? {} : { costPerResolution }),
      ...(machine ? { cpuPerConversationMs: toCpuPerConversation(rows, machine) } : {}),
    };
  },
  chart: (input, figures) => {
    const { request, rows, timeZone } = input;
    const { language } = request;
    const zh = language === 'zh';
    if (rows.length === 0) return null;
    const bars = MIX.map((name) => {
      const { value = null, low, high } = figures[name] ?? {};
      const tone = name === 'abandonedShare' ? ('bad' as const) : name === 'openShare' ? ('faint' as const) : null;
      return {
        label: CATALOGUE[name].label[language],
        value,
        ...(low === undefined || high === undefined ? {} : { low, high }),
        ...(tone ? { tone } : {}),
      };
    });
    return {
      kind: 'bars',
      layout: 'rows',
      unit: 'share',
      title: zh ? '对话的结果' : 'What conversations came to',
      subtitle: `${toWindow(request, timeZone)}; n = ${rows.length}${zh ? '；竖线是 95% 区间' : '; whiskers: 95% interval'}`,
      language,
      bars,
      alt: bars
        .map(({ label, value }) => `${label} ${value === null ? '–' : `${Math.round(value * 100)}%`}`)
        .join(zh ? '；' : '; '),
    };
  },
};
