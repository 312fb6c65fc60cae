/** What the shipped comments promise: enough of them, balanced, not repeated, and an evaluation set apart from them. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMENT_THEMES } from '../../src/analytics/feedback/theme-list.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { openFeedback } from '../../src/feedback.ts';
import { readComments } from '../../src/import/comments.ts';
import { readSentimentWords } from '../../src/import/lexicon.ts';
import { readSurveys } from '../../src/import/surveys.ts';
import { DATA_FOLDER } from '../../src/knowledge.ts';

const comments = readComments(join(DATA_FOLDER, 'comments.csv'), COMMENT_THEMES);
const evaluation = readComments(join(DATA_FOLDER, 'evaluation', 'comments.csv'), COMMENT_THEMES);

function toTrigrams(text: string): Set<string> {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ');
  return new Set(Array.from({ length: Math.max(1, plain.length - 2) }, (_, n) => plain.slice(n, n + 3)));
}
const jaccard = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.intersection(b).size / a.union(b).size;
const grams = comments.map(({ text }) => ({ text, grams: toTrigrams(text) }));

describe('the shipped comments', () => {
  it.each(LANGUAGES)('are at least 600 in %s, every theme content and discontent', (language) => {
    const own = comments.filter((each) => each.language === language);
    expect(own.length).toBeGreaterThanOrEqual(600);
    for (const theme of COMMENT_THEMES) {
      for (const positive of [true, false]) {
        expect(own.filter((each) => each.theme === theme && each.positive === positive).length).toBeGreaterThanOrEqual(
          20,
        );
      }
    }
  });

  it('repeat themselves nowhere', () => {
    const copies: string[] = [];
    for (const [n, one] of grams.entries()) {
      for (const other of grams.slice(n + 1)) {
        if (jaccard(one.grams, other.grams) > 0.5) copies.push(`${one.text} | ${other.text}`);
      }
    }
    expect(copies).toEqual([]);
  });

  it('are not those that they are measured on', () => {
    const copies = evaluation.flatMap(({ text }) => {
      const own = toTrigrams(text);
      return grams.filter((other) => jaccard(own, other.grams) > 0.4).map((other) => `${text} | ${other.text}`);
    });
    expect(copies).toEqual([]);
  });

  it('teach a judge that is mostly right where it speaks', () => {
    const { judge } = openFeedback(DATA_FOLDER);
    const verdicts = evaluation.map(({ text, positive }) => ({ positive, said: judge(text).positive }));
    const spoken = verdicts.filter(({ said }) => said !== null);
    expect(spoken.length / verdicts.length).toBeGreaterThan(0.5);
    expect(spoken.filter(({ said, positive }) => said === positive).length / spoken.length).toBeGreaterThan(0.85);
  });
});

describe('the other files beside them', () => {
  it('words of the lexicon stand once each, in both languages', () => {
    const words = readSentimentWords(join(DATA_FOLDER, 'sentiment-words.csv'));
    expect(new Set(words.map(({ language, word }) => `${language} ${word}`)).size).toBe(words.length);
    expect(words.filter(({ language }) => language === 'zh').length).toBeGreaterThan(300);
  });

  it('surveys are asked in both languages, of a part of the learners, rarely', () => {
    for (const { question, sample, capDays } of readSurveys(join(DATA_FOLDER, 'surveys.csv'))) {
      expect(question.zh).not.toBe(question.en);
      expect(sample).toBeLessThanOrEqual(0.5);
      expect(capDays).toBeGreaterThanOrEqual(30);
    }
  });
});
