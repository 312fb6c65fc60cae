/** Who took which items, as numbers: what the models learn from. */

/** One learner's items, in the order in which they were taken where that is known. */
export interface History {
  readonly learner: string;
  readonly items: readonly string[];
}

export interface Histories {
  readonly learners: ReadonlyMap<string, number>;
  readonly items: readonly string[];
  readonly itemOf: ReadonlyMap<string, number>;
  /** Of each learner: item numbers without repeats, in the order given. */
  readonly rows: readonly Int32Array[];
  /** How many learners have each item. */
  readonly exposure: Int32Array;
}

/** A learner who stands several times is one; an item that stands several times in a row counts where it stands last. */
export function toHistories(histories: readonly History[]): Histories {
  const taken = new Map<string, string[]>();
  for (const { learner, items } of histories) {
    const known = taken.get(learner);
    if (known) known.push(...items);
    else taken.set(learner, [...items]);
  }
  const itemOf = new Map<string, number>();
  const rows: Int32Array[] = [];
  for (const items of taken.values()) {
    const seen = new Set<number>();
    for (const item of items) {
      const number = itemOf.get(item) ?? itemOf.size;
      itemOf.set(item, number);
      seen.delete(number);
      seen.add(number);
    }
    rows.push(Int32Array.from(seen));
  }
  const exposure = new Int32Array(itemOf.size);
  for (const row of rows) for (const item of row) exposure[item] = exposure[item]! + 1;
  return {
    learners: new Map([...taken.keys()].map((learner, number) => [learner, number])),
    items: [...itemOf.keys()],
    itemOf,
    rows,
    exposure,
  };
}
