/** A memory that forgets the oldest: for what makes things nicer and may be lost with the process. */
export interface Bounded<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
}

export function createBounded<V>(most = 10_000): Bounded<V> {
  const map = new Map<string, V>();
  return {
    get: (key) => map.get(key),
    set(key, value) {
      map.delete(key);
      for (const oldest of map.keys()) {
        if (map.size < most) break;
        map.delete(oldest);
      }
      map.set(key, value);
    },
    delete: (key) => void map.delete(key),
  };
}
