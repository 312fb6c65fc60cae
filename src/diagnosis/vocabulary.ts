/** Feature keys to consecutive ids, in typed arrays: quick to look up, free to hand to another thread. */

/** Plain arrays only, so that it can be transferred. Slots hold a key, and its id + 1 (0 = empty). */
export interface VocabularyTable {
  readonly keys: Int32Array;
  readonly ids: Int32Array;
  readonly size: number;
}

export interface Vocabulary {
  /** Number of known features. */
  readonly size: number;
  /** -1 where unknown. */
  find(key: number): number;
  /** The id of the key, a new one where it is unknown. */
  add(key: number): number;
  toTable(): VocabularyTable;
}

/** Slots per key at least: open addressing with linear probing stays short below three quarters full. */
const ROOM = 1.5;

export function createVocabulary(table?: VocabularyTable): Vocabulary {
  let keys = table?.keys ?? new Int32Array(1024);
  let ids = table?.ids ?? new Int32Array(1024);
  let size = table?.size ?? 0;

  function toSlot(key: number): number {
    const mask = keys.length - 1;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 0) & mask;
    while (ids[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const [oldKeys, oldIds] = [keys, ids];
    keys = new Int32Array(oldKeys.length * 2);
    ids = new Int32Array(oldIds.length * 2);
    for (let slot = 0; slot < oldIds.length; slot++) {
      if (oldIds[slot] === 0) continue;
      const free = toSlot(oldKeys[slot] as number);
      keys[free] = oldKeys[slot] as number;
      ids[free] = oldIds[slot] as number;
    }
  }

  return {
    get size() {
      return size;
    },
    find: (key) => (ids[toSlot(key)] as number) - 1,
    add(key) {
      let slot = toSlot(key);
      if (ids[slot] === 0) {
        if (size * ROOM >= keys.length) {
          grow();
          slot = toSlot(key);
        }
        keys[slot] = key;
        size += 1;
        ids[slot] = size;
      }
      return (ids[slot] as number) - 1;
    },
    toTable: () => ({ keys, ids, size }),
  };
}
