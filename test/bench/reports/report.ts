/** A report over a long history: reading it, working it out, drawing it, and what everything else of the process feels of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { toReport } from '../../../src/analytics/reports/index.ts';
import { drawChart } from '../../../src/charts/draw.ts';
import { openStore } from '../../../src/store/open.ts';
import { toInput } from '../../analytics/reports/sample.ts';
import { writeHistory } from './history.ts';

const UNTIL = Date.UTC(2026, 3, 1);

async function measure<T>(run: () => T | Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const start = performance.now();
  const result = await run();
  return { ms: performance.now() - start, result };
}

/** `conversations` with ten entries each, over a year. */
export async function benchReport(conversations = 50_000): Promise<Record<string, string>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'afterclass-bench-'));
  const file = join(folder, 'history.db');
  try {
    await writeHistory(file, conversations, UNTIL);
    const store = await openStore(`sqlite:${file}`);
    const stalls = monitorEventLoopDelay({ resolution: 1 });
    stalls.enable();
    const read = await measure(() => store.reports.conversations(null, null));
    stalls.disable();
    const figures = await measure(() => toReport('overview', toInput({}, [...read.result])));
    await store.close();
    const { chart } = figures.result;
    if (!chart) throw new Error('the overview has no chart');
    const first = await measure(() => drawChart(chart));
    const warm: number[] = [];
    for (let i = 0; i < 5; i++) warm.push((await measure(() => drawChart(chart))).ms);
    const ms = (value: number) => `${value.toFixed(0)} ms`;
    return [
      { step: `read ${conversations} conversations`, time: ms(read.ms) },
      { step: 'stall of the process meanwhile, p99', time: ms(stalls.percentile(99) / 1e6) },
      { step: 'stall of the process meanwhile, longest', time: ms(stalls.max / 1e6) },
      { step: 'figures and words of the overview', time: ms(figures.ms) },
      { step: 'chart, first (loads the font)', time: ms(first.ms) },
      { step: 'chart, warm, best of 5', time: ms(Math.min(...warm)) },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
