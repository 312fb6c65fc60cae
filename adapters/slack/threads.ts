/** Which threads are ours: those the bot has written in or was called into. Remembered, and looked up where they are not. */
import type { Identity, WebClient } from './api.ts';
import { toErrorCode } from './failures.ts';
import type { SlackMessage } from './payloads.ts';

export interface Threads {
  note(channel: string, thread: string): void;
  /** True where the bot takes part. Rejects where Slack cannot be asked: then the message must come again. */
  isOurs(channel: string, thread: string): Promise<boolean>;
  /** A thread of the assistant's pane, which stands for a conversation of its own in the direct chat. */
  isAssistant(channel: string, thread: string): Promise<boolean>;
  noteAssistant(channel: string, thread: string): void;
}

const MOST = 20_000;

export function createThreads(client: WebClient, identity: () => Identity): Threads {
  const ours = new Map<string, boolean>();
  const assistants = new Map<string, boolean>();

  function remember(map: Map<string, boolean>, key: string, value: boolean): boolean {
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
      if (known !== undefined) return known;
      const { botId, botUser } = identity();
      const messages = await read(channel, thread, 200);
      // Only a yes is for ever: the bot may be called into the thread later.
      const found = messages.some(({ bot_id, text }) => bot_id === botId || text?.includes(`<@${botUser}>`));
      return found && remember(ours, key, true);
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
