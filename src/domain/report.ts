/** What can be asked for as a report, and how. */
import type { Language } from './language.ts';
import type { PersonId } from './place.ts';

/** Each has its file in `src/analytics/reports`. `explain`: the written definition of a metric. */
export const REPORT_NAMES = [
  'overview',
  'satisfaction',
  'response',
  'sla',
  'resolution',
  'loyalty',
  'agents',
  'courses',
  'knowledge',
  'staffing',
  'ratings',
  'feedback',
  'surveys',
  'enterprise',
  'recommendations',
  'segments',
  'early-warning',
] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

/** What a report can be split by. */
export const DIMENSIONS = ['course', 'queue', 'platform', 'community', 'week', 'priority', 'team'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Where not everything makes sense: buyers have no queue, people are needed by queue, learners see courses and queues. */
const OWN_SPLITS: Partial<Record<ReportName, readonly Dimension[]>> = {
  loyalty: ['course', 'platform', 'week'],
  staffing: ['queue'],
  ratings: ['course', 'queue'],
  surveys: [],
  enterprise: [],
  recommendations: [],
  segments: [],
  'early-warning': [],
};

/** What that report can be split by. */
export function splitsOf(name: ReportName): readonly Dimension[] {
  return OWN_SPLITS[name] ?? DIMENSIONS;
}

/** A report is computed when it is sent, so that its figures are of that moment. `from`, `to`: ms, `to` exclusive, null = open. */
export interface ReportRequest {
  readonly name: ReportName | 'explain';
  readonly from: number | null;
  readonly to: number | null;
  readonly language: Language;
  readonly by?: Dimension;
  /** The wished time (ms) for which the response report says how likely it is kept; absent: what the queues promise. */
  readonly withinMs?: number;
  /** Of the enterprise report: whose; absent: all of them. */
  readonly organisation?: string;
  /** Of the reports about learners: this one alone, as the shop names them. */
  readonly learner?: string;
  /** Of `explain`: the metric as typed; absent: the list of all. */
  readonly metric?: string;
  /** Of the team's report what concerns this agent only. */
  readonly agent?: PersonId;
  /** full: every figure and group · csv: the figures as a file · shared: compact, without buttons · actions: of the feedback report the accepted improvements only. Absent: compact, with a picture. */
  readonly form?: 'full' | 'csv' | 'shared' | 'actions';
}
