/** The other thread: learns what all learners took, with a connection of its own, and ranks courses for one of them. Started by `suggesting-aside.ts` only. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadCourses, loadHistories, readLearnerFiles } from './learner-source.ts';
import { createSuggester } from './recommend/product/suggester.ts';
import { openStore } from './store/open.ts';
import { learn } from './suggesting.ts';
import type { Answer, Job, Setting } from './suggesting-aside.ts';

const { databaseUrl, folder, timeZone } = workerData as Setting;
const port = parentPort!;
const answer = (made: Answer) => port.postMessage(made);

const files = readLearnerFiles(folder, timeZone);
const store = await openStore(databaseUrl);
const courses = await loadCourses(files, store);
const learnt = learn(courses, await loadHistories(files, store));
await store.close();
const suggester = createSuggester(courses, learnt.latest);

port.on('message', ({ id, record, now }: Job) => {
  answer({ kind: 'ranked', id, ranked: suggester.suggest(record, courses.length, now) });
});
answer({ kind: 'learnt', learnt });
