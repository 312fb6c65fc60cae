/** How far a long job is, in one line of a terminal that is written again and again; nothing where nobody looks. */
import type { Io } from './io.ts';

const WIDTH = 24;
const EVERY_MS = 100;

export interface ProgressBar {
  /** `share` 0 to 1. */
  show(share: number, words: string): void;
  /** Takes the line away. */
  clear(): void;
}

export function createProgressBar(stderr: Io['stderr'], now: () => number): ProgressBar {
  if (!stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  let last = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    show(share, words) {
      if (now() - last < EVERY_MS) return;
      last = now();
      shown = true;
      const full = Math.round(WIDTH * Math.min(1, Math.max(0, share)));
      const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
      const line = `${bar} ${String(Math.round(100 * share)).padStart(3)} %  ${words}`;
      // A line longer than the terminal would not be written over.
      stderr.write(`\r\u001B[K${line.slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    clear() {
      if (shown) stderr.write('\r\u001B[K');
    },
  };
}
