/** Server-sent events with every change of the chat. A reader pulls: a slow one costs no memory and gets the latest state of each message. */
import type { Chat } from './chat.ts';
import type { Cursor } from './wire.ts';

const BATCH = 200;

export interface StreamOptions {
  /** The last cursor the reader has; null = from the beginning. */
  readonly since: Cursor | null;
  /** An empty event after this much silence, so that both sides notice a dead connection. */
  readonly heartbeatMs: number;
  /** Ends the stream. */
  readonly signal: AbortSignal;
}

/** Events: `message` (a `ChatMessage`; its id is a cursor), `reset` (forget what you have), `ready` (that was all so far) and `beat`. */
export function streamChanges(chat: Chat, options: StreamOptions): Response {
  const encoder = new TextEncoder();
  const bell = createBell(chat, options.heartbeatMs, options.signal);
  let cursor = options.since;
  let ready = false;

  function next(): string {
    const { messages, reset, cursor: reached } = chat.after(cursor, BATCH);
    const events = messages.map((message) => toEventText('message', JSON.stringify(message), chat.cursorOf(message)));
    if (reset && cursor !== null) events.unshift(toEventText('reset', '{}', null));
    if (!ready && messages.length < BATCH) {
      ready = true;
      events.push(toEventText('ready', '{}', reached));
    }
    cursor = reached;
    return events.join('');
  }

  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        if (options.signal.aborted) {
          bell.release();
          controller.close();
          return;
        }
        const text = next() || ((await bell.wait()) === 'silence' ? toEventText('beat', '{}', null) : '');
        if (text) {
          controller.enqueue(encoder.encode(text));
          return;
        }
      }
    },
    cancel: () => bell.release(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}

function toEventText(event: string, json: string, id: Cursor | null): string {
  return `${id === null ? '' : `id: ${id}\n`}event: ${event}\ndata: ${json}\n\n`;
}

/** Waits for a change, the end, or `silenceMs` without either. */
function createBell(chat: Chat, silenceMs: number, signal: AbortSignal) {
  let ring: () => void = () => {};
  const onAbort = (): void => ring();
  const unsubscribe = chat.subscribe(onAbort);
  signal.addEventListener('abort', onAbort);
  return {
    wait: () =>
      new Promise<'ring' | 'silence'>((resolve) => {
        const timer = setTimeout(() => resolve('silence'), silenceMs);
        timer.unref();
        ring = () => {
          clearTimeout(timer);
          resolve('ring');
        };
      }),
    release(): void {
      ring();
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
    },
  };
}
