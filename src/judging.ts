/** Has comments read in a thread of its own, because learning to read takes most of a second and no answer may wait for it. Each comment is read once. */
import { Worker } from 'node:worker_threads';
import type { Judge, Judgement } from './analytics/feedback/judge.ts';

export interface JudgingTask {
  readonly folder: string;
  readonly texts: readonly string[];
}

export interface Judging {
  /** A judge that knows these texts, and only these. Rejects where the files in the folder are wrong. */
  read(texts: readonly string[]): Promise<Judge>;
}

/** So many judgements are kept; then all are forgotten and read again. */
const MOST_KEPT = 100_000;

function readAside(task: JudgingTask): Promise<readonly Judgement[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./judging-thread.ts', import.meta.url), { workerData: task });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread that reads comments ended without a result')));
  });
}

export function createJudging(folder: string): Judging {
  let known = new Map<string, Judgement>();
  return {
    async read(texts) {
      if (known.size > MOST_KEPT) known = new Map();
      const kept = known;
      const fresh = [...new Set(texts)].filter((text) => !kept.has(text));
      const judgements = fresh.length === 0 ? [] : await readAside({ folder, texts: fresh });
      for (const [n, text] of fresh.entries()) kept.set(text, judgements[n]!);
      return {
        judge(text) {
          const judgement = kept.get(text);
          if (!judgement) throw new Error('a comment that was not read is asked for');
          return judgement;
        },
      };
    },
  };
}
