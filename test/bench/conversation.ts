/** Messages of many learners through the running workers on a database file: how many a second, and how long each takes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { toSurroundings } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { parseConfig } from '../../src/config.ts';
import { detectLanguage } from '../../src/diagnosis/language.ts';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER } from '../../src/knowledge.ts';
import type { PlatformAdapter } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { createCore } from '../../src/workers/core.ts';
import { percentile, type Row } from './table.ts';

const MESSAGES = 3000;
/** Messages under way at once: one is the delay of an idle bot, the others are load. */
const LOADS = [1, 32, 256];

export async function benchConversation(): Promise<Row[]> {
  const loaded = loadKnowledge(DATA_FOLDER);
  const config = parseConfig({ TURN_QUIET_MS: '0' });
  const diagnoser = createKnowledgeDiagnoser(loaded, config);
  const rows: Row[] = [];
  for (const load of LOADS) {
    const folder = mkdtempSync(join(tmpdir(), 'afterclass-bench-'));
    const store = await openStore(`sqlite:${join(folder, 'bench.db')}`);
    const waiting = new Map<string, () => void>();
    let count = 0;
    const adapter: PlatformAdapter = {
      platform: 'local',
      start: async () => {},
      stop: async () => {},
      async deliver({ place }) {
        waiting.get(place)?.();
        waiting.delete(place);
        return { messageId: `m${++count}`, threadId: null };
      },
    };
    const core = createCore({
      store,
      clock: systemClock,
      log: pino({ level: 'error' }),
      adapters: new Map([['local', adapter]]),
      diagnose: (text) => diagnoser.diagnose(text),
      detectLanguage,
      renderView: async () => ({ text: '', buttons: [] }),
      renderReport: async () => ({ text: '', buttons: [] }),
      leases: { eventMs: 10_000, deliveryMs: 10_000 },
      surroundings: toSurroundings(config, loaded),
    });
    core.start();
    const delays: number[] = [];
    let next = 0;

    async function worker(): Promise<void> {
      while (next < MESSAGES) {
        const n = next++;
        const place = `local:learner-${n}` as const;
        const example = loaded.examples[n % loaded.examples.length];
        const delivered = new Promise<void>((resolve) => waiting.set(place, resolve));
        const started = performance.now();
        await core.receive({
          kind: 'messageReceived',
          id: `local:${load}-${n}`,
          at: Date.now(),
          community: 'default',
          author: { id: `local:${n}`, name: 'learner' },
          spot: { place, thread: null },
          locale: null,
          text: example?.text ?? '',
        });
        await delivered;
        delays.push(performance.now() - started);
      }
    }

    const started = performance.now();
    await Promise.all(Array.from({ length: load }, worker));
    const seconds = (performance.now() - started) / 1000;
    await core.stop(5000);
    await store.close();
    rmSync(folder, { recursive: true, force: true });
    delays.sort((a, b) => a - b);
    rows.push({
      'under way at once': load,
      messages: MESSAGES,
      'messages/s': Math.round(MESSAGES / seconds),
      'p50 ms': percentile(delays, 0.5).toFixed(1),
      'p99 ms': percentile(delays, 0.99).toFixed(1),
    });
  }
  return rows;
}
