/**
 * Brings a database up to date, or refuses it. Not Kysely's Migrator: on SQLite that reads and creates in a deferred
 * transaction, so two processes that start together on a new file both create the tables and one of them fails.
 */
import { type Kysely, sql } from 'kysely';
import { OperatorError } from '../../errors.ts';
import type { Tables } from '../schema.ts';
import type { Migration } from './migrations.ts';

/** Applies the migrations the database does not have, all of them or none. */
export async function migrate(tables: Kysely<Tables>, migrations: readonly Migration[], path: string): Promise<void> {
  // Taken at once, so that of two processes the second one finds the tables made. Also proves that the file can be written.
  await sql`begin immediate`.execute(tables);
  try {
    const applied = await readApplied(tables, path);
    const known = new Set(migrations.map(({ name }) => name));
    const unknown = applied.filter((name) => !known.has(name));
    if (unknown.length > 0) {
      throw new OperatorError(
        `database ${path} was written by a newer version (${unknown.join(', ')}); upgrade afterclass or use another DATABASE_URL`,
      );
    }
    for (const { name, statements } of migrations.filter((migration) => !applied.includes(migration.name))) {
      for (const statement of statements) await sql.raw(statement).execute(tables);
      await tables.insertInto('migrations').values({ name }).execute();
    }
    await sql`commit`.execute(tables);
  } catch (error) {
    // Where the disk was full SQLite has rolled back by itself, and this fault must not hide that one.
    await sql`rollback`.execute(tables).catch(() => undefined);
    throw error;
  }
}

async function readApplied(tables: Kysely<Tables>, path: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_schema where type = 'table'`.execute(tables);
  if (rows.length === 0) {
    await sql`create table migrations (
      name text not null primary key,
      applied_at integer not null default (unixepoch() * 1000)
    ) strict`.execute(tables);
  } else if (!rows.some(({ name }) => name === 'migrations')) {
    throw new OperatorError(`database ${path} belongs to another program; set DATABASE_URL to a file of its own`);
  }
  const applied = await tables.selectFrom('migrations').select('name').orderBy('name').execute();
  return applied.map(({ name }) => name);
}
