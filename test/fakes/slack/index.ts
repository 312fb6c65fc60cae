/** A loopback Slack: Web API, Socket Mode or signed HTTP, uploads and response URLs, on one free port. Stateful, and strict by Slack's own reference. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SCOPES } from '../../../adapters/slack/scopes.ts';
import { checkBlocks } from './block-limits.ts';
import { setFileHost } from './call.ts';
import { createPeople, type People } from './people.ts';
import { textOf, toControls } from './shown.ts';
import { type Forgery, sendSigned } from './signed-http.ts';
import { type Ack, createSocketMode, type Envelope, type Sent, type SocketMode } from './socket.ts';
import { checkEvent } from './specs.ts';
import { createWebApi, type Fault, type WebApi } from './web-api.ts';
import { APP, type Block, BOT, BOT_USER, type Fields, type Message, TEAM, World } from './world.ts';

export { BOT_USER } from './world.ts';

export const BOT_TOKEN = 'xoxb-loopback-1';
export const APP_TOKEN = 'xapp-loopback-1';
export const SIGNING_SECRET = 'loopback-signing-secret';

export interface FakeSlackOptions {
  /** Where events go by HTTP; null = Socket Mode. Set with `aimAt` once the app's address is known. */
  readonly http?: boolean;
  /** How long Slack waits for an acknowledgement; 3,000 in truth, less so that a test need not wait. */
  readonly ackMs?: number;
  /** Waits before each redelivery of an unacknowledged event, ms; none by default. */
  readonly retryAfterMs?: readonly number[];
  readonly triggerMs?: number;
  readonly postsPerSecond?: number;
  /** Granted to the bot's token; default: those of the manifest. */
  readonly scopes?: readonly string[];
}

export interface Shown {
  readonly id: string;
  readonly text: string;
  readonly payloads: readonly string[];
}

export interface FakeSlack extends Pick<WebApi, 'problems' | 'calls'> {
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  readonly world: World;
  readonly people: People;
  readonly sockets: SocketMode;
  /** Every envelope sent, with its acknowledgement. */
  readonly sent: { readonly envelope: Envelope; readonly ack: Ack }[];
  /** The address events go to by HTTP. */
  readonly target: string;
  aimAt(url: string): void;
  /** The next calls of that method meet these. */
  fail(method: string, ...faults: Fault[]): void;
  /** Sends the last envelope once more, as it was, as a retry. */
  repeat(): Promise<Sent>;
  /** Sends the last envelope by HTTP with a false signature, or an old one. */
  forge(forgery: Forgery): Promise<Sent>;
  shown(channel: string, thread?: string): readonly Shown[];
  /** What only that person sees in the channel. */
  hints(channel: string, user: string): readonly Shown[];
  close(): Promise<void>;
}

const toShown = (message: Message): Shown => ({
  id: message.ts,
  text: textOf(message),
  payloads: toControls(message.blocks).map(({ value }) => value),
});

export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const { ackMs = 400, retryAfterMs = [], triggerMs = 3000 } = options;
  const world = new World();
  const scopes = new Set<string>(options.scopes ?? SCOPES);
  const server = createServer((request, response) => void route(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  setFileHost(url);
  const sockets = createSocketMode(server, ackMs);
  const sent: FakeSlack['sent'] = [];
  const background = new Set<Promise<unknown>>();
  let target = '';
  let last: Envelope | null = null;

  async function once_(envelope: Envelope): Promise<Ack> {
    const ack = options.http ? await sendSigned(target, SIGNING_SECRET, envelope, ackMs) : await sockets.send(envelope);
    sent.push({ envelope, ack });
    return ack;
  }

  /** Only events come again; commands and interactions do not. */
  async function send(envelope: Envelope): Promise<Ack> {
    last = envelope;
    let ack = await once_(envelope);
    for (const [n, ms] of retryAfterMs.entries()) {
      if (ack.sent !== 'not acknowledged' || envelope.type !== 'events_api') break;
      await new Promise((resolve) => setTimeout(resolve, ms));
      ack = await once_({ ...envelope, attempt: n + 1 });
    }
    return ack;
  }

  function wrap(definition: string, event: Fields): Envelope {
    // The published schema leaves out the stone that remains of a deleted root.
    const { message } = event as { message?: Fields };
    const known = message?.subtype === 'tombstone' ? { ...event, message: { ...message, subtype: undefined } } : event;
    const wrong = checkEvent(definition, JSON.parse(JSON.stringify(known)));
    if (wrong) api.problems.push(`the loopback Slack's own event: ${wrong}`);
    const payload = {
      token: 'legacy',
      team_id: TEAM,
      context_team_id: TEAM,
      context_enterprise_id: null,
      api_app_id: APP,
      event,
      type: 'event_callback',
      event_id: world.next('Ev'),
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event_context: 'loopback',
    };
    return { type: 'events_api', payload, attempt: 0 };
  }

  const api = createWebApi({
    world,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    scopes,
    postsPerSecond: options.postsPerSecond ?? null,
    url: () => url,
    socketUrl: () => `${url.replace('http', 'ws')}/link/?ticket=loopback`,
    emit(definition, event) {
      // The app hears of its own messages too, and must know them; nobody waits for that.
      const told = once_(wrap(definition, event)).finally(() => background.delete(told));
      background.add(told);
    },
  });
  const people = createPeople({
    world,
    triggerMs,
    scopes,
    url: () => url,
    tell: (definition, event) => send(wrap(definition, event)),
    send,
  });

  function respond(id: string, body: string, response: ServerResponse): void {
    const target = world.responses.get(id);
    const answer = JSON.parse(body) as { text?: string; blocks?: Block[]; response_type?: string };
    if (!target || target.left === 0) {
      response.writeHead(404).end('expired_url');
      return;
    }
    target.left -= 1;
    if (answer.blocks)
      api.problems.push(...checkBlocks(answer.blocks, 50).map((problem) => `response_url: ${problem}`));
    if (!answer.text) api.problems.push('response_url: no text');
    const ephemeralTo = answer.response_type === 'in_channel' ? null : target.user;
    const { text = '', blocks = [] } = answer;
    world.post({ channel: target.channel, user: BOT_USER, botId: BOT, text, blocks, ephemeralTo });
    response.writeHead(200).end('ok');
  }

  /** The second step: as many bytes as were announced, once. */
  function upload(id: string, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const file = world.files.get(id);
    const isMeant = file && request.method === 'POST' && file.bytes === null && file.length === body.length;
    if (file && isMeant) file.bytes = body;
    else api.problems.push(`upload: ${body.length} bytes for ${JSON.stringify({ id, length: file?.length })}`);
    const fault = api.faults.get('upload')?.shift();
    response.writeHead(fault?.kind === 'status' ? fault.status : isMeant ? 200 : 400).end('OK');
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const [, room = '', id = ''] = (request.url ?? '').split('/');
    if (room === 'api') api.handle(id, request, body.toString(), response);
    else if (room === 'response') respond(id, body.toString(), response);
    else if (room === 'upload') upload(id, request, body, response);
    else if (room === 'files') {
      // Without the bot's token Slack answers with its sign-in page, and with 200.
      const allowed = request.headers.authorization === `Bearer ${BOT_TOKEN}`;
      const file = world.files.get(id);
      response
        .writeHead(200, { 'content-type': allowed && file ? file.mimetype : 'text/html; charset=utf-8' })
        .end(allowed ? file?.bytes : '<!DOCTYPE html><title>Sign in</title>');
    } else response.writeHead(404).end();
  }

  const list = (channel: string, keep: (message: Message) => boolean) =>
    world.messages.filter((message) => message.channel === channel && keep(message)).map(toShown);

  return {
    apiUrl: `${url}/api/`,
    world,
    people,
    sockets,
    sent,
    problems: api.problems,
    calls: api.calls,
    get target() {
      return target;
    },
    aimAt(address) {
      target = address;
    },
    fail: (method, ...faults) => void api.faults.set(method, [...(api.faults.get(method) ?? []), ...faults]),
    async repeat() {
      if (!last) throw new Error('nothing was sent yet');
      return (await once_({ ...last, attempt: 1 })).sent;
    },
    async forge(forgery) {
      if (!last) throw new Error('nothing was sent yet');
      return (await sendSigned(target, SIGNING_SECRET, last, ackMs, forgery)).sent;
    },
    shown: (channel, thread) =>
      list(channel, ({ threadTs, ephemeralTo }) => !ephemeralTo && threadTs === (thread ?? null)),
    hints: (channel, user) => list(channel, ({ ephemeralTo }) => ephemeralTo === user),
    async close() {
      sockets.close();
      await Promise.allSettled(background);
      server.closeAllConnections();
      server.close();
    },
  };
}
