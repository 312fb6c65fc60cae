/** The system's clock. The only place that reads it. */
import type { Clock } from './ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      timer.unref();
      signal?.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
    }),
};

/** A clock that stands still until it is set; `sleep` never ends by itself. For the demo and for tests that step through time. */
export interface VirtualClock extends Clock {
  /** Moves on to `at`; going back in time is a fault. */
  set(at: number): void;
}

export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  return {
    now: () => now,
    sleep: (_ms, signal) =>
      new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true })),
    set(at) {
      if (at < now) throw new Error(`the clock cannot go back from ${now} to ${at}`);
      now = at;
    },
  };
}
