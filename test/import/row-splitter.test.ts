import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type LineChunk, readLines } from '../../src/import/line-stream.ts';
import { createRowSplitter } from '../../src/import/row-splitter.ts';
import { writeFile } from './files.ts';

function split(text: string) {
  const splitter = createRowSplitter();
  const rows = text.split('\n').flatMap((line) => splitter.push(line));
  return [...rows, ...splitter.finish()];
}
const cellsOf = (text: string) => split(text).map(({ cells }) => cells);

async function readAll(file: string): Promise<string[]> {
  const chunks: LineChunk[] = await Array.fromAsync(readLines(file));
  return chunks.flatMap(({ lines }) => lines);
}

describe('rows of files in any state', () => {
  it('are split at commas, with quotes, line breaks inside them and blank lines between', () => {
    expect(cellsOf('a,b\n1,2\n\n"x, ""y""",3\n"two\nlines",4\n,')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['x, "y"', '3'],
      ['two\nlines', '4'],
      ['', ''],
    ]);
    expect(split('a,b\n"two\nlines",4\n5,6').map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it('may be separated by what other spreadsheets use', () => {
    expect(cellsOf('a;b\n1,5;2')[1]).toEqual(['1,5', '2']);
    expect(cellsOf('a\tb\n1\t2')[1]).toEqual(['1', '2']);
  });

  it('of another length than the header say so', () => {
    expect(split('a,b\n1\n1,2,3').map(({ problem }) => problem)).toEqual([
      null,
      '1 cells where the header has 2',
      '3 cells where the header has 2',
    ]);
  });

  it('with a quote that never closes are bad by themselves; the rows after them are read', () => {
    const rows = split('a,b\n"1,2\n3,4\n"5",6\n"7,8\n9,10');
    expect(rows.map(({ problem }) => problem !== null)).toEqual([false, true, false, false, true, false]);
    expect(rows.at(-1)).toMatchObject({ cells: ['9', '10'], line: 6 });
    expect(rows[1]).toMatchObject({ text: '"1,2', problem: 'a quote opens in this row and never closes' });
    const many = split(`a,b\n"1,2\n${'3,4\n'.repeat(500)}`);
    expect(many.filter(({ problem }) => problem === null)).toHaveLength(501);
  });

  it('with quotes inside a cell are read where they can be', () => {
    expect(split('a,b\n5" screen,2\n"x"y,3').slice(1)).toMatchObject([
      { cells: ['5" screen', '2'], problem: null },
      { cells: ['xy', '3'], problem: 'a quote stands inside a cell of this row' },
    ]);
  });
});

describe('lines of files', () => {
  it('come from UTF-8 with a mark and CRLF, from GBK, from both in one, and from gzip', async () => {
    // 张三 in GBK.
    const gbk = Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]);
    expect(await readAll(writeFile('a.csv', '\uFEFF张三,1\r\n李四,2\r\n'))).toEqual(['张三,1', '李四,2']);
    expect(await readAll(writeFile('b.csv', Buffer.concat([gbk, Buffer.from(',1\r\n'), gbk])))).toEqual([
      '张三,1',
      '张三',
    ]);
    expect(await readAll(writeFile('c.csv', Buffer.concat([Buffer.from('李四,2\n'), gbk, Buffer.from('\n')])))).toEqual(
      ['李四,2', '张三'],
    );
    expect(await readAll(writeFile('d.csv.gz', gzipSync('a\nb')))).toEqual(['a', 'b']);
    expect(await readAll(writeFile('e.csv', ''))).toEqual([]);
  });

  it('of files that cannot be read are told in words', async () => {
    await expect(readAll('nowhere.csv')).rejects.toThrow('there is no such file');
    await expect(readAll(writeFile('a.csv.gz', 'plain'))).rejects.toThrow('not a whole gzip file');
    await expect(readAll(writeFile('b.csv.gz', gzipSync('a\nb').subarray(0, 15)))).rejects.toThrow(
      'not a whole gzip file',
    );
  });
});
