/** Learns and ranks in a thread of its own, so that no answer waits for learning. One thread for one learning; the next one takes its place when it is ready. */
import { Worker } from 'node:worker_threads';
import type { LearnerRecord } from './recommend/product/learner.ts';
import type { Recommendation } from './recommend/product/suggester.ts';
import type { Learning, Ranker } from './suggesting.ts';

export interface Setting {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly timeZone: string;
}

export interface Job {
  readonly id: number;
  readonly record: LearnerRecord;
  readonly now: number;
}

export type Answer =
  | { readonly kind: 'learnt'; readonly learnt: Learning }
  | { readonly kind: 'ranked'; readonly id: number; readonly ranked: readonly Recommendation[] };

interface Waiting {
  readonly resolve: (ranked: readonly Recommendation[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Resolves when it is learnt; rejects where the records cannot be read. `rank` rejects once the thread has ended. */
export function learnAside(setting: Setting): Promise<{ readonly learning: Learning; readonly ranker: Ranker }> {
  const waiting = new Map<number, Waiting>();
  const thread = new Worker(new URL('./suggesting-thread.ts', import.meta.url), { workerData: setting });
  thread.unref();
  let lastId = 0;
  let isOver = false;

  const ranker: Ranker = {
    rank(record, now) {
      if (isOver) return Promise.reject(new Error('the thread that recommends ended'));
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        thread.postMessage({ id, record, now } satisfies Job);
      });
    },
    stop: () => void thread.terminate(),
  };

  return new Promise((resolve, reject) => {
    const end = (error: unknown) => {
      isOver = true;
      reject(error);
      for (const one of waiting.values()) one.reject(error);
      waiting.clear();
    };
    thread.on('message', (answer: Answer) => {
      if (answer.kind === 'learnt') return resolve({ learning: answer.learnt, ranker });
      waiting.get(answer.id)?.resolve(answer.ranked);
      waiting.delete(answer.id);
    });
    thread.once('error', end);
    thread.once('exit', () => end(new Error('the thread that recommends ended')));
  });
}
