/** Composes what reads comments: the shipped ones, the lexicon, the word vectors. Learnt on first use, in well under a second. */
import { join } from 'node:path';
import { createJudge, type Judge, type KnownComment } from './analytics/feedback/judge.ts';
import { createLexicon } from './analytics/feedback/lexicon.ts';
import { COMMENT_THEMES, isCommentTheme } from './analytics/feedback/theme-list.ts';
import { createRandom } from './demo/random.ts';
import { readComments } from './import/comments.ts';
import { readSentimentWords } from './import/lexicon.ts';
import { readWordVectors } from './import/word-vectors.ts';

/** `own`: comments that the community has labelled; `unlabelled`: its others, which teach the themes. The same input gives the same judge. */
export interface FeedbackSource {
  readonly own?: readonly KnownComment[];
  readonly unlabelled?: readonly string[];
}

/** The shipped comments as the model reads them. Throws `OperatorError` where the file is wrong. */
export function readKnownComments(file: string): KnownComment[] {
  return readComments(file, COMMENT_THEMES).map(({ text, positive, theme }) => ({
    text,
    positive,
    theme: theme !== null && isCommentTheme(theme) ? theme : null,
  }));
}

/** Reads the files at once and learns when first asked. */
export function openFeedback(folder: string, source: FeedbackSource = {}): Judge {
  const shipped = readKnownComments(join(folder, 'comments.csv'));
  const lexicon = createLexicon(readSentimentWords(join(folder, 'sentiment-words.csv')));
  let judge: Judge | null = null;
  return {
    judge(text) {
      judge ??= createJudge(shipped, {
        ...source,
        random: createRandom(1).next,
        lexicon,
        wordVectors: readWordVectors(join(folder, 'word-vectors.en.bin')),
      });
      return judge.judge(text);
    },
  };
}
