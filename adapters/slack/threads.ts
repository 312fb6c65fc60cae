/** Which threads are ours: those the bot has written in or was called into. Remembered, and looked up where they are not. */
import type { Clock } from '../../src/ports.ts';
import type { Identity, WebClient } from './api.ts';
import { toErrorCode } from './failures.ts';
import type { SlackMessage } from './payloads.ts';

export interface Threads {
  /** The bot was called into it, or was heard there before this process began. */
  note(channel: string, thread: string): void;
  /** True where the bot takes part. Rejects where Slack cannot be asked: then the message must come again. */
  isOurs(channel: string, thread: string): Promise<boolean>;
  /** A thread of the assistant's pane, which stands for a conversation of its own in the direct chat. */
  isAssistant(channel: string, thread: string): Promise<boolean>;
  noteAssistant(channel: string, thread: string): void;
}

const MOST = 20_000;
/** A whole page of a thread. */
const PAGE = 999;
/** So long a thread is taken to be other people's: whoever calls the bot into it is heard, and then it is ours. */
const NOT_OURS_MS = 10 * 60_000;

export function createThreads(client: WebClient, identity: () => Identity, clock: Clock): Threads {
  /** True, or until when it is not. */
  const ours = new Map<string, true | number>();
  const assistants = new Map<string, boolean>();

  function remember<T>(map: Map<string, T>, key: string, value: T): T {
    if (map.size >= MOST) map.delete([...map.keys()][0] ?? '');
    map.set(key, value);
    return value;
  }

  async function read(channel: string, ts: string, limit: number): Promise<readonly SlackMessage[]> {
    try {
      const { messages } = await client.conversations.replies({ channel, ts, limit });
      return (messages ?? []) as unknown as readonly SlackMessage[];
    } catch (error) {
      if (toErrorCode(error) === null) throw error;
      return [];
    }
  }

  return {
    note: (channel, thread) => void remember(ours, `${channel}/${thread}`, true),
    noteAssistant: (channel, thread) => void remember(assistants, `${channel}/${thread}`, true),
    async isOurs(channel, thread) {
      const key = `${channel}/${thread}`;
      const known = ours.get(key);
      if (known === true) return true;
      if (known !== undefined && known > clock.now()) return false;
      const { botId, botUser } = identity();
      const messages = await read(channel, thread, PAGE);
      const found = messages.some(({ bot_id, text }) => bot_id === botId || text?.includes(`<@${botUser}>`));
      // Meanwhile the bot may have been called into it.
      if (ours.get(key) === true) return true;
      return remember(ours, key, found || clock.now() + NOT_OURS_MS) === true;
    },
    async isAssistant(channel, thread) {
      const key = `${channel}/${thread}`;
      const known = assistants.get(key);
      if (known !== undefined) return known;
      const [root] = await read(channel, thread, 1);
      return remember(assistants, key, root?.subtype === 'assistant_app_thread');
    },
  };
}
