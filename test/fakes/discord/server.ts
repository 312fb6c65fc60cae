/** HTTP side of the loopback Discord: authentication, rate limits, the check against the document, error bodies, files. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as problems from './problems.ts';
import { ApiProblem } from './problems.ts';
import type { File } from './records.ts';
import { createRoutes, type Surroundings } from './routes.ts';
import { findViolations } from './spec.ts';

/** What the next matching calls meet instead of an answer. */
export interface Fault {
  readonly method?: string;
  readonly path?: RegExp;
  /** 429: `retryAfter` seconds, for everybody when `global` · a status · cut: carried out, but the answer never arrives. */
  readonly meets: { retryAfter: number; global?: boolean } | { status: number; code?: number } | 'cut';
  /** How many calls; 1 by default. */
  times?: number;
}

export interface Journal {
  /** Every call, `POST /channels/…`. */
  readonly calls: string[];
  /** What the document forbids. */
  readonly violations: string[];
  readonly faults: Fault[];
  /** Calls that take so long (ms), every time. */
  readonly delays: { readonly method: string; readonly path: RegExp; readonly ms: number }[];
  /** Messages a channel takes within a window, as Discord's own bucket does; null = any number. */
  bucket: { limit: number; windowMs: number } | null;
}

export function createHttp(surroundings: Surroundings, token: string, journal: Journal): Server {
  const routes = createRoutes(surroundings);
  const buckets = new Map<string, { count: number; until: number }>();

  function findFault(method: string, path: string): Fault | null {
    const found = journal.faults.find(
      (fault) => (!fault.method || fault.method === method) && (!fault.path || fault.path.test(path)),
    );
    if (!found) return null;
    found.times = (found.times ?? 1) - 1;
    if (found.times <= 0) journal.faults.splice(journal.faults.indexOf(found), 1);
    return found;
  }

  /** Seconds to wait, or null; sets the headers of the bucket. */
  function drawFrom(method: string, path: string, response: ServerResponse): number | null {
    if (!journal.bucket || method !== 'POST' || !/^\/channels\/\d+\/messages$/.test(path)) return null;
    const { limit, windowMs } = journal.bucket;
    const now = Date.now();
    let bucket = buckets.get(path);
    if (!bucket || bucket.until <= now) {
      bucket = { count: 0, until: now + windowMs };
      buckets.set(path, bucket);
    }
    bucket.count++;
    const wait = (bucket.until - now) / 1000;
    response.setHeader('x-ratelimit-bucket', 'messages');
    response.setHeader('x-ratelimit-limit', limit);
    response.setHeader('x-ratelimit-remaining', Math.max(0, limit - bucket.count));
    response.setHeader('x-ratelimit-reset-after', wait.toFixed(3));
    return bucket.count > limit ? wait : null;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = request.method ?? 'GET';
    if (url.pathname.startsWith('/files/')) return serveFile(url.pathname, response);
    const path = url.pathname.replace(/^\/api\/v10/, '');
    const name = decodeURIComponent(path);
    journal.calls.push(`${method} ${name}`);
    const { body, files } = await readBody(request);
    const delay = journal.delays.find((each) => each.method === method && each.path.test(name));
    if (delay) await sleep(delay.ms);
    const fault = findFault(method, name);
    if (fault && fault.meets !== 'cut') return meet(fault.meets, response);
    const wait = drawFrom(method, name, response);
    if (wait !== null) return tooMany(response, wait, false);
    const isOpen = /^\/(interactions|webhooks)\//.test(name);
    if (!isOpen && request.headers.authorization !== `Bot ${token}`) throw problems.unauthorized();
    const violations = findViolations(method.toLowerCase(), name, url.searchParams, body);
    if (violations.length > 0) {
      journal.violations.push(...violations);
      throw problems.invalidForm('body', violations.join('; '));
    }
    for (const [verb, pattern, run] of routes) {
      const match = verb === method && pattern.exec(name);
      if (!match) continue;
      const answer = run({ params: match.slice(1), query: url.searchParams, body: (body ?? {}) as never, files });
      if (fault?.meets === 'cut') request.socket.destroy();
      else reply(response, answer === undefined ? 204 : 200, answer);
      return;
    }
    throw problems.unknownRoute();
  }

  function serveFile(path: string, response: ServerResponse): void {
    const [, , channelId = '', id = ''] = path.split('/');
    const lasting = surroundings.world.channels.get(channelId)?.messages.values() ?? [];
    const aside = [...surroundings.interactions.all.values()].flatMap(({ seen }) => seen);
    for (const message of [...lasting, ...aside]) {
      const file = message.files.find((entry) => entry.id === id);
      if (!file) continue;
      response.writeHead(200, { 'content-type': file.contentType }).end(file.bytes);
      return;
    }
    response.writeHead(404).end();
  }

  async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: File[] }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (bytes.length === 0) return { body: undefined, files: [] };
    const type = request.headers['content-type'] ?? '';
    if (!type.startsWith('multipart/')) return { body: JSON.parse(bytes.toString('utf8')), files: [] };
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const body = JSON.parse(String(form.get('payload_json') ?? '{}')) as {
      attachments?: Described[];
      data?: { attachments?: Described[] };
      message?: { attachments?: Described[] };
    };
    const described = (body.attachments ?? body.data?.attachments ?? body.message?.attachments) || [];
    const files: File[] = [];
    for (const [key, value] of form) {
      const index = /^files\[(\d+)\]$/.exec(key)?.[1];
      if (index === undefined || typeof value === 'string') continue;
      const { filename, description } = described.find(({ id }) => String(id) === index) ?? {};
      files.push({
        id: surroundings.world.nextId(),
        filename: filename ?? value.name,
        description: description ?? null,
        contentType: value.type || 'application/octet-stream',
        bytes: new Uint8Array(await value.arrayBuffer()),
      });
    }
    return { body, files };
  }

  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return;
      if (error instanceof ApiProblem) {
        const { status, code, message, errors } = error;
        reply(response, status, { message, code, ...(errors && { errors }) });
      } else {
        journal.violations.push(`the loopback server failed: ${(error as Error).stack}`);
        reply(response, 500, { message: '500: Internal Server Error', code: 0 });
      }
    });
  });
}

interface Described {
  readonly id: string | number;
  readonly filename?: string;
  readonly description?: string;
}

function meet(meets: Exclude<Fault['meets'], 'cut'>, response: ServerResponse): void {
  if ('retryAfter' in meets) tooMany(response, meets.retryAfter, meets.global ?? false);
  else reply(response, meets.status, { message: `${meets.status}`, code: meets.code ?? 0 });
}

function tooMany(response: ServerResponse, retryAfter: number, global: boolean): void {
  response.setHeader('retry-after', Math.ceil(retryAfter));
  response.setHeader('x-ratelimit-scope', global ? 'global' : 'user');
  if (global) response.setHeader('x-ratelimit-global', 'true');
  reply(response, 429, { message: 'You are being rate limited.', retry_after: retryAfter, global });
}

function reply(response: ServerResponse, status: number, body: object | undefined): void {
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
