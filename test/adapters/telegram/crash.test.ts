/** The real process on a loopback Telegram, killed with SIGKILL in the middle of a batch and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { TOKEN } from '../../fakes/telegram/index.ts';
import { QUESTION } from './running.ts';
import { type Course, expectClean, payloadsOf, startCourse } from './serve.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
/** Longer than the lease of a delivery: what was claimed and not sent when the process ended comes again after it. */
const WAIT = { timeout: 90_000, interval: 2 };

describe('the process on Telegram', () => {
  let folder: string;
  let course: Course;
  let child: ChildProcess | null = null;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'afterclass-telegram-'));
    course = await startCourse();
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await course.telegram.close();
    rmSync(folder, { recursive: true });
    expectClean(course.telegram);
  });

  function start(): ChildProcess {
    return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts', 'serve'], {
      cwd: ROOT,
      env: {
        ...process.env,
        DATABASE_URL: `sqlite:${join(folder, 'a.db')}`,
        HTTP_PORT: '0',
        TELEGRAM_BOT_TOKEN: TOKEN,
        TELEGRAM_API_ROOT: course.telegram.apiRoot,
        STAFF_PLACES: `telegram:${course.staff.id}`,
        TURN_QUIET_MS: '0',
        LOG_LEVEL: 'fatal',
      },
      stdio: 'ignore',
    });
  }

  async function kill(): Promise<void> {
    const gone = once(child!, 'exit');
    child!.kill('SIGKILL');
    await gone;
    child = null;
  }

  const sent = () => course.telegram.calls.filter(({ method }) => method === 'sendMessage').length;

  // Killed before anything was stored, while answers go out, and after the first ones arrived.
  it.each([0, 1, 4])(
    'loses nothing when it is killed after %i answers',
    async (after) => {
      const { telegram } = course;
      const learners = Array.from({ length: 8 }, (_, n) => telegram.world.addPerson(`学员${n}`));
      const chats = learners.map((person) => telegram.world.privateOf(person));
      for (const [n, person] of learners.entries()) telegram.people.say(person, chats[n]!, QUESTION);
      child = start();
      await vi.waitFor(() => {
        expect(telegram.updates.served.size).toBe(8);
        expect(sent()).toBeGreaterThanOrEqual(after);
      }, WAIT);
      await kill();
      const before = sent();
      child = start();
      const answers = () =>
        chats.map((chat) => telegram.read(chat).filter((message) => payloadsOf(message).length > 0).length);
      await vi.waitFor(() => {
        expect(answers().every((count) => count > 0)).toBe(true);
        expect(telegram.updates.confirmed.size).toBe(8);
      }, WAIT);
      await kill();
      // Only what was on its way when the process ended may be there twice.
      const doubles = answers().filter((count) => count > 1).length;
      expect(answers().every((count) => count <= 2)).toBe(true);
      expect(doubles).toBeLessThanOrEqual(before);
      const store = await openStore(`sqlite:${join(folder, 'a.db')}`);
      const entries = await store.reports.entries(null, null);
      await store.close();
      expect(entries.filter(({ kind }) => kind === 'learnerMessage')).toHaveLength(8);
      expect(entries.filter(({ kind }) => kind === 'answered')).toHaveLength(8);
    },
    240_000,
  );
});
