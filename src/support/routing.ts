/** Which queue takes a question: the solution's own queue, then its category's, then the first queue of all. */
import type { Knowledge, Queue } from '../domain/knowledge.ts';

/** `intent` null or unknown: the queue of last resort. Throws where the knowledge base has no queue at all. */
export function routeTo({ solutions, queues }: Knowledge, intent: string | null): Queue {
  const solution = intent === null ? undefined : solutions.get(intent);
  const own = solution?.queue ? queues.get(solution.queue) : undefined;
  if (own) return own;
  const [first] = queues.values();
  if (!first) throw new Error('the knowledge base has no queue');
  if (!solution) return first;
  for (const queue of queues.values()) if (queue.categories.includes(solution.category)) return queue;
  return first;
}
