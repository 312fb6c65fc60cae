/** Reads data/holidays.csv: the days by date that several queues share. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { parseDates, parseDaySpans } from '../domain/hours.ts';
import type { SpecialDays } from '../domain/knowledge.ts';
import { cell } from './cell-rules.ts';
import { splitList } from './cells.ts';
import { readCsv } from './csv.ts';
import type { Problems } from './problems.ts';

export interface Holiday {
  readonly days: SpecialDays;
  /** Empty: every queue. */
  readonly queues: readonly string[];
}

const holidayRow = z.object({
  dates: cell(parseDates, 'write 2026-10-01, 2026-10-01..2026-10-07, or 12-25 for that day of every year'),
  name_zh: z.string(),
  name_en: z.string(),
  hours: cell(
    (text) => (text === '' ? [] : parseDaySpans(text)),
    'write the hours of a day that is worked, such as 09:00-12:00,14:00-18:00, or leave it empty: closed',
  ),
  queues: z.string().transform(splitList),
});

/** No such file = no holidays. `queueNames` null: not known, so not checked. */
export function readHolidays(file: string, queueNames: readonly string[] | null, problems: Problems): Holiday[] {
  if (!existsSync(file)) return [];
  return readCsv(file, holidayRow, problems).map(({ value, lineOf }) => {
    for (const queue of value.queues) {
      if (!queueNames || queueNames.includes(queue)) continue;
      const message = `"${queue}" is not in queues.csv; write some of ${queueNames.join(', ')}, or leave it empty for all`;
      problems.add({ file, line: lineOf('queues'), column: 'queues', message });
    }
    const { name_zh: zh, name_en: en } = value;
    const name = zh || en ? { zh: zh || en, en: en || zh } : null;
    return { days: { ...value.dates, spans: value.hours, name }, queues: value.queues };
  });
}
