/** Readers of single environment variables: text in, a typed value or a problem with its remedy out. Which variables exist is in config.ts. */
import { z } from 'zod';
import { type PersonId, PLATFORMS, type PlaceId, parsePlatformId } from './domain/place.ts';

/** A year: above it a time is a typing error, and timers stay far from overflowing. */
const LONGEST_MS = 365 * 86_400_000;

/** What was typed, in quotes and no longer than a line. */
export const quote = (typed: string): string => `"${typed.length > 60 ? `${typed.slice(0, 59)}…` : typed}"`;

/** A variable that may be unset; `read` gets what was typed, trimmed and never empty. */
export function variable<T, Unset>(unset: Unset, read: (typed: string) => { value: T } | { problem: string }) {
  return z
    .string()
    .optional()
    .transform((typed, context): T | Unset => {
      if (typed === undefined) return unset;
      const result = read(typed);
      if ('value' in result) return result.value;
      context.addIssue({ code: 'custom', message: result.problem });
      return z.NEVER;
    });
}

/** A decimal number that `accepts` takes; exponents, signs other than a minus and words are no numbers. */
export function number(unset: number, accepts: (value: number) => boolean, kind: string) {
  return variable(unset, (typed) => {
    const value = /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN;
    return accepts(value)
      ? { value }
      : { problem: `${quote(typed)} is not ${kind}; write digits only, for example ${unset}` };
  });
}

/** A time in whole milliseconds. */
export function wholeMs(unset: number, least: number, most = LONGEST_MS) {
  const accepts = (value: number) => Number.isInteger(value) && value >= least && value <= most;
  return number(unset, accepts, `a whole number of milliseconds from ${least} to ${most}`);
}

/** One of a few words. */
export function oneOf<const Word extends string, Unset extends Word | null>(unset: Unset, words: readonly Word[]) {
  return variable<Word, Unset>(unset, (typed) => {
    const value = words.find((word) => word === typed);
    return value ? { value } : { problem: `${quote(typed)} is not known here; write one of ${words.join(', ')}` };
  });
}

/** A comma list of `platform:id`, each once, in the order written; null when unset. */
export function ids<Id extends PlaceId | PersonId>(what: string, example: string) {
  return variable<readonly Id[], null>(null, (typed) => {
    const entries = typed.split(',').flatMap((entry) => entry.trim() || []);
    const bad = entries.filter((entry) => parsePlatformId(entry) === null);
    const remedy = `write platform:id with one of ${PLATFORMS.join(', ')}, separated by commas, for example ${example}`;
    if (entries.length === 0) return { problem: `${quote(typed)} names no ${what}; ${remedy}` };
    if (bad.length > 0) {
      return { problem: `${bad.map(quote).join(', ')} is not the id of a ${what} on a known platform; ${remedy}` };
    }
    return { value: [...new Set(entries.map((entry) => parsePlatformId(entry) as Id))] };
  });
}

/** A secret: no message repeats what was typed. */
export function secret(pattern = /^\S+$/, kind = 'one word without spaces') {
  return variable<string, null>(null, (value) =>
    pattern.test(value) ? { value } : { problem: `what is set is not ${kind}; copy it again, or write another one` },
  );
}

/** An http or https address, without a slash at its end unless `finish` says otherwise. It may hold a password, so no message repeats it. */
export function address(example: string, finish = (url: string) => url.replace(/\/+$/, '')) {
  return variable<string, null>(null, (typed) => {
    const protocol = URL.canParse(typed) ? new URL(typed).protocol : null;
    if (protocol === 'http:' || protocol === 'https:') return { value: finish(typed) };
    const found = protocol === null ? 'no address' : `an address with ${quote(protocol)}`;
    return { problem: `what is set is ${found}; write one like ${example}` };
  });
}

/** `sqlite:PATH` or `postgres://…`. The message shows no more than the scheme: the rest may hold a password. */
export function databaseUrl(unset: string) {
  return variable(unset, (typed) => {
    // `sqlite:///x.db`, known from other tools, would be taken for a file in the root folder.
    if (/^sqlite:(?!\/\/)\S/.test(typed)) return { value: typed };
    if (/^postgres(ql)?:\/\//.test(typed) && URL.canParse(typed)) return { value: typed };
    const scheme = /^[a-z][a-z0-9+.-]*:(\/\/)?/i.exec(typed)?.[0];
    return {
      problem: `an address with ${scheme ?? 'no scheme'} cannot be used; write sqlite:PATH, for example ${unset}, or postgres://user:password@host/database`,
    };
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** An IANA time zone; unset = the system's, UTC where that cannot be told. */
export function timeZone() {
  const system = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
  return variable(isTimeZone(system) ? system : 'UTC', (typed) =>
    isTimeZone(typed)
      ? { value: typed }
      : { problem: `${quote(typed)} is not a time zone; write an IANA name, for example Asia/Shanghai` },
  );
}
