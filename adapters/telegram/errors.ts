/** What Telegram refuses, and what that means for a delivery. Descriptions are Telegram's own and hold no words of people. */
import { GrammyError, HttpError } from 'grammy';
import { DeliveryError } from '../../src/errors.ts';

/** What goes into a log: the library's errors carry the whole request, words and all, and its causes the token. */
export function toFacts(error: unknown): object {
  if (error instanceof GrammyError) {
    return { method: error.method, code: error.error_code, description: error.description };
  }
  if (error instanceof HttpError) return { type: error.name, message: error.message };
  return error instanceof Error
    ? { type: error.name, message: error.message, stack: error.stack }
    : { type: typeof error };
}

const REFUSALS = {
  notModified: /message is not modified/i,
  messageGone: /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i,
  replyGone: /message to be replied not found|replied message not found/i,
  threadGone: /message thread not found|TOPIC_DELETED|TOPIC_CLOSED|TOPIC_ID_INVALID/i,
  noTopics: /not enough rights|not a forum|CHAT_NOT_FORUM|CHAT_ADMIN_REQUIRED/i,
} as const;

export function isRefusal(error: unknown, ...kinds: readonly (keyof typeof REFUSALS)[]): boolean {
  return error instanceof GrammyError && kinds.some((kind) => REFUSALS[kind].test(error.description));
}

/** The new id of a group that became a supergroup. */
export function migratedTo(error: unknown): number | null {
  return error instanceof GrammyError ? (error.parameters.migrate_to_chat_id ?? null) : null;
}

/** Ms to wait before the same call may be made again; null where that is not the problem. */
export function retryAfterMs(error: unknown): number | null {
  if (!(error instanceof GrammyError) || error.error_code !== 429) return null;
  return (error.parameters.retry_after ?? 1) * 1000;
}

/** The token is wrong or was taken back: nothing will work until it is replaced. */
export function isUnauthorized(error: unknown): boolean {
  // An unknown token is answered 401, and one that is none at all 404.
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
}

export function isConflict(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 409;
}

export function isForbidden(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 403;
}

export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof GrammyError) {
    const wait = retryAfterMs(error);
    if (wait !== null) return new DeliveryError('Telegram limits the rate of messages', { retryAfterMs: wait });
    // A wrong request stays wrong, and who blocked the bot has decided; the token (401, 404) a restart with a new one mends.
    const permanent = error.error_code === 400 || error.error_code === 403 || error.error_code === 413;
    return new DeliveryError(`Telegram answered ${error.error_code}: ${error.description}`, { permanent });
  }
  if (error instanceof HttpError) return new DeliveryError('Telegram could not be reached');
  const { name, message } = error instanceof Error ? error : { name: typeof error, message: '' };
  return new DeliveryError(`Telegram: ${name}: ${message}`);
}
