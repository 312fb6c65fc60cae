/** How many tickets each agent would have had, had all who were there shared them evenly. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { PersonId } from '../../domain/place.ts';

/**
 * Within each queue and week the tickets that were taken are divided evenly among those who took any of them; whoever was
 * away that week, or does not work on that queue, has no share in it. The shares add up to the tickets.
 */
export function toFairShares(
  rows: readonly ConversationFacts[],
  weekOf: (at: number) => string,
): ReadonlyMap<PersonId, number> {
  const cells = Map.groupBy(
    rows.filter(({ agent }) => agent !== null),
    ({ queue, startedAt }) => `${queue ?? ''} ${weekOf(startedAt)}`,
  );
  const shares = new Map<PersonId, number>();
  for (const own of cells.values()) {
    const there = new Set(own.flatMap(({ agent }) => agent ?? []));
    for (const agent of there) shares.set(agent, (shares.get(agent) ?? 0) + own.length / there.size);
  }
  return shares;
}
