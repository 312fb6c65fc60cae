/**
 * K-means over boxes of rows: a box whose every point is nearer to one centre than to any other goes there as a whole, the
 * others are looked at row by row, beside those centres only that may win (Kanungo et al., PAMI 2002, with a flat grid for
 * the tree); and a box is looked at again only when the centres have moved so far that it may have changed (Hamerly, SDM
 * 2010, box by box and row by row). Same centres in, same labels out as by Lloyd's algorithm.
 */
import { type Cells, toCells } from './cells.ts';
import { type Clustering, type Points, TOLERANCE } from './hamerly.ts';
import { lloyd, moveCentres, type Tally, toInertia } from './lloyd.ts';
import { createRivals, findRivals, type Rivals } from './rivals.ts';

const D = 3;
/** Groups are numbered in a byte. */
export const MOST_BY_CELLS = 255;
/** Taken off each lead for rounding, in units of the largest number. */
const SLACK = 1e-10;

/** Copies of the rows that have to be told one by one, side by side: most rows never are, and those that are come again and again. */
interface Desk {
  /** By box, where its rows lie; -1 = nowhere yet. */
  readonly places: Int32Array;
  taken: number;
  values: Float64Array;
  labels: Uint8Array;
  /** By row, the drift up to which its label cannot have changed. */
  leads: Float64Array;
}

/** The desk has room for one row of so many; where more are needed, for all. */
const USUAL_SHARE = 3;

interface State extends Tally {
  /** By box the centre of all its rows, -1 where they are told one by one. */
  readonly owners: Int32Array;
  /** By box, the drift up to which nothing can have changed. */
  readonly leads: Float64Array;
  readonly desk: Desk;
  /** Taken off each lead. */
  readonly slack: number;
  readonly rivals: Rivals;
  readonly squares: Float64Array;
}

/** All rows with a centre behind the last one, which is none: the first round moves them from there. */
function createState(cells: Cells, start: Float64Array, n: number): State {
  const k = start.length / D;
  const room = Math.ceil(n / USUAL_SHARE);
  return {
    centres: start.slice(),
    sums: new Float64Array((k + 1) * D),
    counts: new Float64Array(k + 1),
    owners: new Int32Array(cells.count).fill(k),
    slack: SLACK * cells.largest,
    leads: new Float64Array(cells.count).fill(Number.NEGATIVE_INFINITY),
    desk: {
      places: new Int32Array(cells.count).fill(-1),
      taken: 0,
      values: new Float64Array(room * D),
      labels: new Uint8Array(room),
      leads: new Float64Array(room),
    },
    rivals: createRivals(k),
    squares: new Float64Array(k),
  };
}

function moveWhole({ sums, starts }: Cells, cell: number, from: number, to: number, state: State): void {
  const rows = starts[cell + 1]! - starts[cell]!;
  state.counts[from]! -= rows;
  state.counts[to]! += rows;
  for (let t = 0; t < D; t++) {
    state.sums[from * D + t]! -= sums[cell * D + t]!;
    state.sums[to * D + t]! += sums[cell * D + t]!;
  }
}

function makeRoom(desk: Desk, n: number): void {
  const { values, labels, leads } = desk;
  desk.values = new Float64Array(n * D);
  desk.labels = new Uint8Array(n);
  desk.leads = new Float64Array(n);
  desk.values.set(values);
  desk.labels.set(labels);
  desk.leads.set(leads);
}

/** Lays the rows of a box on the desk, all with one label; answers where. */
function layOut({ values, n }: Points, { order, starts }: Cells, cell: number, label: number, { desk }: State): number {
  const rows = starts[cell + 1]! - starts[cell]!;
  const isNew = desk.places[cell]! < 0;
  if (isNew && desk.taken + rows > desk.labels.length) makeRoom(desk, n);
  if (isNew) {
    desk.places[cell] = desk.taken;
    desk.taken += rows;
  }
  const place = desk.places[cell]!;
  desk.labels.fill(label, place, place + rows);
  desk.leads.fill(Number.NEGATIVE_INFINITY, place, place + rows);
  for (let r = 0; isNew && r < rows; r++) {
    const from = order[starts[cell]! + r]! * D;
    const to = (place + r) * D;
    desk.values[to] = values[from]!;
    desk.values[to + 1] = values[from + 1]!;
    desk.values[to + 2] = values[from + 2]!;
  }
  return place;
}

/**
 * The rows of the desk from `from` to `to`, one by one to the nearest of the rivals, the first one between equally near ones.
 * Answers the drift up to which none of them can change.
 */
function moveRows(from: number, to: number, state: State, drift: number): number {
  const { centres, sums, counts, desk, rivals, slack } = state;
  const { values, labels, leads } = desk;
  const { list, count, lead } = rivals;
  const share = count > 1 ? 1 / rivals.reach : Number.POSITIVE_INFINITY;
  // Two rivals are the common case: written out, it takes half the time.
  const a = list[0]!;
  const b = count > 1 ? list[1]! : a;
  const [ax, ay, az] = [centres[a * D]!, centres[a * D + 1]!, centres[a * D + 2]!];
  const [bx, by, bz] = [centres[b * D]!, centres[b * D + 1]!, centres[b * D + 2]!];
  let least = Number.POSITIVE_INFINITY;
  for (let i = from; i < to; i++) {
    if (leads[i]! > drift) {
      if (leads[i]! < least) least = leads[i]!;
      continue;
    }
    const x = values[i * D]!;
    const y = values[i * D + 1]!;
    const z = values[i * D + 2]!;
    let best = a;
    let apart = 0;
    if (count === 2) {
      const dx = x - ax;
      const dy = y - ay;
      const dz = z - az;
      const ex = x - bx;
      const ey = y - by;
      const ez = z - bz;
      apart = ex * ex + ey * ey + ez * ez - (dx * dx + dy * dy + dz * dz);
      if (apart < 0) {
        best = b;
        apart = -apart;
      }
    } else {
      let first = Number.POSITIVE_INFINITY;
      let second = Number.POSITIVE_INFINITY;
      for (let r = 0; r < count; r++) {
        const j = list[r]!;
        const dx = x - centres[j * D]!;
        const dy = y - centres[j * D + 1]!;
        const dz = z - centres[j * D + 2]!;
        const sum = dx * dx + dy * dy + dz * dz;
        if (sum < first) {
          second = first;
          first = sum;
          best = j;
        } else if (sum < second) second = sum;
      }
      apart = second - first;
    }
    // a - b = (a² - b²) / (a + b), the sum at its most.
    const own = Math.min(lead, apart * share) - slack + drift;
    leads[i] = own;
    if (own < least) least = own;
    const old = labels[i]!;
    if (best === old) continue;
    labels[i] = best;
    counts[old]! -= 1;
    counts[best]! += 1;
    sums[old * D]! -= x;
    sums[old * D + 1]! -= y;
    sums[old * D + 2]! -= z;
    sums[best * D]! += x;
    sums[best * D + 1]! += y;
    sums[best * D + 2]! += z;
  }
  return least;
}

/** One round. Answers whether every row was told for sure, whatever the last bits of the centres. */
function moveCells(points: Points, cells: Cells, state: State, drift: number): boolean {
  const { owners, leads, desk, rivals } = state;
  let isSure = true;
  for (let cell = 0; cell < cells.count; cell++) {
    if (leads[cell]! > drift) continue;
    findRivals(cells, cell, state.centres, state.squares, rivals);
    const owner = owners[cell]!;
    const isWhole = rivals.count === 1;
    let lead = rivals.lead - state.slack + drift;
    if (owner >= 0 && isWhole) {
      if (owner !== rivals.own) moveWhole(cells, cell, owner, rivals.own, state);
    } else {
      const place = owner >= 0 ? layOut(points, cells, cell, owner, state) : desk.places[cell]!;
      const end = place + cells.starts[cell + 1]! - cells.starts[cell]!;
      if (isWhole) desk.leads.fill(Number.NEGATIVE_INFINITY, place, end);
      lead = Math.min(lead, moveRows(place, end, state, drift));
    }
    owners[cell] = isWhole ? rivals.own : -1;
    leads[cell] = lead;
    if (!(lead > drift)) isSure = false;
  }
  return isSure;
}

/** The label of every row. Adds the rows up in their order, too: the sums are those of the plain algorithm to the last bit. */
function toLabels({ values, n }: Points, cells: Cells, { sums, counts, owners, desk }: State): Int32Array {
  const { cellOf, order, starts } = cells;
  const labels = new Int32Array(n);
  for (let cell = 0; cell < cells.count; cell++) {
    const shift = desk.places[cell]! - starts[cell]!;
    if (owners[cell]! < 0) {
      for (let i = starts[cell]!; i < starts[cell + 1]!; i++) labels[order[i]!] = desk.labels[shift + i]!;
    }
  }
  sums.fill(0);
  counts.fill(0);
  for (let i = 0, at = 0; i < n; i++, at += D) {
    const owner = owners[cellOf[i]!]!;
    const label = owner < 0 ? labels[i]! : owner;
    labels[i] = label;
    counts[label]! += 1;
    sums[label * D]! += values[at]!;
    sums[label * D + 1]! += values[at + 1]!;
    sums[label * D + 2]! += values[at + 2]!;
  }
  return labels;
}

/** As `hamerly`, for d = 3 and up to `MOST_BY_CELLS` groups. `cells`: those of the points, for several starts. */
export function byCells(points: Points, start: Float64Array, most = 300, cells = toCells(points)): Clustering {
  const state = createState(cells, start, points.n);
  // The centres one and two rounds ago.
  let [last, before] = [start, start];
  let iterations = 0;
  let drift = 0;
  let isSure = true;
  for (let way = Number.POSITIVE_INFINITY; iterations < most && way ** 2 > TOLERANCE; iterations++) {
    [before, last] = [last, state.centres.slice()];
    isSure = moveCells(points, cells, state, drift);
    const [longest, next] = moveCentres(state);
    way = longest;
    drift += longest + next;
  }
  if (!isSure) return lloyd(points, before, Math.max(0, iterations - 2), most);
  const labels = toLabels(points, cells, state);
  state.centres.set(last);
  moveCentres(state);
  const { centres } = state;
  return { labels, centres, inertia: toInertia(points, labels, centres), iterations };
}
