/** The HTTP side of the local chat: what the page and the terminal call. It reads requests and writes answers; the intake does the rest. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { parsePlatformId } from '../../src/domain/place.ts';
import type { Chat } from './chat.ts';
import { createGuard } from './guard.ts';
import { readChoice, readCommand, readMessage } from './inbound.ts';
import type { Intake } from './intake.ts';
import { findPageFile } from './page-files.ts';
import { type Checked, MAX_BODY_BYTES, pass, refuse, toResponse } from './problems.ts';
import type { StoredFile } from './records.ts';
import { streamChanges } from './stream.ts';
import type { CommandHint } from './wire.ts';

const HEARTBEAT_MS = 15_000;
/** What browsers show as a picture and never run. */
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export interface RoutesOptions {
  readonly chat: Chat;
  readonly intake: Intake;
  readonly httpHost: string | null;
  readonly commands: readonly CommandHint[];
  readonly onFault: (fault: unknown) => void;
}

export interface Routes {
  fetch(request: Request): Response | Promise<Response>;
  open(): void;
  /** Ends every event stream, so that the server can stop. */
  close(): void;
}

/** The routes, below `/`. */
export function createRoutes({ chat, intake, httpHost, commands, onFault }: RoutesOptions): Routes {
  const app = new Hono();
  let streams = new AbortController();

  app.use(createGuard(httpHost));
  app.use('/local/*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => answer(refuse('body_too_large')) }));

  app.post('/local/messages', (c) => take(c, readMessage, intake.say));
  app.post('/local/commands', (c) => take(c, readCommand, intake.say));
  app.post('/local/choices', (c) => take(c, readChoice, intake.press));

  app.get('/local/messages', (c) => {
    const asked = c.req.query('place');
    const place = asked === undefined ? undefined : parsePlatformId(asked);
    if (place === null) return answer(refuse('unknown_place', 'place'));
    c.header('cache-control', 'no-store');
    return c.json(chat.list(place));
  });
  app.get('/local/files/:id/:n', (c) => {
    const file = chat.findFile(c.req.param('id'), Number(c.req.param('n')));
    return file ? toFileResponse(file) : answer(refuse('not_found'));
  });
  app.get('/local/hints', (c) => c.json(commands));
  app.get('/local/events', (c) => {
    const since = c.req.header('last-event-id') ?? c.req.query('since') ?? null;
    return streamChanges(chat, { since: since || null, heartbeatMs: HEARTBEAT_MS, signal: streams.signal });
  });

  app.get('/:name?', (c) => {
    const file = findPageFile(c.req.param('name') ?? 'index.html');
    if (!file) return answer(refuse('not_found'));
    return c.body(file.text, 200, { 'content-type': file.type, 'cache-control': 'no-cache' });
  });
  app.notFound(() => answer(refuse('not_found')));
  app.onError((fault) => {
    onFault(fault);
    return answer(refuse('not_received'));
  });

  return {
    fetch: (request) => app.fetch(request),
    open() {
      if (streams.signal.aborted) streams = new AbortController();
    },
    close: () => streams.abort(),
  };
}

/** Pictures are shown; everything else is only saved, so that no file becomes a page of ours. */
function toFileResponse({ name, mediaType, content }: StoredFile): Response {
  const isPicture = PICTURES.has(mediaType);
  const disposition = isPicture ? 'inline' : 'attachment';
  return new Response(Buffer.from(content, 'base64'), {
    headers: {
      'content-type': isPicture ? mediaType : 'application/octet-stream',
      'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, max-age=31536000, immutable',
    },
  });
}

/** Reads the body, checks it, acts on it, answers. */
async function take<T>(
  c: Context,
  read: (body: unknown) => Checked<T>,
  act: (input: T) => Promise<Checked<{ readonly id: string }>>,
): Promise<Response> {
  const body = await readJson(c);
  const input = body.ok ? read(body.value) : body;
  return answer(input.ok ? await act(input.value) : input);
}

async function readJson(c: Context): Promise<Checked<unknown>> {
  const bytes = await c.req.arrayBuffer();
  try {
    return pass(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return refuse('not_json');
  }
}

function answer(result: Checked<{ readonly id: string }>): Response {
  return result.ok ? Response.json({ id: result.value.id }) : toResponse(result.problem);
}
