/** The whole service on the loopback Telegram: engine, SQLite, workers, grammY. And what its people see and do there. */
import { pino } from 'pino';
import { expect, vi } from 'vitest';
import { type App, createApp } from '../../../src/app.ts';
import { type Chat, type Message, type Person, TOKEN } from '../../fakes/telegram/index.ts';
import type { Press } from '../../fakes/telegram/people.ts';
import { toTestConfig } from '../../remembered.ts';
import { type Course, expectClean, hastyClock, payloadsOf, startCourse } from './serve.ts';

export interface RunningService extends Course {
  readonly app: App;
  /** A message by the bot whose words hold `text`, when it comes. `thread`: in that topic. */
  sees(chat: Chat, text: string | RegExp, thread?: number): Promise<Message>;
  /** A message there that carries a button like `claim`, when it comes. */
  seesButton(chat: Chat, choice: string, thread?: number): Promise<Message>;
  press(person: Person, chat: Chat, message: Message, choice: string): Press;
  /** Presses a button that asks for words, and gives them as an answer to the prompt. */
  fill(person: Person, chat: Chat, message: Message, choice: string, text: string): Promise<void>;
  until<T>(check: () => T | Promise<T>): Promise<T>;
  /** Ends the process as an operator does; Telegram stays. */
  stop(): Promise<void>;
  /** Ends everything and looks at what was sent. */
  close(): Promise<void>;
}

const WAIT = { timeout: 15_000, interval: 10 };

export const QUESTION = '忘记密码了怎么找回';

/** `env`: settings besides those of the course. `course`: a Telegram that runs already. */
export async function runService(env: Record<string, string> = {}, course?: Course): Promise<RunningService> {
  const surroundings = course ?? (await startCourse());
  const { telegram, help, staff, admin } = surroundings;
  const config = toTestConfig({
    DATABASE_URL: 'sqlite::memory:',
    HTTP_PORT: '0',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    STAFF_PLACES: `telegram:${staff.id}`,
    LEARNER_PLACES: `telegram:${help.id}`,
    ADMINS: `telegram:${admin.id}`,
    TURN_QUIET_MS: '0',
    RATING_DELAY_MS: '50',
    ...env,
  });
  const app = await createApp(config, pino({ level: process.env.TEST_LOG ?? 'silent' }), { clock: hastyClock });
  await app.start();

  const find = (chat: Chat, thread: number | undefined, check: (message: Message) => boolean) =>
    vi.waitFor(() => {
      const messages = telegram.read(chat, thread).filter(({ from }) => from?.is_bot);
      const found = messages.findLast(check);
      if (!found) throw new Error(`not there; there is: ${JSON.stringify(messages.map(({ text }) => text))}`);
      return found;
    }, WAIT);
  const payloadOf = (message: Message, choice: string) => {
    const payload = payloadsOf(message).find((entry) => entry.startsWith(`${choice}:`));
    if (!payload) throw new Error(`no ${choice} in ${JSON.stringify(payloadsOf(message))}`);
    return payload;
  };

  const running: RunningService = {
    ...surroundings,
    app,
    sees: (chat, text, thread) =>
      find(chat, thread, ({ text: words = '' }) =>
        typeof text === 'string' ? words.includes(text) : text.test(words),
      ),
    seesButton: (chat, choice, thread) =>
      find(chat, thread, (message) => payloadsOf(message).some((payload) => payload.startsWith(`${choice}:`))),
    press: (person, chat, message, choice) =>
      telegram.people.press(person, chat, message.message_id, payloadOf(message, choice)),
    async fill(person, chat, message, choice, text) {
      const { callback } = running.press(person, chat, message, choice);
      await vi.waitFor(() => expect(callback.answered).not.toBeNull(), WAIT);
      const prompt = telegram
        .read(chat)
        .findLast(({ entities }) => entities?.some(({ url }) => url?.includes(`#${choice}:`)));
      telegram.people.say(person, chat, text, { replyTo: prompt!.message_id });
    },
    until: (check) => vi.waitFor(check, WAIT),
    stop: () => app.stop(),
    async close() {
      await app.stop();
      await telegram.close();
      expectClean(telegram);
    },
  };
  return running;
}
