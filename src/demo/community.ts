/** The demo's line to the bot: the local chat's own web calls, made in this process. What people on the page can do, and no more. */
import type { Button } from '../domain/choice.ts';
import { toPayload } from '../domain/choice.ts';
import type { PlaceId } from '../domain/place.ts';
import type { PlatformAdapter } from '../ports.ts';

/** A message as the local chat shows it. */
export interface Shown {
  readonly id: string;
  readonly place: PlaceId;
  readonly thread: string | null;
  readonly author: { readonly id: string; readonly name: string };
  readonly text: string;
  readonly buttons: readonly (readonly Button[])[];
  readonly at: number;
  readonly ticket: string | null;
}

export interface Community {
  say(place: PlaceId, author: string, name: string, text: string): Promise<void>;
  /** Presses the first button of the message whose choice is that; false where it has none. */
  press(message: Shown, choice: string, author: string, name: string, text?: string): Promise<boolean>;
  list(place: PlaceId): Promise<readonly Shown[]>;
}

const ORIGIN = 'http://127.0.0.1';

export function createCommunity(adapter: PlatformAdapter): Community {
  const route = adapter.routes?.[0];
  if (!route) throw new Error('the local adapter has no routes');
  let count = 0;

  async function call(path: string, body?: object): Promise<unknown> {
    const init = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: '127.0.0.1' },
      body: JSON.stringify(body),
    };
    const response = await route!.fetch(new Request(`${ORIGIN}${path}`, init || { headers: { host: '127.0.0.1' } }));
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  }

  const key = () => `demo-${++count}`;
  return {
    async say(place, author, name, text) {
      const path = text.startsWith('/') ? '/local/commands' : '/local/messages';
      await call(path, { place, thread: null, author: { id: author, name }, text, key: key() });
    },
    async press(message, choice, author, name, text) {
      const button = message.buttons.flat().find((each) => each.choice === choice);
      if (!button) return false;
      const { place, thread, id } = message;
      const payload = toPayload(button);
      await call('/local/choices', {
        place,
        thread,
        messageId: id,
        payload,
        author: { id: author, name },
        text: text ?? null,
        key: key(),
      });
      return true;
    },
    async list(place) {
      return ((await call(`/local/messages?place=${encodeURIComponent(place)}`)) as { messages: Shown[] }).messages;
    },
  };
}
