/** Events, commands and interactions by HTTP, signed as Slack signs them, with ways to forge them. */
import { createHmac } from 'node:crypto';
import type { Ack, Envelope } from './socket.ts';
import type { Fields } from './world.ts';

export interface Forgery {
  readonly secret?: string;
  /** Seconds since the epoch; default now. */
  readonly timestamp?: number;
  readonly noSignature?: boolean;
}

/** Events are JSON; commands are a form; interactions are a form with JSON in `payload`. */
export function toBody({ type, payload }: Envelope): { readonly contentType: string; readonly body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const form = type === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() };
}

/** The base string is `v0:<seconds>:<body>`. */
export function sign(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

export async function sendSigned(
  url: string,
  secret: string,
  envelope: Envelope,
  ackMs: number,
  forgery: Forgery = {},
): Promise<Ack> {
  const { contentType, body } = toBody(envelope);
  const timestamp = forgery.timestamp ?? Math.floor(Date.now() / 1000);
  const started = Date.now();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': contentType,
        'x-slack-request-timestamp': String(timestamp),
        ...(forgery.noSignature ? {} : { 'x-slack-signature': sign(forgery.secret ?? secret, timestamp, body) }),
        ...(envelope.attempt > 0
          ? { 'x-slack-retry-num': String(envelope.attempt), 'x-slack-retry-reason': 'timeout' }
          : {}),
      },
      body,
      signal: AbortSignal.timeout(ackMs),
    });
    const text = await response.text();
    const ms = Date.now() - started;
    if (response.status === 401) return { sent: 'refused', payload: {}, ms };
    if (response.status !== 200) return { sent: 'not acknowledged', payload: {}, ms };
    return { sent: 'acknowledged', payload: text.startsWith('{') ? (JSON.parse(text) as Fields) : { text }, ms };
  } catch {
    return { sent: 'not acknowledged', payload: {}, ms: Date.now() - started };
  }
}
