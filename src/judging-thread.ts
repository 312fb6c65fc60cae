/** The other thread: learns to read comments, reads those it is given, hands the judgements over and ends. Started by `judging.ts` only. */
import { parentPort, workerData } from 'node:worker_threads';
import { openFeedback } from './feedback.ts';
import type { JudgingTask } from './judging.ts';

const { folder, texts } = workerData as JudgingTask;
const { judge } = openFeedback(folder);
parentPort?.postMessage(texts.map((text) => judge(text)));
