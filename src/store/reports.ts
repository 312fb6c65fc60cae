/** What reports read, made from the history alone; one query for both databases. */
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { HistoryEntry } from '../domain/history.ts';
import type { SpokenComment } from '../domain/spoken-comment.ts';
import type { Reports } from '../ports.ts';
import { toHistoryEntry } from './codec.ts';
import type { FactDays } from './fact-days.ts';
import { selectWindow } from './facts.ts';
import type { Tables } from './schema.ts';

/** Words and what the bot does by itself: nothing that anybody would be asked about. */
const NO_ACTS = [
  'learnerMessage',
  'conversationStarted',
  'answered',
  'offered',
  'missed',
  'ignored',
  'ratingAsked',
  'surveyAsked',
  'surveyAnswered',
  'surveyEnded',
  'suggested',
  'suggestionAnswered',
  'planned',
] as const;

async function readEntries(tables: Kysely<Tables>, from: number | null, to: number | null): Promise<HistoryEntry[]> {
  const rows = await selectWindow(tables, from, to).selectAll().orderBy('seq').execute();
  return rows.map(toHistoryEntry);
}

/** The condition stands in the words of the partial index, so that the index serves it. */
async function readSchedules(tables: Kysely<Tables>): Promise<HistoryEntry[]> {
  const rows = await tables
    .selectFrom('history_entries')
    .selectAll()
    .where(sql<SqlBool>`kind in ('reportScheduled', 'reportUnscheduled')`)
    .orderBy('seq')
    .execute();
  return rows.map(toHistoryEntry);
}

const fact = (name: string) => sql<string | null>`h.facts ->> ${sql.lit(name)}`;

/** The condition stands in the words of the partial index here too. A conversation that was erased has no name. */
async function readComments(tables: Kysely<Tables>, from: number | null, limit: number): Promise<SpokenComment[]> {
  const rows = await tables
    .selectFrom('history_entries as h')
    .leftJoin('conversations as c', 'c.id', 'h.conversation_id')
    .where(sql<SqlBool>`h.kind = 'commented'`)
    .where('h.conversation_id', 'is not', null)
    .$if(from !== null, (query) => query.where('h.happened_at', '>=', from))
    .select(['h.conversation_id as conversationId', 'h.happened_at as at'])
    .select([fact('text').as('text'), fact('score').as('score')])
    .select(sql<string | null>`c.body ->> 'learnerName'`.as('learnerName'))
    .orderBy('h.happened_at', 'desc')
    .orderBy('h.seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ conversationId, at, text, score, learnerName }) => ({
    conversationId: String(conversationId),
    at,
    text: text ?? '',
    score: score === null ? null : Number(score),
    learnerName: learnerName ?? '',
  }));
}

async function readSurveyComments(
  tables: Kysely<Tables>,
  from: number | null,
  limit: number,
): Promise<SpokenComment[]> {
  const rows = await tables
    .selectFrom('history_entries as h')
    .leftJoin('conversations as c', 'c.id', 'h.conversation_id')
    // The index is on both kinds.
    .where(sql<SqlBool>`h.kind in ('surveyAsked', 'surveyAnswered') and h.kind = 'surveyAnswered'`)
    .where('h.conversation_id', 'is not', null)
    .where(fact('text'), 'is not', null)
    .$if(from !== null, (query) => query.where('h.happened_at', '>=', from))
    .select(['h.conversation_id as conversationId', 'h.happened_at as at'])
    .select([fact('text').as('text'), fact('course').as('course')])
    .select(sql<string | null>`c.body ->> 'learnerName'`.as('learnerName'))
    .orderBy('h.happened_at', 'desc')
    .orderBy('h.seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ conversationId, at, text, course, learnerName }) => ({
    conversationId: String(conversationId),
    at,
    text: text ?? '',
    score: null,
    learnerName: learnerName ?? '',
    survey: { course },
  }));
}

async function readMeasures(tables: Kysely<Tables>): Promise<HistoryEntry[]> {
  const rows = await tables
    .selectFrom('history_entries')
    .selectAll()
    .where(sql<SqlBool>`kind in ('actionAccepted', 'actionDropped', 'alarmed')`)
    .orderBy('seq')
    .execute();
  return rows.map(toHistoryEntry);
}

async function readSuggestions(tables: Kysely<Tables>, person: string | null): Promise<HistoryEntry[]> {
  const rows = await tables
    .selectFrom('history_entries')
    .selectAll()
    .where(sql<SqlBool>`kind in ('suggested', 'suggestionAnswered')`)
    .$if(person !== null, (query) => query.where('actor', '=', person))
    .orderBy('seq')
    .execute();
  return rows.map(toHistoryEntry);
}

async function readSurveys(tables: Kysely<Tables>, from: number | null, to: number | null): Promise<HistoryEntry[]> {
  const rows = await selectWindow(tables, from, to)
    .selectAll()
    .where(sql<SqlBool>`kind in ('surveyAsked', 'surveyAnswered')`)
    .orderBy('seq')
    .execute();
  return rows.map(toHistoryEntry);
}

export function createReports(tables: Kysely<Tables>, days: FactDays): Reports {
  return {
    conversations: days.read,
    schedules: () => readSchedules(tables),
    entries: (from, to) => readEntries(tables, from, to),
    async comments(from, limit = Number.MAX_SAFE_INTEGER) {
      const newest = [
        ...(await readComments(tables, from, limit)),
        ...(await readSurveyComments(tables, from, limit)),
      ].sort((a, b) => b.at - a.at);
      return newest.slice(0, limit).reverse();
    },
    measures: () => readMeasures(tables),
    surveys: (from, to) => readSurveys(tables, from, to),
    suggestions: (person) => readSuggestions(tables, person),
    async story(conversationId) {
      const rows = await tables
        .selectFrom('history_entries')
        .where('conversation_id', '=', conversationId)
        .selectAll()
        .orderBy('seq')
        .execute();
      return rows.map(toHistoryEntry);
    },
    async latest(community, conversationId, limit) {
      const rows = await tables
        .selectFrom('history_entries')
        .where('community', '=', community)
        .where('kind', 'not in', [...NO_ACTS])
        .$if(conversationId !== null, (query) => query.where('conversation_id', '=', conversationId))
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toHistoryEntry).reverse();
    },
  };
}
