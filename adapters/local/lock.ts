/** One chat file, one process: a second one would not see what the first one writes, and learners would miss their answers. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from '../../src/errors.ts';

export interface Lock {
  /** Throws `OperatorError` where another process holds it. Taking what one holds does nothing. */
  take(): void;
  release(): void;
}

/** SQLite's result code for a file that somebody else has locked. */
const BUSY = 5;

/**
 * A lock on `file`, held in an empty file beside it. The system lets go of it with the process, however that ends: SQLite
 * is used for its portable file locks alone, and nothing is ever written.
 */
export function createLock(file: string): Lock {
  let held: DatabaseSync | null = null;
  return {
    take() {
      if (held) return;
      let database: DatabaseSync | null = null;
      try {
        mkdirSync(dirname(file), { recursive: true });
        database = new DatabaseSync(`${file}.lock`, { timeout: 0 });
        database.exec('begin exclusive');
      } catch (error) {
        database?.close();
        throw toLockFault(file, error);
      }
      held = database;
    },
    release() {
      held?.close();
      held = null;
    },
  };
}

function toLockFault(file: string, error: unknown): OperatorError {
  const { errcode, message } = error as { errcode?: number; message: string };
  return new OperatorError(
    errcode === BUSY
      ? `${file} is in use: afterclass is running on this database already. Use that one or stop it; to run a second one beside it, set DATABASE_URL to another place and HTTP_PORT to another port.`
      : `${file}: the chat file cannot be locked (${message}). Let this user write to ${dirname(file)}.`,
    { cause: error },
  );
}
