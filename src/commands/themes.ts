/** `afterclass themes`: what each comment is about, learnt from few labelled ones and from the comments themselves. */
import type { Command } from 'commander';
import { fitThemes, type ThemeModel } from '../analytics/feedback/themes.ts';
import { createRandom } from '../demo/random.ts';
import { OperatorError } from '../errors.ts';
import { readLabelled } from '../import/labelled.ts';
import { readTexts } from '../import/texts.ts';
import type { Finish, Io } from './io.ts';
import { writeLines } from './lines.ts';
import { refuseOverwriting, type TextOptions } from './sentiment.ts';

const MOST_GUESSES = 3;

export function registerThemes(program: Command, io: Io, finish: Finish): void {
  program
    .command('themes')
    .description('What comments are about, learnt from a few labelled ones per theme (Chinese and English).')
    .requiredOption('--train <file>', 'CSV or TSV label,text: the label is the theme; .gz is read too')
    .requiredOption('--in <file>', 'CSV with a column text, or one comment a line without a header; they teach too')
    .requiredOption('--out <file>', 'JSON lines: {"id","theme","label","score","top"}; label repeats theme')
    .action(async (options: TextOptions) => {
      refuseOverwriting(options);
      const examples = readLabelled(options.train);
      const texts = readTexts(options.in);
      const comments = examples.map(({ intent, text }) => ({ theme: intent, text }));
      if (new Set(comments.map(({ theme }) => theme)).size < 2) {
        throw new OperatorError(`${options.train}: there is one theme only; give comments about at least two`);
      }
      const started = performance.now();
      const model = fitThemes(comments, { random: createRandom(1).next, unlabelled: texts });
      const fitted = performance.now();
      await writeLines(options.out, toRecords(model, texts), '--out');
      const took = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
      io.stderr.write(
        `${comments.length} known comments, learnt in ${took(fitted - started)}; ` +
          `${texts.length} sorted in ${took(performance.now() - fitted)}\n`,
      );
      finish(0);
    });
}

function* toRecords(model: ThemeModel, texts: readonly string[]): Generator<string> {
  for (const [id, text] of texts.entries()) {
    const guesses = model.guess(text);
    const [{ theme, score } = { theme: null, score: 0 }] = guesses;
    const top = guesses.slice(0, MOST_GUESSES).map((guess) => guess.theme);
    yield `${JSON.stringify({ id, theme, label: theme, score: Number(score.toFixed(6)), top })}\n`;
  }
}
