/** A log that holds no words of people: the library's errors carry the body of their request, and tokens in its address. */
import type { Log } from './options.ts';

/** What helps to find the cause; nothing that somebody wrote. */
function toFacts(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, status, method } = error as { code?: unknown; status?: unknown; method?: unknown };
  return { type: error.name, message: error.message, code, status, method, stack: error.stack };
}

const withoutWords = (fields: object): object =>
  'err' in fields ? { ...fields, err: toFacts((fields as { err: unknown }).err) } : fields;

export function createSafeLog(log: Log): Log {
  return {
    info: (fields, message) => log.info(withoutWords(fields), message),
    warn: (fields, message) => log.warn(withoutWords(fields), message),
    error: (fields, message) => log.error(withoutWords(fields), message),
  };
}
