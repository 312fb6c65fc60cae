/** Which intents are mistaken for each other, and which are recognised worst: what to merge, split or give more utterances. */
import type { Row } from './figures.ts';

/** Two intents, how often one was taken for the other, and one question with which it happened. */
export interface Confusion {
  readonly intents: readonly [string, string];
  /** Both ways together. */
  readonly count: number;
  /** How often the first was taken for the second, and the second for the first. */
  readonly ways: readonly [number, number];
  /** The question whose wrong candidate had the highest confidence. */
  readonly example: string;
  /** What that question really meant: one of the two. */
  readonly meant: string;
}

/** Most frequent first; equally frequent ones by name. */
export function toConfusions(rows: readonly Row[], most = 10): Confusion[] {
  const pairs = new Map<string, { intents: [string, string]; ways: [number, number]; worst: Row }>();
  for (const row of rows) {
    const { covered, rank, intent, diagnosis } = row;
    const first = diagnosis.candidates[0]?.intent;
    if (!covered || rank === 0 || first === undefined) continue;
    const intents: [string, string] = intent < first ? [intent, first] : [first, intent];
    const key = intents.join('\n');
    const pair = pairs.get(key) ?? { intents, ways: [0, 0], worst: row };
    pair.ways[intent === intents[0] ? 0 : 1] += 1;
    if (diagnosis.confidence > pair.worst.diagnosis.confidence) pair.worst = row;
    pairs.set(key, pair);
  }
  return [...pairs.values()]
    .map(({ intents, ways, worst }) => {
      return { intents, count: ways[0] + ways[1], ways, example: worst.text, meant: worst.intent };
    })
    .sort((a, b) => b.count - a.count || (a.intents.join() < b.intents.join() ? -1 : 1))
    .slice(0, most);
}

export interface IntentAccuracy {
  readonly intent: string;
  readonly right: number;
  readonly n: number;
}

/** Fewer questions than this say nothing about an intent. */
const FEWEST = 3;

/** Lowest share right first; intents that are always right are left out. */
export function toWorstIntents(rows: readonly Row[], most = 10): IntentAccuracy[] {
  const groups = Map.groupBy(
    rows.filter((row) => row.covered),
    ({ intent }) => intent,
  );
  return [...groups]
    .map(([intent, own]) => ({ intent, right: own.filter(({ rank }) => rank === 0).length, n: own.length }))
    .filter(({ right, n }) => n >= FEWEST && right < n)
    .sort((a, b) => a.right / a.n - b.right / b.n || b.n - a.n || (a.intent < b.intent ? -1 : 1))
    .slice(0, most);
}
