/** Codes that join a chat account to a learner of the shop: made by the shop (or `afterclass link`), checked without asking anybody. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkReading } from './engine/context.ts';

/** Telegram's deep links take 64 characters of `A-Za-z0-9_-`. */
const LONGEST_CODE = 64;
/** 80 bits: nobody guesses one. */
const SIGNATURE_CHARACTERS = 14;
const EXPIRY_BYTES = 4;
export const LONGEST_ACCOUNT_BYTES = 33;

function sign(payload: string, secret: string): string {
  return createHmac('sha256', secret).update(`link:${payload}`).digest('base64url').slice(0, SIGNATURE_CHARACTERS);
}

/** `expiresAt` ms, kept to the second. @throws RangeError when the account's name is too long for a link. */
export function toLinkCode(account: string, expiresAt: number, secret: string): string {
  const name = Buffer.from(account, 'utf8');
  if (name.length === 0 || name.length > LONGEST_ACCOUNT_BYTES) {
    throw new RangeError(
      `the account “${account}” has ${name.length} bytes; a link takes 1 to ${LONGEST_ACCOUNT_BYTES}`,
    );
  }
  const head = Buffer.alloc(EXPIRY_BYTES);
  head.writeUInt32BE(Math.floor(expiresAt / 1000));
  const payload = Buffer.concat([head, name]).toString('base64url');
  return `${payload}${sign(payload, secret)}`;
}

/** `secret` null: linking is not set up. */
export function readLinkCode(code: string, now: number, secret: string | null): LinkReading {
  if (secret === null) return { ok: false, problem: 'notSet' };
  const typed = code.trim();
  const payload = typed.slice(0, -SIGNATURE_CHARACTERS);
  if (typed.length > LONGEST_CODE || !/^[\w-]+$/.test(payload)) return { ok: false, problem: 'wrong' };
  const given = Buffer.from(typed.slice(-SIGNATURE_CHARACTERS));
  const right = Buffer.from(sign(payload, secret));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return { ok: false, problem: 'wrong' };
  const bytes = Buffer.from(payload, 'base64url');
  if (bytes.readUInt32BE(0) * 1000 <= now) return { ok: false, problem: 'expired' };
  return { ok: true, account: bytes.subarray(EXPIRY_BYTES).toString('utf8') };
}
