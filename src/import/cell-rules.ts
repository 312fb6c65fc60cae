/** What cells of several files must be, as schemas whose messages name the remedy. */
import { z } from 'zod';
import { splitList } from './cells.ts';

export const filled = z.string().min(1, 'is empty; write something');

/** A name that people type and files refer to. */
export const name = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, {
  error: ({ input }) =>
    `${input === '' ? 'is empty' : `"${input}" is no name`}; use up to 64 lower-case letters, digits and underscores, a letter first`,
});

/** A cell that `parse` reads; null = it cannot, and `remedy` says how to write it. */
export function cell<T>(parse: (text: string) => T | null, remedy: string) {
  return z.string().transform((text, context): T => {
    const value = parse(text);
    if (value !== null) return value;
    context.addIssue({
      code: 'custom',
      message: `${text === '' ? 'is empty' : `"${text}" cannot be used`}; ${remedy}`,
    });
    return z.NEVER;
  });
}

/** A list, separated by semicolons, whose entries are all read by `parse`. */
export const list = <T>(parse: (text: string) => T | null) => {
  return (text: string): T[] | null => {
    const values = splitList(text).map(parse);
    return values.includes(null) ? null : (values as T[]);
  };
};

/** An IANA name as it is, empty = empty; null for anything else. */
export function parseTimeZone(text: string): string | null {
  try {
    if (text !== '') new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    return null;
  }
}
