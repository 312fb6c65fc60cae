/** `afterclass evaluate`: how well the diagnoser does on labelled questions, in figures that mean something. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { wilsonInterval } from '../analytics/wilson.ts';
import { type Config, parseConfig } from '../config.ts';
import { createDiagnoser, type Diagnoser, OUT_OF_SCOPE } from '../diagnosis/diagnoser.ts';
import { toConfusions, toWorstIntents } from '../diagnosis/evaluation/confusions.ts';
import {
  type Row,
  toAuroc,
  toBins,
  toCalibrationError,
  toMrr,
  toRightAt,
  toRow,
} from '../diagnosis/evaluation/figures.ts';
import type { Example } from '../domain/diagnosis.ts';
import { OperatorError } from '../errors.ts';
import { loadKnowledge } from '../import/knowledge.ts';
import { readLabelled } from '../import/labelled.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER, toDiagnoserOptions } from '../knowledge.ts';
import { type Evaluation, type Share, toEvaluationText } from './evaluation-text.ts';
import type { Finish, Io } from './io.ts';

interface Options {
  readonly known?: string[];
  readonly test: string;
  readonly json?: boolean;
  readonly png?: string;
}

export function registerEvaluate(program: Command, io: Io, finish: Finish): void {
  program
    .command('evaluate')
    .description('Measure the diagnoser on labelled questions (label `oos` = must not be answered).')
    .option('--known <file...>', 'known examples (default: the knowledge base)')
    .requiredOption('--test <file>', 'labelled questions')
    .option('--png <file>', 'draw how far the confidence can be believed')
    .option('--json', 'machine-readable output')
    .action(async (options: Options) => {
      const test = readLabelled(options.test);
      const { diagnoser, intents } = open(options, parseConfig(io.env));
      const figures = measure(test, diagnoser, intents);
      if (options.png !== undefined) await draw(options.png, figures, /^zh/i.test(io.env.LANG ?? '') ? 'zh' : 'en');
      io.stdout.write(options.json ? `${JSON.stringify(figures)}\n` : toEvaluationText(figures));
      finish(0);
    });
}

function open({ known }: Options, config: Config): { diagnoser: Diagnoser; intents: ReadonlySet<string> } {
  if (known) {
    const examples = known.flatMap((file) => readLabelled(file));
    const intents = new Set(examples.map(({ intent }) => intent).filter((intent) => intent !== OUT_OF_SCOPE));
    return { diagnoser: createDiagnoser(examples, toDiagnoserOptions(config)), intents };
  }
  const loaded = loadKnowledge(DATA_FOLDER);
  return { diagnoser: createKnowledgeDiagnoser(loaded, config), intents: new Set(loaded.knowledge.solutions.keys()) };
}

function toShare(part: number, n: number): Share {
  if (n === 0) return { value: null, n, low: null, high: null };
  const { low, high } = wilsonInterval(part, n);
  return { value: part / n, n, low, high };
}

function measure(test: readonly Example[], diagnoser: Diagnoser, intents: ReadonlySet<string>): Evaluation {
  const started = performance.now();
  const diagnoses = test.map(({ text }) => diagnoser.diagnose(text));
  const seconds = (performance.now() - started) / 1000;
  const rows = test.flatMap((example, n) => {
    const diagnosis = diagnoses[n];
    return diagnosis ? [toRow(example, diagnosis, intents)] : [];
  });
  const covered = rows.filter((row) => row.covered);
  const foreign = rows.filter((row) => !row.covered);
  const outcome = (name: Row['diagnosis']['outcome']) => (row: Row) => row.diagnosis.outcome === name;
  const within = (places: number) => (row: Row) => row.rank >= 0 && row.rank < places;
  const count = (some: readonly Row[], is: (row: Row) => boolean) => some.filter(is).length;
  const answered = rows.filter(outcome('confident'));
  const asked = covered.filter(outcome('ambiguous'));
  const bins = toBins(rows);
  return {
    accuracy1: toShare(count(covered, within(1)), covered.length),
    accuracy3: toShare(count(covered, within(3)), covered.length),
    answeredRight: toShare(count(answered, within(1)), covered.length),
    wrongAmongAnswers: toShare(answered.length - count(answered, within(1)), answered.length),
    rightAmongOffered: toShare(count(asked, within(3)), asked.length),
    unanswerableNotAnswered: toShare(foreign.length - count(foreign, outcome('confident')), foreign.length),
    mrr: toMrr(rows),
    auroc: toAuroc(rows),
    rightAt2: toRightAt(rows, 0.02),
    rightAt5: toRightAt(rows, 0.05),
    ece: toCalibrationError(bins),
    bins,
    confusions: toConfusions(rows),
    worst: toWorstIntents(rows),
    questionsPerSecond: seconds > 0 ? rows.length / seconds : null,
  };
}

async function draw(file: string, { bins, ece }: Evaluation, language: 'zh' | 'en'): Promise<void> {
  // Loaded only when asked for: the drawing packages are large.
  const { drawReliability } = await import('../charts/reliability.ts');
  const png = drawReliability(bins, ece, language);
  try {
    writeFileSync(file, png);
  } catch (error) {
    const { code = 'fault' } = error as NodeJS.ErrnoException;
    throw new OperatorError(`cannot write ${file} (${code}); check --png`, { cause: error });
  }
}
