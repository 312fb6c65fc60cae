/** How many people a stream of tickets needs: Erlang's formulas. */

/**
 * Erlang C: the share of tickets that must wait when `load` erlangs (arrivals × working time) meet `agents` people. 1 where
 * the load is not below the number of agents: the queue grows without end. By the recursion of Erlang B, which does not overflow.
 */
export function waitProbability(load: number, agents: number): number {
  if (!(load >= 0) || !(Number.isInteger(agents) && agents >= 0)) throw new RangeError(`no queue: ${load}, ${agents}`);
  if (load === 0) return 0;
  if (load >= agents) return 1;
  let blocked = 1;
  for (let k = 1; k <= agents; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked / (1 - (load / agents) * (1 - blocked));
}

/** P(wait ≤ t) = 1 − C exp(−(agents − load) t / working time); 0 where the queue grows without end. */
export function withinShare(load: number, agents: number, withinMs: number, workingMs: number): number {
  if (load === 0) return 1;
  if (load >= agents) return 0;
  return 1 - waitProbability(load, agents) * Math.exp((-(agents - load) * withinMs) / workingMs);
}

/** The least number of agents that answers `share` of tickets within `withinMs`; 0 where none come. Throws for a share of 1 and above. */
export function agentsNeeded(load: number, withinMs: number, workingMs: number, share: number): number {
  if (!(share >= 0 && share < 1)) throw new RangeError(`no share: ${share}`);
  if (load === 0) return 0;
  let agents = Math.floor(load) + 1;
  while (withinShare(load, agents, withinMs, workingMs) < share) agents++;
  return agents;
}
