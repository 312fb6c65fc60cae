/** More comments than anybody waits for: the newest are read, older conversations are left out as a whole, and the report says so. */
import { expect, it } from 'vitest';
import { toReport } from '../src/analytics/reports/index.ts';
import type { SpokenComment } from '../src/domain/spoken-comment.ts';
import { gatherFeedback, type HeardOptions } from '../src/heard.ts';
import { createJudging } from '../src/judging.ts';
import { DATA_FOLDER } from '../src/knowledge.ts';
import { openStore } from '../src/store/open.ts';
import { toFacts } from './analytics/facts.ts';
import { NOW, toInput } from './analytics/reports/sample.ts';

const COUNT = 20_010;
const MINUTE = 60_000;
const rows = Array.from({ length: COUNT }, (_, n) =>
  toFacts({ conversationId: `C${n}`, startedAt: NOW - (COUNT - n) * 2 * MINUTE, score: 9, course: 'sql-basics' }),
);
const comments = rows.map(
  ({ conversationId, startedAt }, n): SpokenComment => ({
    conversationId,
    at: startedAt + MINUTE,
    text: n % 2 === 0 ? '讲得很清楚' : 'The video never loads',
    score: 9,
    learnerName: '',
  }),
);

it('hears the newest 20,000 and tells since when', { timeout: 60_000 }, async () => {
  const store = await openStore('sqlite::memory:');
  const options: HeardOptions = {
    store: {
      ...store,
      reports: { ...store.reports, comments: async (_, limit = COUNT) => comments.slice(-limit) },
    },
    community: 'default',
    judging: createJudging(DATA_FOLDER),
    targets: () => null,
    purchases: [],
    now: NOW,
  };
  const heard = await gatherFeedback(options, rows, [], true);
  expect(heard.voices).toHaveLength(20_000);
  // Not even as ratings without words: nine of ten older comments would be taken for silence.
  expect(heard.voices.every(({ source }) => source === 'comment')).toBe(true);
  const { text } = toReport('feedback', { ...toInput({ name: 'feedback' }, rows), feedback: heard });
  expect(text).toMatch(/只读了最近的 2 万条：说的是 2026-03-\d\d 以后开始的对话/);
  await store.close();
});
