/** From `node` to the first answer of /healthz, and what an idle process holds. Read from /proc, so on Linux only. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile, type Row } from './table.ts';

const RUNS = 5;

async function startOnce(): Promise<{ ms: number; rss: number | null }> {
  const folder = mkdtempSync(join(tmpdir(), 'afterclass-bench-'));
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../../src/main.ts'), 'serve'],
    {
      env: { ...process.env, DATABASE_URL: `sqlite:${join(folder, 'bench.db')}`, HTTP_PORT: '0', LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
  });
  while (!/http:\/\/\S+/.test(printed)) await once(child.stdout, 'data');
  await fetch(`${/http:\/\/\S+/.exec(printed)?.[0]}/healthz`);
  const ms = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  let rss: number | null = null;
  try {
    rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    rss = null;
  }
  child.kill('SIGTERM');
  await once(child, 'exit');
  rmSync(folder, { recursive: true, force: true });
  return { ms, rss };
}

export async function benchStart(): Promise<Row[]> {
  const runs: { ms: number; rss: number | null }[] = [];
  for (let n = 0; n < RUNS; n++) runs.push(await startOnce());
  const starts = runs.map(({ ms }) => ms).sort((a, b) => a - b);
  const held = runs.flatMap(({ rss }) => (rss === null ? [] : [rss])).sort((a, b) => a - b);
  return [
    {
      runs: RUNS,
      'start to /healthz ms (median)': Math.round(percentile(starts, 0.5)),
      'idle memory MB (median)': held.length === 0 ? '–' : Math.round(percentile(held, 0.5)),
    },
  ];
}
