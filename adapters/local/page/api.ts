/** Sends what people do to the server. Each act carries a key, so that sending it again is safe. */
import type { Author } from '../../../src/domain/event.ts';
import type { Refusal } from '../wire.ts';
import { language, say } from './texts.ts';

const TIMEOUT_MS = 20_000;

export interface ActBody {
  readonly place: string;
  readonly thread: string | null;
  readonly author: Author;
  readonly key: string;
}

export function sendMessage(body: ActBody & { readonly text: string }): Promise<void> {
  return post('/local/messages', body);
}

export interface ChoiceBody extends ActBody {
  readonly messageId: string;
  readonly payload: string;
  readonly text: string | null;
}

export function sendChoice(body: ChoiceBody): Promise<void> {
  return post('/local/choices', body);
}

/** A key nobody else has. (`crypto.randomUUID` is missing where the page comes from another computer over plain HTTP.) */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Rejects with an error whose message can be shown as it is. */
async function post(path: string, body: object): Promise<void> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // Only a hint: the words themselves decide where they are clearly of one language.
      body: JSON.stringify({ ...body, locale: language() }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new Error(say('unreachable'));
  }
  if (response.ok) return;
  const refusal = (await response.json().catch(() => null)) as Refusal | null;
  throw new Error(refusal?.message?.[language()] ?? say('unreachable'));
}
