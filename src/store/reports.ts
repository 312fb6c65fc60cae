/** What reports read, made from the history alone; one query for both databases. */
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { ConversationFacts } from '../domain/conversation-facts.ts';
import type { HistoryEntry } from '../domain/history.ts';
import type { PersonId } from '../domain/place.ts';
import type { Reports } from '../ports.ts';
import { toHistoryEntry } from './codec.ts';
import type { Tables } from './schema.ts';

/** What the conversation is about is said when it is answered or handed over; an answer given beside a waiting ticket is about something else. */
const ABOUT = sql<SqlBool>`h.kind in ('answered', 'escalated') and h.facts ->> 'beside' is null`;
const ENDED = sql<SqlBool>`h.kind in ('resolved', 'confirmed')`;
/** A conversation that goes back to the bot or to people is not over, whatever it was before. */
const REVIVED = sql<SqlBool>`h.kind in ('reopened', 'escalated')`;

const fact = (name: string) => sql<string | null>`h.facts ->> ${sql.lit(name)}`;
const count = (condition: ReturnType<typeof sql<SqlBool>>) => sql<number>`count(*) filter (where ${condition})`;
/** The last entry that meets the condition, by the order of writing. */
const last = (condition: ReturnType<typeof sql<SqlBool>>) => sql<number | null>`max(h.seq) filter (where ${condition})`;
const first = (kind: string) => sql<number | null>`min(h.happened_at) filter (where h.kind = ${sql.lit(kind)})`;
const isKind = (kind: string) => sql<SqlBool>`h.kind = ${sql.lit(kind)}`;
const withFact = (condition: ReturnType<typeof sql<SqlBool>>, name: string) =>
  sql<SqlBool>`${condition} and ${fact(name)} is not null`;

/** The entries of [from, to); null = open end. */
function selectWindow(tables: Kysely<Tables>, from: number | null, to: number | null) {
  return tables
    .selectFrom('history_entries')
    .$if(from !== null, (query) => query.where('happened_at', '>=', from))
    .$if(to !== null, (query) => query.where('happened_at', '<', to));
}

/** Every conversation that started in the window, with the numbers of the entries that decide its facts. */
function selectSums(tables: Kysely<Tables>, from: number | null, to: number | null) {
  const started = selectWindow(tables, from, to)
    .where('kind', '=', 'conversationStarted')
    .where('conversation_id', 'is not', null)
    .select(['seq', 'conversation_id', 'happened_at', 'actor']);
  return tables
    .selectFrom(started.as('s'))
    .innerJoin('history_entries as h', 'h.conversation_id', 's.conversation_id')
    .groupBy(['s.seq', 's.conversation_id', 's.happened_at', 's.actor'])
    .select([
      's.seq as seq',
      's.conversation_id as conversationId',
      's.actor as learner',
      's.happened_at as startedAt',
      count(isKind('learnerMessage')).as('learnerMessages'),
      count(isKind('answered')).as('answers'),
      // Refusals of something else (a role, a state) carry no intent.
      count(withFact(isKind('refused'), 'intent')).as('refusals'),
      count(isKind('reopened')).as('reopened'),
      count(isKind('ratingAsked')).as('asked'),
      first('escalated').as('escalatedAt'),
      first('replied').as('firstReplyAt'),
      last(withFact(ABOUT, 'intent')).as('intentSeq'),
      last(withFact(ABOUT, 'category')).as('categorySeq'),
      last(withFact(ABOUT, 'queue')).as('queueSeq'),
      last(isKind('rated')).as('ratedSeq'),
      last(ENDED).as('endedSeq'),
      last(isKind('closed')).as('closedSeq'),
      last(withFact(sql<SqlBool>`h.kind in ('resolved', 'confirmed', 'closed')`, 'resolution')).as('resolutionSeq'),
      last(REVIVED).as('revivedSeq'),
    ]);
}

async function readFacts(tables: Kysely<Tables>, from: number | null, to: number | null): Promise<ConversationFacts[]> {
  const factAt = (alias: string, name: string) => sql<string | null>`${sql.ref(`${alias}.facts`)} ->> ${sql.lit(name)}`;
  const standing = (seq: string) => sql<SqlBool>`${sql.ref(seq)} > coalesce("sums"."revivedSeq", 0)`;
  const rows = await tables
    .with('sums', () => selectSums(tables, from, to))
    .selectFrom('sums')
    .leftJoin('history_entries as intent', 'intent.seq', 'sums.intentSeq')
    .leftJoin('history_entries as category', 'category.seq', 'sums.categorySeq')
    .leftJoin('history_entries as queue', 'queue.seq', 'sums.queueSeq')
    .leftJoin('history_entries as rated', 'rated.seq', 'sums.ratedSeq')
    .leftJoin('history_entries as ended', (join) =>
      join.onRef('ended.seq', '=', 'sums.endedSeq').on(standing('sums.endedSeq')),
    )
    .leftJoin('history_entries as closed', (join) =>
      join.onRef('closed.seq', '=', 'sums.closedSeq').on(standing('sums.closedSeq')),
    )
    .leftJoin('history_entries as resolution', (join) =>
      join.onRef('resolution.seq', '=', 'sums.resolutionSeq').on(standing('sums.resolutionSeq')),
    )
    .selectAll('sums')
    .select([
      factAt('intent', 'intent').as('intent'),
      factAt('category', 'category').as('category'),
      factAt('queue', 'queue').as('queue'),
      factAt('rated', 'score').as('score'),
      factAt('resolution', 'resolution').as('resolution'),
      'ended.happened_at as resolvedAt',
      'closed.happened_at as closedAt',
    ])
    .orderBy('sums.startedAt')
    .orderBy('sums.seq')
    .execute();
  return rows.map((row) => ({
    conversationId: String(row.conversationId),
    learner: row.learner as PersonId,
    startedAt: row.startedAt,
    category: row.category,
    intent: row.intent,
    queue: row.queue,
    learnerMessages: Number(row.learnerMessages),
    answers: Number(row.answers),
    refusals: Number(row.refusals),
    escalatedAt: row.escalatedAt,
    firstReplyAt: row.firstReplyAt,
    resolvedAt: row.resolvedAt,
    resolution: row.resolution,
    reopened: Number(row.reopened),
    closedAt: row.closedAt,
    ratingAsked: Number(row.asked) > 0,
    score: row.score === null ? null : Number(row.score),
  }));
}

async function readEntries(tables: Kysely<Tables>, from: number | null, to: number | null): Promise<HistoryEntry[]> {
  const rows = await selectWindow(tables, from, to).selectAll().orderBy('seq').execute();
  return rows.map(toHistoryEntry);
}

export function createReports(tables: Kysely<Tables>): Reports {
  return {
    conversations: (from, to) => readFacts(tables, from, to),
    entries: (from, to) => readEntries(tables, from, to),
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
        .where('kind', 'not in', ['learnerMessage', 'conversationStarted', 'answered'])
        .$if(conversationId !== null, (query) => query.where('conversation_id', '=', conversationId))
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toHistoryEntry).reverse();
    },
  };
}
