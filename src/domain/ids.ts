/** Deterministic short ids: deciding the same event twice must write the same rows, so every id derives from the event's id. */

/** Crockford's base 32: no I, L, O, U, so that an id can be read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** FNV-1a, 32 bits, started from `seed` and finished with murmur3's mixer so that near texts give far values. */
function hash32(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** `length` base-32 characters (5 bits each) that depend on the whole of `text`. */
export function toShortId(text: string, length: number): string {
  let id = '';
  for (let block = 0; id.length < length; block++) {
    let bits = hash32(text, block * 0x9e3779b1);
    for (let i = 0; i < 6 && id.length < length; i++) {
      id += ALPHABET[bits & 31];
      bits >>>= 5;
    }
  }
  return id;
}

/** 60 bits: the chance that any two of a million conversations share an id is about 4 in 10 million. */
export function toConversationId(eventId: string): string {
  return `C${toShortId(eventId, 12)}`;
}

/**
 * The id people say and type: `T-` and six characters (30 bits). Short on purpose, so two may collide; the store then
 * refuses the commit as `taken` and the event is decided again with the next `salt`.
 */
export function toTicketId(eventId: string, salt: number): string {
  return `T-${toShortId(`${eventId}#${salt}`, 6)}`;
}
