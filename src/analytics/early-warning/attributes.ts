/**
 * What is known about a learner beside the activity, such as the course: each column is learnt as numbers where nearly all
 * its cells are different numbers, else as one switch per value. Values too rare to tell anything, and those never seen, switch nothing.
 */

/** A value of fewer learners than this is not learnt. */
const LEAST_SEEN = 20;
/** A column of numbers with more different values than this is a quantity. */
const MOST_NAMES = 60;

export interface AttributeEncoder {
  readonly columns: readonly string[];
  /** Positions of the columns that are quantities. */
  readonly numbers: readonly number[];
  /** Positions of the columns that are switches. */
  readonly names: readonly number[];
  readonly oneHot: number;
  /** Index of the switch of a value in `names[slot]`, -1 = none. */
  toSwitch(slot: number, value: string): number;
  /** The column and value of a switch. */
  describe(index: number): { readonly column: string; readonly value: string };
}

/** `rows`: cells in the order of `columns`. */
export function fitAttributes(columns: readonly string[], rows: readonly (readonly string[])[]): AttributeEncoder {
  const numbers: number[] = [];
  const names: number[] = [];
  const switches: Map<string, number>[] = [];
  const described: { column: string; value: string }[] = [];
  for (const [position, column] of columns.entries()) {
    const counts = new Map<string, number>();
    for (const cells of rows) {
      const value = cells[position] ?? '';
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    if (counts.size > MOST_NAMES && counts.keys().every((value) => toQuantity(value) !== null)) {
      numbers.push(position);
      continue;
    }
    const own = new Map<string, number>();
    for (const [value, count] of counts) {
      if (count < LEAST_SEEN || counts.size === 1) continue;
      own.set(value, described.length);
      described.push({ column, value });
    }
    names.push(position);
    switches.push(own);
  }
  return {
    columns,
    numbers,
    names,
    oneHot: described.length,
    toSwitch: (slot, value) => switches[slot]?.get(value) ?? -1,
    describe: (index) => described[index]!,
  };
}

/** A number or an ISO date (as days); an empty cell is 0 = unknown, which standardising makes the mean; null for anything else. */
export function toQuantity(value: string): number | null {
  const text = value.trim();
  if (text === '') return Number.NaN;
  const number = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) / 86_400_000 : Number(text);
  return Number.isFinite(number) ? number : null;
}
