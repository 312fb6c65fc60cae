/** Several processes on one SQLite file: the first start, and many workers on one inbox. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { makeMessage, NOW } from '../fixtures.ts';
import { openTemporary } from './open-temporary.ts';

const run = promisify(execFile);
const start = (script: string, url: string) =>
  run(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), url]).then(({ stdout }) => stdout.trim());

it('can be started several times at once on a database that does not exist yet', async () => {
  const database = await openTemporary();
  const url = `sqlite:${database.path}.new`;
  const results = await Promise.all(Array.from({ length: 4 }, () => start('./open-once.ts', url)));
  expect(results).toEqual(['opened', 'opened', 'opened', 'opened']);
  await database.close();
});

it('shares the inbox between processes: every event once, every stream in order', async () => {
  const database = await openTemporary();
  const events = Array.from({ length: 120 }, (_, n) =>
    makeMessage({ id: `s${n % 10}-${Math.floor(n / 10)}`, author: { id: `local:s${n % 10}`, name: '' } }),
  );
  await database.store.accept(events, NOW);
  const outputs = await Promise.all([1, 2, 3].map(() => start('./claim-all.ts', `sqlite:${database.path}`)));
  const handled = outputs.flatMap((output) => output.split('\n').filter((line) => line !== ''));
  expect(handled.every((line) => line.endsWith(' done'))).toBe(true);
  expect(handled.map((line) => line.split(' ')[0]).sort()).toEqual(events.map(({ id }) => id).sort());
  for (const output of outputs) {
    const lines = output.split('\n').filter((line) => line !== '');
    for (const stream of Array.from({ length: 10 }, (_, n) => `s${n}-`)) {
      const numbers = lines
        .filter((line) => line.startsWith(stream))
        .map((line) => Number.parseInt(line.slice(stream.length), 10));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  }
  await database.close();
});
