/** Which centres may be nearest to some point of a box, and by how much the others are out. */
import type { Cells } from './cells.ts';

/** Filled by `findRivals`; one for all boxes. */
export interface Rivals {
  /** The centres that may win somewhere in the box, in order. */
  readonly list: Int32Array;
  count: number;
  /** The centre nearest to the middle of the box. */
  own: number;
  /** Everywhere in the box every centre that is not in the list is farther than the own one by at least this. */
  lead: number;
  /** The distances of a point of the box to the nearest two of the list are no more than this, together. */
  reach: number;
}

const D = 3;
/** Share of the squares by which a centre must be farther to be out: far above what rounding can do. */
const CLEARLY = 1e-12;

export function createRivals(k: number): Rivals {
  return { list: new Int32Array(k), count: 0, own: 0, lead: 0, reach: 0 };
}

/** `squares`: room for k numbers. */
export function findRivals(
  { least, most }: Cells,
  cell: number,
  centres: Float64Array,
  squares: Float64Array,
  rivals: Rivals,
): void {
  const k = squares.length;
  const at = cell * D;
  const x0 = least[at]!;
  const y0 = least[at + 1]!;
  const z0 = least[at + 2]!;
  const x1 = most[at]!;
  const y1 = most[at + 1]!;
  const z1 = most[at + 2]!;
  const x = (x0 + x1) / 2;
  const y = (y0 + y1) / 2;
  const z = (z0 + z1) / 2;
  let own = 0;
  let nearest = Number.POSITIVE_INFINITY;
  for (let j = 0, c = 0; j < k; j++, c += D) {
    const dx = x - centres[c]!;
    const dy = y - centres[c + 1]!;
    const dz = z - centres[c + 2]!;
    const sum = dx * dx + dy * dy + dz * dz;
    squares[j] = sum;
    if (sum < nearest) {
      nearest = sum;
      own = j;
    }
  }
  const radius = Math.sqrt((x1 - x) * (x1 - x) + (y1 - y) * (y1 - y) + (z1 - z) * (z1 - z));
  const near = Math.sqrt(nearest);
  const ox = centres[own * D]!;
  const oy = centres[own * D + 1]!;
  const oz = centres[own * D + 2]!;
  let count = 0;
  let lead = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (let j = 0, c = 0; j < k; j++, c += D) {
    if (j === own) {
      rivals.list[count++] = j;
      continue;
    }
    const cx = centres[c]!;
    const cy = centres[c + 1]!;
    const cz = centres[c + 2]!;
    // The corner that lies farthest towards j: where j comes closest to winning.
    const px = cx > ox ? x1 : x0;
    const py = cy > oy ? y1 : y0;
    const pz = cz > oz ? z1 : z0;
    const theirs = (px - cx) * (px - cx) + (py - cy) * (py - cy) + (pz - cz) * (pz - cz);
    const ours = (px - ox) * (px - ox) + (py - oy) * (py - oy) + (pz - oz) * (pz - oz);
    if (theirs - ours > CLEARLY * (theirs + ours)) {
      // a - b = (a² - b²) / (a + b), the difference of squares at its least and the sum at its most.
      const apart = (theirs - ours) / (Math.sqrt(squares[j]!) + near + 2 * radius);
      if (apart < lead) lead = apart;
    } else {
      rivals.list[count++] = j;
      if (squares[j]! < second) second = squares[j]!;
    }
  }
  rivals.count = count;
  rivals.own = own;
  rivals.lead = lead;
  rivals.reach = near + Math.sqrt(second) + 2 * radius;
}
