/** Behaviour files in every broken state: what can be read is read, the rest is said with its reason, no row is lost. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toStanding } from '../../src/analytics/segments/standing.ts';
import { readBehaviour } from '../../src/import/behaviour.ts';

const FULL = 1;
const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/behaviour/${name}.csv`, import.meta.url));

/** By row, the first cell and what keeps the row from being grouped; null = nothing. */
async function readReasons(name: string): Promise<(readonly [string | undefined, string | null])[]> {
  const { rows, behaviours, problems } = await readBehaviour(fixture(name));
  return behaviours.map((row, n) => [rows[n]?.[0], problems[n] ?? toStanding(row, FULL)?.reason ?? null]);
}

describe('a behaviour file', () => {
  it('is read with a byte order mark, and in GBK', async () => {
    const read = [{ learning_time: 120, learning_frequency: 5, course_completion: 0.8 }];
    const marked = await readBehaviour(fixture('bom'));
    expect(marked.header[0]).toBe('user_id');
    expect(marked.behaviours).toEqual(read);
    const gbk = await readBehaviour(fixture('gbk'));
    expect(gbk.header.at(-1)).toBe('姓名');
    expect(gbk.rows[0]?.at(-1)).toBe('学员');
    expect(gbk.behaviours).toEqual(read);
  });

  it('keeps commas and quotes inside quotes', async () => {
    expect(await readReasons('quotes')).toEqual([
      ['u,1', null],
      ['u"2', null],
    ]);
  });

  it('names ragged rows and reads on after them', async () => {
    expect(await readReasons('ragged')).toEqual([
      ['u1', null],
      ['u2', '2 cells where the header has 4'],
      ['u3', '6 cells where the header has 4'],
      ['u4', null],
    ]);
  });

  it('takes NaN as missing, which is not zero, and refuses what is no number', async () => {
    const { behaviours } = await readBehaviour(fixture('nan'));
    expect(behaviours[0]?.learning_time).toBeNull();
    expect(await readReasons('nan')).toEqual([
      ['u1', null],
      ['u2', 'learning_time is no number'],
      ['u3', 'learning_time is no number'],
    ]);
  });

  it('excludes times and frequencies below zero', async () => {
    expect(await readReasons('negative')).toEqual([
      ['u1', 'learning_time is below zero'],
      ['u2', 'learning_frequency is below zero'],
    ]);
  });

  it('excludes a completion of 140 % instead of clamping it', async () => {
    expect(await readReasons('completion-140')).toEqual([
      ['u1', 'course_completion is above 1'],
      ['u2', null],
    ]);
  });
});
