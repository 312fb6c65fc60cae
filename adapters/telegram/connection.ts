/** Getting to Telegram at the start: who the bot is, the way updates come, the menus. */
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { OperatorError } from '../../src/errors.ts';
import type { Clock } from '../../src/ports.ts';
import { toMenus } from './commands.ts';
import { isUnauthorized, retryAfterMs, toFacts } from './errors.ts';
import type { BotIdentity, Log } from './options.ts';
import { chatIdOf } from './spots.ts';

/** What is used, and nothing else. */
export const ALLOWED = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const satisfies readonly Exclude<keyof Update, 'update_id'>[];

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** Runs until it succeeds or `closing` aborts (then null). A refused token is the operator's to mend. */
export async function persist<T>(
  run: () => Promise<T>,
  { clock, log, closing }: { readonly clock: Clock; readonly log: Log; readonly closing: AbortSignal },
): Promise<T | null> {
  for (let n = 0; !closing.aborted; n++) {
    try {
      return await run();
    } catch (error) {
      if (isUnauthorized(error)) {
        const remedy = 'set TELEGRAM_BOT_TOKEN to the token that BotFather shows for your bot';
        throw new OperatorError(`Telegram refuses the token: ${remedy}`);
      }
      log.warn({ err: toFacts(error) }, 'telegram is not there yet, trying again');
      await clock.sleep(retryAfterMs(error) ?? Math.min(FIRST_WAIT_MS * 2 ** n, LONGEST_WAIT_MS), closing);
    }
  }
  return null;
}

export async function identify(api: Api): Promise<BotIdentity> {
  const { id, username } = await api.getMe();
  return { id, username };
}

/** Menus are a help and no more: what cannot be set is named in the log. */
export async function registerMenus(api: Api, staffPlaces: readonly Parameters<typeof chatIdOf>[0][], log: Log) {
  const staff = [...new Set(staffPlaces.map(chatIdOf).filter((id) => id !== null))];
  for (const { scope, languageCode, commands } of toMenus(staff)) {
    try {
      await api.setMyCommands(commands, { scope, ...(languageCode && { language_code: languageCode as 'zh' }) });
    } catch (error) {
      log.warn({ err: toFacts(error), scope: scope.type, language: languageCode }, 'a telegram menu was not set');
    }
  }
}
