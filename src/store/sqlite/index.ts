/** The SQLite store: one connection, its tables brought up to date, and the rooms of the store put together. */
import { Kysely, SqliteDialect } from 'kysely';
import type { Store } from '../../ports.ts';
import { createFactDays } from '../fact-days.ts';
import { createReports } from '../reports.ts';
import type { Tables } from '../schema.ts';
import { type Connection, connect, toOpenFault, verify } from './connection.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { createStore } from './store.ts';

/** Opens the database at `path` (`:memory:` for one that lives as long as the store). Throws `OperatorError` for what the operator can mend. */
export async function openSqlite(
  path: string,
  busyTimeoutMs: number,
  verifyUpToBytes = 0,
  rememberedConversations?: number,
): Promise<Store> {
  let connection: Connection | undefined;
  try {
    connection = connect(path, busyTimeoutMs);
    verify(connection, verifyUpToBytes);
    // Not destroyed: the connection is closed by the store, and Kysely holds nothing else.
    const tables = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
    await migrate(tables, MIGRATIONS, connection.name);
    const days = createFactDays(tables, rememberedConversations);
    return createStore(connection, createReports(tables, days), days);
  } catch (error) {
    connection?.close();
    throw toOpenFault(path, error);
  }
}
