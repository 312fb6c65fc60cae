/** All reports by name. A new one is a file beside this and a line here. */
import type { ReportName } from '../../domain/report.ts';
import { agents } from './agents.ts';
import { buildReport } from './build.ts';
import { courses } from './courses.ts';
import { earlyWarning } from './early-warning.ts';
import { enterprise } from './enterprise.ts';
import { feedback } from './feedback.ts';
import { knowledge } from './knowledge.ts';
import { loyalty } from './loyalty.ts';
import { overview } from './overview.ts';
import { ratings } from './ratings.ts';
import { recommendations } from './recommendations.ts';
import type { Report, ReportDefinition, ReportInput } from './report.ts';
import { resolution } from './resolution.ts';
import { response } from './response.ts';
import { satisfaction } from './satisfaction.ts';
import { segments } from './segments.ts';
import { sla } from './sla.ts';
import { staffing } from './staffing.ts';
import { surveys } from './surveys.ts';

export type { Report, ReportInput } from './report.ts';

export const REPORTS: Readonly<Record<ReportName, ReportDefinition>> = {
  overview,
  satisfaction,
  response,
  sla,
  resolution,
  loyalty,
  agents,
  courses,
  knowledge,
  staffing,
  ratings,
  feedback,
  surveys,
  enterprise,
  recommendations,
  segments,
  'early-warning': earlyWarning,
};

/** The report that the request names. `input.rows` are the conversations of its window. */
export function toReport(name: ReportName, input: ReportInput): Report {
  return buildReport(REPORTS[name], input);
}

/** As programs read it: `from`, `to` ISO 8601 in UTC, `to` exclusive, null = open; a figure without data is null. */
export function toReportJson(
  { figures, groups, extra }: Report,
  { name, from, to, by }: Pick<ReportInput['request'], 'name' | 'from' | 'to' | 'by'>,
) {
  const iso = (ms: number | null) => (ms === null ? null : Temporal.Instant.fromEpochMilliseconds(ms).toString());
  return {
    report: name,
    from: iso(from),
    to: iso(to),
    ...(by ? { by } : {}),
    metrics: figures,
    ...(groups
      ? { groups: Object.fromEntries(groups.map(({ key, label, figures: own }) => [key, { label, metrics: own }])) }
      : {}),
    ...extra,
  };
}

/** The window of the same length just before; null where this one has no beginning. An open end is `now`. */
export function toPreviousWindow(
  { from, to }: Pick<ReportInput['request'], 'from' | 'to'>,
  now: number,
): { readonly from: number; readonly to: number } | null {
  if (from === null) return null;
  const length = (to === null ? now : Math.min(to, Math.max(now, from + 1))) - from;
  return length <= 0 ? null : { from: from - length, to: from };
}
