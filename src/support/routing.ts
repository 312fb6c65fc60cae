/** Which queue takes a question: what the rules say, then the solution's own queue, then its category's, then the first queue of all. */
import type { Knowledge, Queue } from '../domain/knowledge.ts';
import type { RuleFacts } from '../domain/rule.ts';
import type { Rules, Ruling } from './rules.ts';

/** Why it goes there. */
export const ROUTE_REASONS = ['rule', 'solution', 'category', 'last_resort'] as const;
export type RouteReason = (typeof ROUTE_REASONS)[number];

export interface Route extends Omit<Ruling, 'queue'> {
  readonly queue: Queue;
  readonly reason: RouteReason;
}

function route(
  { solutions, queues }: Knowledge,
  intent: string | null,
  category: string | null = null,
): Pick<Route, 'queue' | 'reason'> {
  const solution = intent === null ? undefined : solutions.get(intent);
  const own = solution?.queue ? queues.get(solution.queue) : undefined;
  if (own) return { queue: own, reason: 'solution' };
  const [first] = queues.values();
  if (!first) throw new Error('the knowledge base has no queue');
  const matter = solution?.category ?? category;
  if (matter) {
    for (const queue of queues.values()) {
      if (queue.categories.some((each) => each === matter)) return { queue, reason: 'category' };
    }
  }
  return { queue: first, reason: 'last_resort' };
}

/** `intent` null or unknown: the queue of last resort. Throws where the knowledge base has no queue at all. */
export function routeTo(knowledge: Knowledge, intent: string | null): Queue {
  return route(knowledge, intent).queue;
}

/**
 * The queue with what the rules add: priority (null = as it is), tags, and which rules said so. A queue that a rule names and
 * that is gone since is passed over.
 */
export function routeByRules(knowledge: Knowledge, rules: Rules, intent: string | null, facts: RuleFacts): Route {
  const { queue: named, ...ruling } = rules(facts);
  const queue = named === null ? undefined : knowledge.queues.get(named);
  return queue ? { queue, reason: 'rule', ...ruling } : { ...route(knowledge, intent, facts.category), ...ruling };
}
