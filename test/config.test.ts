/** Settings: defaults, every kind of mistake, and that .env.example says the same as the code. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { OperatorError } from '../src/errors.ts';

function problemsOf(env: Record<string, string | undefined>): string {
  try {
    parseConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return (error as Error).message;
  }
  return '';
}

/** The variables that the outside may rely on. */
const VARIABLES = `DATABASE_URL HTTP_PORT HTTP_HOST LOCAL_PAGE SLACK_BOT_TOKEN SLACK_APP_TOKEN SLACK_SIGNING_SECRET
  SLACK_API_URL SLACK_EMOJI DISCORD_TOKEN DISCORD_API_URL DISCORD_SHARDS TELEGRAM_BOT_TOKEN TELEGRAM_API_ROOT TELEGRAM_WEBHOOK_URL
  TELEGRAM_WEBHOOK_SECRET STAFF_PLACES LEARNER_PLACES LINK_SECRET LEARNING_EVENTS_TOKEN RENEW_CONTACT ADMINS LEADS AGENTS ANSWER_MAX_ERROR OOS_SHARE RECOMMEND_HOLDOUT TURN_QUIET_MS
  RATING_DELAY_MS CLOSE_AFTER_MS TIME_ZONE LOG_LEVEL`.split(/\s+/);

describe('without any setting', () => {
  it('runs the local page with its staff channel and its admin', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({
      databaseUrl: 'sqlite:./.afterclass/afterclass.db',
      chatFile: './.afterclass/afterclass.local-chat.jsonl',
      httpPort: 3000,
      httpHost: '127.0.0.1',
      localPage: true,
      slack: null,
      discord: null,
      telegram: null,
      staffPlaces: ['local:staff'],
      learnerPlaces: [],
      answerMaxError: 0.05,
      oosShare: 0.2,
      turnQuietMs: 1500,
      ratingDelayMs: 60_000,
      closeAfterMs: 86_400_000,
      logLevel: 'info',
    });
    expect([...config.admins]).toEqual(['local:admin']);
    expect(config.leads.size + config.agents.size).toBe(0);
    expect(() => new Intl.DateTimeFormat('en', { timeZone: config.timeZone })).not.toThrow();
  });

  it('takes empty and blank variables for unset', () => {
    expect(parseConfig(Object.fromEntries(VARIABLES.map((name) => [name, ' '])))).toEqual(parseConfig({}));
  });

  it('ignores variables of others', () => {
    expect(parseConfig({ PATH: '/bin', SLACK: 'x' })).toEqual(parseConfig({}));
  });
});

describe('with settings', () => {
  it('reads each of them', () => {
    const config = parseConfig({
      DATABASE_URL: 'sqlite::memory:',
      HTTP_PORT: '0',
      HTTP_HOST: '::1',
      LOCAL_PAGE: '1',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:4000/api',
      DISCORD_TOKEN: 'd',
      DISCORD_API_URL: 'http://127.0.0.1:4001/api/',
      TELEGRAM_BOT_TOKEN: '1:t',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:4002/',
      STAFF_PLACES: ' slack:T1/C1 , telegram:-100123,slack:T1/C1,',
      LEARNER_PLACES: 'discord:22',
      ADMINS: 'slack:U1',
      LEADS: 'slack:U2,discord:3',
      AGENTS: 'telegram:4',
      ANSWER_MAX_ERROR: '0.1',
      OOS_SHARE: '0',
      TURN_QUIET_MS: '0',
      RATING_DELAY_MS: '10',
      CLOSE_AFTER_MS: '20',
      TIME_ZONE: 'Asia/Shanghai',
      LOG_LEVEL: 'silent',
    });
    expect(config).toMatchObject({
      chatFile: null,
      httpPort: 0,
      httpHost: '::1',
      slack: { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: null, apiUrl: 'http://127.0.0.1:4000/api/' },
      discord: { token: 'd', apiUrl: 'http://127.0.0.1:4001/api', shards: 1 },
      telegram: { botToken: '1:t', apiRoot: 'http://127.0.0.1:4002', webhookUrl: null, webhookSecret: null },
      staffPlaces: ['slack:T1/C1', 'telegram:-100123'],
      learnerPlaces: ['discord:22'],
      answerMaxError: 0.1,
      oosShare: 0,
      turnQuietMs: 0,
      ratingDelayMs: 10,
      closeAfterMs: 20,
      timeZone: 'Asia/Shanghai',
      logLevel: 'silent',
    });
    expect([...config.admins]).toEqual(['slack:U1', 'local:admin']);
    expect([...config.leads]).toEqual(['slack:U2', 'discord:3']);
    expect([...config.agents]).toEqual(['telegram:4']);
  });

  it('reads the emoji of Slack, with or without colons, or none', () => {
    const emojiOf = (SLACK_EMOJI: string) =>
      parseConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_EMOJI }).slack?.emoji;
    expect(emojiOf('')).toEqual({ ask: 'ticket', claim: 'eyes', resolve: 'white_check_mark' });
    expect(emojiOf(':sos:, hand ,:+1:')).toEqual({ ask: 'sos', claim: 'hand', resolve: '+1' });
    expect(emojiOf('off')).toBeNull();
    expect(() => emojiOf('eyes')).toThrow(/SLACK_EMOJI: "eyes" is neither off nor three names/);
  });

  it('switches the local page off once a platform has a token', () => {
    const config = parseConfig({ TELEGRAM_BOT_TOKEN: '1:t' });
    expect(config.localPage).toBe(false);
    expect(config.staffPlaces).toEqual([]);
    expect(config.admins.size).toBe(0);
  });

  it('keeps the chat beside the database', () => {
    expect(parseConfig({ DATABASE_URL: 'sqlite:/var/lib/a.sqlite' }).chatFile).toBe('/var/lib/a.local-chat.jsonl');
    expect(parseConfig({ DATABASE_URL: 'postgres://u:p@h/d' }).chatFile).toBe(
      './.afterclass/afterclass.local-chat.jsonl',
    );
  });
});

describe('with mistakes', () => {
  it.each([
    ['HTTP_PORT', 'NaN'],
    ['HTTP_PORT', '65536'],
    ['HTTP_PORT', '80.5'],
    ['HTTP_PORT', '-1'],
    ['HTTP_PORT', '0x50'],
    ['HTTP_HOST', 'a b'],
    ['LOCAL_PAGE', 'yes'],
    ['STAFF_PLACES', 'teams:C1'],
    ['STAFF_PLACES', 'slack'],
    ['LEARNER_PLACES', 'local:'],
    ['ADMINS', ','],
    ['LEADS', 'alice'],
    ['AGENTS', 'Slack:U1'],
    ['ANSWER_MAX_ERROR', '0'],
    ['ANSWER_MAX_ERROR', '1'],
    ['ANSWER_MAX_ERROR', '5%'],
    ['OOS_SHARE', '1e9999'],
    ['OOS_SHARE', '1'],
    ['OOS_SHARE', '-0.1'],
    ['TURN_QUIET_MS', 'NaN'],
    ['TURN_QUIET_MS', '1.5'],
    ['CLOSE_AFTER_MS', '0'],
    ['TURN_QUIET_MS', '-1'],
    ['RATING_DELAY_MS', '1e9999'],
    ['CLOSE_AFTER_MS', '99999999999999'],
    ['TIME_ZONE', 'Mars/Olympus'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused by name, value and remedy', (name, value) => {
    const text = problemsOf({ [name]: value });
    expect(text).toMatch(/^one setting cannot be used:\n/);
    expect(text).toContain(`${name}: "${value}"`);
    expect(text).toMatch(/; write /);
  });

  it('all are listed at once, without the value of a secret or a password', () => {
    const text = problemsOf({
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      HTTP_PORT: 'abc',
      SLACK_BOT_TOKEN: 'xoxb-hunter2 with space',
      SLACK_API_URL: 'ftp://hunter2@h',
      DISCORD_API_URL: 'hunter2',
      TELEGRAM_WEBHOOK_SECRET: 'hunter2!',
      TIME_ZONE: 'nowhere',
    });
    for (const name of [
      'DATABASE_URL',
      'HTTP_PORT',
      'SLACK_BOT_TOKEN',
      'SLACK_API_URL',
      'DISCORD_API_URL',
      'DISCORD_TOKEN',
      'TELEGRAM_WEBHOOK_SECRET',
      'TELEGRAM_BOT_TOKEN',
      'TIME_ZONE',
    ]) {
      expect(text).toContain(`\n  ${name}: `);
    }
    expect(text).not.toContain('hunter2');
  });

  it('half a platform is refused', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'x' })).toContain('set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET');
    expect(problemsOf({ SLACK_APP_TOKEN: 'x' })).toContain('SLACK_BOT_TOKEN: not set, though SLACK_APP_TOKEN is');
  });

  it('a place on a platform that is off is refused: nothing would arrive there', () => {
    expect(problemsOf({ STAFF_PLACES: 'slack:C1' })).toContain('set SLACK_BOT_TOKEN, or remove the place');
    expect(problemsOf({ DISCORD_TOKEN: 'x', STAFF_PLACES: 'local:staff' })).toContain('set LOCAL_PAGE=1');
  });

  it('a staff place that the local page does not have is refused: no card of a ticket would be seen', () => {
    expect(problemsOf({ STAFF_PLACES: 'local:staff,local:stuff' })).toContain(
      'there is no "local:stuff"; the local page\'s staff channel is local:staff',
    );
    expect(parseConfig({ STAFF_PLACES: 'local:staff' }).staffPlaces).toEqual(['local:staff']);
  });

  it('a path that looks like a URL is refused, because SQLite would make a file of it', () => {
    expect(problemsOf({ DATABASE_URL: 'sqlite:///a.db' })).toContain('write sqlite:PATH');
    expect(problemsOf({ DATABASE_URL: './a.db' })).toContain('no scheme');
  });
});

describe('.env.example', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
  const pairs = lines.flatMap((line) => {
    const match = /^# ([A-Z_]+)=(\S*)$/.exec(line);
    return match ? [[match[1], match[2]] as [string, string]] : [];
  });

  it('has every variable once, commented out, below a line that explains it', () => {
    expect(pairs.map(([name]) => name)).toEqual(VARIABLES);
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
    for (const [name] of pairs) {
      const before = lines[lines.findIndex((line) => line.startsWith(`# ${name}=`)) - 1];
      expect(before, name).toMatch(/^# .*\w.*[.]$/);
    }
  });

  it('shows the defaults', () => {
    expect(parseConfig(Object.fromEntries(pairs))).toEqual(parseConfig({}));
  });
});
