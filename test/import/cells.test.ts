/** Cells with a meaning of their own. */
import { expect, it } from 'vitest';
import { parseCategory, splitList } from '../../src/import/cells.ts';

it('categories accept spaces and hyphens for underscores', () => {
  expect(['course content', 'Course-Content', 'course_content', 'Pre-Sale'].map(parseCategory)).toEqual([
    'course_content',
    'course_content',
    'course_content',
    'pre_sale',
  ]);
  expect(parseCategory('sales')).toBeNull();
});

it('lists are separated by semicolons', () => expect(splitList(' a; b;;')).toEqual(['a', 'b']));
