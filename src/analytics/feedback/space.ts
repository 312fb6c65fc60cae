/** The grams of many texts as sparse rows over those grams that occur at least twice; rarer ones tell nothing. */
import { GRAM_BITS, gramKinds, grams, readGrams, toPlain } from './grams.ts';

export interface SparseRow {
  readonly ids: Int32Array;
  /** How often each occurs. */
  readonly counts: Float32Array;
}

export interface TextSpace {
  readonly size: number;
  readonly kinds: Uint8Array;
  /** In how many of the texts each occurs. */
  readonly frequencies: Int32Array;
  /** Counts the known grams of a plain text into `ids` and `counts`, once each; answers how many. Holds until the next call. */
  read(plain: string): number;
  readonly ids: Int32Array;
  readonly counts: Uint16Array;
}

const LEAST_TEXTS = 2;

/** Learns which grams there are from all `texts`, labelled or not. */
export function createSpace(texts: readonly string[]): { readonly space: TextSpace; readonly rows: SparseRow[] } {
  const cells = 1 << GRAM_BITS;
  const inTexts = new Int32Array(cells);
  const lastIn = new Int32Array(cells).fill(-1);
  const kindOf = new Uint8Array(cells);
  const plain = texts.map(toPlain);
  for (const [n, text] of plain.entries()) {
    const count = readGrams(text);
    for (let k = 0; k < count; k++) {
      const gram = grams[k]!;
      if (lastIn[gram] === n) continue;
      lastIn[gram] = n;
      inTexts[gram]! += 1;
      kindOf[gram] = gramKinds[k]!;
    }
  }
  // With a handful of texts nearly everything is seen once.
  const least = texts.length < 200 ? 1 : LEAST_TEXTS;
  const idOf = new Int32Array(cells).fill(-1);
  let size = 0;
  // The frequent ones first: what is looked up together then lies together in memory.
  const found: number[] = [];
  for (let gram = 0; gram < cells; gram++) if (inTexts[gram]! >= least) found.push(gram);
  for (const gram of Int32Array.from(found).sort((a, b) => inTexts[b]! - inTexts[a]!)) idOf[gram] = size++;
  const kinds = new Uint8Array(size);
  const frequencies = new Int32Array(size);
  for (let gram = 0; gram < cells; gram++) {
    const id = idOf[gram]!;
    if (id < 0) continue;
    kinds[id] = kindOf[gram]!;
    frequencies[id] = inTexts[gram]!;
  }
  const reader = createReader(idOf, size);
  const rows = plain.map((text) => {
    const length = reader.read(text);
    return { ids: reader.ids.slice(0, length), counts: Float32Array.from(reader.counts.subarray(0, length)) };
  });
  return { space: { size, kinds, frequencies, ...reader }, rows };
}

/** The tables are cleared by what was written into them, so a text costs what it is long. */
function createReader(idOf: Int32Array, size: number): Pick<TextSpace, 'read' | 'ids' | 'counts'> {
  const perId = new Uint16Array(size);
  const looked = new Int32Array(grams.length);
  const ids = new Int32Array(grams.length);
  const counts = new Uint16Array(grams.length);
  return {
    ids,
    counts,
    read(plain) {
      const count = readGrams(plain);
      // Three plain loops: the memory look-ups of one do not wait for each other.
      for (let k = 0; k < count; k++) looked[k] = idOf[grams[k]!]!;
      let length = 0;
      for (let k = 0; k < count; k++) {
        const id = looked[k]!;
        if (id < 0) continue;
        if (perId[id] === 0) ids[length++] = id;
        perId[id]! += 1;
      }
      for (let k = 0; k < length; k++) {
        const id = ids[k]!;
        counts[k] = perId[id]!;
        perId[id] = 0;
      }
      return length;
    },
  };
}
