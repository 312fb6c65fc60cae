/** What was imported of learners: who they are, how they learn, what they did and scored; and how far each file was read. */
import type { Course } from '../../domain/course.ts';
import type {
  ActivityRecord,
  BehaviourRecord,
  ImportProgress,
  LearnerRecord,
  LearningRows,
  RecordKind,
  ScoreRecord,
} from '../../domain/learning-record.ts';
import type { Membership, Organisation } from '../../domain/organisation.ts';
import type { Purchase } from '../../domain/purchase.ts';
import type { LearningImports } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { createEventIntake } from './learning-events.ts';

type Values = readonly (string | number | null)[];

interface Table<Row> {
  readonly columns: readonly string[];
  /** The first so many columns are the key. */
  readonly keys: number;
  readonly name: string;
  /** Where it is read, if that is not where it is written. */
  readonly source?: string;
  toValues(row: Row): Values;
  /** From an object by column. */
  toRow(found: Readonly<Record<string, unknown>>): Row;
}

const TABLES: { readonly [Kind in RecordKind]: Table<LearningRows[Kind]> } = {
  learners: {
    name: 'learners',
    columns: ['learner', 'email_hash', 'language', 'joined_at'],
    keys: 1,
    toValues: ({ learner, emailHash, language, joinedAt }) => [learner, emailHash, language, joinedAt],
    toRow: ({ learner, email_hash: emailHash, language, joined_at: joinedAt }) =>
      ({ learner, emailHash, language, joinedAt }) as LearnerRecord,
  },
  behavior: {
    name: 'behavior',
    columns: ['learner', 'learning_time', 'learning_frequency', 'course_completion'],
    keys: 1,
    toValues: (row) => [row.learner, row.learning_time, row.learning_frequency, row.course_completion],
    toRow: (found) => found as unknown as BehaviourRecord,
  },
  purchases: {
    name: 'purchases',
    columns: ['learner', 'course', 'purchased_at', 'amount'],
    keys: 3,
    toValues: ({ learner, course, purchasedAt, amount }) => [learner, course, purchasedAt, amount],
    toRow: ({ purchased_at: purchasedAt, ...rest }) => ({ ...rest, purchasedAt }) as Purchase,
  },
  courses: {
    name: 'courses',
    columns: ['id', 'body'],
    keys: 1,
    toValues: (course) => [course.id, JSON.stringify(course)],
    toRow: ({ body }) => JSON.parse(body as string) as Course,
  },
  activity: {
    name: 'activity',
    source: 'all_activity',
    columns: ['learner', 'course', 'day', 'counts'],
    keys: 4,
    toValues: ({ learner, course, day, counts }) => [learner, course, day, JSON.stringify(counts)],
    toRow: ({ counts, ...rest }) => ({ ...rest, counts: JSON.parse(counts as string) }) as ActivityRecord,
  },
  scores: {
    name: 'scores',
    columns: ['learner', 'course', 'test', 'taken_at', 'score', 'most'],
    keys: 4,
    toValues: ({ learner, course, test, takenAt, score, most }) => [learner, course, test, takenAt, score, most],
    toRow: ({ taken_at: takenAt, ...rest }) => ({ ...rest, takenAt }) as ScoreRecord,
  },
  organisations: {
    name: 'organisations',
    columns: ['id', 'name', 'seats'],
    keys: 1,
    toValues: ({ id, name, seats }) => [id, name, seats],
    toRow: (found) => found as unknown as Organisation,
  },
  members: {
    name: 'members',
    columns: ['organisation', 'learner', 'role'],
    keys: 2,
    toValues: ({ organisation, learner, role }) => [organisation, learner, role],
    toRow: (found) => found as unknown as Membership,
  },
};

/** Writes nothing where the row stands there as it is, so that `changes` counts what is new or changed. */
function toUpsert({ name, columns, keys }: Pick<Table<never>, 'name' | 'columns' | 'keys'>): string {
  const rest = columns.slice(keys);
  const sets = rest.map((column) => `${column} = excluded.${column}`).join(', ');
  const differs = rest.map((column) => `${name}.${column} is not excluded.${column}`).join(' or ');
  return `insert into ${name} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})
    on conflict (${columns.slice(0, keys).join(', ')}) do ${rest.length === 0 ? 'nothing' : `update set ${sets} where ${differs}`}`;
}

export function createLearningImports(connection: Connection): LearningImports {
  const begun = connection.prepare<[string], { body: string }>('select body from imports where fingerprint = ?');
  const mark = connection.prepare(`
    insert into imports (fingerprint, body) values (?, ?)
    on conflict (fingerprint) do update set body = excluded.body`);
  const byEmail = connection.prepare<[string], { learner: string }>(
    'select learner from learners where email_hash = ? limit 2',
  );
  const marks = connection.prepare<[], { files: number; lines: number; purchases: number; events: number }>(`
    select count(*) as files, coalesce(sum(body ->> 'line'), 0) as lines,
      (select count(*) from purchases) as purchases,
      (select coalesce(max(n), 0) from learning_events) as events
    from imports`);
  const write = connection.transaction(
    (table: Table<never>, values: readonly Values[], toProgress: (written: number) => ImportProgress): number => {
      const upsert = connection.prepare(toUpsert(table));
      let written = 0;
      for (const row of values) written += upsert.run(...row).changes;
      const progress = toProgress(written);
      mark.run(progress.fingerprint, JSON.stringify(progress));
      return written;
    },
  );
  const lately = connection.prepare<[number], Record<string, unknown>>(`
    select learner, course, day, counts from all_activity
    where day > max((select coalesce(max(day), -1e9) from activity), (select coalesce(max(day), -1e9) from event_activity)) - ?
    order by learner, course, day`);
  const take = createEventIntake(connection, (score) => {
    const { toValues } = TABLES.scores;
    connection.prepare(toUpsert(TABLES.scores)).run(...toValues(score));
  });
  const leave = connection.prepare<[string, string]>('delete from members where organisation = ? and learner = ?');
  return {
    async take(events, now) {
      return take.immediate(events, now);
    },
    async removeMember(organisation, learner) {
      return leave.run(organisation, learner).changes === 1;
    },
    async progress(fingerprint) {
      const row = begun.get(fingerprint);
      return row ? (JSON.parse(row.body) as ImportProgress) : null;
    },
    async add(kind, rows, toProgress) {
      const table = TABLES[kind];
      return write.immediate(table as unknown as Table<never>, rows.map(table.toValues), toProgress);
    },
    async read(kind, learner) {
      const { name, columns, keys, toRow, source = name } = TABLES[kind];
      const isOne = learner !== undefined && columns.includes('learner');
      const order = columns.slice(0, keys).join(', ');
      const find = connection.prepare<string[], Record<string, unknown>>(
        `select ${columns.join(', ')} from ${source} ${isOne ? 'where learner = ?' : ''} order by ${order}`,
      );
      return find.all(...(isOne ? [learner] : [])).map(toRow);
    },
    async recentActivity(days) {
      return lately.all(days).map(TABLES.activity.toRow);
    },
    async mark() {
      const { files, lines, purchases, events } = marks.get() ?? { files: 0, lines: 0, purchases: 0, events: 0 };
      return files + lines + purchases + events === 0 ? '' : `${files}:${lines}:${purchases}:${events}`;
    },
    async findByEmail(emailHash) {
      const found = byEmail.all(emailHash);
      return found.length === 1 ? (found[0]?.learner ?? null) : null;
    },
  };
}
