/** The other way in: Telegram calls us. One answer says both that an update has arrived and that the next may come. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import type { HttpRoute } from '../../src/ports.ts';
import { toFacts } from './errors.ts';
import type { Log } from './options.ts';

export const WEBHOOK_PATH = '/telegram/webhook';
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
/** Telegram's updates are some KiB; nobody else needs to be listened to for longer. */
const MOST_BYTES = 1024 * 1024;

const digest = (text: string) => createHash('sha256').update(text).digest();

/** In the same time whatever is given. */
export function isSecret(given: string | null, secret: string): boolean {
  return timingSafeEqual(digest(given ?? ''), digest(secret)) && given !== null;
}

/**
 * 200 after the event is durable, 401 without the secret, 503 when it could not be stored or we are not up: then Telegram
 * sends the same update again. `take` null = not started, or stopped.
 */
export function createWebhookRoute(
  secret: string,
  take: () => ((update: Update) => Promise<void>) | null,
  log: Log,
): HttpRoute {
  const answer = (status: number) => new Response(null, { status });

  async function handle(request: Request): Promise<Response> {
    if (request.method !== 'POST') return answer(405);
    if (!isSecret(request.headers.get(SECRET_HEADER), secret)) return answer(401);
    if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return answer(413);
    const run = take();
    if (!run) return answer(503);
    let update: Update;
    try {
      update = (await request.json()) as Update;
    } catch {
      return answer(400);
    }
    if (!Number.isSafeInteger(update?.update_id)) return answer(400);
    try {
      await run(update);
      return answer(200);
    } catch (error) {
      log.error({ err: toFacts(error) }, 'an update from telegram could not be stored; it comes again');
      return answer(503);
    }
  }
  return { prefix: WEBHOOK_PATH, fetch: handle };
}
