/** `afterclass evaluate`: how well the diagnoser does on labelled questions, in figures that mean something. */
import type { Command } from 'commander';
import { wilsonInterval } from '../analytics/wilson.ts';
import { parseConfig } from '../config.ts';
import { createDiagnoser, type Diagnoser } from '../diagnosis/diagnoser.ts';
import type { Diagnosis, Example } from '../domain/diagnosis.ts';
import { loadKnowledge } from '../import/knowledge.ts';
import { readLabelled } from '../import/labelled.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER } from '../knowledge.ts';
import type { Finish, Io } from './io.ts';

interface Options {
  readonly known?: string[];
  readonly test: string;
  readonly json?: boolean;
}

interface Share {
  readonly value: number | null;
  readonly n: number;
  readonly low: number | null;
  readonly high: number | null;
}

export function registerEvaluate(program: Command, io: Io, finish: Finish): void {
  program
    .command('evaluate')
    .description('Measure the diagnoser on labelled questions (label `oos` = must not be answered).')
    .option('--known <file...>', 'known examples (default: the knowledge base)')
    .requiredOption('--test <file>', 'labelled questions')
    .option('--json', 'machine-readable output')
    .action((options: Options) => {
      const config = parseConfig(io.env);
      const settings = { maxError: config.answerMaxError, oosShare: config.oosShare };
      const diagnoser = options.known
        ? createDiagnoser(
            options.known.flatMap((file) => readLabelled(file)),
            settings,
          )
        : createKnowledgeDiagnoser(loadKnowledge(DATA_FOLDER), config);
      const figures = measure(readLabelled(options.test), diagnoser);
      io.stdout.write(options.json ? `${JSON.stringify(figures)}\n` : toText(figures));
      finish(0);
    });
}

function toShare(part: number, n: number): Share {
  if (n === 0) return { value: null, n, low: null, high: null };
  const { low, high } = wilsonInterval(part, n);
  return { value: part / n, n, low, high };
}

/** Shares of the test questions; `n` is what each is a share of. */
function measure(test: readonly Example[], diagnoser: Diagnoser): Record<string, Share> {
  const rows = test.map(({ intent, text }) => ({ intent, diagnosis: diagnoser.diagnose(text) }));
  const known = rows.filter(({ intent }) => intent !== 'oos');
  const foreign = rows.filter(({ intent }) => intent === 'oos');
  const rank = (intent: string, { candidates }: Diagnosis) =>
    candidates.findIndex((candidate) => candidate.intent === intent);
  const answered = rows.filter(({ diagnosis }) => diagnosis.outcome === 'confident');
  const right = answered.filter(({ intent, diagnosis }) => rank(intent, diagnosis) === 0);
  const within = (places: number) =>
    known.filter(({ intent, diagnosis }) => {
      const place = rank(intent, diagnosis);
      return place >= 0 && place < places;
    }).length;
  const asked = known.filter(({ diagnosis }) => diagnosis.outcome === 'ambiguous');
  const offered = asked.filter(({ intent, diagnosis }) => [0, 1, 2].includes(rank(intent, diagnosis)));
  const unanswered = foreign.filter(({ diagnosis }) => diagnosis.outcome !== 'confident').length;
  return {
    accuracy1: toShare(within(1), known.length),
    accuracy3: toShare(within(3), known.length),
    answeredRight: toShare(right.length, known.length),
    wrongAmongAnswers: toShare(answered.length - right.length, answered.length),
    rightAmongOffered: toShare(offered.length, asked.length),
    unanswerableNotAnswered: toShare(unanswered, foreign.length),
  };
}

const NAMES: Record<string, string> = {
  accuracy1: 'First candidate right',
  accuracy3: 'Among the first three',
  answeredRight: 'Answered at once, and rightly',
  wrongAmongAnswers: 'Wrong among the answers given',
  rightAmongOffered: 'Right one offered when asking back',
  unanswerableNotAnswered: 'Unanswerable, not answered',
};

function toText(figures: Readonly<Record<string, Share>>): string {
  const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)}%`);
  return Object.entries(figures)
    .map(
      ([name, { value, n, low, high }]) =>
        `${NAMES[name]}: ${percent(value)} of ${n} (95%: ${percent(low)} to ${percent(high)})\n`,
    )
    .join('');
}
