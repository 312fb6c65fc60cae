/** Every verb of the shared table, as a slash command and behind a mention: none may be missing on Slack. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  COMMAND,
  OWN_COMMANDS,
  parseMention,
  parseSlashCommand,
  toSlackCommands,
  toUsage,
  toUsageHint,
} from '../../../adapters/slack/verbs.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { standsAlone, VERBS, type Verb } from '../../../src/domain/verbs.ts';
import { BOT_USER } from '../../fakes/slack/index.ts';
import { ADMIN, GENERAL, LIN, MEI, type Running, STAFF, startSlack } from './serve.ts';

/** What somebody would type for it. */
function toArgs({ takes }: Verb): string {
  return takes
    .filter(({ required, kind }) => required || kind === 'ticket')
    .map(({ kind, choices }) => (kind === 'ticket' ? 'T-ABC234' : (choices?.[0] ?? (kind === 'words' ? '8' : 'x'))))
    .join(' ');
}

describe.each(VERBS.map((verb) => [verb.verb, verb] as const))('%s', (name, verb) => {
  let running: Running;
  let thread = '';
  const place = verb.who === 'learner' ? GENERAL : STAFF;
  const person = { learner: MEI, staff: LIN, admin: ADMIN }[verb.who];
  beforeAll(async () => {
    running = await startSlack();
    thread = (await running.deliver('工单', { place: `slack:${place}`, audience: 'staff' })).messageId;
  });
  afterAll(async () => {
    await running.stop();
    expect(running.slack.problems).toEqual([]);
  });

  it('reaches the core as a slash command, in either language, and behind a mention in a thread', async () => {
    const { people } = running.slack;
    const args = toArgs(verb);
    const own = OWN_COMMANDS.some((command) => command === `/${name}`);
    const typed = own
      ? [[`/${name}`, args]]
      : [name, `/${name}`, verb.local.zh, verb.local.tw].map((word) => [COMMAND, `${word} ${args}`]);
    for (const [command = '', text = ''] of typed) {
      expect((await people.command(place, person, command, text)).sent).toBe('acknowledged');
    }
    const said = [`/${name} ${args}`, `／${name} ${args}`, ...(standsAlone(verb) ? [name] : [`${name} ${args}`])];
    for (const words of said) {
      expect(await people.say(place, person, `<@${BOT_USER}> ${words}`, { raw: true, thread })).toBe('acknowledged');
    }
    const spoken = running.events.filter((event) => 'spot' in event && event.spot.thread === thread);
    expect(new Set(spoken.map(({ id }) => id)).size).toBe(said.length);
    expect(new Set(running.events.map(({ id }) => id)).size).toBe(said.length + typed.length);
    for (const event of running.events) {
      const bare = event === spoken.at(-1) || event === spoken.at(-2);
      const wanted = bare && standsAlone(verb) ? '' : args;
      expect(event).toMatchObject({ kind: 'commandInvoked', verb: name, args: wanted });
    }
  });

  it.each(LANGUAGES)('is listed by help, in %s', (language) => {
    const use = OWN_COMMANDS.some((own) => own === `/${name}`) ? `/${name}` : `${COMMAND} ${name}`;
    expect(
      toUsage(new Set([verb.who]), language)
        .split('\n')
        .some((line) => line.startsWith(use)),
    ).toBe(true);
  });
});

it('questions that begin with a verb stay questions, for learners', () => {
  for (const verb of VERBS) {
    for (const word of [verb.verb, verb.local.zh]) {
      expect(parseMention(`${word} 了以后为什么还是打不开`, false)).toBeNull();
      expect(parseMention(`${word} of my order, please`, false)).toBeNull();
    }
  }
});

it('help and what is no verb at all are told at once what there is, for learners and for staff', async () => {
  const running = await startSlack();
  const { people } = running.slack;
  const ask = async (place: string, text: string) => (await people.command(place, MEI, COMMAND, text)).payload.text;
  expect(await ask(GENERAL, 'help')).toContain(`${COMMAND} status`);
  expect(await ask(GENERAL, 'nonsense')).toContain(`${COMMAND} rate &lt;分数&gt;`);
  expect(await ask(GENERAL, 'help')).not.toContain('claim');
  expect(await ask(STAFF, '')).toContain(`${COMMAND} claim`);
  expect(running.events).toHaveLength(4);
  await running.stop();
});

it('lists of the core show commands the way they are typed here, and leave other words alone', () => {
  expect(toSlackCommands('可以用：\n/ask 问题 · 提问\n/human · 找人工')).toBe(
    '可以用：\n/ask 问题 · 提问\n/afterclass human · 找人工',
  );
  for (const words of ['cd /status', '/status\n没反应', '/etc/hosts · 文件'])
    expect(toSlackCommands(words)).toBe(words);
});

it('the manifest’s hint names what learners use', () => {
  const manifest = readFileSync(new URL('../../../adapters/slack/slack-manifest.yaml', import.meta.url), 'utf8');
  expect(manifest).toContain(`usage_hint: ${toUsageHint()}\n`);
  expect(parseSlashCommand(COMMAND, '进度')).toEqual({ verb: 'status', args: '' });
});
