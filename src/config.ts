/** The settings: which variables exist, what they mean, and what holds between them. How one value is read is in variable.ts; whether a token works is its adapter's business. */
import { z } from 'zod';
import { type PersonId, PLATFORMS, type PlaceId, type Platform, parsePlatformId, platformOf } from './domain/place.ts';
import { OperatorError } from './errors.ts';
import { address, databaseUrl, ids, number, oneOf, quote, secret, timeZone, variable, wholeMs } from './variable.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface SlackConfig {
  /** SLACK_BOT_TOKEN: the bot's own token, `xoxb-…`. */
  readonly botToken: string;
  /** SLACK_APP_TOKEN: set = Socket Mode, `xapp-…`. */
  readonly appToken: string | null;
  /** SLACK_SIGNING_SECRET: without an app token, Slack calls our server at `/slack/events` and signs with this. */
  readonly signingSecret: string | null;
  /** SLACK_API_URL: another address of the Web API, ending in a slash (`http://127.0.0.1:4000/api/`); null = Slack's own. */
  readonly apiUrl: string | null;
  /** SLACK_EMOJI: emoji that ask, claim and resolve, in this order, without colons; `off` = none. */
  readonly emoji: { readonly ask: string; readonly claim: string; readonly resolve: string } | null;
}

export interface DiscordConfig {
  /** DISCORD_TOKEN: the bot's token. */
  readonly token: string;
  /** DISCORD_API_URL: another address of the API without version and without a slash at the end; null = Discord's own. */
  readonly apiUrl: string | null;
  /** DISCORD_SHARDS: connections that the servers are spread over; `auto` = as many as Discord advises. Default 1. */
  readonly shards: number | 'auto';
}

export interface TelegramConfig {
  /** TELEGRAM_BOT_TOKEN: from BotFather. */
  readonly botToken: string;
  /** TELEGRAM_API_ROOT: another Bot API server, such as `http://127.0.0.1:8081`; null = Telegram's own. */
  readonly apiRoot: string | null;
  /** TELEGRAM_WEBHOOK_URL: set = Telegram calls this public address (served at `/telegram/webhook`); null = long polling. */
  readonly webhookUrl: string | null;
  /** TELEGRAM_WEBHOOK_SECRET: 1 to 256 of A-Z a-z 0-9 _ - that Telegram sends along, as proof that it is Telegram. */
  readonly webhookSecret: string | null;
}

/** Every setting, read and checked. Times in ms. */
export interface Config {
  /** LINK_SECRET: signs the codes that join a chat account to a learner of the shop; null = no linking. */
  readonly linkSecret: string | null;
  /** LEARNING_EVENTS_TOKEN: lets a course platform tell what learners do at `/learning/events`; null = nobody may. */
  readonly learningEventsToken: string | null;
  /** RENEW_CONTACT: where learners renew their service, a link or a contact; null = the course advisers. */
  readonly renewContact: string | null;
  /** DATABASE_URL: `sqlite:PATH`, `sqlite::memory:` or `postgres://…`. Default `sqlite:./.afterclass/afterclass.db`. */
  readonly databaseUrl: string;
  /** Follows from DATABASE_URL: where the local page keeps its chat, beside the database; null = in memory, like the database. */
  readonly chatFile: string | null;
  /** Follows from DATABASE_URL: where the diagnoser remembers what it found out about the knowledge base; null = in memory. */
  readonly calibrationFile: string | null;
  /** HTTP_PORT: local page, health and webhooks; 0 = any free port. Default 3000. */
  readonly httpPort: number;
  /** HTTP_HOST: the address to listen on; `0.0.0.0` = every one. Default 127.0.0.1. */
  readonly httpHost: string;
  /** LOCAL_PAGE: 1 or 0. Default 1 while no platform's token is set, else 0. */
  readonly localPage: boolean;
  /** SLACK_*; null = Slack is off. */
  readonly slack: SlackConfig | null;
  /** DISCORD_*; null = Discord is off. */
  readonly discord: DiscordConfig | null;
  /** TELEGRAM_*; null = Telegram is off. */
  readonly telegram: TelegramConfig | null;
  /** STAFF_PLACES: where agents work, the first one takes what no queue claims. Default `local:staff` with the local page. */
  readonly staffPlaces: readonly PlaceId[];
  /** LEARNER_PLACES: where every message is a question. Empty = direct messages, mentions, replies and commands only. */
  readonly learnerPlaces: readonly PlaceId[];
  /** ADMINS: who may call `/report`, such as `slack:U012AB3CD`. The local page's admin pane is one while the page is on. */
  readonly admins: ReadonlySet<PersonId>;
  /** LEADS: who is told of low ratings and may act on any ticket. */
  readonly leads: ReadonlySet<PersonId>;
  /** AGENTS: who may work on tickets. Empty = every member of a staff place. */
  readonly agents: ReadonlySet<PersonId>;
  /** ANSWER_MAX_ERROR: the share of answers that may be wrong, above 0 and below 1. Default 0.05. */
  readonly answerMaxError: number;
  /** OOS_SHARE: the share of questions expected to have no answer here, from 0 to below 1. Default 0.2. */
  readonly oosShare: number;
  /** RECOMMEND_HOLDOUT: share of learners who are shown what most take instead of recommendations of their own, from 0 to 1. Default 0.1. */
  readonly heldOutShare: number;
  /** TURN_QUIET_MS: messages closer together than this are one question; 0 = each by itself. Default 1500. */
  readonly turnQuietMs: number;
  /** RATING_DELAY_MS: quiet time between resolution and the rating prompt. Default 60000. */
  readonly ratingDelayMs: number;
  /** CLOSE_AFTER_MS: quiet time after which a conversation ends by itself, at least 1. Default 86400000, one day. */
  readonly closeAfterMs: number;
  /** TIME_ZONE: IANA name, such as `Asia/Shanghai`; days in reports and opening hours. Default: the system's zone. */
  readonly timeZone: string;
  /** LOG_LEVEL: fatal, error, warn, info, debug, trace or silent. Default info. */
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

const ENVIRONMENT = z.object({
  DATABASE_URL: databaseUrl('sqlite:./.afterclass/afterclass.db'),
  HTTP_PORT: number(3000, (port) => Number.isInteger(port) && port >= 0 && port <= 65_535, 'a port from 0 to 65535'),
  HTTP_HOST: variable('127.0.0.1', (typed) =>
    /^[\w.:[\]-]+$/.test(typed)
      ? { value: typed }
      : { problem: `${quote(typed)} is not a host name or address; write one like 127.0.0.1` },
  ),
  LOCAL_PAGE: oneOf(null, ['1', '0']),
  SLACK_BOT_TOKEN: secret(),
  SLACK_APP_TOKEN: secret(),
  SLACK_SIGNING_SECRET: secret(),
  SLACK_API_URL: address('http://127.0.0.1:4000/api/', (url) => (url.endsWith('/') ? url : `${url}/`)),
  SLACK_EMOJI: variable<SlackConfig['emoji'], SlackConfig['emoji']>(
    { ask: 'ticket', claim: 'eyes', resolve: 'white_check_mark' },
    (typed) => {
      const match = /^:?([\w+'-]+):?\s*,\s*:?([\w+'-]+):?\s*,\s*:?([\w+'-]+):?$/.exec(typed);
      if (match) return { value: { ask: match[1]!, claim: match[2]!, resolve: match[3]! } };
      if (typed === 'off') return { value: null };
      return { problem: `${quote(typed)} is neither off nor three names such as ticket,eyes,white_check_mark` };
    },
  ),
  DISCORD_TOKEN: secret(),
  DISCORD_API_URL: address('http://127.0.0.1:4000/api'),
  DISCORD_SHARDS: variable<number | 'auto', number>(1, (typed) =>
    typed === 'auto' || /^[1-9]\d{0,3}$/.test(typed)
      ? { value: typed === 'auto' ? typed : Number(typed) }
      : { problem: `${quote(typed)} is neither auto nor a number of connections such as 2` },
  ),
  TELEGRAM_BOT_TOKEN: secret(),
  TELEGRAM_API_ROOT: address('http://127.0.0.1:8081'),
  TELEGRAM_WEBHOOK_URL: address('https://example.org/telegram/webhook'),
  TELEGRAM_WEBHOOK_SECRET: secret(/^[\w-]{1,256}$/, '1 to 256 of A-Z a-z 0-9 _ -'),
  STAFF_PLACES: ids<PlaceId>('place', 'slack:C012AB3CD,telegram:-100123'),
  LEARNER_PLACES: ids<PlaceId>('place', 'discord:112233'),
  LINK_SECRET: secret(/^.{16,}$/, 'at least 16 characters'),
  LEARNING_EVENTS_TOKEN: secret(/^[!-~]{24,}$/, 'at least 24 characters without spaces'),
  RENEW_CONTACT: variable<string, null>(null, (value) =>
    value.length <= 200 ? { value } : { problem: 'RENEW_CONTACT is longer than 200 characters; shorten it' },
  ),
  ADMINS: ids<PersonId>('person', 'slack:U012AB3CD'),
  LEADS: ids<PersonId>('person', 'slack:U012AB3CD'),
  AGENTS: ids<PersonId>('person', 'slack:U012AB3CD,telegram:4711'),
  ANSWER_MAX_ERROR: number(0.05, (share) => share > 0 && share < 1, 'a share above 0 and below 1'),
  OOS_SHARE: number(0.2, (share) => share >= 0 && share < 1, 'a share from 0 to below 1'),
  RECOMMEND_HOLDOUT: number(0.1, (share) => share >= 0 && share <= 1, 'a share from 0 to 1'),
  TURN_QUIET_MS: wholeMs(1500, 0, 60_000),
  RATING_DELAY_MS: wholeMs(60_000, 0),
  // At 0 a conversation would be over before its answer is read.
  CLOSE_AFTER_MS: wholeMs(86_400_000, 1),
  TIME_ZONE: timeZone(),
  LOG_LEVEL: oneOf('info', LOG_LEVELS),
});

/** The variable that switches a platform on. */
const SWITCHES = {
  slack: 'SLACK_BOT_TOKEN',
  discord: 'DISCORD_TOKEN',
  telegram: 'TELEGRAM_BOT_TOKEN',
} as const satisfies Record<Exclude<Platform, 'local'>, keyof typeof ENVIRONMENT.shape>;

/** What is set, trimmed; what is empty is not. */
type Typed = Readonly<Record<string, string | undefined>>;

function isOn(typed: Typed, platform: Platform): boolean {
  if (platform !== 'local') return typed[SWITCHES[platform]] !== undefined;
  const anyToken = PLATFORMS.some((other) => other !== 'local' && isOn(typed, other));
  return (typed.LOCAL_PAGE ?? (anyToken ? '0' : '1')) !== '0';
}

/** The one place of the local page where agents work. */
const LOCAL_STAFF: PlaceId = 'local:staff';

/** Problems between variables. They look at what was typed, so that they are found beside all others. */
function findConflicts(typed: Typed): string[] {
  const problems: string[] = [];
  for (const [platform, name] of Object.entries(SWITCHES)) {
    const others = Object.keys(typed).filter((key) => key.startsWith(`${platform.toUpperCase()}_`) && typed[key]);
    if (others.length > 0 && !typed[name]) {
      problems.push(`${name}: not set, though ${others.join(', ')} is; set it, or remove the others`);
    }
  }
  if (typed.SLACK_BOT_TOKEN && !typed.SLACK_APP_TOKEN && !typed.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_BOT_TOKEN: set alone, so nothing would be received; set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) too',
    );
  }
  for (const name of ['STAFF_PLACES', 'LEARNER_PLACES'] as const) {
    for (const entry of typed[name]?.split(',') ?? []) {
      const place = parsePlatformId(entry);
      const platform = place && platformOf(place);
      if (place && platform === 'local' && name === 'STAFF_PLACES' && place !== LOCAL_STAFF) {
        problems.push(`${name}: there is no ${quote(place)}; the local page's staff channel is ${LOCAL_STAFF}`);
      }
      if (!platform || isOn(typed, platform)) continue;
      const remedy = platform === 'local' ? 'set LOCAL_PAGE=1' : `set ${SWITCHES[platform]}`;
      problems.push(`${name}: ${quote(place)} is on ${platform}, which is off; ${remedy}, or remove the place`);
    }
  }
  return problems;
}

/**
 * Reads and checks the environment. An empty variable counts as unset; variables that are not ours are ignored.
 * Throws one `OperatorError` that lists every problem: variable, what was found (never a secret), remedy.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const typed: Typed = Object.fromEntries(
    Object.keys(ENVIRONMENT.shape).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const parsed = ENVIRONMENT.safeParse(typed);
  const problems = [
    ...(parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []),
    ...findConflicts(typed),
  ];
  if (!parsed.success || problems.length > 0) {
    const heading = problems.length === 1 ? 'one setting' : `${problems.length} settings`;
    throw new OperatorError(`${heading} cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
  return toConfig(parsed.data, isOn(typed, 'local'));
}

function toConfig(read: z.infer<typeof ENVIRONMENT>, localPage: boolean): Config {
  const localStaff: PlaceId[] = localPage ? [LOCAL_STAFF] : [];
  const localAdmin: PersonId[] = localPage ? ['local:admin'] : [];
  return {
    databaseUrl: read.DATABASE_URL,
    chatFile: toChatFile(read.DATABASE_URL),
    calibrationFile: toCalibrationFile(read.DATABASE_URL),
    httpPort: read.HTTP_PORT,
    httpHost: read.HTTP_HOST,
    localPage,
    slack: read.SLACK_BOT_TOKEN
      ? {
          botToken: read.SLACK_BOT_TOKEN,
          appToken: read.SLACK_APP_TOKEN,
          signingSecret: read.SLACK_SIGNING_SECRET,
          apiUrl: read.SLACK_API_URL,
          emoji: read.SLACK_EMOJI,
        }
      : null,
    discord: read.DISCORD_TOKEN
      ? { token: read.DISCORD_TOKEN, apiUrl: read.DISCORD_API_URL, shards: read.DISCORD_SHARDS }
      : null,
    telegram: read.TELEGRAM_BOT_TOKEN
      ? {
          botToken: read.TELEGRAM_BOT_TOKEN,
          apiRoot: read.TELEGRAM_API_ROOT,
          webhookUrl: read.TELEGRAM_WEBHOOK_URL,
          webhookSecret: read.TELEGRAM_WEBHOOK_SECRET,
        }
      : null,
    linkSecret: read.LINK_SECRET,
    learningEventsToken: read.LEARNING_EVENTS_TOKEN,
    renewContact: read.RENEW_CONTACT,
    staffPlaces: read.STAFF_PLACES ?? localStaff,
    learnerPlaces: read.LEARNER_PLACES ?? [],
    admins: new Set([...(read.ADMINS ?? []), ...localAdmin]),
    leads: new Set(read.LEADS),
    agents: new Set(read.AGENTS),
    answerMaxError: read.ANSWER_MAX_ERROR,
    oosShare: read.OOS_SHARE,
    heldOutShare: read.RECOMMEND_HOLDOUT,
    turnQuietMs: read.TURN_QUIET_MS,
    ratingDelayMs: read.RATING_DELAY_MS,
    closeAfterMs: read.CLOSE_AFTER_MS,
    timeZone: read.TIME_ZONE,
    logLevel: read.LOG_LEVEL,
  };
}

/** Each database has a chat of its own: `x/afterclass.db` → `x/afterclass.local-chat.jsonl`. */
function toCalibrationFile(url: string): string | null {
  return toChatFile(url)?.replace(/\.local-chat\.jsonl$/, '.calibration.json') ?? null;
}

function toChatFile(url: string): string | null {
  if (url === 'sqlite::memory:') return null;
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : './.afterclass/afterclass.db';
  return `${path.replace(/\.(db|sqlite3?)$/i, '')}.local-chat.jsonl`;
}
