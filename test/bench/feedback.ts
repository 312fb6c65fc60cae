/** What reads comments beside its named peers, all learnt from the shipped comments: accuracy on those set apart, and speed in turns. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createLexicon } from '../../src/analytics/feedback/lexicon.ts';
import { fitSentiment } from '../../src/analytics/feedback/sentiment.ts';
import { COMMENT_THEMES } from '../../src/analytics/feedback/theme-list.ts';
import { createRandom } from '../../src/demo/random.ts';
import { type LabelledComment, readComments } from '../../src/import/comments.ts';
import { readSentimentWords } from '../../src/import/lexicon.ts';
import { readWordVectors } from '../../src/import/word-vectors.ts';
import { DATA_FOLDER } from '../../src/knowledge.ts';
import { toPeerTokens } from './peers.ts';
import type { Row } from './table.ts';

const ROUNDS = 5;
const require = createRequire(import.meta.url);

type Say = (text: string) => boolean;

function createOurs(known: readonly LabelledComment[]): Say {
  const model = fitSentiment(
    known.map(({ text, positive }) => ({ text, positive: positive === true })),
    {
      random: createRandom(1).next,
      lexicon: createLexicon(readSentimentWords(join(DATA_FOLDER, 'sentiment-words.csv'))),
      wordVectors: readWordVectors(join(DATA_FOLDER, 'word-vectors.en.bin')),
    },
  );
  return (text) => model.score(text) > 0.5;
}

function createBayes(known: readonly LabelledComment[]): Say {
  interface Bayes {
    addDocument(tokens: string[], label: string): void;
    train(): void;
    classify(tokens: string[]): string;
  }
  const { BayesClassifier } = require('natural/lib/natural/classifiers/index.js') as {
    BayesClassifier: new () => Bayes;
  };
  const peer = new BayesClassifier();
  for (const { text, positive } of known) peer.addDocument(toPeerTokens(text), positive ? '1' : '0');
  peer.train();
  return (text) => peer.classify(toPeerTokens(text)) === '1';
}

/** It needs no training, and knows no Chinese: there its score is always 0. */
function createAnalyzer(): Say {
  type Analyzer = new (language: string, stemmer: unknown, type: string) => { getSentiment(words: string[]): number };
  const Analyzer = require('natural/lib/natural/sentiment/SentimentAnalyzer.js') as Analyzer;
  const stemmer = require('natural/lib/natural/stemmers/porter_stemmer.js') as unknown;
  const peer = new Analyzer('English', stemmer, 'afinn');
  return (text) => peer.getSentiment(text.toLowerCase().match(/[a-z']+/g) ?? []) > 0;
}

export function benchFeedback(): Row[] {
  const known = readComments(join(DATA_FOLDER, 'comments.csv'), COMMENT_THEMES);
  const held = readComments(join(DATA_FOLDER, 'evaluation', 'comments.csv'), COMMENT_THEMES);
  const models: Readonly<Record<string, () => Say>> = {
    ours: () => createOurs(known),
    'natural Bayes': () => createBayes(known),
    'natural SentimentAnalyzer': createAnalyzer,
  };
  const made = Object.entries(models).map(([name, create]) => {
    const started = performance.now();
    const say = create();
    return { name, say, fit: performance.now() - started, best: Number.POSITIVE_INFINITY };
  });
  // In turns, so that all meet the same noise.
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of made) {
      const started = performance.now();
      for (const { text } of held) each.say(text);
      each.best = Math.min(each.best, performance.now() - started);
    }
  }
  const right = (say: Say, language: string) => {
    const own = held.filter((each) => each.language === language);
    return (own.filter(({ text, positive }) => say(text) === positive).length / own.length).toFixed(3);
  };
  return made.map(({ name, say, fit, best }) => ({
    model: name,
    'right zh': right(say, 'zh'),
    'right en': right(say, 'en'),
    'fit ms': Math.round(fit),
    'texts/s': Math.round((1000 * held.length) / best),
  }));
}
