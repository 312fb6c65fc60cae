/** `report knowledge`: what the bot knows, and which of its answers learners refuse. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { toKnowledgeText } from '../knowledge-text.ts';
import { toShare } from '../metric.ts';
import { toResolution } from '../metrics/resolution.ts';
import { toWindow } from '../wording.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';
import { FEWEST_BY_NAME } from './small-groups.ts';

const MOST_INTENTS = 10;

function toFigures(rows: readonly ConversationFacts[]): Figures {
  const { misdiagnosisRate, missRate, escalatedShare } = toResolution(rows);
  return { misdiagnosisRate, missRate, escalatedShare };
}

/** Intents whose answers were refused, the most often refused first. */
function toIntents({ rows, request: { language }, nameOf }: ReportInput): Group[] {
  const asked = rows.filter(({ intent, answers }) => intent !== null && answers > 0);
  return [...Map.groupBy(asked, ({ intent }) => intent ?? '')]
    .filter(([, own]) => own.length >= FEWEST_BY_NAME)
    .map(([key, own]) => ({
      key,
      label: nameOf('intent', key, language),
      refused: own.filter(({ refusals }) => refusals > 0).length,
      n: own.length,
    }))
    .filter(({ refused }) => refused > 0)
    .sort((a, b) => b.refused - a.refused || a.n - b.n)
    .slice(0, MOST_INTENTS)
    .map(({ key, label, refused, n }) => ({ key, label, figures: { misdiagnosisRate: toShare(refused, n) } }));
}

export const knowledge: ReportDefinition = {
  name: 'knowledge',
  title: { zh: '知识库', en: 'Knowledge base' },
  headline: 'misdiagnosisRate',
  figures: toFigures,
  groups: toIntents,
  notes: ({ knowledge: known, request: { language } }) => (known ? [toKnowledgeText(known, language)] : []),
  chart: (input, _, groups) => {
    const { request, timeZone } = input;
    const zh = request.language === 'zh';
    if (groups.length === 0) return null;
    const bars = groups.map(({ label, figures }) => {
      const { value, n, low, high } = figures.misdiagnosisRate!;
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
      title: zh ? '哪些回答常被说“不是这个”' : 'Answers that learners refuse',
      subtitle: `${toWindow(request, timeZone)}${zh ? '；最常被拒的在上，竖线是 95% 区间' : '; most refused on top, whiskers: 95% interval'}`,
      language: request.language,
      bars,
      alt: bars.map(({ label, value }) => `${label} ${Math.round((value ?? 0) * 100)}%`).join(zh ? '；' : '; '),
    };
  },
};
