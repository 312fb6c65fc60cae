/** The bot's direct chats, by person. */
import type { WebClient } from './api.ts';

export interface Directs {
  /** The channel. Rejects where Slack does not tell in time, or the person cannot be written to. */
  find(user: string): Promise<string>;
  /** Slack told it beside something else. */
  note(user: string, channel: string): void;
  /** Whose direct chat it is; null where that was not told yet. */
  personOf(channel: string): string | null;
}

const MOST = 5000;

export function createDirects(client: WebClient): Directs {
  const known = new Map<string, string>();
  const people = new Map<string, string>();

  function note(user: string, channel: string): void {
    if (known.size >= MOST) {
      known.clear();
      people.clear();
    }
    known.set(user, channel);
    people.set(channel, user);
  }

  return {
    note,
    personOf: (channel) => people.get(channel) ?? null,
    async find(user) {
      const before = known.get(user);
      if (before !== undefined) return before;
      const { channel } = await client.conversations.open({ users: user });
      if (!channel?.id) throw new Error('Slack opened a direct chat without an id');
      note(user, channel.id);
      return channel.id;
    },
  };
}
