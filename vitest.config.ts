import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most files wait for servers, timers and a browser, so that a second one costs little even on a small machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
