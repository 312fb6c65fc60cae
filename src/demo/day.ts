/** One day of a course community: learners ask, agents work, time passes; nothing happens but through the local chat. */
import type { App } from '../app.ts';
import type { VirtualClock } from '../clock.ts';
import { AGENTS, work } from './agent.ts';
import { createCommunity } from './community.ts';
import { ask, createLearner, type DemoLearner, type DemoQuestion, type LearnerWorld } from './learner.ts';
import { createRandom } from './random.ts';

const HOUR = 3_600_000;
/** Learners write from 08:00 to 22:00; the day is played on until every conversation has ended. */
const OPEN_MS = 14 * HOUR;
const WHOLE_MS = 62 * HOUR;

export interface DayOptions {
  readonly app: App;
  readonly clock: VirtualClock;
  readonly questions: readonly DemoQuestion[];
  readonly seed: number;
  /** Called now and then with the share of the day that has passed, 0..1, and the learner messages so far. */
  readonly onProgress: (share: number, messages: number) => void;
}

interface Appointment {
  readonly at: number;
  readonly run: () => Promise<void>;
}

/** Plays the day and answers the learners with what became of their questions. */
export async function playDay({
  app,
  clock,
  questions,
  seed,
  onProgress,
}: DayOptions): Promise<readonly DemoLearner[]> {
  const adapter = app.adapters.get('local');
  if (!adapter) throw new Error('the demo needs the local adapter');
  await adapter.start(app.core.receive);
  const start = clock.now();
  const random = createRandom(seed);
  const appointments: Appointment[] = [];
  let messages = 0;
  const community = createCommunity(adapter);
  const world: LearnerWorld = {
    community: {
      ...community,
      say: async (...args) => {
        messages += 1;
        await community.say(...args);
      },
    },
    knowledge: app.base.knowledge,
    random,
    rephrase: ({ intent, text }) =>
      questions.find((other) => other.intent === intent && other.text !== text)?.text ?? `${text}?`,
    later: (ms, run) => void appointments.push({ at: clock.now() + Math.round(ms), run }),
  };
  const learners = random.shuffle(questions).map((question, n) => createLearner(n + 1, question));
  for (const learner of learners)
    world.later(random.next() * OPEN_MS, () => ask(learner, world, learner.question.text));
  for (const agent of AGENTS) work({ ...agent, busy: false }, world, () => clock.now() > start + OPEN_MS + 4 * HOUR);

  for (;;) {
    appointments.sort((a, b) => b.at - a.at);
    const next = appointments.at(-1);
    const dueAt = await app.store.nextDueAt();
    const at = Math.max(clock.now(), Math.min(next?.at ?? Number.POSITIVE_INFINITY, dueAt ?? Number.POSITIVE_INFINITY));
    if (at > start + WHOLE_MS) break;
    clock.set(at);
    if (next && next.at <= at) {
      appointments.pop();
      await next.run();
    }
    await app.core.drain();
    onProgress(Math.min(1, (clock.now() - start) / WHOLE_MS), messages);
  }
  await adapter.stop();
  return learners;
}
