import { describe, expect, it } from 'vitest';
import { createProblems } from '../../src/import/problems.ts';
import { readProgress } from '../../src/import/progress.ts';
import { messageOf, writeFile } from './files.ts';

const read = (content: string) => {
  const problems = createProblems();
  const rows = readProgress(writeFile('progress.csv', content), problems);
  problems.throwIfAny();
  return rows;
};

describe('progress.csv', () => {
  it('takes shares and percentages; empty is not zero; the last row of a course counts', () => {
    const rows = read('learner,course,completion,score\nann,py,0.5,\nann,py,80%,9.5\nbob,py,,0\n');
    expect(rows).toEqual([
      { learner: 'ann', course: 'py', completion: 0.8, score: 9.5 },
      { learner: 'bob', course: 'py', completion: null, score: 0 },
    ]);
  });

  it.each(['140%', '1.5', '-0.1', 'NaN', '1e0'])('refuses a completion of %s with line and remedy', (completion) => {
    const message = messageOf(() => read(`learner,course,completion,score\nann,py,${completion},\n`));
    expect(message).toContain('progress.csv, line 2, column completion');
    expect(message).toContain('from 0 to 1');
  });

  it('refuses a score above ten and a row without a learner, both at once', () => {
    const message = messageOf(() => read('learner,course,completion,score\n,py,1,\nann,py,1,11\n'));
    expect(message).toContain('2 problems');
  });
});
