/** A learner beside those of the same course: five active days are many in one and few in another. */

/** Features that are also taken relative to the peers. */
export const COMPARED: ReadonlySet<string> = new Set([
  'recency',
  'log active days',
  'events',
  'decayed days 5',
  'decayed events 5',
  'week 0',
  'first',
]);

export interface Peers {
  /** The rows of `values`, each followed by its compared columns as distances from the peers' mean in their spreads; 0 without peers. */
  append(values: Float64Array, groups: Int32Array): Float64Array;
}

/** `values`: rows of `width` numbers; `groups`: the group of each row, -1 = none; `columns`: which are compared. */
export function fitPeers(values: Float64Array, width: number, groups: Int32Array, columns: readonly number[]): Peers {
  const count = columns.length;
  const sums = new Map<number, { n: number; sum: Float64Array; squares: Float64Array }>();
  for (const [row, group] of groups.entries()) {
    if (group < 0) continue;
    const own = sums.get(group) ?? { n: 0, sum: new Float64Array(count), squares: new Float64Array(count) };
    own.n += 1;
    for (const [c, column] of columns.entries()) {
      const value = values[row * width + column]!;
      own.sum[c]! += value;
      own.squares[c]! += value * value;
    }
    sums.set(group, own);
  }
  const known = new Map(
    [...sums].map(([group, { n, sum, squares }]) => {
      const means = sum.map((total) => total / n);
      const spreads = squares.map((total, c) => Math.sqrt(Math.max(0, total / n - means[c]! ** 2)));
      return [group, { means, spreads }];
    }),
  );
  return {
    append(rows, of) {
      const wide = width + count;
      const all = new Float64Array(of.length * wide);
      for (const [row, group] of of.entries()) {
        all.set(rows.subarray(row * width, (row + 1) * width), row * wide);
        const peers = known.get(group);
        if (!peers) continue;
        for (const [c, column] of columns.entries()) {
          const spread = peers.spreads[c]!;
          const distance = rows[row * width + column]! - peers.means[c]!;
          all[row * wide + width + c] = spread > 1e-9 ? distance / spread : 0;
        }
      }
      return all;
    },
  };
}
