/** From DATABASE_URL to a store: reads the scheme and leaves the rest to the database's own folder. */
import { OperatorError } from '../errors.ts';
import type { Store } from '../ports.ts';
import { openSqlite } from './sqlite/index.ts';

const EXAMPLE = 'DATABASE_URL=sqlite:./.afterclass/afterclass.db';

export interface OpenOptions {
  /** How long (ms) a write waits for another process that is writing. */
  readonly busyTimeoutMs?: number;
  /** Reads all of a database of at most so many bytes to see that it is whole, about a second for each GB. Default 0: none. */
  readonly verifyUpToBytes?: number;
  /** How many conversations that were read for reports are kept in memory for the next one, about 200 bytes each. */
  readonly rememberedConversations?: number;
}

/**
 * Opens the store and brings its tables up to date. `sqlite:PATH` (the folder is created) or `sqlite::memory:`. Throws
 * `OperatorError` for what the operator can mend. Never repeats the URL, which may hold a password.
 */
export async function openStore(databaseUrl: string, options: OpenOptions = {}): Promise<Store> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(databaseUrl.trim())?.[1]?.toLowerCase();
  switch (scheme) {
    case 'sqlite':
      return openSqlite(
        toPath(databaseUrl),
        options.busyTimeoutMs ?? 5000,
        options.verifyUpToBytes ?? 0,
        options.rememberedConversations,
      );
    case 'postgres':
    case 'postgresql':
      throw new OperatorError(
        `DATABASE_URL names a PostgreSQL database, which is not available in this version yet. Use SQLite, for example ${EXAMPLE}`,
      );
    default:
      throw new OperatorError(
        `DATABASE_URL ${scheme ? `begins with "${scheme}:"` : 'does not say which database it is'}; it must be sqlite:PATH, for example ${EXAMPLE}`,
      );
  }
}

function toPath(databaseUrl: string): string {
  const path = databaseUrl.trim().slice('sqlite:'.length);
  if (path === '') throw new OperatorError(`DATABASE_URL has no path after "sqlite:"; for example ${EXAMPLE}`);
  // Elsewhere `//` begins a host name; here it would quietly mean a file at the root of the disk.
  if (/^\/\/[^/]/.test(path)) {
    throw new OperatorError(
      `DATABASE_URL must not begin with "sqlite://"; write the path itself, for example ${EXAMPLE}`,
    );
  }
  return path;
}
