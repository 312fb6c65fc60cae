/** Opens the database file the way durability needs it. */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { OperatorError } from '../../errors.ts';

const REMEDIES: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'the file is no SQLite database; move it away or set DATABASE_URL to another path',
  SQLITE_CORRUPT: 'the file is damaged; restore it from a backup',
  SQLITE_CANTOPEN: 'the file cannot be opened; check the path and the rights on its folder',
  SQLITE_READONLY: 'the file or its folder is read-only; check the rights',
  SQLITE_READONLY_DIRECTORY: 'the folder is read-only; check the rights',
  SQLITE_FULL: 'the disk is full; make room',
  SQLITE_BUSY: 'another program holds the file; stop it or wait',
};

/** An error of the database as words for the operator; anything else is returned as it is. */
export function toOperatorError(error: unknown, path: string): unknown {
  const { code } = error as { code?: string };
  const remedy = code === undefined ? undefined : (REMEDIES[code] ?? REMEDIES[code.split('_').slice(0, 2).join('_')]);
  if (remedy === undefined) return error;
  return new OperatorError(`database ${path}: ${remedy} (${code})`, { cause: error });
}

/**
 * WAL so that reports read while the bot writes, and synchronous=FULL on every open: a platform does not send again what
 * was acknowledged, so an acknowledged event must survive a power cut. SQLite's default for a WAL file is NORMAL, and
 * the setting is not kept in the file.
 */
export function connect(path: string): Database.Database {
  try {
    if (path !== ':memory:') mkdirSync(dirname(resolve(path)), { recursive: true });
    const database = new Database(path, { timeout: 5000 });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    return database;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR' || code === 'EEXIST') {
      throw new OperatorError(
        `database ${path}: its folder cannot be made (${code}); set DATABASE_URL to a path you may write`,
        {
          cause: error,
        },
      );
    }
    throw toOperatorError(error, path);
  }
}
