/**
 * Reports over a long history without reading it each time: the facts of all conversations that began on one day lie in one
 * row, made from the history up to `fact_progress.seq`. Conversations that something was written about since then are worked
 * out from the history when they are asked for, so that what is read is never older than the history itself.
 */
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { ConversationFacts } from '../domain/conversation-facts.ts';
import type { OnPart, RollUps } from '../ports.ts';
import { decodeFacts, encodeFacts, LAYOUT } from './fact-columns.ts';
import { readFacts, readFactsOf } from './facts.ts';
import type { Tables } from './schema.ts';

const DAY_MS = 86_400_000;
/** So many days are read at once; between two parts everything else of the process gets its turn. */
const PART = 8;
/** Entries not taken up yet, above which the days are of no use. */
const MOST_CHANGES = 200_000;
/** So many conversations of days that were read are remembered, about 200 bytes each. */
const REMEMBERED = 200_000;

export interface FactDays extends RollUps {
  /** As `Reports.conversations`. */
  read(from: number | null, to: number | null, onPart?: OnPart): Promise<readonly ConversationFacts[]>;
}

interface Day {
  readonly version: number;
  readonly rows: readonly ConversationFacts[];
}

const dayOf = (at: number): number => Math.floor(at / DAY_MS);
const byStart = (a: ConversationFacts, b: ConversationFacts): number => a.startedAt - b.startedAt;

/** The rows of a day with the newer ones in place of those of the same conversations. */
function withNewer(rows: readonly ConversationFacts[], newer: readonly ConversationFacts[]): ConversationFacts[] {
  const replaced = new Set(newer.map(({ conversationId }) => conversationId));
  return [...rows.filter(({ conversationId }) => !replaced.has(conversationId)), ...newer].sort(byStart);
}

export function createFactDays(tables: Kysely<Tables>, remembered = REMEMBERED): FactDays {
  const days = new Map<number, Day>();
  let texts = new Map<string, string>();

  async function readProgress(): Promise<number> {
    const row = await tables.selectFrom('fact_progress').select('seq').where('layout', '=', LAYOUT).executeTakeFirst();
    return row?.seq ?? 0;
  }

  async function readVersions(first: number | null, last: number | null): Promise<Map<number, number>> {
    const rows = await tables
      .selectFrom('fact_days')
      .select(['day', 'version'])
      .where('layout', '=', LAYOUT)
      .$if(first !== null, (query) => query.where('day', '>=', first))
      .$if(last !== null, (query) => query.where('day', '<=', last))
      .orderBy('day')
      .execute();
    return new Map(rows.map(({ day, version }) => [day, version]));
  }

  /** Remembers what it reads; forgets everything when that gets too much. */
  async function readDays(versions: ReadonlyMap<number, number>): Promise<Map<number, readonly ConversationFacts[]>> {
    const found = new Map<number, readonly ConversationFacts[]>();
    const missing: number[] = [];
    for (const [day, version] of versions) {
      const known = days.get(day);
      found.set(day, known?.rows ?? []);
      if (known?.version !== version) missing.push(day);
    }
    for (let start = 0; start < missing.length; start += PART) {
      const stored = await tables
        .selectFrom('fact_days')
        .selectAll()
        .where('layout', '=', LAYOUT)
        .where('day', 'in', missing.slice(start, start + PART))
        .execute();
      for (const { day, version, body } of stored) {
        const rows = decodeFacts(body, texts);
        found.set(day, rows);
        days.set(day, { version, rows });
      }
      await setImmediate();
    }
    if (days.values().reduce((sum, { rows }) => sum + rows.length, 0) > remembered) {
      days.clear();
      texts = new Map();
    }
    return found;
  }

  /**
   * Conversations about which something was written after `seq` and up to `last`. In the order of writing, and told apart
   * here: asked for distinct ones, the database goes through an index of the whole history.
   */
  async function findChanged(seq: number, last: number): Promise<string[]> {
    const rows = await tables
      .selectFrom('history_entries')
      .select('conversation_id as id')
      .where('seq', '>', seq)
      .where('seq', '<=', last)
      .where('conversation_id', 'is not', null)
      .orderBy('seq')
      .execute();
    return [...new Set(rows.map(({ id }) => String(id)))];
  }

  /** False where somebody else wrote the day since `version` was read; then nothing was written. */
  async function write(day: number, version: number, body: Buffer): Promise<boolean> {
    if (version === 0) {
      const result = await tables
        .insertInto('fact_days')
        .values({ layout: LAYOUT, day, version: 1, body })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    }
    const result = await tables
      .updateTable('fact_days')
      .set({ version: version + 1, body })
      .where('layout', '=', LAYOUT)
      .where('day', '=', day)
      .where('version', '=', version)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  async function moveProgress(from: number, to: number): Promise<void> {
    if (from === 0) {
      await tables
        .insertInto('fact_progress')
        .values({ layout: LAYOUT, seq: to })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      // What an earlier version of the program wrote is of no use any more.
      await tables.deleteFrom('fact_days').where('layout', '!=', LAYOUT).execute();
      await tables.deleteFrom('fact_progress').where('layout', '!=', LAYOUT).execute();
      return;
    }
    await tables
      .updateTable('fact_progress')
      .set({ seq: to })
      .where('layout', '=', LAYOUT)
      .where('seq', '=', from)
      .execute();
  }

  async function readLast(): Promise<number> {
    const row = await tables
      .selectFrom('history_entries')
      .select(sql<number | null>`max(seq)`.as('last'))
      .executeTakeFirstOrThrow();
    return row.last ?? 0;
  }

  return {
    async left() {
      return (await readLast()) - (await readProgress());
    },

    async read(from, to, onPart) {
      const progress = await readProgress();
      const last = await readLast();
      // Before much is prepared, the window itself is less to go through than all that changed.
      if (progress === 0 || last - progress > MOST_CHANGES) return readFacts(tables, from, to, onPart);
      const versions = await readVersions(from === null ? null : dayOf(from), to === null ? null : dayOf(to - 1));
      const found = await readDays(versions);
      const changed = await readFactsOf(tables, await findChanged(progress, last), onPart);
      for (const [day, rows] of Map.groupBy(changed, ({ startedAt }) => dayOf(startedAt))) {
        found.set(day, withNewer(found.get(day) ?? [], rows));
      }
      const sorted = [...found].sort(([a], [b]) => a - b).flatMap(([, rows]) => rows);
      const inside = ({ startedAt }: ConversationFacts) =>
        (from === null || startedAt >= from) && (to === null || startedAt < to);
      return from === null && to === null ? sorted : sorted.filter(inside);
    },

    async step(limit) {
      const progress = await readProgress();
      const last = await readLast();
      if (last <= progress) return 0;
      const until = Math.min(last, progress + limit);
      // Before the facts: a day that is written by somebody else meanwhile is then left to the next step.
      const versions = await readVersions(null, null);
      const facts = await readFactsOf(tables, await findChanged(progress, until));
      for (const [day, newer] of Map.groupBy(facts, ({ startedAt }) => dayOf(startedAt))) {
        const version = versions.get(day) ?? 0;
        const stored = await tables
          .selectFrom('fact_days')
          .select('body')
          .where('layout', '=', LAYOUT)
          .where('day', '=', day)
          .executeTakeFirst();
        const body = encodeFacts(withNewer(stored ? decodeFacts(stored.body) : [], newer));
        if (!(await write(day, version, body))) return last - progress;
        await setImmediate();
      }
      await moveProgress(progress, until);
      return last - until;
    },
  };
}
