/**
 * The service on somebody else's Discord: a second opinion on the loopback server here. Run with DISCORD_TWIN=FOLDER, in
 * which `discord-digital-twin@0.1.1` is installed with the override `spiceflow: 1.19.0`. It is no dependency of the project:
 * 170 MB of database engines, and only that override makes it start. It gives a thread below a message an id of its own,
 * against Discord's documentation, so the walk begins with a command.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfig } from '../../../src/config.ts';
import { QUESTION } from './running.ts';

interface Shown {
  readonly id: string;
  readonly content: string;
  readonly components?: readonly {
    readonly components: readonly { readonly custom_id?: string; readonly options?: readonly { value: string }[] }[];
  }[];
}

interface Seat {
  sendMessage(message: { content: string }): Promise<unknown>;
  runSlashCommand(command: { name: string; options?: object[] }): Promise<unknown>;
  clickButton(press: { messageId: string; customId: string }): Promise<unknown>;
  selectMenu(press: { messageId: string; customId: string; values: string[] }): Promise<unknown>;
  submitModal(form: { customId: string; fields: object[] }): Promise<unknown>;
}

interface Twin {
  readonly restUrl: string;
  readonly botToken: string;
  readonly prisma: Record<
    'channel' | 'user',
    { findMany(): Promise<{ id: string; name?: string; username?: string }[]> }
  >;
  start(): Promise<void>;
  stop(): Promise<void>;
  channel(id: string): {
    getMessages(): Promise<Shown[]>;
    getThreads(): Promise<{ id: string }[]>;
    user(id: string): Seat;
  };
}

const folder = process.env.DISCORD_TWIN;
const payloadsOf = ({ components = [] }: Shown): string[] =>
  components
    .flatMap((row) => row.components)
    .flatMap(({ custom_id: id, options }) => options?.map(({ value }) => value) ?? (id ? [id] : []));

async function startTwin(given: string): Promise<Twin> {
  const at = createRequire(pathToFileURL(join(given, 'package.json'))).resolve('discord-digital-twin');
  const { DigitalDiscord } = (await import(pathToFileURL(at).href)) as {
    DigitalDiscord: new (options: object) => Twin;
  };
  const channels = ['lounge', 'staff'].map((name) => ({ name, type: 0 }));
  const twin = new DigitalDiscord({ channels, users: [{ username: 'ming' }, { username: 'lin' }] });
  await twin.start();
  return twin;
}

it.skipIf(folder === undefined)('walks from a command to the rating on discord-digital-twin', async () => {
  const twin = await startTwin(folder ?? '');
  const channels = await twin.prisma.channel.findMany();
  const users = await twin.prisma.user.findMany();
  const [lounge = '', staff = ''] = ['lounge', 'staff'].map((name) => channels.find((each) => each.name === name)?.id);
  const [ming = '', lin = ''] = ['ming', 'lin'].map((name) => users.find((each) => each.username === name)?.id);
  const config = parseConfig({
    DATABASE_URL: 'sqlite::memory:',
    HTTP_PORT: '0',
    DISCORD_TOKEN: twin.botToken,
    DISCORD_API_URL: twin.restUrl,
    STAFF_PLACES: `discord:${staff}`,
    TURN_QUIET_MS: '0',
    RATING_DELAY_MS: '50',
  });
  const app = await createApp(config, pino({ level: 'silent' }));
  await app.start();
  const until = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 15_000, interval: 50 });
  const threadIn = (channel: string) =>
    until(async () => {
      const [thread] = await twin.channel(channel).getThreads();
      if (!thread) throw new Error('no thread yet');
      return thread.id;
    });
  const button = (channel: string, choice: string) =>
    until(async () => {
      const found = (await twin.channel(channel).getMessages())
        .flatMap((message) => payloadsOf(message).map((payload) => ({ messageId: message.id, payload, message })))
        .findLast(({ payload }) => payload.startsWith(`${choice}:`));
      if (!found) throw new Error(`no ${choice} yet`);
      return found;
    });
  const press = async (channel: string, user: string, choice: string) => {
    const { messageId, payload } = await button(channel, choice);
    await twin.channel(channel).user(user).clickButton({ messageId, customId: payload });
  };
  const sees = (channel: string, text: string) =>
    until(async () => {
      const said = (await twin.channel(channel).getMessages()).map(({ content }) => content);
      expect(said.join('\n')).toContain(text);
    });

  const question = { name: 'question', type: 3, value: QUESTION };
  await until(() =>
    twin
      .channel(lounge)
      .user(ming)
      .runSlashCommand({ name: 'ask', options: [question] }),
  );
  const thread = await threadIn(lounge);
  await press(thread, ming, 'human');
  await press(staff, lin, 'claim');
  const room = await threadIn(staff);
  const { payload } = await button(staff, 'reply');
  const form = { customId: payload, fields: [{ customId: 'text', value: '已为你重置。' }] };
  await twin.channel(staff).user(lin).submitModal(form);
  await sees(thread, '已为你重置');
  await twin.channel(thread).user(ming).sendMessage({ content: '还有一个问题' });
  await sees(room, '还有一个问题');
  await twin.channel(room).user(lin).runSlashCommand({ name: 'resolve' });
  const rating = await button(thread, 'rate:9');
  const menu = rating.message.components?.[0]?.components[0]?.custom_id ?? '';
  const chosen = { messageId: rating.messageId, customId: menu, values: [rating.payload] };
  await twin.channel(thread).user(ming).selectMenu(chosen);
  await until(async () => expect((await app.store.reports.conversations(null, null))[0]?.score).toBe(9));
  await app.stop();
  await twin.stop();
});
