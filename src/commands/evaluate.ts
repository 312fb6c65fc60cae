/** `afterclass evaluate`: how well the diagnoser does on labelled questions, in figures that mean something. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { wilsonInterval } from '../analytics/statistics/wilson.ts';
import { type Config, parseConfig } from '../config.ts';
import { createDiagnoser, type Diagnoser, OUT_OF_SCOPE } from '../diagnosis/diagnoser.ts';
import { toConfusions, toWorstIntents } from '../diagnosis/evaluation/confusions.ts';
import {
  type Bin,
  type Row,
  toAuroc,
  toBins,
  toCalibrationError,
  toMrr,
  toRightAt,
  toRow,
} from '../diagnosis/evaluation/figures.ts';
import type { Example } from '../domain/diagnosis.ts';
import { type Language, languageOfLocale } from '../domain/language.ts';
import { OperatorError, UsageError } from '../errors.ts';
import { loadKnowledge } from '../import/knowledge.ts';
import { readLabelled } from '../import/labelled.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER, toDiagnoserOptions } from '../knowledge.ts';
import { type Evaluation, type MeasuredBin, type Share, toEvaluationText } from './evaluation-text.ts';
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
    .option('--png <file>', 'draw how far the confidence can be believed (labels in the language of LANG)')
    .option('--json', 'machine-readable output')
    .action(async (options: Options) => {
      refuseOverwriting(options);
      const config = parseConfig(io.env);
      const test = readLabelled(options.test);
      const { diagnoser, intents } = open(options, config);
      const figures = measure(test, diagnoser, intents);
      if (options.png !== undefined)
        await draw(options.png, figures, languageOfLocale(io.env.LC_ALL || io.env.LANG) ?? 'en');
      io.stdout.write(options.json ? `${JSON.stringify(figures)}\n` : toEvaluationText(figures, config.oosShare));
      finish(0);
    });
}

function refuseOverwriting({ known = [], test, png }: Options): void {
  if (png !== undefined && [test, ...known].some((file) => resolve(file) === resolve(png))) {
    throw new UsageError(`--png ${png} is one of the files to read; give it a name of its own`);
  }
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

/** As many were right as the share says; it is a share of whole questions. */
function toMeasuredBin(bin: Bin): MeasuredBin {
  const { low, high } = toShare(Math.round((bin.right ?? 0) * bin.n), bin.n);
  return { ...bin, low, high };
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
    bins: bins.map(toMeasuredBin),
    confusions: toConfusions(rows),
    worst: toWorstIntents(rows),
    questionsPerSecond: rows.length > 0 && seconds > 0 ? rows.length / seconds : null,
  };
}

async function draw(file: string, { bins, ece }: Evaluation, language: Language): Promise<void> {
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
