/** The feedback model that ships, as it serves: a fifth of its comments left out in turn, and on the comments set apart. */
import { join } from 'node:path';
import { createJudge, type Judge, type KnownComment } from '../../src/analytics/feedback/judge.ts';
import { createLexicon } from '../../src/analytics/feedback/lexicon.ts';
import { createRandom } from '../../src/demo/random.ts';
import { detectLanguage } from '../../src/diagnosis/language.ts';
import { readKnownComments } from '../../src/feedback.ts';
import { readSentimentWords } from '../../src/import/lexicon.ts';
import { readWordVectors } from '../../src/import/word-vectors.ts';
import { DATA_FOLDER } from '../../src/knowledge.ts';
import type { Row } from './table.ts';

const PARTS = 5;

export function benchShippedFeedback(): Row[] {
  const lexicon = createLexicon(readSentimentWords(join(DATA_FOLDER, 'sentiment-words.csv')));
  const wordVectors = readWordVectors(join(DATA_FOLDER, 'word-vectors.en.bin'));
  const learn = (known: readonly KnownComment[]): Judge =>
    createJudge(known, { random: createRandom(1).next, lexicon, wordVectors });
  // The file is in order of theme and sentiment.
  const known = createRandom(5).shuffle(readKnownComments(join(DATA_FOLDER, 'comments.csv')));
  const crossed = Array.from({ length: PARTS }, (_, part) => {
    const { judge } = learn(known.filter((_, n) => n % PARTS !== part));
    return known.filter((_, n) => n % PARTS === part).map((comment) => ({ comment, said: judge(comment.text) }));
  }).flat();
  const { judge } = learn(known);
  const apart = readKnownComments(join(DATA_FOLDER, 'evaluation', 'comments.csv')).map((comment) => ({
    comment,
    said: judge(comment.text),
  }));
  const share = (part: number, n: number) => (part / n).toFixed(3);
  return [['left out in turn', crossed] as const, ['set apart', apart] as const].flatMap(([on, all]) =>
    (['zh', 'en'] as const).map((language) => {
      const rows = all.filter(({ comment }) => (detectLanguage(comment.text) ?? 'en') === language);
      const judged = rows.filter(({ said }) => said.positive !== null);
      const themed = rows.filter(({ said }) => said.theme !== null);
      const count = <T>(some: readonly T[], is: (one: T) => boolean) => some.filter(is).length;
      return {
        on,
        language,
        n: rows.length,
        right: share(
          count(rows, ({ comment, said }) => said.score > 0.5 === comment.positive),
          rows.length,
        ),
        'with verdict': share(judged.length, rows.length),
        'right of these': share(
          count(judged, ({ comment, said }) => said.positive === comment.positive),
          judged.length,
        ),
        'with theme': share(themed.length, rows.length),
        'theme right of these': share(
          count(themed, ({ comment, said }) => said.theme === comment.theme),
          themed.length,
        ),
      };
    }),
  );
}
