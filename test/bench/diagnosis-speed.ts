/** Building and asking the diagnoser at three sizes, beside its peers: same utterances, same questions, same run, one thread. */

import { createRandom } from '../../src/demo/random.ts';
import { NOT_CALIBRATED } from '../../src/diagnosis/calibration.ts';
import { createDiagnoser } from '../../src/diagnosis/diagnoser.ts';
import { indexExamples } from '../../src/diagnosis/model.ts';
import type { Example } from '../../src/domain/diagnosis.ts';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { readLabelled } from '../../src/import/labelled.ts';
import { readWordVectors } from '../../src/import/word-vectors.ts';
import { DATA_FOLDER } from '../../src/knowledge.ts';
import { PEERS } from './peers.ts';
import { percentile, type Row } from './table.ts';

const SIZES = [1000, 10_000, 100_000];
const QUESTIONS = 200;
const PATIENCE_MS = 6000;
const ROUNDS = 3;
/** Trained classifiers are compared for accuracy only. */
const SEARCHING = ['natural TfIdf', 'MiniSearch', 'SQLite FTS5'];

/** Known utterances made from the shipped ones: two of different intents joined, so that there are enough of them. */
export function toExamples(size: number): Example[] {
  const { examples } = loadKnowledge(DATA_FOLDER);
  const random = createRandom(1);
  return Array.from({ length: size }, (_, n) => {
    const one = examples[n % examples.length];
    const other = examples[Math.floor(random.next() * examples.length)];
    return {
      intent: one?.intent ?? '',
      text: n < examples.length ? (one?.text ?? '') : `${one?.text} ${other?.text.slice(0, 12)}`,
    };
  });
}

function time(run: () => void): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

/** Mean time (ms) of a question, asking them in turn for about `patience` ms, at least three and at most all of them. */
function askFor(patience: number, ask: (question: string) => unknown, questions: readonly string[]): number {
  const started = performance.now();
  let asked = 0;
  for (const question of questions) {
    ask(question);
    asked += 1;
    if (asked >= 3 && performance.now() - started > patience) break;
  }
  return (performance.now() - started) / asked;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export async function benchDiagnosis(): Promise<{ ours: Row[]; peers: Row[] }> {
  const wordVectors = readWordVectors(`${DATA_FOLDER}/word-vectors.en.bin`);
  const questions = readLabelled(`${DATA_FOLDER}/evaluation/questions.csv`)
    .slice(0, QUESTIONS)
    .map(({ text }) => text);
  const ours: Row[] = [];
  const peers: Row[] = [];
  for (const size of SIZES) {
    const examples = toExamples(size);
    const indexed = time(() => indexExamples(examples, wordVectors));
    const before = process.memoryUsage();
    let diagnoser = createDiagnoser([]);
    const built = time(() => {
      diagnoser = createDiagnoser(examples, { wordVectors, calibration: NOT_CALIBRATED });
    });
    const after = process.memoryUsage();
    for (const question of questions) diagnoser.diagnose(question);
    const askOurs = () => questions.map((question) => time(() => diagnoser.diagnose(question)));
    const asked = [...askOurs(), ...askOurs(), ...askOurs()].sort((a, b) => a - b);
    const grown = (key: 'heapUsed' | 'arrayBuffers') => (after[key] - before[key]) / 2 ** 20;
    const ownRow = {
      known: size,
      'index s': (indexed / 1000).toFixed(2),
      'with training s': (built / 1000).toFixed(2),
      'questions/s': Math.round(1000 / mean(asked)),
      'p50 ms': percentile(asked, 0.5).toFixed(2),
      'p99 ms': percentile(asked, 0.99).toFixed(2),
      MB: Math.round(grown('heapUsed') + grown('arrayBuffers')),
    };
    for (const name of SEARCHING) {
      let peer = PEERS[name]?.([]);
      const peerBuilt = time(() => {
        peer = PEERS[name]?.(examples);
      });
      // Turn about, so that both meet the same noise; a slow peer is asked fewer questions.
      const rounds = Array.from({ length: ROUNDS }, () => ({
        its: askFor(PATIENCE_MS / ROUNDS, (question) => peer?.ask(question), questions),
        own: askFor(PATIENCE_MS / ROUNDS, (question) => diagnoser.diagnose(question), questions),
      }));
      peer?.close?.();
      const median = (key: 'its' | 'own') => rounds.map((round) => round[key]).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
      peers.push({
        known: size,
        peer: name,
        'build s': (peerBuilt / 1000).toFixed(2),
        'questions/s': (1000 / median('its')).toFixed(1),
        'ours questions/s': Math.round(1000 / median('own')),
        'times faster': (median('its') / median('own')).toFixed(0),
      });
    }
    // Last, because a question must also be compared with what was added since the index was built.
    const added = Array.from({ length: 50 }, (_, n) => ({
      intent: `new ${n % 5}`,
      text: `${examples[n * 7]?.text} ${n}`,
    }))
      .map((example) => time(() => diagnoser.add(example)))
      .sort((a, b) => a - b);
    ours.push({
      ...ownRow,
      'add p50 ms': percentile(added, 0.5).toFixed(2),
      'add p99 ms': percentile(added, 0.99).toFixed(2),
    });
  }
  return { ours, peers };
}
