/** Rows of three numbers, sorted into small boxes: what lies wholly on one side of a border between groups need not be looked at row by row. */
import type { Points } from './hamerly.ts';

export interface Cells {
  /** Boxes with rows in them. */
  readonly count: number;
  /** By row, its box. */
  readonly cellOf: Uint16Array;
  /** The rows, box after box, each box in order. */
  readonly order: Int32Array;
  /** Where each box begins in `order`, and where the last one ends. */
  readonly starts: Int32Array;
  /** Per box three sums of its rows. */
  readonly sums: Float64Array;
  /** Per box the least and the most that its rows can be, on each of the three axes. */
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** No number is farther from 0. */
  readonly largest: number;
}

const D = 3;
/** Small enough that few boxes are cut by a border, large enough that looking at all of them costs little. */
const ROWS_PER_CELL = 24;
const MOST_PARTS = 28;
/** Borders are found from so many rows. */
const SAMPLE = 4096;
const BUCKETS = 2048;
/** Share of the largest number by which boxes are made wider, for rounding. */
const MARGIN = 1e-12;

interface Rulers {
  /** By axis. */
  readonly least: readonly number[];
  readonly scale: readonly number[];
  /** By axis and bucket, the part in which it lies. */
  readonly parts: readonly Uint8Array[];
  readonly largest: number;
}

/** Along each axis parts of about equally many rows. */
function toRulers({ values, n }: Points, parts: number): Rulers {
  let [x0, y0, z0] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [x1, y1, z1] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < n * D; at += D) {
    const x = values[at]!;
    const y = values[at + 1]!;
    const z = values[at + 2]!;
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    z0 = Math.min(z0, z);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
    z1 = Math.max(z1, z);
  }
  const least = [x0, y0, z0];
  const scale = [x1 - x0, y1 - y0, z1 - z0].map((width) => (width > 0 ? (BUCKETS - 1) / width : 0));
  const drawn = Math.min(n, SAMPLE);
  const largest = Math.max(...least.map(Math.abs), Math.abs(x1), Math.abs(y1), Math.abs(z1));
  return {
    least,
    scale,
    largest,
    parts: least.map((from, axis) => {
      const seen = new Int32Array(BUCKETS);
      for (let i = 0; i < drawn; i++) {
        seen[((values[Math.floor((i * n) / drawn) * D + axis]! - from) * scale[axis]!) | 0]! += 1;
      }
      let sum = 0;
      return Uint8Array.from(seen, (rows) => {
        const part = Math.min(parts - 1, Math.floor((sum * parts) / drawn));
        sum += rows;
        return part;
      });
    }),
  };
}

/** By axis and part its borders, one after the other: where it begins and where it ends. */
function toBorders({ least, scale, parts, largest }: Rulers, axis: number): Float64Array {
  const borders = new Float64Array(2 * 256);
  const from = least[axis]!;
  const bucket = scale[axis]! > 0 ? 1 / scale[axis]! : 0;
  const margin = MARGIN * largest;
  const own = parts[axis]!;
  for (let n = BUCKETS - 1; n >= 0; n--) borders[2 * own[n]!] = from + n * bucket - margin;
  for (let n = 0; n < BUCKETS; n++) borders[2 * own[n]! + 1] = from + (n + 1) * bucket + margin;
  return borders;
}

/** Of rows without gaps, d = 3. One counting sort: linear in the rows; needs six bytes for each. */
export function toCells(points: Points): Cells {
  const { values, n } = points;
  const parts = Math.max(2, Math.min(MOST_PARTS, Math.round(Math.cbrt(n / ROWS_PER_CELL))));
  const rulers = toRulers(points, parts);
  const [x0 = 0, y0 = 0, z0 = 0] = rulers.least;
  const [xs = 0, ys = 0, zs = 0] = rulers.scale;
  const [px, py, pz] = rulers.parts as [Uint8Array, Uint8Array, Uint8Array];
  const cellOf = new Uint16Array(n);
  const sizes = new Int32Array(parts ** 3);
  const totals = new Float64Array(D * parts ** 3);
  for (let i = 0, at = 0; i < n; i++, at += D) {
    const x = values[at]!;
    const y = values[at + 1]!;
    const z = values[at + 2]!;
    const id = (px[((x - x0) * xs) | 0]! * parts + py[((y - y0) * ys) | 0]!) * parts + pz[((z - z0) * zs) | 0]!;
    cellOf[i] = id;
    sizes[id]! += 1;
    totals[id * D]! += x;
    totals[id * D + 1]! += y;
    totals[id * D + 2]! += z;
  }
  const used = sizes.reduce((sum, rows) => sum + Number(rows > 0), 0);
  const starts = new Int32Array(used + 1);
  const numbers = new Uint16Array(sizes.length);
  const [sums, least, most] = [new Float64Array(used * D), new Float64Array(used * D), new Float64Array(used * D)];
  const borders = [toBorders(rulers, 0), toBorders(rulers, 1), toBorders(rulers, 2)];
  let count = 0;
  for (let id = 0; id < sizes.length; id++) {
    if (sizes[id] === 0) continue;
    const own = [Math.floor(id / parts ** 2), Math.floor(id / parts) % parts, id % parts];
    for (let t = 0; t < D; t++) {
      sums[count * D + t] = totals[id * D + t]!;
      least[count * D + t] = borders[t]![2 * own[t]!]!;
      most[count * D + t] = borders[t]![2 * own[t]! + 1]!;
    }
    starts[count + 1] = starts[count]! + sizes[id]!;
    numbers[id] = count++;
  }
  const next = starts.slice();
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const cell = numbers[cellOf[i]!]!;
    cellOf[i] = cell;
    order[next[cell]!++] = i;
  }
  return { count, cellOf, order, starts, sums, least, most, largest: rulers.largest };
}
