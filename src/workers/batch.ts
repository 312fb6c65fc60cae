/** Gathers what arrives in one turn of the event loop into one call, so that many small writes share one durable transaction. */

/** Answers a function that queues `item` and resolves with its own result of `run`; a failed run rejects all its items. */
export function createBatcher<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  interface Waiting {
    item: Item;
    resolve(result: Result): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const results = await run(batch.map((entry) => entry.item));
      for (const [n, entry] of batch.entries()) entry.resolve(results[n] as Result);
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (waiting.length === 1) setImmediate(() => void flush());
    });
}
