/** data/sections.csv: what must be right is said with line, column and remedy. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProblems } from '../../src/import/problems.ts';
import { readSections } from '../../src/import/sections.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-sections-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(content: string) {
  const file = join(folder, 'sections.csv');
  writeFileSync(file, content);
  const problems = createProblems();
  const sections = readSections(file, ['py'], problems);
  problems.throwIfAny();
  return sections;
}
const HEADER = 'course,section,title_zh,title_en,text_zh,text_en,minutes,level,url\n';

it('reads what is there; what may be empty may be missing', () => {
  expect(read(`\uFEFF${HEADER}py,2.1,循环,Loops,for 循环,for loops,20,beginner,https://a.b/c\n`)).toEqual([
    {
      course: 'py',
      section: '2.1',
      title: { zh: '循环', en: 'Loops' },
      text: { zh: 'for 循环', en: 'for loops' },
      minutes: 20,
      level: 'beginner',
      url: 'https://a.b/c',
    },
  ]);
  const bare = 'course,section,title_zh,title_en,text_zh,text_en\npy,1,一,One,甲,a\n';
  expect(read(bare)[0]).toMatchObject({ minutes: null, level: null, url: null });
  expect(readSections(join(folder, 'none.csv'), null, createProblems())).toEqual([]);
});

it.each([
  ['java,1,一,One,甲,a,,,', 'there is no course "java"; write an id of courses.csv'],
  ['py,1,一,One,甲,a,soon,,', '"soon" cannot be used; write whole minutes, or leave it empty'],
  ['py,1,一,One,甲,a,,,ftp://a', '"ftp://a" cannot be used; write an address that begins with https://'],
  ['py,,一,One,甲,a,,,', 'is no number of a section; write 3 or 2.1'],
  ['py,1,,One,甲,a,,,', 'is empty; write something'],
  ['py,1,一,One,甲,a,,,\npy,1,二,Two,乙,b,,,', '"1" of py stands above already; remove one of the two'],
])('says what is wrong with %s', (row, message) => {
  expect(() => read(`${HEADER}${row}\n`)).toThrow(message);
});
