/** Reads data/courses.csv: what is on sale, at what level and price, and what should come before. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Course } from '../domain/course.ts';
import { cell, filled } from './cell-rules.ts';
import { splitList } from './cells.ts';
import { type Row, readCsv } from './csv.ts';
import type { Problems } from './problems.ts';

const parsePrice = (text: string): number | null | undefined => {
  if (text === '') return undefined;
  return /^\d{1,9}(?:\.\d{1,2})?$/.test(text) ? Number(text) : null;
};
const parseMonths = (text: string): number | null | undefined => {
  if (text === '') return undefined;
  return /^\d{1,3}$/.test(text) ? Number(text) : null;
};

const courseRow = z.object({
  id: z.string().regex(/^[\w.-]{1,64}$/, 'is no id; use up to 64 letters, digits, dots, hyphens and underscores'),
  title: filled,
  text: z.string(),
  level: z.string().optional(),
  prerequisites: z.string().transform(splitList).optional(),
  price: cell(parsePrice, 'write a number such as 299 or 49.50, 0 for free, or leave it empty').optional(),
  service_months: cell(parseMonths, 'write whole months, 0 for no service, or leave it empty').optional(),
});
type CourseRow = z.infer<typeof courseRow>;

function toCourse({ id, title, text, level, prerequisites, price, service_months: months }: CourseRow): Course {
  return {
    id,
    title,
    text,
    level: level || null,
    prerequisites: prerequisites ?? [],
    price: price ?? null,
    serviceMonths: months ?? null,
  };
}

/** In file order. No such file = none. A circle among prerequisites is told with its whole way. */
export function readCourses(file: string, problems: Problems): readonly Course[] {
  if (!existsSync(file)) return [];
  const rows = readCsv(file, courseRow, problems);
  const byId = new Map<string, Row<CourseRow>>();
  for (const row of rows) {
    if (byId.has(row.value.id)) {
      const message = `"${row.value.id}" stands above already; remove one of the two`;
      problems.add({ file, line: row.lineOf('id'), column: 'id', message });
    } else byId.set(row.value.id, row);
  }
  for (const { value, lineOf } of rows) {
    const unknown = (value.prerequisites ?? []).find((id) => !byId.has(id));
    if (unknown === undefined) continue;
    const message = `there is no course "${unknown}"; write ids of this file, separated by semicolons`;
    problems.add({ file, line: lineOf('prerequisites'), column: 'prerequisites', message });
  }
  for (const circle of findCircles(byId)) {
    const { lineOf } = byId.get(circle[0] ?? '') as Row<CourseRow>;
    const message = `these need each other: ${[...circle, circle[0]].join(' → ')}; take one of the prerequisites out`;
    problems.add({ file, line: lineOf('prerequisites'), column: 'prerequisites', message });
  }
  return rows.map(({ value }) => toCourse(value));
}

/** Each circle once, from the course of it that stands first in the file. */
function findCircles(byId: ReadonlyMap<string, Row<CourseRow>>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (id: string, way: readonly string[]): void => {
    const at = way.indexOf(id);
    if (at >= 0) {
      circles.push(way.slice(at));
      return;
    }
    if (done.has(id)) return;
    for (const before of byId.get(id)?.value.prerequisites ?? []) visit(before, [...way, id]);
    done.add(id);
  };
  for (const id of byId.keys()) visit(id, []);
  return circles;
}
