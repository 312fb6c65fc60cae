/** The way to the first answer: what `doctor` finds, what a wrong setting says, and a start without Slack. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { checkSlack } from '../../../adapters/slack/check.ts';
import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import { EVENTS, GLOBAL_SHORTCUT, MESSAGE_SHORTCUT } from '../../../adapters/slack/listeners.ts';
import { SCOPES } from '../../../adapters/slack/scopes.ts';
import { COMMAND, OWN_COMMANDS } from '../../../adapters/slack/verbs.ts';
import { APP_TOKEN, BOT_TOKEN, BOT_USER } from '../../fakes/slack/index.ts';
import { METHODS } from '../../fakes/slack/specs.ts';
import { createRecordingLog, GENERAL, type Logged, MEI, MEI_DM, STAFF, startWorkspace, wallClock } from './serve.ts';

const settings = (apiUrl: string) => ({
  botToken: BOT_TOKEN,
  appToken: APP_TOKEN,
  signingSecret: null,
  apiUrl,
  staffPlaces: [`slack:${STAFF}`] as const,
  learnerPlaces: [`slack:${GENERAL}`] as const,
});

describe('doctor', () => {
  it('finds all well: token, scopes, socket, channels', async () => {
    const slack = await startWorkspace();
    const checks = await checkSlack(settings(slack.apiUrl));
    expect(checks.map(({ name }) => name)).toEqual([
      'slack token',
      'slack scopes',
      'slack socket',
      `slack place slack:${STAFF}`,
      `slack place slack:${GENERAL}`,
    ]);
    expect(checks.every(({ ok, remedy }) => ok && remedy === '')).toBe(true);
    expect(slack.sockets.open).toBe(0);
    expect(slack.problems).toEqual([]);
    await slack.close();
  });

  it('names the missing scope, the channel without the app, the archived one, the one that is none', async () => {
    const slack = await startWorkspace({ scopes: SCOPES.filter((scope) => scope !== 'im:history') });
    slack.world.channels.get(STAFF)!.members.delete(BOT_USER);
    slack.world.channels.get(GENERAL)!.archived = true;
    const learnerPlaces = [`slack:${GENERAL}`, 'slack:C0NONE'] as const;
    const checks = await checkSlack({ ...settings(slack.apiUrl), learnerPlaces });
    expect(checks.filter(({ ok }) => !ok)).toMatchObject([
      { name: 'slack scopes', found: 'missing: im:history' },
      { found: 'the app is not in it', remedy: expect.stringContaining('/invite') },
      { found: 'archived' },
      { name: 'slack place slack:C0NONE', found: 'channel_not_found' },
    ]);
    await slack.close();
  });

  it('tells a wrong token from a wrong app token, a signing secret that is none, and no Slack at all', async () => {
    const slack = await startWorkspace();
    const failing = async (change: object) =>
      (await checkSlack({ ...settings(slack.apiUrl), ...change })).filter(({ ok }) => !ok).map(({ name }) => name);
    expect(await failing({ botToken: 'xoxb-wrong' })).toEqual(['slack token']);
    expect(await failing({ appToken: 'xapp-wrong' })).toEqual(['slack socket']);
    expect(await failing({ appToken: null, signingSecret: 'short' })).toEqual(['slack signing secret']);
    expect(await failing({ appToken: null, signingSecret: '0123456789abcdef0123456789abcdef' })).toEqual([]);
    await slack.close();
    expect(await failing({})).toEqual(['slack token', 'slack socket']);
  });
});

describe('the start', () => {
  const create = (apiUrl: string, change: object = {}, lines: Logged[] = []) =>
    createSlackAdapter({
      ...settings(apiUrl),
      community: 'default',
      emoji: null,
      timeZone: 'UTC',
      clock: wallClock,
      log: createRecordingLog(lines),
      ...change,
    });

  it('refuses a wrong token and a wrong app token in words for the operator', async () => {
    const slack = await startWorkspace();
    const receive = async () => 'accepted' as const;
    await expect(create(slack.apiUrl, { botToken: 'xoxb-wrong' }).start(receive)).rejects.toMatchObject({
      name: 'OperatorError',
      message: expect.stringMatching(/SLACK_BOT_TOKEN.*invalid_auth/),
    });
    const adapter = create(slack.apiUrl, { appToken: 'xapp-wrong' });
    await expect(adapter.start(receive)).rejects.toMatchObject({
      name: 'OperatorError',
      message: expect.stringMatching(/SLACK_APP_TOKEN.*invalid_auth/),
    });
    await adapter.stop();
    await slack.close();
  });

  it('goes on trying while Slack is not there', async () => {
    const slack = await startWorkspace();
    slack.fail('auth.test', { kind: 'status', status: 503 });
    const heard: unknown[] = [];
    const lines: Logged[] = [];
    const adapter = create(slack.apiUrl, {}, lines);
    await adapter.start(async (event) => {
      heard.push(event);
      return 'accepted';
    });
    expect(lines.map(({ message }) => message)).toContain('slack cannot be reached; it goes on trying');
    await vi.waitFor(() => expect(slack.sockets.open).toBe(2), { timeout: 10_000 });
    expect(await slack.people.say(MEI_DM, MEI, '在吗')).toBe('acknowledged');
    expect(heard).toHaveLength(1);
    await adapter.stop();
    await slack.close();
  });

  it('can be stopped while it is still trying', async () => {
    const adapter = create('http://127.0.0.1:9/api/');
    await adapter.start(async () => 'accepted');
    await adapter.stop();
  });
});

describe('the manifest', () => {
  const manifest = readFileSync(new URL('../../../adapters/slack/slack-manifest.yaml', import.meta.url), 'utf8');
  const list = (after: string) =>
    [...(new RegExp(`${after}:\n((?: +- \\S+\n)+)`).exec(manifest)?.[1] ?? '').matchAll(/- (\S+)/g)].map(
      ([, name]) => name,
    );

  it('asks for the scopes the adapter uses, and no other', () => {
    expect(list('bot')).toEqual([...SCOPES]);
  });

  it('asks for what its calls and events need by Slack’s reference, and for nothing else', () => {
    const folder = new URL('../../../adapters/slack/', import.meta.url);
    const source = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
      .join('\n');
    const called = [
      ...source.matchAll(/(?:\bapi\.(?:quick|outbox|patient)|\b(?:client|quick))\s*\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g),
    ];
    const named = [...source.matchAll(/apiCall\('([^']+)'/g)];
    const ours = [...called, ...named].map(([, method = '']) => method);
    // The sockets' own client is no caller of methods.
    const methods = new Set(ours.filter((method) => !method.startsWith('start.')));
    expect(methods.size).toBeGreaterThan(15);
    const needed = [...methods].flatMap((method) => {
      const { bot = [] } = METHODS[method]?.scope ?? {};
      expect([method, METHODS[method] !== undefined]).toEqual([method, true]);
      expect([method, bot.length === 0 || bot.some((scope) => (SCOPES as readonly string[]).includes(scope))]).toEqual([
        method,
        true,
      ]);
      return bot;
    });
    // By the reference of each event; a command, and the Home tab, need no more than to be there.
    const ofEvents = EVENTS.flatMap((event) => {
      if (event.startsWith('message.')) return [`${event.slice('message.'.length)}:history`];
      if (event.startsWith('channel_')) return ['channels:read'];
      if (event.startsWith('group_')) return ['groups:read'];
      return (
        {
          app_mention: ['app_mentions:read'],
          assistant_thread_started: ['assistant:write'],
          reaction_added: ['reactions:read'],
        }[event] ?? []
      );
    });
    for (const scope of ofEvents) expect(SCOPES).toContain(scope);
    // A field of `users.info` has a scope of its own.
    const others = ['commands', 'users:read.email'];
    expect(SCOPES.filter((scope) => ![...needed, ...ofEvents, ...others].includes(scope))).toEqual([]);
  });

  it('names the commands, shortcuts and events that are listened to', () => {
    const commands = [...manifest.matchAll(/command: (\S+)/g)].map(([, name]) => name);
    expect(commands).toEqual([...OWN_COMMANDS, COMMAND]);
    const shortcuts = [...manifest.matchAll(/callback_id: (\S+)/g)].map(([, name]) => name);
    expect(shortcuts).toEqual([MESSAGE_SHORTCUT, GLOBAL_SHORTCUT]);
    expect(list('bot_events')).toEqual([...EVENTS]);
  });
});
