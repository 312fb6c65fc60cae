/** Sums of rows of a matrix: what scoring a history comes down to. */

/** Adds the rows of a square matrix that a history names; `shares`: how much each of them counts (default 1). */
export function addRows(sums: Float64Array, matrix: Float32Array, row: Int32Array, shares?: Float64Array): void {
  const size = sums.length;
  const share = (n: number) => (shares ? shares[n]! : 1);
  let n = 0;
  // Four rows in one pass: a third of the loads and stores.
  for (; n + 4 <= row.length; n += 4) {
    const [p, q, r, s] = [share(n), share(n + 1), share(n + 2), share(n + 3)];
    const a = matrix.subarray(row[n]! * size, (row[n]! + 1) * size);
    const b = matrix.subarray(row[n + 1]! * size, (row[n + 1]! + 1) * size);
    const c = matrix.subarray(row[n + 2]! * size, (row[n + 2]! + 1) * size);
    const d = matrix.subarray(row[n + 3]! * size, (row[n + 3]! + 1) * size);
    for (let j = 0; j < size; j++) sums[j] = sums[j]! + (p * a[j]! + q * b[j]! + (r * c[j]! + s * d[j]!));
  }
  for (; n < row.length; n++) {
    const a = matrix.subarray(row[n]! * size, (row[n]! + 1) * size);
    const p = share(n);
    for (let j = 0; j < size; j++) sums[j] = sums[j]! + p * a[j]!;
  }
}
