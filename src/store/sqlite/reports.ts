/** Reports from the history, set by set. Reads only. */
import { type Kysely, sql } from 'kysely';
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { HistoryEntry } from '../../domain/history.ts';
import type { PersonId } from '../../domain/place.ts';
import type { Reports } from '../../ports.ts';
import { toFacts } from '../codec.ts';
import type { Tables } from '../schema.ts';

interface FactsRow extends Omit<ConversationFacts, 'ratingAsked'> {
  readonly asked: number;
  readonly learner: PersonId;
}

/** The kinds after which a conversation counts as resolved. */
const RESOLVED = `('resolved', 'confirmed')`;

export function createReports(db: Kysely<Tables>): Reports {
  return {
    async conversations(from, to) {
      // One pass over the entries of the conversations that began in the window. A resolution counts when nothing was
      // reopened after it.
      const { rows } = await sql<FactsRow>`
        with started as (
          select conversation_id, at as started_at, actor as learner from history
          where kind = 'conversationStarted'
            and at >= ${from ?? 0} and at < ${to ?? Number.MAX_SAFE_INTEGER}
        ), entries as (
          select h.*, s.started_at, s.learner,
            max(case when h.kind = 'reopened' then h.seq end) over (partition by h.conversation_id) as reopened_seq
          from started as s join history as h on h.conversation_id = s.conversation_id
        )
        select conversation_id as conversationId, started_at as startedAt, learner,
          (select json_extract(last.facts, '$.category') from history as last
            where last.conversation_id = entries.conversation_id and last.kind in ('answered', 'escalated')
            order by last.seq desc limit 1) as category,
          (select json_extract(last.facts, '$.intent') from history as last
            where last.conversation_id = entries.conversation_id and last.kind in ('answered', 'escalated')
            order by last.seq desc limit 1) as intent,
          max(case when kind = 'escalated' then json_extract(facts, '$.queue') end) as queue,
          sum(kind = 'learnerMessage') as learnerMessages,
          sum(kind = 'answered') as answers,
          sum(kind = 'refused' and json_extract(facts, '$.intent') is not null) as refusals,
          min(case when kind = 'escalated' then at end) as escalatedAt,
          min(case when kind = 'replied' then at end) as firstReplyAt,
          max(case when kind in ${sql.raw(RESOLVED)} and seq > coalesce(reopened_seq, 0) then at end) as resolvedAt,
          max(case when kind in ${sql.raw(RESOLVED)} and seq > coalesce(reopened_seq, 0)
            then json_extract(facts, '$.resolution') end) as resolution,
          sum(kind = 'reopened') as reopened,
          max(case when kind = 'closed' and seq > coalesce(reopened_seq, 0) then at end) as closedAt,
          max(kind = 'ratingAsked') as asked,
          max(case when kind = 'rated' then json_extract(facts, '$.score') end) as score
        from entries group by conversation_id order by started_at, min(seq)`.execute(db);
      return rows.map(({ asked, ...row }) => ({ ...row, ratingAsked: asked === 1 }));
    },
    async entries(from, to) {
      const rows = await db
        .selectFrom('history')
        .select(['id', 'conversation_id', 'at', 'kind', 'actor', 'facts'])
        .where('at', '>=', from ?? 0)
        .where('at', '<', to ?? Number.MAX_SAFE_INTEGER)
        .orderBy('seq')
        .execute();
      return rows.map(({ id, conversation_id, at, kind, actor, facts }) => ({
        id,
        conversationId: conversation_id,
        at,
        kind: kind as HistoryEntry['kind'],
        actor,
        facts: toFacts(facts, id),
      }));
    },
  };
}
