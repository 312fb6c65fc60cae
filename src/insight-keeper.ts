/** Keeps what is worked out about learners as new as the records: looks at the start and every few minutes. */
import type { Logger } from 'pino';
import { hasNewRecords } from './insights.ts';
import type { Store } from './ports.ts';

const LOOK_EVERY_MS = 300_000;

export interface InsightKeeper {
  start(): void;
  /** Looks now; does nothing where there are no new records. A failure is logged: what was kept before stays. */
  refresh(): Promise<void>;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

export function createInsightKeeper({
  store,
  workOut,
  log,
}: {
  readonly store: Pick<Store, 'imports' | 'insights'>;
  /** Takes seconds: not on the thread that answers. */
  readonly workOut: () => Promise<void>;
  readonly log: Logger;
}): InsightKeeper {
  let look: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      if (await hasNewRecords(store)) await workOut();
    } catch (error) {
      log.error({ err: error }, 'segments and early warning were not worked out; what was kept before stays');
    } finally {
      running = null;
    }
  }

  const refresh = () => (running ??= run());
  return {
    start() {
      void refresh();
      look = setInterval(() => void refresh(), LOOK_EVERY_MS);
      look.unref();
    },
    refresh,
    async stop() {
      clearInterval(look);
      await running;
    },
  };
}
