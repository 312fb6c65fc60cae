/** Socket Mode: hello, envelopes with their acknowledgements, disconnect frames, several sockets at once. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Fields } from './world.ts';

export interface Envelope {
  readonly type: 'events_api' | 'slash_commands' | 'interactive';
  readonly payload: Fields;
  /** 0 for the first time. */
  readonly attempt: number;
}

export type Sent = 'acknowledged' | 'refused' | 'not acknowledged';

/** What the app said to an envelope; `payload` is what it sent along (a message, a view's errors). */
export interface Ack {
  readonly sent: Sent;
  readonly payload: Fields;
  /** Ms from sending to the acknowledgement. */
  readonly ms: number;
}

export interface SocketMode {
  readonly open: number;
  /** Connections that were opened and got no hello, while `mute` is true. */
  readonly held: number;
  /** Slack takes connections and says nothing. */
  mute: boolean;
  send(envelope: Envelope): Promise<Ack>;
  /** Slack recycles a connection: a disconnect frame to the socket that has been open longest. */
  disconnectOne(reason: 'refresh_requested' | 'warning'): void;
  /** Every connection is cut as by a network fault. */
  cutAll(): void;
  close(): void;
}

export function createSocketMode(server: Server, ackMs: number): SocketMode {
  const sockets = new WebSocketServer({ noServer: true });
  const open: WebSocket[] = [];
  const waiting = new Map<string, (payload: Fields) => void>();
  const held = new Set<WebSocket>();
  let count = 0;

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (mode.mute) {
        held.add(socket);
        return;
      }
      open.push(socket);
      socket.on('close', () => open.splice(open.indexOf(socket), open.includes(socket) ? 1 : 0));
      socket.on('message', (text) => {
        const { envelope_id, payload } = JSON.parse(String(text)) as { envelope_id: string; payload?: Fields };
        waiting.get(envelope_id)?.(payload ?? {});
      });
      socket.send(
        JSON.stringify({
          type: 'hello',
          num_connections: open.length,
          connection_info: { app_id: 'A0APP' },
          debug_info: { host: 'loopback', approximate_connection_time: 18060 },
        }),
      );
    });
  });

  const mode: SocketMode = {
    mute: false,
    get held() {
      return held.size;
    },
    get open() {
      return open.length;
    },
    send({ type, payload, attempt }) {
      count += 1;
      const socket = open[count % Math.max(open.length, 1)];
      const started = Date.now();
      if (!socket) return Promise.resolve({ sent: 'not acknowledged', payload: {}, ms: 0 });
      const id = `envelope-${count}`;
      return new Promise((done) => {
        const finish = (sent: Sent, answer: Fields) => {
          clearTimeout(timer);
          socket.off('close', lost);
          waiting.delete(id);
          done({ sent, payload: answer, ms: Date.now() - started });
        };
        const timer = setTimeout(() => finish('not acknowledged', {}), ackMs);
        const lost = () => finish('not acknowledged', {});
        socket.setMaxListeners(100).once('close', lost);
        waiting.set(id, (answer) => finish('acknowledged', answer));
        socket.send(
          JSON.stringify({
            type,
            payload,
            envelope_id: id,
            accepts_response_payload: type !== 'events_api',
            ...(attempt > 0 ? { retry_attempt: attempt, retry_reason: 'timeout' } : {}),
          }),
        );
      });
    },
    disconnectOne(reason) {
      open[0]?.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'loopback' } }));
    },
    cutAll() {
      for (const socket of open) socket.terminate();
    },
    close() {
      for (const socket of [...open, ...held]) socket.terminate();
      sockets.close();
    },
  };
  return mode;
}
