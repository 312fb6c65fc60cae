/** The bot's direct chats, by person. */
import type { WebClient } from './api.ts';

export interface Directs {
  /** The channel. Rejects where Slack does not tell in time, or the person cannot be written to. */
  find(user: string): Promise<string>;
}

const MOST = 5000;

export function createDirects(client: WebClient): Directs {
  const known = new Map<string, string>();
  return {
    async find(user) {
      const before = known.get(user);
      if (before !== undefined) return before;
      const { channel } = await client.conversations.open({ users: user });
      if (!channel?.id) throw new Error('Slack opened a direct chat without an id');
      if (known.size >= MOST) known.delete([...known.keys()][0] ?? '');
      known.set(user, channel.id);
      return channel.id;
    },
  };
}
