/** CSV: real line numbers, every bad row, strict UTF-8, and headers that must fit. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseRecords, readCsv } from '../../src/import/csv.ts';
import { createProblems } from '../../src/import/problems.ts';
import { messageOf, writeFile } from './files.ts';

const schema = z.object({
  name: z.string().min(1, 'is empty; write one'),
  words: z.string().max(9, 'is long; cut it'),
});

function read(content: string | Uint8Array, name = 'a.csv') {
  const problems = createProblems();
  const rows = readCsv(writeFile(name, content), schema, problems);
  problems.throwIfAny();
  return rows.map(({ value, lineOf }) => ({ ...value, line: lineOf('name') }));
}

describe('a good file', () => {
  it('is read with columns in any order, CRLF, a byte order mark, blank lines and quoted line breaks', () => {
    expect(read('\uFEFFwords,name\r\n"a\r\nb",x\r\n\r\n ,\t\n"say ""hi""",  y  \nz,z')).toEqual([
      { name: 'x', words: 'a\r\nb', line: 3 },
      { name: 'y', words: 'say "hi"', line: 6 },
      { name: 'z', words: 'z', line: 7 },
    ]);
  });

  it('may be gzipped when its name says so', () => {
    expect(read(gzipSync('name,words\na,b\n'), 'a.csv.gz')).toEqual([{ name: 'a', words: 'b', line: 2 }]);
  });

  it('with other separators is refused for just that', () => {
    expect(messageOf(() => read('name;words\na "b";c\n'))).toMatch(/line 1: .* semicolons; save the file with commas$/);
    expect(messageOf(() => read('name\twords\na\tb\n'))).toMatch(/separated by tabs/);
  });

  it('may have no rows', () => {
    expect(read('name,words')).toEqual([]);
  });

  it('gives back whatever cells were written, whatever their line breaks', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '课', '"', ',', '\n', '\r\n', ' ', '😀') });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), fc.constantFrom('\n', '\r\n'), (rows, lineBreak) => {
        const lines = rows.map((cells) => cells.map(quote).join(','));
        const written = rows.map((cells, i) => ({
          cells,
          line: 1 + lines.slice(0, i).reduce((sum, each) => sum + each.split('\n').length, 0),
        }));
        expect(parseRecords('a.csv', lines.join(lineBreak))).toEqual(
          written.filter(({ cells }) => cells.some((each) => each.trim() !== '')),
        );
      }),
    );
  });
});

describe('a bad file', () => {
  it('names every bad row with line, column and remedy', () => {
    const content = 'name,words\n,b\nc,"1\n2\n34567890"\n,"x\ny"\nd\ne,f,g\nh,i\n';
    expect(messageOf(() => read(content))).toBe(
      [
        '5 problems, so nothing was loaded:',
        '  a.csv, line 2, column name: is empty; write one',
        '  a.csv, line 3, column words: is long; cut it',
        '  a.csv, line 6, column name: is empty; write one',
        '  a.csv, line 8, column name: 1 cells where the header has 2; put cells that hold a comma into quotes',
        '  a.csv, line 9, column words: 3 cells where the header has 2; put cells that hold a comma into quotes',
      ].join('\n'),
    );
  });

  it('names the line on which the bad cell itself begins', () => {
    const problems = createProblems();
    const wide = z.object({ a: z.string(), b: z.string().max(1, 'is long; cut it') });
    readCsv(writeFile('a.csv', 'a,b\n"1\r\n2\r\n3",xx\n'), wide, problems);
    expect(messageOf(() => problems.throwIfAny())).toContain('a.csv, line 4, column b: is long');
  });

  it('shows twenty rows and counts the rest', () => {
    const message = messageOf(() => read(`name,words\n${',x\n'.repeat(23)}`));
    expect(message.split('\n')).toHaveLength(22);
    expect(message).toMatch(/^23 problems/);
    expect(message).toContain('\n  … and 3 more');
  });

  it.each([
    ['name\na', 'line 1, column words: is missing; the first line must be name,words'],
    ['name,words,more\na,b,c', 'line 1, column more: is unknown; the first line must be name,words'],
    ['name,words,name\na,b,c', 'line 1, column name: stands twice; the first line must be name,words'],
    ['name,words,\na,b,', 'line 1, column (without a name): is unknown; the first line must be name,words'],
    ['', 'line 1, column name: is missing'],
  ])('with the header of %j is refused', (content, message) => {
    expect(messageOf(() => read(content))).toContain(message);
  });

  it('with invalid UTF-8 names the line of the bad byte', () => {
    const bytes = Buffer.concat([Buffer.from('name,words\n课,程\n'), Buffer.from([0xbf, 0xce]), Buffer.from(',x\n')]);
    expect(messageOf(() => read(bytes))).toBe('a.csv, line 3: not valid UTF-8; save the file as UTF-8');
  });

  it.each([
    ['name,words\na,"b\nc,d\n', 'a.csv, line 2: a quote opens in this row and never closes'],
    ['name,words\na,b\nc"c,d\n', 'a.csv, line 3: a quote stands inside a cell'],
    ['name,words\n"a\r\nb",c\n"c"c,d\n', 'a.csv, line 4: a quote stands inside a cell'],
  ])('with stray quotes names the row: %j', (content, message) => {
    expect(messageOf(() => read(content))).toContain(message);
  });

  it('that is missing, or no gzip, says so', () => {
    expect(messageOf(() => readCsv('nowhere.csv', schema, createProblems()))).toContain(
      'nowhere.csv: there is no such file',
    );
    expect(messageOf(() => read('name', 'a.csv.gz'))).toContain('a.csv.gz: not a whole gzip file');
    expect(messageOf(() => read(gzipSync('name,words\na,b\n').subarray(0, -6), 'a.csv.gz'))).toContain(
      'not a whole gzip',
    );
  });
});
