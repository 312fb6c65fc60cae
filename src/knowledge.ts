/** Composes the knowledge base: the files it comes from, what it remembers beside the database, and the thread it is learnt in. */
import { existsSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { KnowledgeFigures } from './analytics/knowledge-text.ts';
import type { Config } from './config.ts';
import { type Calibration, calibrate } from './diagnosis/calibration.ts';
import { CONFIDENCE_VERSION } from './diagnosis/confidence.ts';
import { createDiagnoser, type Diagnoser, type DiagnoserOptions } from './diagnosis/diagnoser.ts';
import type { Example } from './domain/diagnosis.ts';
import { readCalibration, toKnowledgeHash, writeCalibration } from './import/calibration-file.ts';
import { type LoadedKnowledge, loadKnowledge } from './import/knowledge.ts';
import { readLabelled } from './import/labelled.ts';
import { readWordVectors } from './import/word-vectors.ts';
import { createKnowledgeBase, type KnowledgeBase, type Known } from './workers/knowledge-base.ts';
import { trainAside } from './workers/training.ts';

export const DATA_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'data');
const WORD_VECTORS_FILE = join(DATA_FOLDER, 'word-vectors.en.bin');
/** An editor writes a file in several steps. */
const SETTLE_MS = 300;

type Gate = Pick<Config, 'answerMaxError' | 'oosShare'>;

export function toDiagnoserOptions({ answerMaxError, oosShare }: Gate) {
  return { maxError: answerMaxError, oosShare, wordVectors: readWordVectors(WORD_VECTORS_FILE), seed: 1 };
}

/** What the diagnoser learns from: the utterances, and what the solutions themselves say. */
export function toKnown({ knowledge, examples: utterances }: LoadedKnowledge): Known {
  const examples = utterances.map(({ intent, text }) => ({ intent, text }));
  for (const { intent, title, answer } of knowledge.solutions.values()) {
    for (const text of [title.zh, title.en, answer.zh, answer.en]) examples.push({ intent, text });
  }
  return { knowledge, examples, utterances: utterances.length };
}

/** For what runs once. `calibrationFile`: where a calibration may be remembered. */
export function createKnowledgeDiagnoser(
  loaded: LoadedKnowledge,
  config: Gate & { readonly calibrationFile?: string | null },
): Diagnoser {
  return createFrom(
    toKnown(loaded),
    toDiagnoserOptions(config),
    readQuestions(DATA_FOLDER),
    config.calibrationFile ?? null,
  );
}

/** The labelled questions beside the knowledge base; none where it has no such file. */
function readQuestions(folder: string): readonly Example[] {
  const file = join(folder, 'evaluation', 'questions.csv');
  return existsSync(file) ? readLabelled(file) : [];
}

function createFrom(
  known: Known,
  options: ReturnType<typeof toDiagnoserOptions>,
  questions: readonly Example[],
  file: string | null,
): Diagnoser {
  const hash = toKnowledgeHash([...known.examples, ...questions]);
  const remembered = file === null ? null : readCalibration<Calibration>(file, hash, CONFIDENCE_VERSION);
  const calibration = remembered ?? calibrate(known.examples, options, questions);
  if (file !== null && !remembered) writeCalibration(file, hash, CONFIDENCE_VERSION, calibration);
  return createDiagnoser(known.examples, { ...options, utterances: known.utterances, calibration });
}

export interface MeasuredCoverage {
  /** Share of all questions that would be answered at once, and of wrong ones among those answers; 0 of none. */
  readonly answered: number;
  readonly wrong: number;
  readonly n: number;
}

/** What the gate means on the questions of `evaluation/questions.csv`; null where the knowledge base has no such file. */
export function measureCoverage(diagnoser: Diagnoser, folder: string): MeasuredCoverage | null {
  const questions = readQuestions(folder);
  if (questions.length === 0) return null;
  const answered = questions
    .map(({ intent, text }) => ({ intent, diagnosis: diagnoser.diagnose(text) }))
    .filter(({ diagnosis }) => diagnosis.outcome === 'confident');
  const wrong = answered.filter(({ intent, diagnosis }) => diagnosis.candidates[0]?.intent !== intent).length;
  const n = questions.length;
  return { answered: answered.length / Math.max(1, n), wrong: wrong / Math.max(1, answered.length), n };
}

/** What `/kb` shows, as of now. */
export function toKnowledgeFigures(base: WatchedKnowledgeBase): KnowledgeFigures {
  const { solutions, queues } = base.knowledge;
  return {
    intents: solutions.size,
    utterances: base.utterances,
    queues: queues.size,
    maxError: base.maxError,
    gate: base.diagnoser.gate,
    measured: measureCoverage(base.diagnoser, base.folder),
  };
}

export interface WatchedKnowledgeBase extends KnowledgeBase {
  readonly folder: string;
  readonly maxError: number;
  /** From now on a change of the files is taken over. */
  watch(): void;
}

export function openKnowledgeBase(
  config: Gate & Pick<Config, 'calibrationFile'>,
  folder: string,
  log: Logger,
): WatchedKnowledgeBase {
  const { calibrationFile: file } = config;
  const options: ReturnType<typeof toDiagnoserOptions> & DiagnoserOptions = toDiagnoserOptions(config);
  const load = () => toKnown(loadKnowledge(folder));
  const first = load();
  const base = createKnowledgeBase({
    first,
    diagnoser: createFrom(first, options, readQuestions(folder), file),
    load,
    options,
    log,
    train: ({ examples, utterances }, signal) =>
      trainAside(
        { examples, questions: readQuestions(folder), options: { ...options, utterances }, calibration: null },
        signal,
      ),
    onCalibrated: (calibration, { examples }) => {
      if (file === null) return;
      const hash = toKnowledgeHash([...examples, ...readQuestions(folder)]);
      writeCalibration(file, hash, CONFIDENCE_VERSION, calibration);
    },
  });
  const ending = new AbortController();

  return {
    get knowledge() {
      return base.knowledge;
    },
    get diagnoser() {
      return base.diagnoser;
    },
    get utterances() {
      return base.utterances;
    },
    folder,
    maxError: config.answerMaxError,
    reload: base.reload,
    watch() {
      let settling: NodeJS.Timeout | undefined;
      try {
        watch(folder, { persistent: false, signal: ending.signal }, (_change, name) => {
          if (name !== null && !name.endsWith('.csv')) return;
          clearTimeout(settling);
          settling = setTimeout(() => void base.reload(), SETTLE_MS).unref();
        });
      } catch (error) {
        log.warn({ err: error }, 'changes of the knowledge base will be seen at the next start only');
      }
    },
    stop() {
      ending.abort();
      base.stop();
    },
  };
}
