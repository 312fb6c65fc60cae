/** The whole service on the loopback Slack: engine, SQLite, workers, Bolt. And what its people see and do there. */
import { pino } from 'pino';
import { expect, vi } from 'vitest';
import { type App, createApp } from '../../../src/app.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  type FakeSlack,
  type FakeSlackOptions,
  type Shown,
  SIGNING_SECRET,
} from '../../fakes/slack/index.ts';
import { toTestConfig } from '../../remembered.ts';
import { ADMIN, STAFF, startWorkspace } from './serve.ts';

export const QUESTION = '忘记密码了怎么找回';

const WAIT = { timeout: 10_000, interval: 10 };

export interface RunningService {
  readonly app: App;
  readonly slack: FakeSlack;
  /** A message there whose words hold `text`, when it comes. */
  sees(channel: string, text: string | RegExp, thread?: string): Promise<Shown>;
  /** A message there that carries a button or option like `claim`, when it comes. */
  seesButton(channel: string, choice: string, thread?: string): Promise<Shown>;
  press(user: string, channel: string, message: Shown, choice: string): Promise<void>;
  /** Presses a button that asks for words, and gives them. */
  fill(user: string, channel: string, message: Shown, choice: string, text: string): Promise<void>;
  until<T>(check: () => T | Promise<T>): Promise<T>;
  /** Ends the process as an operator does; the workspace stays. */
  stop(): Promise<void>;
  /** Ends everything and looks at what was sent. */
  close(): Promise<void>;
}

/** `env`: settings besides those of the workspace. `before`: a workspace that runs already. */
export async function runService(
  env: Record<string, string> = {},
  options: FakeSlackOptions = {},
  before?: FakeSlack,
): Promise<RunningService> {
  const slack = before ?? (await startWorkspace({ ackMs: 3000, ...options }));
  const config = toTestConfig({
    DATABASE_URL: 'sqlite::memory:',
    HTTP_PORT: '0',
    SLACK_BOT_TOKEN: BOT_TOKEN,
    ...(options.http ? { SLACK_SIGNING_SECRET: SIGNING_SECRET } : { SLACK_APP_TOKEN: APP_TOKEN }),
    SLACK_API_URL: slack.apiUrl,
    STAFF_PLACES: `slack:${STAFF}`,
    ADMINS: `slack:${ADMIN}`,
    TURN_QUIET_MS: '0',
    RATING_DELAY_MS: '50',
    ...env,
  });
  const app = await createApp(config, pino({ level: process.env.TEST_LOG ?? 'silent' }));
  await app.start();
  slack.aimAt(`${app.url}/slack/events`);

  const find = (channel: string, thread: string | undefined, check: (message: Shown) => boolean) =>
    vi.waitFor(() => {
      const messages = slack.shown(channel, thread);
      const found = messages.findLast(check);
      if (!found) throw new Error(`not there; there is: ${JSON.stringify(messages)}`);
      return found;
    }, WAIT);
  const payloadOf = (message: Shown, choice: string) => {
    const payload = message.payloads.find((entry) => entry.startsWith(`${choice}:`));
    if (!payload) throw new Error(`no ${choice} in ${JSON.stringify(message)}`);
    return payload;
  };

  return {
    app,
    slack,
    sees: (channel, text, thread) =>
      find(channel, thread, (message) =>
        typeof text === 'string' ? message.text.includes(text) : text.test(message.text),
      ),
    seesButton: (channel, choice, thread) =>
      find(channel, thread, ({ payloads }) => payloads.some((payload) => payload.startsWith(`${choice}:`))),
    async press(user, channel, message, choice) {
      expect(await slack.people.press(channel, message.id, user, payloadOf(message, choice))).toBe('acknowledged');
    },
    async fill(user, channel, message, choice, text) {
      expect(await slack.people.press(channel, message.id, user, payloadOf(message, choice))).toBe('acknowledged');
      const ack = await slack.people.submit(user, text);
      expect(ack).toMatchObject({ sent: 'acknowledged', payload: {} });
    },
    until: (check) => vi.waitFor(check, WAIT),
    stop: () => app.stop(),
    async close() {
      await app.stop();
      await slack.close();
      expect(slack.problems).toEqual([]);
      // Slack gives an app three seconds.
      expect(
        Math.max(0, ...slack.sent.filter(({ ack }) => ack.sent === 'acknowledged').map(({ ack }) => ack.ms)),
      ).toBeLessThan(3000);
    },
  };
}
