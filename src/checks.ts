/** What `doctor` asks of places, people and platforms, on the command line and in chat. The platforms are really asked. */
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { PlaceId } from './domain/place.ts';
import type { Check } from './ports.ts';

/** `queuePlaces`: where the queues' tickets go besides the configured places. */
export async function checkPlaces(config: Config, queuePlaces: readonly PlaceId[]): Promise<readonly Check[]> {
  const { slack, discord, telegram } = config;
  return [
    checkPlatforms(config),
    checkStaff(config),
    checkAdmins(config),
    ...(config.learningEventsToken === null ? [] : [checkLearningEvents(config)]),
    ...(slack ? await checkSlackPlatform(config, slack, queuePlaces) : []),
    ...(discord ? await checkDiscordPlatform(config, discord, queuePlaces) : []),
    ...(telegram ? await checkTelegramPlatform(config, telegram, queuePlaces) : []),
  ];
}

function checkPlatforms(config: Config): Check {
  const name = 'platforms';
  const on = [
    ...(config.localPage ? ['the local page'] : []),
    ...(config.slack ? ['Slack'] : []),
    ...(config.discord ? ['Discord'] : []),
    ...(config.telegram ? ['Telegram'] : []),
  ];
  if (on.length > 0) return { name, ok: true, found: on.join(', '), remedy: '' };
  const remedy = 'set the token of a platform, or LOCAL_PAGE=1 to use the page on this machine';
  return { name, ok: false, found: 'none', remedy };
}

async function checkDiscordPlatform(
  config: Config,
  discord: NonNullable<Config['discord']>,
  queuePlaces: readonly PlaceId[],
): Promise<readonly Check[]> {
  const { checkDiscord } = await import('../adapters/discord/check.ts');
  const { staffPlaces, learnerPlaces } = config;
  return checkDiscord({
    ...discord,
    staffPlaces: [...staffPlaces, ...queuePlaces],
    learnerPlaces,
    clock: systemClock,
  });
}

async function checkTelegramPlatform(
  config: Config,
  telegram: NonNullable<Config['telegram']>,
  queuePlaces: readonly PlaceId[],
): Promise<Check[]> {
  const { checkTelegram } = await import('../adapters/telegram/check.ts');
  const { staffPlaces, learnerPlaces } = config;
  const admins = [...config.admins].filter((id) => id.startsWith('telegram:'));
  return checkTelegram({ ...telegram, staffPlaces: [...staffPlaces, ...queuePlaces], learnerPlaces, admins });
}

async function checkSlackPlatform(
  config: Config,
  slack: NonNullable<Config['slack']>,
  queuePlaces: readonly PlaceId[],
): Promise<readonly Check[]> {
  const { checkSlack } = await import('../adapters/slack/check.ts');
  const { staffPlaces, learnerPlaces } = config;
  return checkSlack({ ...slack, staffPlaces: [...staffPlaces, ...queuePlaces], learnerPlaces });
}

function checkStaff({ staffPlaces }: Config): Check {
  const ok = staffPlaces.length > 0;
  const remedy = ok ? '' : 'set STAFF_PLACES to the places where agents work, for example STAFF_PLACES=local:staff';
  return { name: 'staff places', ok, found: staffPlaces.join(', ') || 'none', remedy };
}

function checkAdmins({ admins }: Config): Check {
  const ok = admins.size > 0;
  const remedy = ok
    ? ''
    : 'nobody may call /report; set ADMINS to a list of platform:userId, for example ADMINS=slack:U012AB3CD';
  return { name: 'admins', ok, found: ok ? `${admins.size} set` : 'none', remedy };
}

/** The token is no secret from those who listen in on an open line. */
function checkLearningEvents({ httpHost }: Config): Check {
  const isHere = ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(httpHost);
  const found = `taken at /learning/events${isHere ? '' : ` on ${httpHost}`}`;
  const remedy = isHere ? '' : 'let a proxy with TLS stand in front of it';
  return { name: 'learning events', ok: true, found, remedy };
}
