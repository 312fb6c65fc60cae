/** Purchases from a file: who bought which course, when, for how much. */
import { z } from 'zod';
import type { Purchase } from '../domain/purchase.ts';
import { readCsv } from './csv.ts';
import { createProblems } from './problems.ts';

/** A day in the zone of the community, or a moment with its offset; anything else is no time. */
function parseMoment(typed: string, timeZone: string): number | null {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) {
      return Temporal.PlainDate.from(typed).toZonedDateTime(timeZone).epochMilliseconds;
    }
    if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(typed)) return Temporal.Instant.from(typed).epochMilliseconds;
    return Temporal.PlainDateTime.from(typed.replace(' ', 'T')).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}

/**
 * Rows of `learner,course,purchased_at,amount`. `purchased_at`: `2026-01-31`, `2026-01-31 09:30` (both in `timeZone`) or with
 * an offset. Throws `OperatorError` with every problem where one row cannot be read.
 */
export function readPurchases(file: string, timeZone: string): Purchase[] {
  const problems = createProblems();
  const row = z.object({
    learner: z.string().min(1, 'is empty; write who bought, such as slack:U012AB3CD'),
    course: z.string().min(1, 'is empty; write the id of the course'),
    purchased_at: z.string().transform((typed, context) => {
      const at = parseMoment(typed, timeZone);
      if (at !== null) return at;
      context.addIssue({ code: 'custom', message: `“${typed}” is no time; write 2026-01-31 or 2026-01-31 09:30` });
      return z.NEVER;
    }),
    amount: z.string().transform((typed, context) => {
      const amount = typed === '' ? Number.NaN : Number(typed);
      if (Number.isFinite(amount)) return amount;
      context.addIssue({ code: 'custom', message: `“${typed}” is no amount; write 199 or 199.00` });
      return z.NEVER;
    }),
  });
  const rows = readCsv(file, row, problems);
  problems.throwIfAny();
  return rows.map(({ value: { learner, course, purchased_at: purchasedAt, amount } }) => ({
    learner,
    course,
    purchasedAt,
    amount,
  }));
}
