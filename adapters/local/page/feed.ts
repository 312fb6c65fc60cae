/** The messages of all panes as the server has them, kept up to date over server-sent events, also after a lost connection. */
import type { ChatMessage, Cursor, MessageList } from '../wire.ts';

/** The server says something every 15 s; after this much silence the connection is taken for dead. */
const SILENCE_MS = 40_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

export interface FeedListener {
  /** Everything is new: the first load, or the server has forgotten what it had. */
  loaded(messages: readonly ChatMessage[]): void;
  changed(message: ChatMessage): void;
  connected(is: boolean): void;
}

export interface Feed {
  /** In the order they were posted. */
  all(): readonly ChatMessage[];
}

/** Loads what there is, then follows. Never gives up. */
export function createFeed(listener: FeedListener): Feed {
  const messages = new Map<string, ChatMessage>();
  let cursor: Cursor = '';
  let retryMs = FIRST_RETRY_MS;

  function later(): void {
    listener.connected(false);
    setTimeout(load, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  async function load(): Promise<void> {
    if (cursor !== '') return follow();
    try {
      const list = (await (await fetch('/local/messages')).json()) as MessageList;
      messages.clear();
      for (const message of list.messages) messages.set(message.id, message);
      cursor = list.cursor;
      listener.loaded([...messages.values()]);
      follow();
    } catch {
      later();
    }
  }

  function follow(): void {
    const source = new EventSource(`/local/events?since=${encodeURIComponent(cursor)}`);
    let watchdog = 0;

    function lost(): void {
      clearTimeout(watchdog);
      source.close();
      later();
    }
    function alive(): void {
      clearTimeout(watchdog);
      watchdog = setTimeout(lost, SILENCE_MS);
    }

    alive();
    source.onerror = lost;
    source.addEventListener('beat', alive);
    source.addEventListener('ready', () => {
      alive();
      retryMs = FIRST_RETRY_MS;
      listener.connected(true);
    });
    source.addEventListener('message', (event) => {
      alive();
      if (event.lastEventId) cursor = event.lastEventId;
      const message = JSON.parse(event.data as string) as ChatMessage;
      if ((messages.get(message.id)?.seq ?? 0) >= message.seq) return;
      messages.set(message.id, message);
      listener.changed(message);
    });
    source.addEventListener('reset', () => {
      // The server started afresh: take everything anew.
      clearTimeout(watchdog);
      source.close();
      cursor = '';
      void load();
    });
  }

  void load();
  return { all: () => [...messages.values()] };
}
