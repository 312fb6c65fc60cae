/** What is worked out ahead about learners. Only rows that changed are written, in small parts: nobody who answers waits for them. */
import { setTimeout } from 'node:timers/promises';
import type { InsightKind, InsightKinds } from '../../domain/insight.ts';
import type { Insights } from '../../ports.ts';
import type { Connection } from './connection.ts';

/** A few milliseconds of the one writer that SQLite has, and a rest for the others. */
const PART = 500;
const PAUSE_MS = 5;

type Row = InsightKinds[InsightKind]['row'];
const courseOf = (row: Row): string => ('course' in row ? row.course : '');

export function createInsights(connection: Connection): Insights {
  const overview = connection.prepare<[string], { body: string; madeAt: number; mark: string }>(
    'select body, made_at as madeAt, mark from insights where kind = ?',
  );
  const put = connection.prepare<[string, string, number, string]>(`
    insert into insights (kind, body, made_at, mark) values (?, ?, ?, ?)
    on conflict (kind) do update set body = excluded.body, made_at = excluded.made_at, mark = excluded.mark`);
  const drop = connection.prepare<[string, string, string]>(
    'delete from learner_insights where kind = ? and learner = ? and course = ?',
  );
  const standing = connection.prepare<[string], { learner: string; course: string; body: string }>(
    'select learner, course, body from learner_insights where kind = ?',
  );
  const add = connection.prepare<[string, string, string, string]>(`
    insert into learner_insights (kind, learner, course, body) values (?, ?, ?, ?)
    on conflict (kind, learner, course) do update set body = excluded.body`);
  const all = connection.prepare<[string], { body: string }>(
    'select body from learner_insights where kind = ? order by learner, course',
  );
  const own = connection.prepare<[string, string], { body: string }>(
    'select body from learner_insights where kind = ? and learner = ? order by course',
  );
  const writePart = connection.transaction((writes: readonly (() => void)[]) => {
    for (const write of writes) write();
  });

  /** By key what stands there and shall not, or otherwise. */
  function toWrites(kind: string, rows: readonly Row[]): (() => void)[] {
    const before = new Map(
      standing.all(kind).map(({ learner, course, body }) => [JSON.stringify([learner, course]), body]),
    );
    const writes: (() => void)[] = [];
    for (const row of rows) {
      const [learner, course, body] = [row.learner, courseOf(row), JSON.stringify(row)];
      const key = JSON.stringify([learner, course]);
      if (before.get(key) !== body) writes.push(() => add.run(kind, learner, course, body));
      before.delete(key);
    }
    for (const key of before.keys()) {
      const [learner, course] = JSON.parse(key) as [string, string];
      writes.push(() => drop.run(kind, learner, course));
    }
    return writes;
  }
  return {
    async keep(kind, body, rows, madeAt, mark) {
      const writes = toWrites(kind, rows);
      for (let start = 0; start < writes.length; start += PART) {
        writePart.immediate(writes.slice(start, start + PART));
        await setTimeout(PAUSE_MS);
      }
      put.run(kind, JSON.stringify(body), madeAt, mark);
    },
    async overview(kind) {
      const found = overview.get(kind);
      return found ? { overview: JSON.parse(found.body), madeAt: found.madeAt, mark: found.mark } : null;
    },
    async of(kind, learner) {
      return own.all(kind, learner).map(({ body }) => JSON.parse(body));
    },
    async all(kind) {
      return all.all(kind).map(({ body }) => JSON.parse(body));
    },
  };
}
