/** What reports read, made from the history alone; one query for both databases. */
import { setImmediate } from 'node:timers/promises';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { ConversationFacts } from '../domain/conversation-facts.ts';
import type { HistoryEntry } from '../domain/history.ts';
import type { PersonId } from '../domain/place.ts';
import { PRIORITIES } from '../domain/priority.ts';
import type { SpokenComment } from '../domain/spoken-comment.ts';
import type { Reports } from '../ports.ts';
import { toHistoryEntry } from './codec.ts';
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
] as const;

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
const byPerson = (kind: string) => sql<SqlBool>`h.kind = ${sql.lit(kind)} and h.actor <> 'bot'`;
const isKind = (kind: string) => sql<SqlBool>`h.kind = ${sql.lit(kind)}`;
/** What people did; each costs them the time since the entry before it, as far as they can have been busy with it. */
const WORK = sql<SqlBool>`h.kind in ('replied', 'noted', 'resolved') and h.actor <> 'bot'`;
const LONGEST_SPAN_MS = 10 * 60_000;
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
    // A literal, so that the partial index of beginnings serves it.
    .where(sql<SqlBool>`kind = 'conversationStarted'`)
    .where('conversation_id', 'is not', null)
    .select(['seq', 'conversation_id', 'happened_at', 'actor', 'community']);
  const told = tables
    .selectFrom(started.as('b'))
    .innerJoin('history_entries as e', 'e.conversation_id', 'b.conversation_id')
    .select(['e.seq', 'e.conversation_id', 'e.happened_at', 'e.kind', 'e.actor', 'e.facts'])
    .select(
      sql<number>`e.happened_at - lag(e.happened_at, 1, e.happened_at) over (partition by e.conversation_id order by e.seq)`.as(
        'since',
      ),
    );
  return tables
    .selectFrom(started.as('s'))
    .innerJoin(told.as('h'), 'h.conversation_id', 's.conversation_id')
    .groupBy(['s.seq', 's.conversation_id', 's.happened_at', 's.actor', 's.community'])
    .select([
      's.seq as seq',
      's.conversation_id as conversationId',
      's.actor as learner',
      's.community as community',
      's.happened_at as startedAt',
      count(isKind('learnerMessage')).as('learnerMessages'),
      count(isKind('answered')).as('answers'),
      // Refusals of something else (a role, a state) carry no intent.
      count(withFact(isKind('refused'), 'intent')).as('refusals'),
      count(isKind('missed')).as('misses'),
      count(isKind('reopened')).as('reopened'),
      sql<number>`coalesce(sum(case when h.since < 0 then 0 when h.since > ${sql.lit(LONGEST_SPAN_MS)} then ${sql.lit(LONGEST_SPAN_MS)} else h.since end) filter (where ${WORK}), 0)`.as(
        'handlingMs',
      ),
      last(byPerson('replied')).as('repliedSeq'),
      last(byPerson('claimed')).as('claimedSeq'),
      last(withFact(sql<SqlBool>`true`, 'course')).as('courseSeq'),
      last(withFact(sql<SqlBool>`h.kind in ('escalated', 'prioritised')`, 'priority')).as('prioritySeq'),
      count(isKind('ratingAsked')).as('asked'),
      first('escalated').as('escalatedAt'),
      first('replied').as('firstReplyAt'),
      last(withFact(ABOUT, 'intent')).as('intentSeq'),
      last(withFact(ABOUT, 'category')).as('categorySeq'),
      last(withFact(sql<SqlBool>`(${ABOUT} or h.kind = 'transferred')`, 'queue')).as('queueSeq'),
      last(isKind('rated')).as('ratedSeq'),
      last(ENDED).as('endedSeq'),
      last(isKind('closed')).as('closedSeq'),
      last(withFact(sql<SqlBool>`h.kind in ('resolved', 'confirmed', 'closed')`, 'resolution')).as('resolutionSeq'),
      last(REVIVED).as('revivedSeq'),
    ]);
}

/** So many conversations are read at once; between two parts everything else of the process gets its turn. */
const PART = 100;

/** The start of the part after the one that begins at `from`; `to` where that is the last one. Equal times stay together. */
async function findPartEnd(tables: Kysely<Tables>, from: number | null, to: number | null): Promise<number | null> {
  const row = await selectWindow(tables, from, to)
    .where(sql<SqlBool>`kind = 'conversationStarted'`)
    .select('happened_at')
    .orderBy('happened_at')
    .limit(1)
    .offset(PART)
    .executeTakeFirst();
  if (row === undefined) return to;
  return from === null || row.happened_at > from ? row.happened_at : from + 1;
}

/** Part by part, so that a long history does not stop answering. Conversations are told apart by when they began, which never changes. */
async function readFacts(tables: Kysely<Tables>, from: number | null, to: number | null): Promise<ConversationFacts[]> {
  const parts: ConversationFacts[][] = [];
  for (let start = from; ; ) {
    const end = await findPartEnd(tables, start, to);
    parts.push(await readPart(tables, start, end));
    if (end === to) return parts.flat();
    start = end;
    await setImmediate();
  }
}

async function readPart(tables: Kysely<Tables>, from: number | null, to: number | null): Promise<ConversationFacts[]> {
  const factAt = (alias: string, name: string) => sql<string | null>`${sql.ref(`${alias}.facts`)} ->> ${sql.lit(name)}`;
  const standing = (seq: string) => sql<SqlBool>`${sql.ref(seq)} > coalesce("sums"."revivedSeq", 0)`;
  const rows = await tables
    .with('sums', () => selectSums(tables, from, to))
    .selectFrom('sums')
    .leftJoin('history_entries as intent', 'intent.seq', 'sums.intentSeq')
    .leftJoin('history_entries as category', 'category.seq', 'sums.categorySeq')
    .leftJoin('history_entries as queue', 'queue.seq', 'sums.queueSeq')
    .leftJoin('history_entries as course', 'course.seq', 'sums.courseSeq')
    .leftJoin('history_entries as priority', 'priority.seq', 'sums.prioritySeq')
    .leftJoin('history_entries as work', (join) =>
      join.on(sql<SqlBool>`work.seq = coalesce("sums"."repliedSeq", "sums"."claimedSeq")`),
    )
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
      factAt('course', 'course').as('course'),
      factAt('priority', 'priority').as('priority'),
      'work.actor as agent',
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
    community: row.community,
    learner: row.learner as PersonId,
    startedAt: row.startedAt,
    category: row.category,
    intent: row.intent,
    queue: row.queue,
    course: row.course,
    priority: PRIORITIES.find((priority) => priority === row.priority) ?? (row.escalatedAt === null ? null : 'normal'),
    learnerMessages: Number(row.learnerMessages),
    answers: Number(row.answers),
    refusals: Number(row.refusals),
    misses: Number(row.misses),
    escalatedAt: row.escalatedAt,
    firstReplyAt: row.firstReplyAt,
    agent: row.agent as PersonId | null,
    handlingMs: Number(row.handlingMs),
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

/** The condition stands in the words of the partial index here too. A conversation that was erased has no name. */
async function readComments(tables: Kysely<Tables>, from: number | null): Promise<SpokenComment[]> {
  const rows = await tables
    .selectFrom('history_entries as h')
    .leftJoin('conversations as c', 'c.id', 'h.conversation_id')
    .where(sql<SqlBool>`h.kind = 'commented'`)
    .where('h.conversation_id', 'is not', null)
    .$if(from !== null, (query) => query.where('h.happened_at', '>=', from))
    .select(['h.conversation_id as conversationId', 'h.happened_at as at'])
    .select([fact('text').as('text'), fact('score').as('score')])
    .select(sql<string | null>`c.body ->> 'learnerName'`.as('learnerName'))
    .orderBy('h.seq')
    .execute();
  return rows.map(({ conversationId, at, text, score, learnerName }) => ({
    conversationId: String(conversationId),
    at,
    text: text ?? '',
    score: score === null ? null : Number(score),
    learnerName: learnerName ?? '',
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

export function createReports(tables: Kysely<Tables>): Reports {
  return {
    conversations: (from, to) => readFacts(tables, from, to),
    schedules: () => readSchedules(tables),
    entries: (from, to) => readEntries(tables, from, to),
    comments: (from) => readComments(tables, from),
    measures: () => readMeasures(tables),
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
