/** What the libraries log, without what people wrote: their debug lines hold whole payloads, their errors whole answers. */
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from './options.ts';

/** What helps to find the cause of a fault. */
export function toFacts(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return { type: error.name, message: error.message, code, stack: error.stack };
}

const isWords = (part: unknown): part is string => typeof part === 'string';

/** For Bolt and its clients. Warnings and errors only, and of those only the fixed words and the errors' own. */
export function toLibraryLog(log: Log): Logger {
  const pass =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      const words = parts.filter(isWords).join(' ').slice(0, 300) || 'trouble';
      log[level](error ? { err: toFacts(error) } : {}, `slack library: ${words}`);
    };
  const nothing = () => {};
  return {
    debug: nothing,
    info: nothing,
    warn: pass('warn'),
    error: pass('error'),
    setLevel: nothing,
    getLevel: () => LogLevel.INFO,
    setName: nothing,
  };
}
