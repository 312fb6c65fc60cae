/** What each method of the Bot API does to the world, with its limits and refusals. */
import * as problems from './problems.ts';
import { UploadedFile } from './spec.ts';
import type { Chat, Entity, Keyboard, Message, World } from './world.ts';

type Body = Readonly<Record<string, unknown>>;
export type Method = (body: Body) => unknown;

export interface CallbackRecord {
  answered: { text?: string; show_alert?: boolean } | null;
}

export interface MethodState {
  readonly world: World;
  readonly callbacks: Map<string, CallbackRecord>;
  /** Menus by scope and language, such as `default/zh`. */
  readonly menus: Map<string, readonly { command: string; description: string }[]>;
  webhook: { url: string; secret: string | null } | null;
}

const MOST_TEXT = 4096;
const MOST_CAPTION = 1024;
const MOST_DATA = 64;

export function createMethods(state: MethodState): Readonly<Record<string, Method>> {
  const { world } = state;

  function toKeyboard(markup: unknown): { reply_markup?: Keyboard } {
    const keyboard = markup as Keyboard | undefined;
    if (!keyboard?.inline_keyboard) return {};
    const buttons = keyboard.inline_keyboard.flat();
    for (const { text, callback_data: data } of buttons) {
      if (text.trim() === '') throw new problems.ApiProblem(400, 'Bad Request: inline keyboard button text is empty');
      if (data !== undefined && (data === '' || Buffer.byteLength(data) > MOST_DATA)) throw problems.dataInvalid();
    }
    if (buttons.length > 100) throw new problems.ApiProblem(400, 'Bad Request: reply markup is too long');
    return buttons.length > 0 ? { reply_markup: keyboard } : {};
  }

  function toText(body: Body): { text: string; entities?: readonly Entity[] } {
    if (body.parse_mode !== undefined) throw new Error('the loopback server parses no markup');
    const text = String(body.text).trim();
    if (text === '') throw problems.textEmpty();
    if (text.length > MOST_TEXT) throw problems.tooLong();
    const entities = (body.entities ?? []) as Entity[];
    if (entities.some(({ offset, length }) => length <= 0 || offset < 0 || offset + length > text.length)) {
      throw problems.entityInvalid();
    }
    return { text, ...(entities.length > 0 && { entities }) };
  }

  function placeOf(body: Body, chat: Chat): { thread?: number; replyTo?: number } {
    const reply = body.reply_parameters as { message_id: number; allow_sending_without_reply?: boolean } | undefined;
    const found = reply && chat.messages.has(reply.message_id);
    if (reply && !found && !reply.allow_sending_without_reply) throw problems.replyNotFound();
    return {
      ...(body.message_thread_id !== undefined && { thread: Number(body.message_thread_id) }),
      ...(reply && found && { replyTo: reply.message_id }),
    };
  }

  const send = (body: Body, content: object): Message => {
    const chat = world.writable(body.chat_id, body.message_thread_id);
    return world.post(chat, world.bot, { ...content, ...toKeyboard(body.reply_markup) }, placeOf(body, chat));
  };

  function edit(body: Body, change: (message: Message) => Message): Message {
    const chat = world.writable(body.chat_id);
    const message = chat.messages.get(Number(body.message_id));
    if (!message) throw problems.editNotFound();
    if (message.from?.id !== world.bot.id) throw problems.cannotEdit();
    const { reply_markup: _, edit_date: _before, ...bare } = message;
    const changed = { ...change(bare as Message), ...toKeyboard(body.reply_markup) };
    const { edit_date: _at, ...now } = message;
    if (JSON.stringify(sorted(changed)) === JSON.stringify(sorted(now))) throw problems.notModified();
    const edited = { ...changed, edit_date: Math.floor(Date.now() / 1000) };
    chat.messages.set(message.message_id, edited);
    return edited;
  }

  function toFile(given: unknown): { file_id: string; file_unique_id: string; file_size: number } {
    const id = given instanceof UploadedFile ? `file${world.files.size + 1}` : String(given);
    if (given instanceof UploadedFile) world.files.set(id, given);
    const file = world.files.get(id);
    if (!file) throw problems.fileNotFound();
    return { file_id: id, file_unique_id: `u${id}`, file_size: file.bytes.length };
  }

  function toCaption(body: Body): { caption?: string } {
    const caption = String(body.caption ?? '').trim();
    if (caption.length > MOST_CAPTION) throw problems.captionTooLong();
    return caption ? { caption } : {};
  }

  function memberOf(chat: Chat, id: number): object {
    const user = world.people.get(id);
    if (!user) throw problems.userNotFound();
    const status = chat.members.get(id) ?? 'left';
    if (status !== 'administrator') return { user, status, ...(status === 'kicked' && { until_date: 0 }) };
    const no = [
      'can_be_edited',
      'is_anonymous',
      'can_delete_messages',
      'can_manage_video_chats',
      'can_restrict_members',
      'can_promote_members',
      'can_change_info',
      'can_invite_users',
      'can_post_stories',
      'can_edit_stories',
      'can_delete_stories',
    ].map((right) => [right, false] as const);
    const rights = { ...Object.fromEntries(no), can_manage_chat: true, can_manage_topics: chat.mayManageTopics };
    return { user, status, ...rights };
  }

  const scopeKey = ({ scope, language_code: language }: Body) => {
    const { type = 'default', chat_id: id } = (scope ?? {}) as { type?: string; chat_id?: number };
    return `${type}${id === undefined ? '' : `:${id}`}/${language ?? ''}`;
  };

  return {
    getMe: () => ({
      ...world.bot,
      can_join_groups: true,
      can_read_all_group_messages: world.readsAll,
      supports_inline_queries: false,
    }),
    setWebhook({ url, secret_token: secret }) {
      state.webhook = url ? { url: String(url), secret: secret === undefined ? null : String(secret) } : null;
      return true;
    },
    deleteWebhook() {
      state.webhook = null;
      return true;
    },
    getWebhookInfo: () => ({
      url: state.webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: 0,
    }),
    sendMessage: (body) => send(body, toText(body)),
    editMessageText: (body) => edit(body, (message) => ({ ...withoutText(message), ...toText(body) })),
    editMessageReplyMarkup: (body) => edit(body, (message) => message),
    deleteMessage({ chat_id: id, message_id: message }) {
      if (!world.writable(id).messages.delete(Number(message))) throw problems.deleteNotFound();
      return true;
    },
    sendChatAction({ chat_id: id, message_thread_id: thread }) {
      world.writable(id, thread);
      return true;
    },
    sendDocument(body) {
      const file = toFile(body.document);
      const { name, mediaType } = world.files.get(file.file_id)!;
      return send(body, { document: { ...file, file_name: name, mime_type: mediaType }, ...toCaption(body) });
    },
    sendPhoto: (body) =>
      send(body, { photo: [{ ...toFile(body.photo), width: 800, height: 400 }], ...toCaption(body) }),
    getFile({ file_id: id }) {
      const file = toFile(id);
      return { ...file, file_path: `files/${file.file_id}` };
    },
    answerCallbackQuery({ callback_query_id: id, text, show_alert: alert }) {
      const callback = state.callbacks.get(String(id));
      if (!callback) throw problems.queryTooOld();
      if (text !== undefined && String(text).length > 200) {
        throw new problems.ApiProblem(400, 'Bad Request: MESSAGE_TOO_LONG');
      }
      callback.answered = {
        ...(text !== undefined && { text: String(text) }),
        ...(alert === true && { show_alert: true }),
      };
      return true;
    },
    setMyCommands(body) {
      const { type, chat_id: id } = (body.scope ?? {}) as { type?: string; chat_id?: number };
      if (type === 'chat') world.chatOf(id);
      const commands = body.commands as { command: string; description: string }[];
      for (const { command, description } of commands) {
        if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new problems.ApiProblem(400, 'Bad Request: BOT_COMMAND_INVALID');
        if (description.length < 1 || description.length > 256) {
          throw new problems.ApiProblem(400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
        }
      }
      state.menus.set(scopeKey(body), commands);
      return true;
    },
    getMyCommands: (body) => state.menus.get(scopeKey(body)) ?? [],
    getChat({ chat_id: id }) {
      const chat = world.writable(id);
      return {
        ...world.describe(chat),
        accent_color_id: 0,
        max_reaction_count: 11,
        accepted_gift_types: {
          unlimited_gifts: false,
          limited_gifts: false,
          unique_gifts: false,
          premium_subscription: false,
          gifts_from_channels: false,
        },
      };
    },
    getChatMember: ({ chat_id: id, user_id: user }) => memberOf(world.writable(id), Number(user)),
    createForumTopic({ chat_id: id, name }) {
      const chat = world.writable(id);
      if (!chat.isForum) throw problems.notForum();
      if (!chat.mayManageTopics) throw problems.noTopicRights();
      if (String(name).length < 1 || String(name).length > 128) {
        throw new problems.ApiProblem(400, 'Bad Request: TOPIC_NAME_INVALID');
      }
      const topic = world.addTopic(chat, world.bot, String(name));
      return { message_thread_id: topic.id, name: topic.name, icon_color: 0x6fb9f0 };
    },
    editForumTopic({ chat_id: id, message_thread_id: thread, name }) {
      const topic = world.writable(id).topics.get(Number(thread));
      if (!topic) throw problems.threadNotFound();
      if (topic.name === name) throw new problems.ApiProblem(400, 'Bad Request: TOPIC_NOT_MODIFIED');
      if (name !== undefined) topic.name = String(name);
      return true;
    },
  };
}

function withoutText(message: Message): Message {
  const { text: _, entities: _entities, ...rest } = message;
  return rest as Message;
}

const sorted = (value: object): [string, unknown][] => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
