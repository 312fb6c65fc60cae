/** Reads data/sections.csv: what each section of a course explains. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Section } from '../domain/section.ts';
import { cell, filled } from './cell-rules.ts';
import { readCsv } from './csv.ts';
import type { Problems } from './problems.ts';

const parseMinutes = (text: string): number | null | undefined => {
  if (text === '') return undefined;
  return /^\d{1,3}$/.test(text) && Number(text) > 0 ? Number(text) : null;
};
const parseUrl = (text: string): string | null => (text === '' || /^https?:\/\/\S+$/.test(text) ? text : null);

const sectionRow = z.object({
  course: filled,
  section: z.string().regex(/^[\w.-]{1,16}$/, 'is no number of a section; write 3 or 2.1'),
  title_zh: filled,
  title_en: filled,
  text_zh: filled,
  text_en: filled,
  minutes: cell(parseMinutes, 'write whole minutes, or leave it empty').optional(),
  level: z.string().optional(),
  url: cell(parseUrl, 'write an address that begins with https://, or leave it empty').optional(),
});

/** In file order. No such file = none. `courses`: known ids; null = not to be checked. */
export function readSections(file: string, courses: readonly string[] | null, problems: Problems): readonly Section[] {
  if (!existsSync(file)) return [];
  const seen = new Set<string>();
  return readCsv(file, sectionRow, problems).map(({ value, lineOf }) => {
    const key = `${value.course}/${value.section}`;
    if (seen.has(key)) {
      const message = `"${value.section}" of ${value.course} stands above already; remove one of the two`;
      problems.add({ file, line: lineOf('section'), column: 'section', message });
    }
    seen.add(key);
    if (courses && !courses.includes(value.course)) {
      const message = `there is no course "${value.course}"; write an id of courses.csv`;
      problems.add({ file, line: lineOf('course'), column: 'course', message });
    }
    return {
      course: value.course,
      section: value.section,
      title: { zh: value.title_zh, en: value.title_en },
      text: { zh: value.text_zh, en: value.text_en },
      minutes: value.minutes ?? null,
      level: value.level || null,
      url: value.url || null,
    };
  });
}
