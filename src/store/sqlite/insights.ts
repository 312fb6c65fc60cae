/** What is worked out ahead about learners: the whole of a kind is replaced at once, so that nobody reads half of two. */
import type { InsightKind, InsightKinds } from '../../domain/insight.ts';
import type { Insights } from '../../ports.ts';
import type { Connection } from './connection.ts';

type Row = InsightKinds[InsightKind]['row'];
const courseOf = (row: Row): string => ('course' in row ? row.course : '');

export function createInsights(connection: Connection): Insights {
  const overview = connection.prepare<[string], { body: string; madeAt: number; mark: string }>(
    'select body, made_at as madeAt, mark from insights where kind = ?',
  );
  const put = connection.prepare<[string, string, number, string]>(`
    insert into insights (kind, body, made_at, mark) values (?, ?, ?, ?)
    on conflict (kind) do update set body = excluded.body, made_at = excluded.made_at, mark = excluded.mark`);
  const clear = connection.prepare<[string]>('delete from learner_insights where kind = ?');
  const add = connection.prepare<[string, string, string, string]>(`
    insert into learner_insights (kind, learner, course, body) values (?, ?, ?, ?)
    on conflict (kind, learner, course) do update set body = excluded.body`);
  const all = connection.prepare<[string], { body: string }>(
    'select body from learner_insights where kind = ? order by learner, course',
  );
  const own = connection.prepare<[string, string], { body: string }>(
    'select body from learner_insights where kind = ? and learner = ? order by course',
  );
  const keep = connection.transaction(
    (kind: string, body: string, rows: readonly Row[], madeAt: number, mark: string): void => {
      put.run(kind, body, madeAt, mark);
      clear.run(kind);
      for (const row of rows) add.run(kind, row.learner, courseOf(row), JSON.stringify(row));
    },
  );
  return {
    async keep(kind, body, rows, madeAt, mark) {
      keep.immediate(kind, JSON.stringify(body), rows, madeAt, mark);
    },
    async add(kind, row) {
      add.run(kind, row.learner, courseOf(row), JSON.stringify(row));
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
