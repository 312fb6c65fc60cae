/** What every report is given, what it gives back, and what its file must say. */
import type { ChartSpec } from '../../domain/chart.ts';
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { Bilingual } from '../../domain/knowledge.ts';
import type { Language } from '../../domain/language.ts';
import type { PersonId } from '../../domain/place.ts';
import type { Purchase } from '../../domain/purchase.ts';
import type { Dimension, ReportName, ReportRequest } from '../../domain/report.ts';
import type { MetricName } from '../catalogue/index.ts';
import type { AcceptedAction, ImprovementHistory } from '../feedback/improvement.ts';
import type { Voice } from '../feedback/voices.ts';
import type { KnowledgeFigures } from '../knowledge-text.ts';
import type { Metric } from '../metric.ts';
import type { CostInputs, MachineUse } from '../metrics/cost.ts';
import type { Weighting } from '../metrics/satisfaction.ts';
import type { Targets } from '../metrics/service-level.ts';
import type { OrganisationRecords } from '../metrics/training.ts';
import type { InsightInput } from './insights.ts';
import type { RecommendationInput } from './recommendations.ts';
import type { SurveyInput } from './surveys.ts';

export type Figures = Partial<Record<MetricName, Metric>>;

/** What learners let us hear; read only for the reports that are about it. */
export interface FeedbackInput {
  /** Of the conversations of this window and of the one before. */
  readonly voices: readonly Voice[];
  /** Only conversations that began later were heard, because there are too many comments; null = all. */
  readonly since?: number | null;
  readonly actions: readonly AcceptedAction[];
  /** What the accepted actions are followed in. */
  readonly history: ImprovementHistory;
}

export interface ReportInput {
  readonly request: ReportRequest;
  readonly now: number;
  readonly timeZone: string;
  /** Conversations that began in the window, oldest first. */
  readonly rows: readonly ConversationFacts[];
  /** Those of the window before, of the same length; null where the window has no beginning. */
  readonly previous: readonly ConversationFacts[] | null;
  readonly targets: Targets;
  /** All purchases known, whenever they were. */
  readonly purchases: readonly Purchase[];
  readonly cost: CostInputs;
  readonly weighting?: Weighting;
  /** Of the process that serves; absent where another one reports. */
  readonly machine?: MachineUse;
  readonly knowledge: KnowledgeFigures | null;
  readonly feedback: FeedbackInput | null;
  /** Read only for the report about questionnaires. */
  readonly surveys: SurveyInput | null;
  /** Learners who let their ratings count in what all learners see. */
  readonly sharing: ReadonlySet<PersonId>;
  /** Organisations with their records; read only for the report about them. */
  readonly enterprise?: readonly OrganisationRecords[] | null;
  /** Those who have acted as agents: their names as the platform shows them, and their tickets in hand now. */
  readonly agents: ReadonlyMap<PersonId, { readonly name: string | null; readonly open: number }>;
  /** Read only for the report that is about it. */
  readonly recommendations: RecommendationInput | null;
  /** Worked out ahead about learners; read only for the reports about them. */
  readonly insights?: InsightInput | null;
  /** The team of an agent; null where none is named. */
  readonly teamOf: (agent: PersonId) => string | null;
  /** Names of queues, courses and intents as people read them; the key itself where nobody knows better. */
  readonly nameOf: (of: 'queue' | 'course' | 'intent', key: string, language: Language) => string;
}

/** Rows of cells under a header; null cells are empty. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface Group {
  readonly key: string;
  readonly label: string;
  readonly figures: Figures;
}

export interface Report {
  readonly figures: Figures;
  /** Present where the request says `by`, and in reports that are about groups. */
  readonly groups: readonly Group[] | null;
  /** Further members of the JSON. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly table: Table;
  readonly chart: ChartSpec | null;
  /** Improvements that can be accepted, with their number in the text. */
  readonly proposals: readonly Proposal[];
}

export interface Proposal {
  readonly code: string;
  readonly index: number;
}

/** One report; its file says no more than this, the rest is the same for all. */
export interface ReportDefinition {
  readonly name: ReportName;
  readonly title: Bilingual;
  /** The figure that groups are compared by. */
  readonly headline: MetricName;
  /** Figures of any set of conversations, in the order in which they are told. */
  readonly figures: (rows: readonly ConversationFacts[], input: ReportInput) => Figures;
  /** Those of the compact text; absent: all. */
  readonly compact?: readonly MetricName[];
  /** The groups that the report is about, where the request names none. */
  readonly groups?: (input: ReportInput) => readonly Group[] | null;
  /** What stands above the report's own groups; absent: by which figure they are told. */
  readonly groupHead?: Bilingual;
  /** A group as one line; absent or null: its headline. */
  readonly groupLine?: (group: Group, input: ReportInput) => string | null;
  /** The groups of a split, where they are not groups of conversations. */
  readonly split?: (input: ReportInput, by: Dimension) => readonly Group[];
  /** Lines after the figures: what must be said for them to be understood. */
  readonly notes?: (input: ReportInput, figures: Figures) => readonly string[];
  readonly chart: (input: ReportInput, figures: Figures, groups: readonly Group[]) => ChartSpec | null;
  /** Rows of its own instead of those of the figures. */
  readonly table?: (input: ReportInput) => Table;
  /** Further rows of the CSV. */
  readonly rows?: (input: ReportInput) => readonly Group[];
  readonly proposals?: (input: ReportInput) => readonly Proposal[];
  readonly extra?: (input: ReportInput) => Readonly<Record<string, unknown>>;
  /** A text of its own instead of the list of figures; `before`: the figures of the period before. */
  readonly text?: (input: ReportInput, made: Pick<Report, 'figures' | 'extra'>, before: Figures) => string;
}
