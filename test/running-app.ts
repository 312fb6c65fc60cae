/** The whole bot in this process on a database in memory, with its page on a free port. For tests that use it as people do. */
import pino from 'pino';
import { type App, createApp } from '../src/app.ts';
import { toTestConfig } from './remembered.ts';

export interface RunningApp {
  readonly app: App;
  readonly url: string;
  stop(): Promise<void>;
}

/** Waiting times are short, so that a test need not wait; everything else is as in production. */
export async function runApp(env: Record<string, string> = {}): Promise<RunningApp> {
  const config = toTestConfig({
    DATABASE_URL: 'sqlite::memory:',
    HTTP_PORT: '0',
    TURN_QUIET_MS: '50',
    RATING_DELAY_MS: '300',
    TIME_ZONE: 'Asia/Shanghai',
    ...env,
  });
  const app = await createApp(config, pino({ level: 'silent' }));
  await app.start();
  if (!app.url) throw new Error('the app has no address');
  return { app, url: app.url, stop: () => app.stop() };
}
