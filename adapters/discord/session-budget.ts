/** Keeps a bot that loses its session over and over below the 1,000 sessions a day after which Discord takes its token away. */
import type { Clock } from '../../src/ports.ts';

const HOUR_MS = 3_600_000;

export interface SessionBudget {
  /** A session has begun. */
  note(): void;
  /** How long to wait before the next one begins, ms; 0 = as soon as it is needed. */
  pause(): number;
}

/** `free`: sessions in an hour that cost no wait, for each connection; then one every `pauseMs`: 20 and two minutes are at most 750 a day. */
export function createSessionBudget(
  clock: Pick<Clock, 'now'>,
  { free = 20, pauseMs = 120_000, connections = 1 } = {},
): SessionBudget {
  let begun: number[] = [];
  return {
    note() {
      const now = clock.now();
      begun = [...begun.filter((at) => now - at < HOUR_MS), now];
    },
    pause() {
      const now = clock.now();
      return begun.filter((at) => now - at < HOUR_MS).length >= free * connections ? pauseMs : 0;
    },
  };
}
