/** Learns a knowledge base in a thread of its own, so that no answer waits for it. */
import { Worker } from 'node:worker_threads';
import type { Calibration } from '../diagnosis/calibration.ts';
import type { Model, TrainingOptions } from '../diagnosis/model.ts';
import type { Example } from '../domain/diagnosis.ts';

export interface Task {
  readonly examples: readonly Example[];
  readonly options: TrainingOptions;
  /** Labelled questions beside the examples, for the calibration. */
  readonly questions: readonly Example[];
  /** Known from the same examples before; null = to be made. */
  readonly calibration: Calibration | null;
}

export interface Trained {
  readonly model: Model;
  readonly calibration: Calibration;
}

/** What is handed over without being copied: the large arrays. */
export function toTransferList({ vectorizer, corpus, index, planes }: Model): ArrayBuffer[] {
  const arrays = [
    vectorizer.table.keys,
    vectorizer.table.ids,
    vectorizer.idf,
    corpus.starts,
    corpus.ids,
    corpus.weights,
    corpus.lengths,
    corpus.meanings,
    index.starts,
    index.texts,
    index.impacts,
    ...(planes ? [planes.ids, planes.weights, planes.meanings] : []),
  ];
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}

/** Rejects when the thread fails or is ended by `signal`. */
export function trainAside(task: Task, signal: AbortSignal): Promise<Trained> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./training-thread.ts', import.meta.url), { workerData: task });
    const end = () => void thread.terminate();
    signal.addEventListener('abort', end, { once: true });
    thread.once('message', (trained: Trained) => resolve(trained));
    thread.once('error', reject);
    thread.once('exit', () => {
      signal.removeEventListener('abort', end);
      reject(new Error('the training thread ended without a result'));
    });
  });
}
