/** Opens a SQLite file the way the service needs it, and says in the operator's words why that did not work. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { OperatorError } from '../../errors.ts';

export type Connection = Database.Database;

export const MEMORY = ':memory:';

/** A connection on which a commit is on the disk when it returns. Creates the file, for its owner only, and its folder. */
export function connect(path: string, busyTimeoutMs: number): Connection {
  const file = path === MEMORY ? path : resolve(path);
  if (file !== MEMORY) {
    mkdirSync(dirname(file), { recursive: true });
    // It will hold what learners wrote. SQLite gives the files beside it the same rights.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  }
  const connection = new Database(file, { timeout: busyTimeoutMs });
  try {
    const mode = connection.pragma('journal_mode = WAL', { simple: true });
    if (file !== MEMORY && mode !== 'wal') throw new OperatorError(`database ${file} cannot use a write-ahead log`);
    // The setting is not kept in the file, and the driver's own default for a write-ahead log is weaker.
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    // What undoes one change of a batch is kept in memory and not in a file of its own: commits take half the time.
    connection.pragma('temp_store = MEMORY');
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

/**
 * Throws where a page of the file is damaged, if it has at most `upToBytes`. Opening alone reads only the first pages: a
 * service that starts on a damaged file would take messages and answer none.
 */
export function verify(connection: Connection, upToBytes: number): void {
  const size = (name: string) => Number(connection.pragma(name, { simple: true }));
  if (size('page_count') * size('page_size') > upToBytes) return;
  const found = connection.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw toDamaged(connection.name, String(found).split('\n').at(-1) ?? '');
}

function toDamaged(file: string, reason: string): OperatorError {
  return new OperatorError(
    `database ${file} is damaged (${reason}). Put back a backup, or move the file away to begin with an empty one`,
  );
}

const ANOTHER_PLACE = 'or set DATABASE_URL to another place, for example sqlite:./.afterclass/afterclass.db';

/** A fault of opening `path` as an `OperatorError` where the operator can mend it, else the fault itself. */
export function toOpenFault(path: string, fault: unknown): unknown {
  if (!(fault instanceof Error) || fault instanceof OperatorError) return fault;
  const code = String((fault as NodeJS.ErrnoException).code ?? '');
  const file = resolve(path);
  const folder = dirname(file);
  if (/^(EACCES|EPERM|EROFS|EISDIR|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM|SQLITE_AUTH)/.test(code)) {
    return new OperatorError(
      `cannot open database ${file} for writing (${code}). Let this user write to ${folder}, ${ANOTHER_PLACE}`,
    );
  }
  if (/^(ENOTDIR|EEXIST|ENAMETOOLONG|ENOENT)/.test(code)) {
    return new OperatorError(
      `cannot create the folder ${folder} for the database (${code}). Move away what is in its place, ${ANOTHER_PLACE}`,
    );
  }
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)) {
    return new OperatorError(
      `no space left for database ${file} (${code}). Free some space on that disk, ${ANOTHER_PLACE}`,
    );
  }
  if (code.startsWith('SQLITE_NOTADB')) {
    return new OperatorError(`${file} is not a SQLite database. Move the file away, ${ANOTHER_PLACE}`);
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return toDamaged(file, fault.message);
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new OperatorError(`database ${file} is held by another program (${code}). Stop that program and try again`);
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new OperatorError(`reading or writing database ${file} failed (${code}). Check that disk, ${ANOTHER_PLACE}`);
  }
  return fault;
}
