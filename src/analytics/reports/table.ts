/** The figures of a report as rows for a spreadsheet, one for each figure and group. */
import { CATALOGUE, type MetricName } from '../catalogue/index.ts';
import type { Figures, Group, Table } from './report.ts';

const COLUMNS = ['group', 'name', 'metric', 'unit', 'value', 'n', 'low', 'high', 'pending'] as const;

export function entriesOf(figures: Figures): [MetricName, NonNullable<Figures[MetricName]>][] {
  return Object.entries(figures) as [MetricName, NonNullable<Figures[MetricName]>][];
}

/** The whole first (empty group), then each group. Values in the units of the JSON: shares 0..1, times in ms. */
export function toTable(figures: Figures, groups: readonly Group[] | null): Table {
  const rowsOf = (key: string, label: string, of: Figures) =>
    entriesOf(of).map(([metric, { value, n, low, high, pending }]) => [
      key,
      label,
      metric,
      CATALOGUE[metric].unit,
      value,
      n,
      low ?? null,
      high ?? null,
      pending ?? null,
    ]);
  const rows = [
    ...rowsOf('', '', figures),
    ...(groups ?? []).flatMap((group) => rowsOf(group.key, group.label, group.figures)),
  ];
  return { columns: COLUMNS, rows };
}

/** Spreadsheets run cells that begin like this as formulas; an apostrophe stops them. */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180 with CRLF; text that a spreadsheet would take for a formula is disarmed. */
export function toCsv({ columns, rows }: Table): string {
  const cell = (value: string | number | null): string => {
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const safe = FORMULA.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
