/** The whole service on the loopback Discord: engine, SQLite, workers, discord.js. And what its people see and do there. */
import { pino } from 'pino';
import { expect, vi } from 'vitest';
import { type App, createApp } from '../../../src/app.ts';
import { type Channel, type Interaction, type Message, type Person, TOKEN } from '../../fakes/discord/index.ts';
import { toTestConfig } from '../../remembered.ts';
import { type Course, expectClean, payloadsOf, readAs, startCourse } from './serve.ts';

export interface RunningService extends Course {
  readonly app: App;
  /** A message by the bot in the channel whose words hold `text`, when it comes. */
  sees(channel: Channel | string, text: string | RegExp): Promise<Message>;
  /** A message there that carries a button or option like `claim`, when it comes. */
  seesButton(channel: Channel | string, choice: string): Promise<Message>;
  press(person: Person, message: Message, choice: string): Interaction;
  /** Presses a button that asks for words, and gives them. */
  fill(person: Person, message: Message, choice: string, text: string): Promise<void>;
  /** What only that person sees in answer to what they did. */
  told(interaction: Interaction, text: string | RegExp): Promise<Message>;
  until<T>(check: () => T | Promise<T>): Promise<T>;
  /** Ends the process as an operator does; the Discord stays. */
  stop(): Promise<void>;
  /** Ends everything and looks at what was sent. */
  close(): Promise<void>;
}

const WAIT = { timeout: 15_000, interval: 10 };

export const QUESTION = '忘记密码了怎么找回';

/** `env`: settings besides those of the server. `course`: a Discord that runs already. */
export async function runService(env: Record<string, string> = {}, course?: Course): Promise<RunningService> {
  const surroundings = course ?? (await startCourse());
  const { discord, help, staff, admin } = surroundings;
  const config = toTestConfig({
    DATABASE_URL: 'sqlite::memory:',
    HTTP_PORT: '0',
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    STAFF_PLACES: `discord:${staff.id}`,
    LEARNER_PLACES: `discord:${help.id}`,
    ADMINS: `discord:${admin.id}`,
    TURN_QUIET_MS: '0',
    RATING_DELAY_MS: '50',
    ...env,
  });
  const app = await createApp(config, pino({ level: process.env.TEST_LOG ?? 'silent' }));
  await app.start();
  await vi.waitFor(() => expect(discord.commands.size).toBeGreaterThan(0), WAIT);

  const find = (channel: Channel | string, check: (message: Message) => boolean) =>
    vi.waitFor(() => {
      const messages = discord.read(channel).filter(({ author }) => author.bot);
      const found = messages.findLast(check);
      if (!found) throw new Error(`not there; there is: ${JSON.stringify(messages.map(({ content }) => content))}`);
      return found;
    }, WAIT);
  const holds = (message: Message, text: string | RegExp) => {
    const words = readAs(message.content);
    return typeof text === 'string' ? words.includes(text) : text.test(words);
  };
  const payloadOf = (message: Message, choice: string) => {
    const payload = payloadsOf(message).find((entry) => entry.startsWith(`${choice}:`));
    if (!payload) throw new Error(`no ${choice} in ${JSON.stringify(payloadsOf(message))}`);
    return payload;
  };

  const running: RunningService = {
    ...surroundings,
    app,
    sees: (channel, text) => find(channel, (message) => holds(message, text)),
    seesButton: (channel, choice) =>
      find(channel, (message) => payloadsOf(message).some((payload) => payload.startsWith(`${choice}:`))),
    press: (person, message, choice) => discord.people.press(person, message, payloadOf(message, choice)),
    async fill(person, message, choice, text) {
      const opened = running.press(person, message, choice);
      await vi.waitFor(() => expect(opened.answer?.type).toBe(9), WAIT);
      discord.people.submit(person, opened, text);
    },
    told: (interaction, text) =>
      vi.waitFor(() => {
        const found = interaction.seen.find((message) =>
          holds({ ...message, content: message.content.replace(/<#\d+>/g, '') }, text),
        );
        if (!found)
          throw new Error(`not told; told: ${JSON.stringify(interaction.seen.map(({ content }) => content))}`);
        return found;
      }, WAIT),
    until: (check) => vi.waitFor(check, WAIT),
    stop: () => app.stop(),
    async close() {
      await app.stop();
      await discord.close();
      expectClean(discord);
    },
  };
  return running;
}
