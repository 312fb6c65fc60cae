/** The inverse of a symmetric positive definite matrix by blocks: n³ operations, nearly all of them in the kernel. */
import { createKernel, LEFT, RIGHT } from './kernel.ts';

/** A multiple of the tile's sides and of the kernel's step. */
const BLOCK = 48;
/** Columns taken at a time: the strips of a block stay in the cache. */
const STRIP = 192;

type Range = readonly [from: number, to: number];

/** A matrix inside the kernel's memory, from `at` on. */
interface Part {
  readonly at: number;
}

/**
 * The inverse of `matrix` + diag(`added`), both halves, row by row. Reads only the lower half of `matrix`. Takes twice the
 * memory of the answer while it works. Throws `RangeError` where that is not positive definite or holds NaN.
 */
export function invert(matrix: Float32Array | Float64Array, added: Float64Array): Float64Array {
  const size = added.length;
  if (size === 0) return new Float64Array(0);
  // Padded with ones on the diagonal, so that every block is a whole one.
  const n = Math.ceil(size / BLOCK) * BLOCK;
  const { memory, tile } = createKernel(2 * n * n);
  for (let i = 0; i < size; i++) {
    memory.set(matrix.subarray(i * size, i * size + i + 1), i * n);
    memory[i * n + i] = memory[i * n + i]! + added[i]!;
  }
  for (let i = size; i < n; i++) memory[i * n + i] = 1;

  /** to[i][j] += sign · Σ left[i][k] · right[j][k]. */
  const addProducts = (
    to: Part,
    left: Part,
    right: Part,
    [i0, i1]: Range,
    j0: number,
    [k0, k1]: Range,
    sign: number,
  ) => {
    for (let k = k0; k < k1; k += STRIP) {
      const length = (Math.min(k + STRIP, k1) - k) * 8;
      for (let i = i0; i < i1; i += LEFT) {
        const a = (left.at + i * n + k) * 8;
        for (let j = j0; j < j0 + BLOCK; j += RIGHT) {
          tile((to.at + i * n + j) * 8, a, (right.at + j * n + k) * 8, n * 8, length, sign);
        }
      }
    }
  };

  const lower: Part = { at: 0 };
  const upper: Part = { at: n * n };
  const l = memory.subarray(0, n * n);
  const u = memory.subarray(n * n, 2 * n * n);
  for (let from = 0; from < n; from += BLOCK) {
    if (from > 0) addProducts(lower, lower, lower, [from, n], from, [0, from], -1);
    factorise(l, n, from);
  }
  // Row j of `upper` holds column j of L⁻¹, so that its sums run along rows as well.
  for (let from = 0; from < n; from += BLOCK) {
    for (let j = 0; j < from; j += BLOCK) addProducts(upper, upper, lower, [j, j + BLOCK], from, [j, from], -1);
    solve(l, u, n, from);
  }
  l.fill(0);
  for (let i = 0; i < n; i += BLOCK) {
    for (let j = 0; j <= i; j += BLOCK) addProducts(lower, upper, upper, [i, i + BLOCK], j, [i, n], 1);
  }
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = l[i * n + j]!;
      inverse[i * size + j] = value;
      inverse[j * size + i] = value;
    }
  }
  return inverse;
}

/** The columns of one block of L, once the columns before are taken off. */
function factorise(a: Float64Array, n: number, from: number): void {
  for (let j = from; j < from + BLOCK; j++) {
    let pivot = a[j * n + j]!;
    for (let k = from; k < j; k++) pivot -= a[j * n + k]! ** 2;
    if (!(pivot > 0 && pivot < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`not positive definite at row ${j}; more regularisation is needed`);
    }
    const root = Math.sqrt(pivot);
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j]!;
      for (let k = from; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j] = sum / root;
    }
  }
}

/** One block of columns of U, once what the columns before contribute is taken off. */
function solve(l: Float64Array, u: Float64Array, n: number, from: number): void {
  for (let j = 0; j < from + BLOCK; j++) {
    for (let i = Math.max(from, j); i < from + BLOCK; i++) {
      let sum = i === j ? 1 : u[j * n + i]!;
      for (let k = Math.max(from, j); k < i; k++) sum -= l[i * n + k]! * u[j * n + k]!;
      u[j * n + i] = sum / l[i * n + i]!;
    }
  }
}
