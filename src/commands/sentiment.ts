/** `afterclass sentiment`: how content each comment is, learnt from labelled ones. */
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { createLexicon } from '../analytics/feedback/lexicon.ts';
import { fitSentiment, type Sentiment } from '../analytics/feedback/sentiment.ts';
import { createRandom } from '../demo/random.ts';
import { OperatorError, UsageError } from '../errors.ts';
import { readSentimentWords } from '../import/lexicon.ts';
import { readSentimentExamples, readTexts } from '../import/texts.ts';
import { readWordVectors } from '../import/word-vectors.ts';
import { DATA_FOLDER } from '../knowledge.ts';
import type { Finish, Io } from './io.ts';
import { writeLines } from './lines.ts';

export interface TextOptions {
  readonly train: string;
  readonly in: string;
  readonly out: string;
}

export function refuseOverwriting(options: TextOptions): void {
  if ([options.train, options.in].some((file) => resolve(file) === resolve(options.out))) {
    throw new UsageError(`--out ${options.out} is one of the files to read; give it a name of its own`);
  }
}

export function registerSentiment(program: Command, io: Io, finish: Finish): void {
  program
    .command('sentiment')
    .description('How content comments are, 0 to 1, learnt from labelled ones (Chinese and English).')
    .requiredOption('--train <file>', 'CSV or TSV label,text: 1 = content, 0 = discontent; .gz is read too')
    .requiredOption('--in <file>', 'CSV with a column text, or one comment a line without a header')
    .requiredOption('--out <file>', 'JSON lines: {"id","score"}')
    .action(async (options: TextOptions) => {
      refuseOverwriting(options);
      const examples = readSentimentExamples(options.train);
      const texts = readTexts(options.in);
      const started = performance.now();
      const model = fit(examples, options.train);
      const fitted = performance.now();
      await writeLines(options.out, toRecords(model, texts), '--out');
      const rated = (performance.now() - fitted) / 1000;
      io.stderr.write(
        `${examples.length} known comments, learnt in ${((fitted - started) / 1000).toFixed(2)} s; ` +
          `${texts.length} rated in ${rated.toFixed(2)} s (${Math.round(texts.length / rated)} per second)\n`,
      );
      finish(0);
    });
}

function fit(examples: ReturnType<typeof readSentimentExamples>, file: string): Sentiment {
  if (examples.every(({ positive }) => positive) || examples.every(({ positive }) => !positive)) {
    throw new OperatorError(`${file}: all labels are the same; give content (1) and discontent (0) comments`);
  }
  return fitSentiment(examples, {
    random: createRandom(1).next,
    lexicon: createLexicon(readSentimentWords(join(DATA_FOLDER, 'sentiment-words.csv'))),
    wordVectors: readWordVectors(join(DATA_FOLDER, 'word-vectors.en.bin')),
  });
}

function* toRecords(model: Sentiment, texts: readonly string[]): Generator<string> {
  for (const [id, text] of texts.entries()) yield `{"id":${id},"score":${Number(model.score(text).toFixed(6))}}\n`;
}
