/** A loop that works while there is work and sleeps until somebody wakes it. */
import type { Logger } from 'pino';

export interface Loop {
  start(): void;
  /** There may be work. Cheap, and safe to call at any time. */
  wake(): void;
  /** Takes no new work; resolves when the current step has ended. Idempotent. */
  stop(): Promise<void>;
}

/** After a fault the loop waits this long (ms) before it tries again. */
const FAULT_PAUSE_MS = 500;

/** `step` answers whether it found work; it is called again at once as long as it did. A fault in it is logged and survived. */
export function createLoop(name: string, step: () => Promise<boolean>, log: Logger): Loop {
  let running = false;
  let stopped = false;
  let again = false;
  let current: Promise<void> = Promise.resolve();
  let pause: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        while (!stopped && (await step())) {
          // Other work of the process gets its turn between two steps.
          await new Promise((resolve) => setImmediate(resolve));
        }
      } while (again && !stopped);
    } catch (error) {
      log.error({ err: error, loop: name }, 'worker step failed');
      pause = setTimeout(wake, FAULT_PAUSE_MS);
      pause.unref();
    } finally {
      running = false;
    }
  }

  function wake(): void {
    again = true;
    if (running || stopped) return;
    running = true;
    current = run();
  }

  return {
    start: wake,
    wake,
    async stop() {
      stopped = true;
      clearTimeout(pause);
      await current;
    },
  };
}
