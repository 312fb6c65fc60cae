/** What each conversation contributes to reports, worked out from the history alone; one query for both databases. */
import { setImmediate } from 'node:timers/promises';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { ConversationFacts } from '../domain/conversation-facts.ts';
import type { PersonId } from '../domain/place.ts';
import { PRIORITIES } from '../domain/priority.ts';
import type { OnPart } from '../ports.ts';
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
const byPerson = (kind: string) => sql<SqlBool>`h.kind = ${sql.lit(kind)} and h.actor <> 'bot'`;
const isKind = (kind: string) => sql<SqlBool>`h.kind = ${sql.lit(kind)}`;
/** What people did; each costs them the time since the entry before it, as far as they can have been busy with it. */
const WORK = sql<SqlBool>`h.kind in ('replied', 'noted', 'resolved') and h.actor <> 'bot'`;
const LONGEST_SPAN_MS = 10 * 60_000;
const withFact = (condition: ReturnType<typeof sql<SqlBool>>, name: string) =>
  sql<SqlBool>`${condition} and ${fact(name)} is not null`;

/** The entries of [from, to); null = open end. */
export function selectWindow(tables: Kysely<Tables>, from: number | null, to: number | null) {
  return tables
    .selectFrom('history_entries')
    .$if(from !== null, (query) => query.where('happened_at', '>=', from))
    .$if(to !== null, (query) => query.where('happened_at', '<', to));
}

/** The beginnings of those that started in the window, or of these conversations. */
function selectStarted(tables: Kysely<Tables>, of: Scope) {
  const entries =
    'ids' in of
      ? tables.selectFrom('history_entries').where('conversation_id', 'in', of.ids)
      : selectWindow(tables, of.from, of.to).where('conversation_id', 'is not', null);
  return (
    entries
      // A literal, so that the partial index of beginnings serves it.
      .where(sql<SqlBool>`kind = 'conversationStarted'`)
      .select(['seq', 'conversation_id', 'happened_at', 'actor', 'community'])
  );
}

/** The conversations, with the numbers of the entries that decide their facts. */
function selectSums(tables: Kysely<Tables>, of: Scope) {
  const started = selectStarted(tables, of);
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
      // Stops are negative, so that one column tells both; in no order.
      sql<
        string | null
      >`string_agg(cast(case when h.kind in ('pended', 'resolved', 'confirmed') then -h.happened_at else h.happened_at end as text), ' ') filter (where h.kind in ('pended', 'resumed', 'reopened', 'resolved', 'confirmed', 'closed'))`.as(
        'stops',
      ),
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

type Scope = { readonly from: number | null; readonly to: number | null } | { readonly ids: readonly string[] };

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

/**
 * Of those that began in [from, to), oldest first. Part by part, so that a long history does not stop answering.
 * Conversations are told apart by when they began, which never changes.
 */
export async function readFacts(
  tables: Kysely<Tables>,
  from: number | null,
  to: number | null,
  onPart: OnPart = () => {},
): Promise<ConversationFacts[]> {
  const parts: ConversationFacts[][] = [];
  const { total } = await selectWindow(tables, from, to)
    .where(sql<SqlBool>`kind = 'conversationStarted'`)
    .select(sql<number>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  for (let start = from, read = 0; ; ) {
    const end = await findPartEnd(tables, start, to);
    const part = await readPart(tables, { from: start, to: end });
    parts.push(part);
    read += part.length;
    onPart(read, Number(total));
    if (end === to) return parts.flat();
    start = end;
    await setImmediate();
  }
}

/** Of these conversations; in no order that could be relied on. */
export async function readFactsOf(
  tables: Kysely<Tables>,
  ids: readonly string[],
  onPart: OnPart = () => {},
): Promise<ConversationFacts[]> {
  const parts: ConversationFacts[][] = [];
  for (let start = 0; start < ids.length; start += PART) {
    parts.push(await readPart(tables, { ids: ids.slice(start, start + PART) }));
    onPart(Math.min(start + PART, ids.length), ids.length);
    await setImmediate();
  }
  return parts.flat();
}

/** Stopped while stopped, or run while running, is nothing; a stop and a run of the same moment are none. */
function toPaused(stops: string | null, resolvedAt: number | null): number[] {
  if (stops === null || !stops.includes('-')) return [];
  const times = stops.split(' ').map(Number);
  const paused: number[] = [];
  const until = resolvedAt ?? Number.POSITIVE_INFINITY;
  for (const time of times.sort((a, b) => Math.abs(a) - Math.abs(b) || a - b)) {
    // What is resolved for good does not stop: it is over.
    if (paused.length % 2 === 0 && Math.abs(time) >= until) break;
    if (time < 0 === (paused.length % 2 === 0)) paused.push(Math.abs(time));
  }
  return paused;
}

async function readPart(tables: Kysely<Tables>, of: Scope): Promise<ConversationFacts[]> {
  const factAt = (alias: string, name: string) => sql<string | null>`${sql.ref(`${alias}.facts`)} ->> ${sql.lit(name)}`;
  const standing = (seq: string) => sql<SqlBool>`${sql.ref(seq)} > coalesce("sums"."revivedSeq", 0)`;
  const rows = await tables
    .with('sums', () => selectSums(tables, of))
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
    paused: toPaused(row.stops, row.resolvedAt),
    resolvedAt: row.resolvedAt,
    resolution: row.resolution,
    reopened: Number(row.reopened),
    closedAt: row.closedAt,
    ratingAsked: Number(row.asked) > 0,
    score: row.score === null ? null : Number(row.score),
  }));
}
