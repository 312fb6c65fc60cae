/** HTTP side of the loopback Telegram: token, faults, the check of requests and answers, error bodies, file downloads. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Method, MethodState } from './methods.ts';
import { readMultipart } from './multipart.ts';
import * as problems from './problems.ts';
import { ApiProblem } from './problems.ts';
import { findAnswerProblems, findRequestProblems, readFormField, UploadedFile } from './spec.ts';
import type { Updates } from './updates.ts';

/** What the next matching calls meet instead of an answer. */
export interface Fault {
  readonly method?: string;
  /** Only calls to that chat. */
  readonly chat?: number;
  /** `cut`: carried out, but the answer never arrives · `drop`: the connection ends before anything was done. */
  readonly meets: { retryAfter: number } | { status: number; description?: string } | 'cut' | 'drop';
  /** How many calls; 1 by default. */
  times?: number;
  /** So many matching calls go through before. */
  spared?: number;
}

export interface Journal {
  /** Every call: method and body. */
  readonly calls: { readonly method: string; readonly body: Readonly<Record<string, unknown>> }[];
  /** What the document forbids, in requests and in our own answers. */
  readonly violations: string[];
  readonly faults: Fault[];
  /** Faults that were met. */
  met: number;
}

export function createHttp(
  token: string,
  state: MethodState,
  methods: Readonly<Record<string, Method>>,
  updates: Updates,
  journal: Journal,
): Server {
  function findFault(method: string, body: Readonly<Record<string, unknown>>): Fault | null {
    const found = journal.faults.find(
      (fault) =>
        (fault.method ? fault.method === method : method !== 'getUpdates') &&
        (fault.chat === undefined || fault.chat === Number(body.chat_id)),
    );
    if (!found) return null;
    if (found.spared) {
      found.spared--;
      return null;
    }
    found.times = (found.times ?? 1) - 1;
    if (found.times <= 0) journal.faults.splice(journal.faults.indexOf(found), 1);
    journal.met++;
    return found;
  }

  async function run(method: string, body: Readonly<Record<string, unknown>>, request: IncomingMessage) {
    if (method === 'getUpdates') {
      updates.webhook = state.webhook;
      if (Array.isArray(body.allowed_updates)) updates.allowed = body.allowed_updates as string[];
      return updates.poll(body as { offset?: number }, (forget) => request.socket.once('close', forget));
    }
    const result = methods[method]?.(body);
    if (result === undefined) throw problems.notFound();
    if (method === 'setWebhook' && Array.isArray(body.allowed_updates)) {
      updates.allowed = body.allowed_updates as string[];
    }
    updates.useWebhook(state.webhook);
    return result;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    if (path.startsWith('/file/')) return sendFile(path, response);
    const [, given = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    const body = await readBody(method, request);
    if (given !== token) throw problems.unauthorized();
    journal.calls.push({ method, body });
    const wrong = findRequestProblems(method, body);
    journal.violations.push(...wrong);
    if (wrong.length > 0) throw new ApiProblem(400, `Bad Request: ${wrong.join('; ')}`);
    const fault = findFault(method, body);
    const meets = fault?.meets;
    if (meets === 'drop') return void request.socket.destroy();
    if (meets && meets !== 'cut') {
      if ('retryAfter' in meets) throw problems.tooMany(meets.retryAfter);
      throw new ApiProblem(meets.status, meets.description ?? 'Internal Server Error');
    }
    const result = await run(method, body, request);
    journal.violations.push(...findAnswerProblems(method, result));
    if (meets === 'cut') request.socket.destroy();
    else if (!response.destroyed) reply(response, 200, { ok: true, result });
  }

  function sendFile(path: string, response: ServerResponse): void {
    const [, given = '', id = ''] = /^\/file\/bot([^/]+)\/files\/(\w+)$/.exec(path) ?? [];
    const file = given === token ? state.world.files.get(id) : undefined;
    if (file) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
    else response.writeHead(404).end();
  }

  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return;
      if (error instanceof ApiProblem) {
        const { code, message, parameters } = error;
        reply(response, code, { ok: false, error_code: code, description: message, ...(parameters && { parameters }) });
      } else {
        journal.violations.push(`the loopback server failed: ${(error as Error).stack}`);
        reply(response, 500, { ok: false, error_code: 500, description: 'Internal Server Error' });
      }
    });
  });
}

async function readBody(method: string, request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return {};
  if (type.startsWith('application/json')) return JSON.parse(bytes.toString('utf8'));
  const body: Record<string, unknown> = {};
  const attached = new Map<string, UploadedFile>();
  for (const { name, fileName, mediaType, bytes: content } of readMultipart(bytes, type)) {
    if (fileName === null) body[name] = readFormField(method, name, Buffer.from(content).toString('utf8'));
    else attached.set(name, new UploadedFile(fileName, mediaType, content));
  }
  for (const [name, value] of Object.entries(body)) {
    const file = typeof value === 'string' && value.startsWith('attach://') && attached.get(value.slice(9));
    if (file) body[name] = file;
  }
  return body;
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
