/** From DATABASE_URL to a store. */
import { OperatorError } from '../errors.ts';
import type { Store } from '../ports.ts';

/** Opens (and where needed creates and migrates) the database. Throws `OperatorError` for what the operator can mend. */
export async function openStore(databaseUrl: string): Promise<Store> {
  if (databaseUrl.startsWith('sqlite:')) {
    const { openSqliteStore } = await import('./sqlite/store.ts');
    return openSqliteStore(databaseUrl.slice('sqlite:'.length));
  }
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new OperatorError(
      'DATABASE_URL names PostgreSQL, which this version does not offer yet; use sqlite:PATH, for example sqlite:./.afterclass/afterclass.db',
    );
  }
  throw new OperatorError(
    'DATABASE_URL has an unknown form; write sqlite:PATH, for example sqlite:./.afterclass/afterclass.db',
  );
}
