/** Labelled utterances and plain lines, as the command line promises to read them. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLabelled, readLines } from '../../src/import/labelled.ts';
import { messageOf, writeFile } from './files.ts';

const labelled = (name: string, content: string | Uint8Array) => readLabelled(writeFile(name, content));

describe('labelled utterances', () => {
  it('are tab-separated without quoting unless the name says CSV', () => {
    expect(labelled('a.tsv', 'text\tlabel\nsay "hi, "\tgreet\r\n  付款, 失败\tpay\n\n')).toEqual([
      { intent: 'greet', text: 'say "hi, "' },
      { intent: 'pay', text: '  付款, 失败' },
    ]);
    expect(labelled('a.csv', 'intent,language,utterance\npay,zh,"付款,\n失败"\n')).toEqual([
      { intent: 'pay', text: '付款,\n失败' },
    ]);
  });

  it.each([
    ['label', 'text'],
    ['intent', 'utterance'],
    ['Label', 'Question'],
  ])('name their columns %s and %s, and other columns are ignored', (label, text) => {
    expect(labelled('a', `x\t${text}\ty\t${label}\n1\tq\t2\toos\n`)).toEqual([{ intent: 'oos', text: 'q' }]);
  });

  it('prefer label and text where a file has several', () => {
    expect(labelled('a', 'question\tintent\tlabel\ttext\nq\ti\tl\tt')).toEqual([{ intent: 'l', text: 't' }]);
  });

  it('may be gzipped, as TSV and as CSV', () => {
    expect(labelled('a.tsv.gz', gzipSync('label\ttext\na\tb, c\n'))).toEqual([{ intent: 'a', text: 'b, c' }]);
    expect(labelled('a.csv.gz', gzipSync('label,text\na,"b, c"\n'))).toEqual([{ intent: 'a', text: 'b, c' }]);
  });

  it('may have an empty text: an empty question is one', () => {
    expect(labelled('a', 'label\ttext\noos\t\n')).toEqual([{ intent: 'oos', text: '' }]);
  });

  it('without the columns are refused with the remedy', () => {
    const message = messageOf(() => labelled('a.tsv', 'label,text\na,b\n'));
    expect(message).toContain('a.tsv, line 1: no column is named label or intent');
    expect(message).toContain('a name ending in .csv is read as CSV');
    expect(messageOf(() => labelled('a.csv', ''))).toContain('no column is named text or utterance or question');
  });

  it('name every row without label or text', () => {
    const message = messageOf(() => labelled('a', 'label\ttext\n\tx\na\tb\nc\n'));
    expect(message).toContain('a, line 2, column label: the label is missing');
    expect(message).toContain('a, line 4, column text: the text is missing');
    expect(message).toMatch(/^2 problems/);
  });

  it('must be UTF-8', () => {
    expect(messageOf(() => labelled('a', Buffer.from([0x6c, 0x0a, 0xff])))).toContain('a, line 2: not valid UTF-8');
  });
});

describe('lines', () => {
  it.each([
    ['', []],
    ['\n', ['']],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\r\n\r\n b \r\n', ['a', '', ' b ']],
    ['\n\na', ['', '', 'a']],
    ['a\n\n', ['a', '']],
    ['\uFEFFa\u2028b\n', ['a\u2028b']],
  ])('of %j are %j', (content, lines) => {
    expect(readLines(writeFile('in.txt', content))).toEqual(lines);
  });

  it('may be gzipped', () => {
    expect(readLines(writeFile('in.txt.gz', gzipSync('a\nb')))).toEqual(['a', 'b']);
  });
});
