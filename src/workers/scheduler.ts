/** Time to events: fires due timers, and wakes the other workers when something of theirs comes due. */
import type { Clock, Store } from '../ports.ts';
import type { ReportSchedules } from './report-schedules.ts';

export interface SchedulerOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Called whenever something may have come due. */
  readonly onDue: () => void;
  /** Looked at as often as the timers; answers how many events it made. */
  readonly reportSchedules: ReportSchedules;
}

/** Looks at least this often (ms), because another process may have written something sooner than we know. */
const LONGEST_SLEEP_MS = 2000;
/** And at most this often (ms): something due that another worker holds must not make the loop spin. */
const SHORTEST_SLEEP_MS = 20;

export interface Scheduler {
  start(): void;
  /** Something was timed: look again how long to sleep. */
  wake(): void;
  stop(): Promise<void>;
}

export function createScheduler(
  { store, clock, onDue, reportSchedules }: SchedulerOptions,
  onFault: (error: unknown) => void,
): Scheduler {
  let stopped = false;
  let nap = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  async function sleepUntilDue(): Promise<void> {
    // A wake during the look-up aborts this nap and not the next one.
    nap = new AbortController();
    const { signal } = nap;
    const dueAt = await store.nextDueAt();
    const wait = dueAt === null ? LONGEST_SLEEP_MS : dueAt - clock.now();
    await clock.sleep(Math.min(Math.max(wait, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS), signal);
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await store.fireTimers(clock.now());
        await reportSchedules.step();
        onDue();
        await sleepUntilDue();
      } catch (error) {
        onFault(error);
        await clock.sleep(LONGEST_SLEEP_MS);
      }
    }
  }

  return {
    start() {
      loop = run();
    },
    wake() {
      nap.abort();
    },
    async stop() {
      stopped = true;
      nap.abort();
      await loop;
    },
  };
}
