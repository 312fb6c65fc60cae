/** What is known of a chat, asked of Telegram now and then; and calls that follow a group to its new id. */
import type { Api } from 'grammy';
import type { Clock } from '../../src/ports.ts';
import { isRefusal, migratedTo } from './errors.ts';
import type { Spots } from './spots.ts';

/** Rights change while the process runs. */
const FRESH_MS = 5 * 60_000;

export interface Chats {
  /** Runs a call, and once more with the new id where the group has become a supergroup. */
  call<T>(chatId: number, run: (chatId: number) => Promise<T>): Promise<T>;
  /** Whether the bot may open topics there. */
  hasTopics(chatId: number): Promise<boolean>;
  forget(chatId: number): void;
}

export function createChats(api: Api, botId: () => number, spots: Spots, clock: Clock): Chats {
  const known = new Map<number, { readonly topics: boolean; readonly at: number }>();

  async function call<T>(chatId: number, run: (chatId: number) => Promise<T>): Promise<T> {
    try {
      return await run(chatId);
    } catch (error) {
      const to = migratedTo(error);
      if (to === null) throw error;
      spots.move(chatId, to);
      return run(to);
    }
  }

  async function ask(chatId: number): Promise<boolean> {
    const chat = await call(chatId, (id) => api.getChat(id));
    if (!('is_forum' in chat) || chat.is_forum !== true) return false;
    try {
      const member = await api.getChatMember(chat.id, botId());
      return member.status === 'creator' || (member.status === 'administrator' && member.can_manage_topics === true);
    } catch (error) {
      if (isRefusal(error, 'noTopics')) return false;
      throw error;
    }
  }

  return {
    call,
    async hasTopics(chatId) {
      const before = known.get(chatId);
      if (before && clock.now() - before.at < FRESH_MS) return before.topics;
      const topics = await ask(chatId);
      known.set(chatId, { topics, at: clock.now() });
      return topics;
    },
    forget: (chatId) => void known.delete(chatId),
  };
}
