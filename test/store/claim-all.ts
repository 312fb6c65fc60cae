/** A worker process: claims and finishes events of a database until none is left, and prints what it had in hand, in order. */
import { openStore } from '../../src/store/open.ts';
import { makeChange, NOW } from '../fixtures.ts';

const store = await openStore(process.argv[2] ?? '');
const handled: string[] = [];
while ((await store.backlog()).eventsWaiting > 0) {
  const claimed = await store.claimEvents(NOW, 60_000, 3);
  // The other processes get their turn while this one decides.
  await new Promise((resolve) => setTimeout(resolve, 1));
  const changes = claimed.map(({ event }) => makeChange({ eventId: event.id }));
  const results = await store.commit(changes, NOW);
  for (const [n, result] of results.entries()) handled.push(`${changes[n]?.eventId} ${result}`);
}
await store.close();
process.stdout.write(`${handled.join('\n')}\n`);
