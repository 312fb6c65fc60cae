/** The best of many scores. */

/**
 * Numbers of the `count` highest scores, best first; ties go to the lower number, NaN and −∞ are never returned. One pass with
 * a small heap: the cost hardly depends on `count`.
 */
export function toTop(scores: Float64Array, count: number): number[] {
  const heap: number[] = [];
  const isWorse = (a: number, b: number) => scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);
  const sink = () => {
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && isWorse(heap[child]!, heap[least]!)) least = child;
      }
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  };
  const rise = () => {
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!isWorse(heap[at]!, heap[parent]!)) return;
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
      at = parent;
    }
  };
  for (let n = 0; n < scores.length && count > 0; n++) {
    if (!(scores[n]! > Number.NEGATIVE_INFINITY)) continue;
    if (heap.length < count) {
      heap.push(n);
      rise();
    } else if (isWorse(heap[0]!, n)) {
      heap[0] = n;
      sink();
    }
  }
  return heap.sort((a, b) => (isWorse(a, b) ? 1 : -1));
}
