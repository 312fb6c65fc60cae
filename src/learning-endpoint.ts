/** Takes what a course platform tells as it happens: `POST /learning/events`, with the token of LEARNING_EVENTS_TOKEN. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { parseStatements } from './import/statements.ts';
import type { HttpRoute, Store } from './ports.ts';

const PATH = '/learning/events';
const LARGEST_BYTES = 1_000_000;

export interface LearningEndpointOptions {
  readonly token: string;
  readonly store: Pick<Store, 'imports'>;
  readonly timeZone: string;
  readonly now: () => number;
}

const toDigest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Digests are equally long, so that neither length nor content of the token shows in the time it takes. */
function isAllowed(header: string | null, token: string): boolean {
  const given = /^Bearer +(.+)$/i.exec(header ?? '')?.[1];
  return timingSafeEqual(toDigest(given ?? ''), toDigest(token)) && given !== undefined;
}

const refuse = (status: number, error: string, headers: Record<string, string> = {}): Response =>
  Response.json({ error }, { status, headers });

/** null where it is longer than that; nothing more is read then. */
async function readText(request: Request, largest: number): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > largest) return null;
    parts.push(part);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
}

export function createLearningEndpoint({ token, store, timeZone, now }: LearningEndpointOptions): HttpRoute {
  async function take(request: Request): Promise<Response> {
    if (!isAllowed(request.headers.get('authorization'), token)) {
      return refuse(401, 'not allowed', { 'www-authenticate': 'Bearer' });
    }
    if (request.method !== 'POST') return refuse(405, 'only POST is taken here', { allow: 'POST' });
    if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
      return refuse(415, 'content-type must be application/json');
    }
    let body: unknown;
    try {
      const text = await readText(request, LARGEST_BYTES);
      if (text === null)
        return refuse(413, `the body is longer than ${LARGEST_BYTES} bytes; send fewer statements at once`);
      body = JSON.parse(text);
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof TypeError)
        return refuse(400, 'the body is no JSON in UTF-8');
      throw error;
    }
    const read = parseStatements(body, timeZone, now());
    if ('problems' in read) {
      return Response.json({ error: 'nothing was taken', problems: read.problems }, { status: 400 });
    }
    const accepted = await store.imports.take(read.events, now());
    return Response.json({ accepted, duplicates: read.events.length - accepted });
  }
  return {
    prefix: '/learning',
    fetch: (request) => (new URL(request.url).pathname === PATH ? take(request) : refuse(404, 'not found')),
  };
}
