/** Puts reports together for the chat and the command line: history from the store, promises and names from the knowledge base, pictures from the charts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findMetric, toExplanation, toMetricList } from './analytics/catalogue/index.ts';
import type { KnowledgeFigures } from './analytics/knowledge-text.ts';
import { type CostInputs, type MachineUse, NO_COST } from './analytics/metrics/cost.ts';
import type { Weighting } from './analytics/metrics/satisfaction.ts';
import type { Targets } from './analytics/metrics/service-level.ts';
import { type Report, type ReportInput, toPreviousWindow, toReport } from './analytics/reports/index.ts';
import type { SurveyInput } from './analytics/reports/surveys.ts';
import type { ChartSpec, Theme } from './domain/chart.ts';
import type { ConversationFacts } from './domain/conversation-facts.ts';
import { toCourseTitle } from './domain/course.ts';
import type { Knowledge } from './domain/knowledge.ts';
import type { Language } from './domain/language.ts';
import type { PersonId } from './domain/place.ts';
import type { Purchase } from './domain/purchase.ts';
import type { ReportName, ReportRequest } from './domain/report.ts';
import { gatherFeedback } from './heard.ts';
import { readPurchases } from './import/purchases.ts';
import { gatherInsights, LEARNER_REPORTS } from './insights.ts';
import type { Judging } from './judging.ts';
import { gatherOrganisations } from './organisations.ts';
import type { OnPart, Store } from './ports.ts';
import { countRecommendations } from './recommendation-counts.ts';
import { calendarOf } from './support/calendar/calendar.ts';
import { targetsOf } from './support/targets.ts';

const PURCHASES_FILE = 'purchases.csv';

export interface ReportingOptions {
  readonly store: Pick<Store, 'reports' | 'records' | 'agents' | 'profiles' | 'imports' | 'insights'>;
  readonly community: string;
  /** Reads comments. */
  readonly judging: Judging;
  readonly timeZone: string;
  readonly now: () => number;
  /** Looked up at each report: it may change while the process runs. */
  readonly knowledge: () => Knowledge;
  /** What the bot knows; null where nobody can tell, as on the command line without a bot. */
  readonly knowledgeFigures: () => KnowledgeFigures | null;
  /** Where `purchases.csv` lies, if there is one. */
  readonly dataFolder: string;
  readonly purchasesFile?: string;
  readonly cost?: CostInputs;
  readonly weighting?: Weighting;
  readonly machine?: () => MachineUse;
}

/** What a queue promises, on its own clock. */
export function toTargets(knowledge: Knowledge, timeZone: string): Targets {
  return (name, priority = 'normal') => {
    const queue = knowledge.queues.get(name);
    if (!queue) return null;
    const { openTimeBetween } = calendarOf(queue, timeZone);
    return { ...targetsOf(queue, priority), openMs: openTimeBetween };
  };
}

function createNames({ queues, solutions, courses }: Knowledge): ReportInput['nameOf'] {
  return (of, key, language) => {
    if (of === 'queue') return queues.get(key)?.name[language] ?? key;
    if (of === 'course') {
      const course = courses?.find(({ id }) => id === key);
      return course ? toCourseTitle(course, language) : key;
    }
    return solutions.get(key)?.title[language] ?? key;
  };
}

/** What was imported; where nothing was, the file in the data folder. Learners are named as in the conversations where their account is joined. */
async function loadPurchases(options: ReportingOptions): Promise<readonly Purchase[]> {
  const { dataFolder, purchasesFile, timeZone, store } = options;
  const imported = purchasesFile === undefined ? await store.records.purchases() : [];
  if (imported.length > 0) {
    const persons = await store.records.accounts();
    return imported.map((purchase) => ({ ...purchase, learner: persons.get(purchase.learner) ?? purchase.learner }));
  }
  if (purchasesFile !== undefined) return readPurchases(purchasesFile, timeZone);
  const file = join(dataFolder, PURCHASES_FILE);
  return existsSync(file) ? readPurchases(file, timeZone) : [];
}

/** Of those who rated in these conversations: who agreed that it counts in public. */
async function findSharing(
  { store, community }: ReportingOptions,
  rows: readonly ConversationFacts[],
): Promise<ReadonlySet<PersonId>> {
  const rated = new Set(rows.flatMap(({ score, learner }) => (score === null ? [] : [learner])));
  const profiles = await store.profiles(community, [...rated]);
  return new Set([...profiles].flatMap(([person, { sharesRatings }]) => (sharesRatings ? [person] : [])));
}

async function gatherSurveys(
  { store, knowledge }: ReportingOptions,
  { from, to }: Pick<ReportRequest, 'from' | 'to'>,
): Promise<SurveyInput> {
  const entries = await store.reports.surveys(from, to);
  const sent = Map.groupBy(
    entries.filter(({ kind }) => kind === 'surveyAsked'),
    ({ facts }) => String(facts.survey),
  );
  const answers = entries
    .filter(({ kind }) => kind === 'surveyAnswered')
    .map(({ facts }) => ({
      survey: String(facts.survey),
      question: Number(facts.question),
      score: typeof facts.score === 'number' ? facts.score : null,
    }));
  return {
    questions: knowledge().surveys ?? [],
    asked: new Map([...sent].map(([survey, own]) => [survey, own.length])),
    answers,
  };
}

/** Reports that are about what learners say. */
const HEARD: ReadonlySet<ReportName> = new Set<ReportName>(['feedback', 'agents']);

type NamedRequest = ReportRequest & { readonly name: ReportName };

/** Reads what the report needs and works it out. Throws `OperatorError` where the purchases cannot be read. */
export async function gatherReport(options: ReportingOptions, request: NamedRequest, onPart?: OnPart): Promise<Report> {
  return toReport(request.name, await gatherInput(options, request, onPart));
}

export async function gatherInput(
  options: ReportingOptions,
  request: NamedRequest,
  onPart?: OnPart,
): Promise<ReportInput> {
  const { store, timeZone } = options;
  const now = options.now();
  const knowledge = options.knowledge();
  const isOfLearners = LEARNER_REPORTS.has(request.name);
  const before = isOfLearners ? null : toPreviousWindow(request, now);
  const rows = isOfLearners ? [] : await store.reports.conversations(request.from, request.to, onPart);
  const previous = before ? await store.reports.conversations(before.from, before.to, onPart) : null;
  const targets = toTargets(knowledge, timeZone);
  const purchases = isOfLearners ? [] : await loadPurchases(options);
  return {
    request,
    now,
    timeZone,
    rows,
    previous,
    targets,
    purchases,
    cost: options.cost ?? NO_COST,
    ...(options.weighting ? { weighting: options.weighting } : {}),
    ...(options.machine ? { machine: options.machine() } : {}),
    knowledge: request.name === 'knowledge' ? options.knowledgeFigures() : null,
    feedback: HEARD.has(request.name)
      ? await gatherFeedback({ ...options, targets, purchases, now }, rows, previous ?? [], request.name === 'feedback')
      : null,
    surveys: request.name === 'surveys' ? await gatherSurveys(options, request) : null,
    sharing: request.name === 'ratings' ? await findSharing(options, rows) : new Set(),
    enterprise: request.name === 'enterprise' ? await gatherOrganisations(store, rows, request.organisation) : null,
    recommendations:
      request.name === 'recommendations'
        ? countRecommendations({
            entries: await store.reports.suggestions(null),
            purchases,
            accounts: await store.records.accounts(),
            window: request,
            now,
          })
        : null,
    insights: isOfLearners ? await gatherInsights(store, request, now) : null,
    nameOf: createNames(knowledge),
    agents: new Map(
      (request.name === 'agents' ? await store.agents(options.community) : []).map(({ id, profile, open }) => [
        id,
        { name: profile.name, open },
      ]),
    ),
    teamOf: (agent) => knowledge.agents?.get(agent)?.team ?? null,
  };
}

/** The definition of a metric, or the list of all where none was named or the name is none. */
export function toExplainText(metric: string | undefined, language: Language): string {
  const found = metric === undefined ? null : findMetric(metric);
  if (found) return toExplanation(found, language);
  const zh = language === 'zh';
  const head =
    metric === undefined
      ? zh
        ? '可以解释这些指标：/report explain 名称'
        : 'These can be explained: /report explain NAME'
      : zh
        ? '没有这个指标。有这些：'
        : 'There is no such metric. There are:';
  return `${head}\n${toMetricList(language)}`;
}

/** The picture of a report; loaded only when one is drawn: the packages are large. */
export async function drawReport(chart: ChartSpec, theme: Theme = 'light'): Promise<Uint8Array> {
  const { drawChart } = await import('./charts/draw.ts');
  return drawChart(chart, theme);
}
