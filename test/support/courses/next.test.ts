import { expect, it } from 'vitest';
import { loadKnowledge } from '../../../src/import/knowledge.ts';
import { DATA_FOLDER } from '../../../src/knowledge.ts';
import { nextCourses } from '../../../src/support/courses/next.ts';

const courses = loadKnowledge(DATA_FOLDER).knowledge.courses ?? [];
const next = (...owned: string[]) => nextCourses(courses, new Set(owned)).map(({ course }) => course.id);

it('what builds on what somebody has, and needs nothing else first', () => {
  expect(next('py101')).toEqual(['py201']);
  expect(next('py101', 'da101')).toEqual(['py201', 'da201']);
  expect(next('py101', 'py201', 'da101', 'da201', 'sql101', 'sql201', 'st101')).toEqual(['ml201', 'be301', 'cert301']);
  expect(next()).toEqual([]);
});
