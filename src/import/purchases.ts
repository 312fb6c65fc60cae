/** Purchases from a file: who bought which course, when, for how much. */
import { z } from 'zod';
import type { Purchase } from '../domain/purchase.ts';
import { readCsv } from './csv.ts';
import { parseMoment } from './moment.ts';
import { createProblems } from './problems.ts';

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
