/** Learning what all learners took: the same in a thread of its own as in this one, and answers never wait for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVirtualClock } from '../src/clock.ts';
import { DATA_FOLDER } from '../src/knowledge.ts';
import type { Store } from '../src/ports.ts';
import { openStore } from '../src/store/open.ts';
import { createStudies, type Studies } from '../src/study.ts';

const NOW = Date.UTC(2026, 2, 2, 9);
const COURSES = ['py101', 'da101', 'sql101', 'ui101', 'pm101', 'en101'];

describe('learning aside', () => {
  let folder: string;
  let store: Store;
  const opened: Studies[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'afterclass-suggesting-'));
    store = await openStore(`sqlite:${join(folder, 'a.db')}`);
    await store.records.addPurchases(
      Array.from({ length: 120 }, (_, n) => n).flatMap((n) =>
        [COURSES[n % 6]!, COURSES[(n + 1 + (n % 2)) % 6]!].map((course, i) => ({
          learner: `s${n}`,
          course,
          purchasedAt: NOW - (200 - n - i) * 3_600_000,
          amount: 1,
        })),
      ),
    );
  });
  afterEach(async () => {
    for (const studies of opened.splice(0)) studies.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const open = (isAside: boolean, seen: unknown[] = []): Studies => {
    const log = pino({ level: 'warn' }, { write: (line: string) => void seen.push(line) });
    const studies = createStudies({
      store,
      clock: createVirtualClock(NOW),
      log,
      folder: DATA_FOLDER,
      timeZone: 'UTC',
      community: 'default',
      heldOutShare: 0,
      databaseUrl: isAside ? `sqlite:${join(folder, 'a.db')}` : null,
    });
    opened.push(studies);
    return studies;
  };

  it('answers before anything is learnt, and then as if it had been learnt here', async () => {
    const seen: unknown[] = [];
    const aside = open(true, seen);
    const here = open(false);
    const learning = aside.refresh();
    const early = (await aside.of('local:nobody')).suggest(null, [], 'en');
    expect(early.courses).toHaveLength(3);
    await learning;
    await here.refresh();
    for (const person of ['local:nobody', 'local:s3'] as const) {
      const [one, other] = [await aside.of(person), await here.of(person)];
      expect(one.suggest(null, [], 'zh')).toEqual(other.suggest(null, [], 'zh'));
      expect(one.explain('py101', 'en')).toEqual(other.explain('py101', 'en'));
    }
    expect((await aside.of('local:nobody')).explain('py101', 'en')).toMatch(/\d+ learners took it/);
    expect(seen).toEqual([]);
  });

  it('still answers when the thread has ended', async () => {
    const aside = open(true);
    await aside.refresh();
    aside.stop();
    expect((await aside.of('local:nobody')).suggest(null, [], 'en').courses).toHaveLength(3);
  });
});
