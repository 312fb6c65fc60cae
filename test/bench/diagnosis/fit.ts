/**
 * Fits the weights of `src/diagnosis/confidence.ts`. Usage: node test/bench/diagnosis/fit.ts FILE.tsv… (label and text).
 * Each set is split many times: a quarter of the intents is left out whole and stands for unknown questions, of the others
 * a part is kept for asking. A question counts as right when its first candidate is its intent.
 */

import { createRandom } from '../../../src/demo/random.ts';
import { NOT_CALIBRATED } from '../../../src/diagnosis/calibration.ts';
import { SIGNS, toInputs } from '../../../src/diagnosis/confidence.ts';
import { createDiagnoser } from '../../../src/diagnosis/diagnoser.ts';
import type { Example } from '../../../src/domain/diagnosis.ts';
import { readLabelled } from '../../../src/import/labelled.ts';
import { readWordVectors } from '../../../src/import/word-vectors.ts';
import { DATA_FOLDER } from '../../../src/knowledge.ts';

const wordVectors = readWordVectors(`${DATA_FOLDER}/word-vectors.en.bin`);

interface Row {
  readonly inputs: readonly number[];
  readonly covered: number;
  readonly right: number;
  readonly weight: number;
}

const PER_INTENT = [3, 5, 10, 20, 60];
const HELD_OUT = 0.25;
const QUESTIONS = 1500;
const VERBATIM = 0.03;

function collect(file: string, seed: number): Row[] {
  const random = createRandom(seed);
  const all = readLabelled(file).filter(({ intent }) => intent !== 'oos');
  const groups = Map.groupBy(random.shuffle(all), ({ intent }) => intent);
  const intents = random.shuffle([...groups.keys()]).slice(0, 100);
  const left = new Set(intents.slice(0, Math.round(intents.length * HELD_OUT)));
  const rows: Row[] = [];
  for (const size of PER_INTENT) {
    const known: Example[] = [];
    const asked: Example[] = [];
    for (const intent of intents) {
      const group = groups.get(intent) ?? [];
      if (!left.has(intent)) known.push(...group.slice(0, size));
      asked.push(...group.slice(left.has(intent) ? 0 : size));
    }
    const diagnoser = createDiagnoser(known, { wordVectors, calibration: NOT_CALIBRATED });
    // Some ask exactly what is known.
    const verbatim = random.shuffle(known).slice(0, Math.round(QUESTIONS * VERBATIM));
    const questions = [...random.shuffle(asked).slice(0, QUESTIONS), ...verbatim];
    const foreign = questions.filter(({ intent }) => left.has(intent)).length;
    for (const { intent, text } of questions) {
      const measured = diagnoser.measure(text);
      if (!measured) continue;
      // Whatever the split gave, the simulation is to hold a quarter of unknown questions.
      const share = left.has(intent)
        ? HELD_OUT / (foreign / questions.length)
        : (1 - HELD_OUT) / (1 - foreign / questions.length);
      rows.push({
        inputs: toInputs(measured.signals),
        covered: left.has(intent) ? 0 : 1,
        right: measured.intent === intent ? 1 : 0,
        weight: share / questions.length,
      });
    }
  }
  return rows;
}

interface Point {
  readonly inputs: readonly number[];
  /** 1 = yes. */
  readonly answer: number;
  readonly weight: number;
}

const toCovered = (rows: readonly Row[]): Point[] => rows.map((row) => ({ ...row, answer: row.covered }));
const toRight = (rows: readonly Row[]): Point[] =>
  rows.filter(({ covered }) => covered === 1).map((row) => ({ ...row, answer: row.right }));

const RIDGE = 0.02;
const STEPS = 1500;

/**
 * Logistic regression with a small ridge and the signs of `SIGNS`, by accelerated projected gradient descent (Beck & Teboulle
 * 2009, SIAM Journal on Imaging Sciences 2).
 */
function fit(points: readonly Point[]): number[] {
  const size = points[0]?.inputs.length ?? 0;
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  // The largest curvature: a quarter of the largest squared length of an input, weighted.
  const curvature = points.reduce((sum, { inputs, weight }) => {
    const square = inputs.reduce((own, input) => own + input * input, 0);
    return sum + (weight * square) / 4;
  }, RIDGE * total);
  let weights = new Array<number>(size).fill(0);
  let ahead = weights;
  let momentum = 1;
  for (let step = 0; step < STEPS; step++) {
    const gradient = ahead.map((weight) => RIDGE * weight);
    for (const { inputs, answer, weight } of points) {
      const p = 1 / (1 + Math.exp(-inputs.reduce((sum, input, n) => sum + input * (ahead[n] ?? 0), 0)));
      for (let i = 0; i < size; i++) gradient[i] = (gradient[i] ?? 0) + weight * (p - answer) * (inputs[i] ?? 0);
    }
    const next = ahead.map((weight, i) => project(weight - (gradient[i] ?? 0) / curvature, SIGNS[i] ?? 0));
    const faster = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    ahead = next.map((weight, i) => weight + ((momentum - 1) / faster) * (weight - (weights[i] ?? 0)));
    weights = next;
    momentum = faster;
  }
  return weights;
}

function project(weight: number, sign: number): number {
  if (sign > 0) return Math.max(0, weight);
  return sign < 0 ? Math.min(0, weight) : weight;
}

function logLoss(points: readonly Point[], weights: readonly number[]): number {
  let loss = 0;
  let total = 0;
  for (const { inputs, answer, weight } of points) {
    const p = 1 / (1 + Math.exp(-inputs.reduce((sum, input, n) => sum + input * (weights[n] ?? 0), 0)));
    loss -= weight * Math.log(answer === 1 ? p : 1 - p);
    total += weight;
  }
  return loss / total;
}

const files = process.argv.slice(2);
const sets = files.map((file) => ({ file, rows: [1, 2].flatMap((seed) => collect(file, seed)) }));
for (const [name, toPoints] of Object.entries({ COVERED: toCovered, RIGHT: toRight })) {
  for (const { file, rows } of sets) {
    const others = sets.filter((set) => set.file !== file).flatMap((set) => set.rows);
    const own = toPoints(rows);
    const foreign = others.length > 0 ? logLoss(own, fit(toPoints(others))).toFixed(4) : '–';
    process.stdout.write(
      `${name} ${file}: log loss with the others' weights ${foreign}, with its own ${logLoss(own, fit(own)).toFixed(4)}\n`,
    );
  }
  const weights = fit(toPoints(sets.flatMap((set) => set.rows)));
  process.stdout.write(`${name} = [${weights.map((weight) => weight.toFixed(3)).join(', ')}]\n`);
}
