/** How Slack reaches us: Socket Mode over several sockets, or signed HTTP. Nothing is acknowledged before its handlers have ended well. */
import {
  type App,
  isValidSlackRequest,
  type Logger,
  type Receiver,
  type ReceiverEvent,
  SocketModeReceiver,
} from '@slack/bolt';

/** Bolt's own wait before it reconnects; shorter than its default, so that a recycled socket is soon replaced. */
const RECONNECT_MS = 2000;
/** Between tries after Slack refused a connection that was there before. */
const AFTER_REFUSAL_MS = 10_000;
/** Slack refuses older requests itself in its own libraries: five minutes either way. */
const MOST_AGE_S = 300;
const MOST_BODY = 4_000_000;

/** Counts what is on its way, and lets nothing in once it is closed. */
export interface Gate {
  readonly closed: boolean;
  run(work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is on its way. */
  close(): Promise<void>;
}

export function createGate(): Gate {
  const underWay = new Set<Promise<void>>();
  let closed = false;
  return {
    get closed() {
      return closed;
    },
    async run(work) {
      if (closed) return;
      const run = work();
      underWay.add(run);
      try {
        await run;
      } finally {
        underWay.delete(run);
      }
    },
    async close() {
      closed = true;
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

type Processor = Pick<App, 'processEvent'>;

/**
 * Bolt acknowledges an event before its handlers run. Here the acknowledgement is held until they have ended: what they
 * could not store is not acknowledged, and Slack sends it again.
 */
export function holdAck(app: Processor, gate: Gate): Processor {
  return {
    processEvent: (event: ReceiverEvent) =>
      gate.run(async () => {
        let held: { readonly answer: unknown } | null = null;
        await app.processEvent({
          ...event,
          ack: async (answer?: unknown) => {
            held ??= { answer };
          },
        });
        const { answer } = (held as { answer: unknown } | null) ?? {};
        if (held) await event.ack(answer);
      }),
  };
}

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string | null;
  readonly count: number;
  readonly logger: Logger;
  readonly gate: Gate;
  /** The first socket is there, or one is there again after none was. */
  readonly onUp: () => void;
  readonly onDown: () => void;
}

/**
 * Nobody waits for the library's own reconnecting, so a failure of it would be an unhandled rejection, and the last try: a
 * token that is changed while the service runs, or a stop in the middle. The first start still says what is wrong.
 */
function keepTrying({ client }: SocketModeReceiver, gate: Gate, logger: Logger): void {
  const start = client.start.bind(client);
  let wasUp = false;
  client.on('connected', () => {
    wasUp = true;
  });
  client.start = async () => {
    for (;;) {
      try {
        return await start();
      } catch (error) {
        if (!wasUp && !gate.closed) throw error;
        if (gate.closed) return { ok: false };
        logger.error('Slack refuses to connect again; it goes on trying', error);
        await new Promise((resolve) => setTimeout(resolve, AFTER_REFUSAL_MS).unref());
      }
    }
  };
}

/** Several sockets of one app; Slack spreads the events over them. */
export function createSocketReceiver({ appToken, apiUrl, count, logger, gate, onUp, onDown }: SocketOptions): Receiver {
  const up = new Set<SocketModeReceiver>();
  const receivers = Array.from({ length: count }, () => {
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      clientPingTimeout: RECONNECT_MS,
      // An object of its own: the library writes its reconnecting policy into it, and that must stay as it is.
      installerOptions: { clientOptions: apiUrl ? { slackApiUrl: apiUrl } : {} },
    });
    keepTrying(receiver, gate, logger);
    receiver.client.on('connected', () => {
      up.add(receiver);
      if (up.size === 1) onUp();
    });
    receiver.client.on('close', () => {
      if (up.delete(receiver) && up.size === 0) onDown();
    });
    return receiver;
  });
  return {
    init(app) {
      for (const receiver of receivers) receiver.init(holdAck(app, gate) as App);
    },
    // One is enough to begin with; the others come as they can.
    start: () => Promise.any(receivers.map((receiver) => receiver.start())),
    stop: () => Promise.all(receivers.map((receiver) => receiver.client.disconnect())),
  };
}

export interface HttpReceiver extends Receiver {
  fetch(request: Request): Promise<Response>;
}

/** Events, commands and interactions by HTTP, on the process's own server. */
export function createHttpReceiver(signingSecret: string, now: () => number, gate: Gate): HttpReceiver {
  let app: Processor | null = null;

  function isGenuine(request: Request, body: string): boolean {
    const seconds = Number(request.headers.get('x-slack-request-timestamp') ?? Number.NaN);
    // The library refuses old requests; one from the future would stay good for replaying.
    if (!(Math.abs(now() / 1000 - seconds) <= MOST_AGE_S)) return false;
    const headers = {
      'x-slack-signature': request.headers.get('x-slack-signature') ?? '',
      'x-slack-request-timestamp': seconds,
    };
    return isValidSlackRequest({ signingSecret, body, headers, nowMilliseconds: now() });
  }

  return {
    init(to) {
      app = holdAck(to, gate);
    },
    start: async () => {},
    stop: async () => {},
    async fetch(request) {
      if (request.method !== 'POST') return new Response(null, { status: 405 });
      const text = await request.text();
      if (text.length > MOST_BODY) return new Response(null, { status: 413 });
      if (!isGenuine(request, text)) return new Response(null, { status: 401 });
      const body = parseBody(request.headers.get('content-type') ?? '', text);
      if (body === null) return new Response(null, { status: 400 });
      if (body.type === 'url_verification') return Response.json({ challenge: body.challenge });
      if (body.ssl_check === '1') return new Response('');
      if (!app || gate.closed) return new Response(null, { status: 503 });
      let answer: unknown = null;
      let acknowledged = false;
      const ack = async (held: unknown) => {
        answer = held;
        acknowledged = true;
      };
      try {
        await app.processEvent({ body, ack });
      } catch {
        return new Response(null, { status: 500 });
      }
      if (!acknowledged) return new Response(null, { status: 503 });
      return typeof answer === 'object' && answer !== null ? Response.json(answer) : new Response(String(answer ?? ''));
    },
  };
}

/** JSON for events; a form for commands; a form with JSON in `payload` for interactions. Null for anything else. */
function parseBody(type: string, text: string): Record<string, unknown> | null {
  try {
    if (type.startsWith('application/json')) return JSON.parse(text) as Record<string, unknown>;
    const form = Object.fromEntries(new URLSearchParams(text));
    return form.payload ? (JSON.parse(form.payload) as Record<string, unknown>) : form;
  } catch {
    return null;
  }
}
