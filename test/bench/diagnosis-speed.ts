/** Building and asking the index at two sizes, beside natural's TfIdf over the same tokens. */
import { createRequire } from 'node:module';
import { DATA_FOLDER } from '../../src/app.ts';
import { createRandom } from '../../src/demo/random.ts';
import { createDiagnoser } from '../../src/diagnosis/diagnoser.ts';
import { normaliseText } from '../../src/diagnosis/normalise.ts';
import type { Example } from '../../src/domain/diagnosis.ts';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { readLabelled } from '../../src/import/labelled.ts';
import { percentile, type Row } from './table.ts';

interface TfIdf {
  addDocument(tokens: string[]): void;
  tfidfs(tokens: string[]): number[];
}

const { TfIdf } = createRequire(import.meta.url)('natural/lib/natural/tfidf/index.js') as { TfIdf: new () => TfIdf };
const SIZES = [1000, 10_000];
const QUESTIONS = 200;

/** Words, and single characters with their pairs for Chinese: what the peer needs to work at all. */
function toTokens(text: string): string[] {
  const plain = normaliseText(text);
  const characters = plain.match(/\p{Script=Han}/gu) ?? [];
  const pairs = characters.slice(1).map((character, n) => `${characters[n]}${character}`);
  return [...(plain.match(/[a-z0-9]+/g) ?? []), ...characters, ...pairs];
}

/** Known utterances made from the shipped ones: two of different intents joined, so that there are enough of them. */
function toExamples(size: number): Example[] {
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

export async function benchDiagnosis(): Promise<Row[]> {
  const questions = readLabelled(`${DATA_FOLDER}/evaluation/questions.csv`)
    .slice(0, QUESTIONS)
    .map(({ text }) => text);
  const rows: Row[] = [];
  for (const size of SIZES) {
    const examples = toExamples(size);
    let diagnoser = createDiagnoser([]);
    const built = time(() => {
      diagnoser = createDiagnoser(examples);
    });
    const peer = new TfIdf();
    const peerBuilt = time(() => {
      for (const { text } of examples) peer.addDocument(toTokens(text));
    });
    for (const question of questions) diagnoser.diagnose(question);
    const asked = questions.map((question) => time(() => diagnoser.diagnose(question))).sort((a, b) => a - b);
    // The first question makes the peer compute its idf; it is not counted.
    peer.tfidfs(toTokens(questions[0] ?? ''));
    const peerAsked = questions
      .slice(0, 50)
      .map((question) => time(() => peer.tfidfs(toTokens(question))))
      .sort((a, b) => a - b);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    rows.push({
      known: size,
      'ours: build s (with training)': (built / 1000).toFixed(2),
      'questions/s': Math.round(1000 / mean(asked)),
      'p50 ms': percentile(asked, 0.5).toFixed(2),
      'p99 ms': percentile(asked, 0.99).toFixed(2),
      'natural: build s': (peerBuilt / 1000).toFixed(2),
      'natural: questions/s': Math.round(1000 / mean(peerAsked)),
      'times faster': (mean(peerAsked) / mean(asked)).toFixed(0),
    });
  }
  return rows;
}
