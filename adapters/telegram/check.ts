/** What `doctor` asks Telegram: token, way in, the bot's rights in each configured place, the admins' private chats. Reads only. */
import { Api, GrammyError } from 'grammy';
import type { ChatFullInfo, ChatMember, UserFromGetMe } from 'grammy/types';
import type { PersonId, PlaceId } from '../../src/domain/place.ts';
import { isUnauthorized } from './errors.ts';
import type { TelegramOptions } from './options.ts';
import { chatIdOf } from './spots.ts';

/** One thing that was looked at; `remedy` is empty where all is well. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  readonly remedy: string;
}

export interface CheckOptions
  extends Pick<TelegramOptions, 'botToken' | 'apiRoot' | 'webhookUrl' | 'staffPlaces' | 'learnerPlaces'> {
  readonly admins: readonly PersonId[];
}

/** A call that takes longer (s) counts as no answer. */
const TIMEOUT_S = 10;

const describe = (error: unknown): string =>
  error instanceof GrammyError ? error.description : 'Telegram could not be reached';

const fine = (name: string, found: string): Check => ({ name, ok: true, found, remedy: '' });
const wrong = (name: string, found: string, remedy: string): Check => ({ name, ok: false, found, remedy });

export async function checkTelegram(options: CheckOptions): Promise<Check[]> {
  const api = new Api(options.botToken, {
    ...(options.apiRoot && { apiRoot: options.apiRoot }),
    timeoutSeconds: TIMEOUT_S,
  });
  let me: UserFromGetMe;
  try {
    me = await api.getMe();
  } catch (error) {
    const remedy = isUnauthorized(error)
      ? 'set TELEGRAM_BOT_TOKEN to the token that BotFather shows (/mybots, your bot, API Token)'
      : 'check this machine’s way to api.telegram.org, or TELEGRAM_API_ROOT';
    return [wrong('telegram token', describe(error), remedy)];
  }
  const checks = [fine('telegram token', `@${me.username}`), await checkWayIn(api, options)];
  for (const place of unique(options.staffPlaces)) checks.push(await checkStaffPlace(api, me, place));
  for (const place of unique(options.learnerPlaces)) checks.push(await checkLearnerPlace(api, me, place));
  for (const admin of options.admins) checks.push(await checkAdmin(api, me, admin));
  return checks;
}

const unique = (places: readonly PlaceId[]): PlaceId[] => [
  ...new Set(places.filter((place) => place.startsWith('telegram:'))),
];

async function checkWayIn(api: Api, { webhookUrl }: CheckOptions): Promise<Check> {
  const name = 'telegram updates';
  try {
    const { url = '', last_error_message: fault, pending_update_count: waiting } = await api.getWebhookInfo();
    if (!webhookUrl) {
      return fine(
        name,
        url ? 'long polling; the webhook set now is removed at the start' : `long polling, ${waiting} waiting`,
      );
    }
    if (url !== webhookUrl) return fine(name, `webhook ${webhookUrl}, set at the start`);
    if (!fault) return fine(name, `webhook ${url}, ${waiting} waiting`);
    const remedy =
      'Telegram must reach TELEGRAM_WEBHOOK_URL by https on port 443, 80, 88 or 8443, and it must end at /telegram/webhook of this process';
    return wrong(name, fault, remedy);
  } catch (error) {
    return wrong(name, describe(error), 'try again in a moment');
  }
}

interface Seen {
  readonly chat: ChatFullInfo;
  readonly member: ChatMember;
}

async function look(api: Api, me: UserFromGetMe, place: PlaceId): Promise<Seen | string> {
  const id = chatIdOf(place);
  if (id === null) return 'no chat id';
  try {
    return { chat: await api.getChat(id), member: await api.getChatMember(id, me.id) };
  } catch (error) {
    return describe(error);
  }
}

const isIn = ({ status }: ChatMember) => status === 'administrator' || status === 'creator' || status === 'member';
const TO_INVITE =
  'write the group’s id, such as telegram:-1001234567890, and add the bot to the group; a group that became a supergroup has a new id';

async function checkStaffPlace(api: Api, me: UserFromGetMe, place: PlaceId): Promise<Check> {
  const name = `telegram staff place ${place}`;
  const seen = await look(api, me, place);
  if (typeof seen === 'string') return wrong(name, seen, TO_INVITE);
  const { chat, member } = seen;
  if (chat.type === 'private') return wrong(name, 'a private chat', 'name a group that only agents are in');
  if (!isIn(member)) return wrong(name, `the bot is not in the group (${member.status})`, TO_INVITE);
  const isForum = 'is_forum' in chat && chat.is_forum === true;
  if (!isForum) {
    return fine(name, 'a group without topics: tickets are threads of replies below their cards');
  }
  if (member.status === 'administrator' && member.can_manage_topics)
    return fine(name, 'a forum, a topic for each ticket');
  const remedy = 'make the bot an administrator of the group with the right Manage Topics';
  return wrong(name, 'a forum in which the bot may not open topics', remedy);
}

async function checkLearnerPlace(api: Api, me: UserFromGetMe, place: PlaceId): Promise<Check> {
  const name = `telegram learner place ${place}`;
  const seen = await look(api, me, place);
  if (typeof seen === 'string') return wrong(name, seen, TO_INVITE);
  if (seen.chat.type === 'private') return fine(name, 'a private chat');
  if (!isIn(seen.member)) return wrong(name, `the bot is not in the group (${seen.member.status})`, TO_INVITE);
  if (me.can_read_all_group_messages || seen.member.status === 'administrator') {
    return fine(name, 'the bot reads every message');
  }
  const remedy =
    'turn privacy mode off (BotFather: /setprivacy, Disable), then take the bot out of the group and add it again; or make it an administrator; or remove the place from LEARNER_PLACES';
  return wrong(name, 'privacy mode hides plain messages from the bot', remedy);
}

async function checkAdmin(api: Api, me: UserFromGetMe, admin: PersonId): Promise<Check> {
  const name = `telegram admin ${admin}`;
  const id = chatIdOf(admin);
  if (id === null || id <= 0) {
    return wrong(name, 'no user id', `send @${me.username} any message and write your number, such as telegram:4711`);
  }
  try {
    await api.getChat(id);
    return fine(name, 'has a private chat with the bot');
  } catch (error) {
    return wrong(name, describe(error), `reports go to their private chat: let them send /start to @${me.username}`);
  }
}
