/** `afterclass churn`: the probability that each learner leaves, learnt from those of whom it is known, with reasons in words. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Activity } from '../analytics/early-warning/activity.ts';
import { toActivity } from '../analytics/early-warning/activity.ts';
import { toAuc, toBrier, toCalibrationError } from '../analytics/early-warning/figures.ts';
import { type EarlyWarning, fitEarlyWarning, type LabelledRow } from '../analytics/early-warning/model.ts';
import { toReasons } from '../analytics/early-warning/reasons.ts';
import { createRandom } from '../demo/random.ts';
import { type Language, languageOfLocale } from '../domain/language.ts';
import { OperatorError, UsageError } from '../errors.ts';
import { type LearnerTable, readActivityTable, readLearnerTable } from '../import/early-warning.ts';
import type { Finish, Io } from './io.ts';
import { writeLines } from './lines.ts';

interface Options {
  readonly activity: string;
  readonly train: string;
  readonly in: string;
  readonly out: string;
  readonly check?: boolean;
  readonly seed: number;
}

function parseSeed(typed: string): number {
  const seed = Number(typed);
  if (typed.trim() === '' || !Number.isSafeInteger(seed)) throw new UsageError(`--seed ${typed} is no whole number`);
  return seed;
}

export function registerChurn(program: Command, io: Io, finish: Finish): void {
  program
    .command('churn')
    .description('Early warning: how likely each learner is to leave, and why (reasons in the language of LANG).')
    .requiredOption('--activity <file>', 'CSV learner,day,count…: a row per learner and active day; .gz is read too')
    .requiredOption('--train <file>', 'CSV learner,label,attribute…: 1 = left, 0 = stayed')
    .requiredOption('--in <file>', 'CSV learner,attribute…')
    .requiredOption('--out <file>', 'CSV learner,probability,reasons')
    .option(
      '--check',
      'also fit without every fifth learner and measure on those, beside the rule of days since the last activity',
    )
    .option('--seed <number>', 'start of the random numbers', parseSeed, 1)
    .action(async (options: Options) => {
      refuseOverwriting(options);
      const language = languageOfLocale(io.env.LC_ALL || io.env.LANG) ?? 'en';
      const { columns, rows } = readActivityTable(options.activity);
      const train = readLearnerTable(options.train, true);
      const asked = readLearnerTable(options.in, false);
      const activity = toActivity(columns, rows);
      const labelled = train.rows.map(({ learner, label, attributes }) => ({ learner, attributes, left: label === 1 }));
      const started = performance.now();
      const model = fit(activity, train.columns, labelled, options);
      const fitted = performance.now();
      await writeLines(
        options.out,
        toLines(model, asked, { attributes: train.columns, counts: columns }, language),
        '--out',
      );
      const took = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
      io.stderr.write(
        `${labelled.length} known learners, ${rows.length} active days; fitted in ${took(fitted - started)}; ` +
          `${asked.rows.length} learners rated in ${took(performance.now() - fitted)}\n`,
      );
      if (options.check) io.stderr.write(check(activity, train.columns, labelled, options));
      finish(0);
    });
}

function refuseOverwriting(options: Options): void {
  if ([options.activity, options.train, options.in].some((file) => resolve(file) === resolve(options.out))) {
    throw new UsageError(`--out ${options.out} is one of the files to read; give it a name of its own`);
  }
}

function fit(
  activity: Activity,
  columns: readonly string[],
  rows: readonly LabelledRow[],
  { train, seed }: Pick<Options, 'train' | 'seed'>,
): EarlyWarning {
  if (rows.every(({ left }) => left) || rows.every(({ left }) => !left)) {
    throw new OperatorError(
      `${train}: all labels are the same; give learners who left (1) and learners who stayed (0)`,
    );
  }
  return fitEarlyWarning({ activity, columns, rows, random: createRandom(seed).next });
}

/** Attributes are found by name: the file may have them in another order, or fewer. */
function* toLines(
  model: EarlyWarning,
  asked: LearnerTable,
  columns: { readonly attributes: readonly string[]; readonly counts: readonly string[] },
  language: Language,
): Generator<string> {
  yield 'learner,probability,reasons\n';
  const places = columns.attributes.map((column) => asked.columns.indexOf(column));
  for (const { learner, attributes } of asked.rows) {
    const row = { learner, attributes: places.map((place) => attributes[place] ?? '') };
    const warning = model.predict(row);
    const reasons = toReasons(warning, row, model, columns, language).join(';');
    yield `${[learner, warning.probability.toFixed(6), reasons].map(quote).join(',')}\n`;
  }
}

const quote = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Measured on learners the model has not seen, beside the simplest rule. */
function check(activity: Activity, columns: readonly string[], rows: readonly LabelledRow[], options: Options): string {
  const held = rows.filter((_, n) => n % 5 === 0);
  const model = fit(
    activity,
    columns,
    rows.filter((_, n) => n % 5 !== 0),
    options,
  );
  const labels = held.map(({ left }) => Number(left));
  const warnings = held.map((row) => model.predict(row));
  const probabilities = warnings.map(({ probability }) => probability);
  const figure = (value: number | null) => value?.toFixed(4) ?? '–';
  return (
    `on ${held.length} learners left out: AUC ${figure(toAuc(probabilities, labels))}, ` +
    `Brier ${figure(toBrier(probabilities, labels))}, calibration error ${figure(toCalibrationError(probabilities, labels))}; ` +
    `AUC of days since the last activity alone: ${figure(
      toAuc(
        warnings.map(({ summary }) => summary.recency),
        labels,
      ),
    )}\n`
  );
}
