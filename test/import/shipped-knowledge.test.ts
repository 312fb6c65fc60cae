/** What the shipped knowledge base promises: enough of it, natural and not repeated, and an evaluation set apart from it. */
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../src/domain/knowledge.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { readLabelled } from '../../src/import/labelled.ts';
import { DATA_FOLDER } from '../../src/knowledge.ts';

const { knowledge, examples } = loadKnowledge(DATA_FOLDER);
const evaluation = readLabelled(`${DATA_FOLDER}/evaluation/questions.csv`);

function toTrigrams(text: string): Set<string> {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ');
  return new Set(Array.from({ length: Math.max(1, plain.length - 2) }, (_, n) => plain.slice(n, n + 3)));
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.intersection(b).size / a.union(b).size;
}

describe('the shipped knowledge base', () => {
  it('has at least 60 intents over all categories, each with 8 utterances in each language', () => {
    expect(knowledge.solutions.size).toBeGreaterThanOrEqual(60);
    expect(new Set([...knowledge.solutions.values()].map(({ category }) => category))).toEqual(new Set(CATEGORIES));
    for (const intent of knowledge.solutions.keys()) {
      for (const language of LANGUAGES) {
        const utterances = examples.filter((example) => example.intent === intent && example.language === language);
        expect(utterances.length, `${intent} ${language}`).toBeGreaterThanOrEqual(8);
      }
    }
  });

  it('repeats itself nowhere: no two utterances of an intent are near-copies', () => {
    const grams = examples.map(({ intent, text }) => ({ intent, text, grams: toTrigrams(text) }));
    const copies: string[] = [];
    for (const [n, one] of grams.entries()) {
      for (const other of grams.slice(n + 1)) {
        if (other.intent !== one.intent) continue;
        if (jaccard(one.grams, other.grams) > 0.7) copies.push(`${one.intent}: ${one.text} | ${other.text}`);
      }
    }
    expect(copies).toEqual([]);
  });

  it('addresses the learner as the bot itself does: 你', () => {
    const polite = [...knowledge.solutions.values()].filter(({ title, answer }) => /您/.test(title.zh + answer.zh));
    expect(polite.map(({ intent }) => intent)).toEqual([]);
  });

  it('has no two intents with the same answer', () => {
    for (const language of LANGUAGES) {
      const answers = [...knowledge.solutions.values()].map(({ answer }) => answer[language]);
      expect(new Set(answers).size).toBe(answers.length);
    }
  });
});

describe('the evaluation set', () => {
  it('has at least 400 questions, a quarter of them unanswerable, in both languages', () => {
    expect(evaluation.length).toBeGreaterThanOrEqual(400);
    const foreign = evaluation.filter(({ intent }) => intent === 'oos').length;
    expect(foreign / evaluation.length).toBeGreaterThanOrEqual(0.25);
    const chinese = evaluation.filter(({ text }) => /\p{Script=Han}/u.test(text)).length;
    expect(chinese / evaluation.length).toBeGreaterThan(0.4);
    expect(chinese / evaluation.length).toBeLessThan(0.6);
    for (const intent of knowledge.solutions.keys()) expect(evaluation.map((row) => row.intent)).toContain(intent);
  });

  it('is no near-copy of any utterance', () => {
    const known = examples.map(({ text }) => ({ text, grams: toTrigrams(text) }));
    const copies = evaluation.flatMap(({ text }) => {
      const grams = toTrigrams(text);
      return known.filter((other) => jaccard(grams, other.grams) > 0.6).map((other) => `${text} | ${other.text}`);
    });
    expect(copies).toEqual([]);
  });
});
