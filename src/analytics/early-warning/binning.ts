/** Numbers to at most 32 ranks per feature, cut at quantiles: what trees need to know of them. */

export const BINS = 32;

/** Per feature the ascending cuts; a value's bin is the number of cuts that it reaches. */
export type Cuts = readonly Float64Array[];

/** `values`: rows of `width` numbers. */
export function toCuts(values: Float64Array, width: number): Cuts {
  const rows = values.length / width;
  return Array.from({ length: width }, (_, j) => {
    const sorted = Float64Array.from({ length: rows }, (_, n) => values[n * width + j]!).sort();
    const cuts: number[] = [];
    for (let bin = 1; bin < BINS; bin++) {
      const cut = sorted[Math.floor((rows * bin) / BINS)]!;
      // The smallest value is no cut: everything reaches it.
      if (cut > (cuts.at(-1) ?? sorted[0]!)) cuts.push(cut);
    }
    return Float64Array.from(cuts);
  });
}

export function toBin(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= cuts[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Feature by feature, each a column of bins. */
export function toBinned(values: Float64Array, cuts: Cuts): Uint8Array[] {
  const width = cuts.length;
  const rows = values.length / width;
  return cuts.map((own, j) => Uint8Array.from({ length: rows }, (_, n) => toBin(own, values[n * width + j]!)));
}
