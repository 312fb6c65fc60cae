import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/demo/random.ts';
import { calibrate, NOT_CALIBRATED, toCoverage } from '../../src/diagnosis/calibration.ts';
import { createConfidence, NO_ADJUSTMENT, type Signals } from '../../src/diagnosis/confidence.ts';
import { createDiagnoser } from '../../src/diagnosis/diagnoser.ts';
import { createInvertedIndex, THOROUGH } from '../../src/diagnosis/inverted-index.ts';
import { createMatcher } from '../../src/diagnosis/matcher.ts';
import { indexExamples, trainModel } from '../../src/diagnosis/model.ts';
import { createPlanes, toPlanesState } from '../../src/diagnosis/planes.ts';
import { readKnown } from '../../src/diagnosis/reading.ts';
import { createSeparate } from '../../src/diagnosis/separator.ts';
import type { Example } from '../../src/domain/diagnosis.ts';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { readLabelled } from '../../src/import/labelled.ts';
import { DATA_FOLDER, toDiagnoserOptions, toKnown } from '../../src/knowledge.ts';

const { wordVectors } = toDiagnoserOptions({ answerMaxError: 0.05, oosShare: 0.2 });
const loaded = loadKnowledge(DATA_FOLDER);
const utterances: Example[] = loaded.examples.map(({ intent, text }) => ({ intent, text }));
const questions = readLabelled(`${DATA_FOLDER}/evaluation/questions.csv`).filter(({ intent }) => intent !== 'oos');

describe('the index', () => {
  const some = utterances.filter((_, n) => n % 4 === 0);
  const { vectorizer, corpus, index: state } = indexExamples(some, wordVectors);

  /** Cosine of the features alone, feature by feature. */
  function toCosine(a: ReturnType<typeof vectorizer.toVector>, b: typeof a): number {
    const weights = new Map(Array.from(b.ids, (id, i) => [id, b.weights[i] ?? 0]));
    const dot = Array.from(a.ids, (id, i) => (a.weights[i] ?? 0) * (weights.get(id) ?? 0));
    return dot.reduce((sum, value) => sum + value, 0) / (a.length * b.length);
  }

  it('finds the nearest text as comparing with every one does', () => {
    const index = createInvertedIndex(state, corpus);
    const vectors = some.map(({ text }) => vectorizer.toVector(readKnown(text)));
    let same = 0;
    const asked = questions.filter((_, n) => n % 5 === 0);
    for (const { text } of asked) {
      const question = vectorizer.toVector(vectorizer.read(text));
      const best = Math.max(...vectors.map((vector) => toCosine(question, vector)));
      const { cosines } = index.search(question, THOROUGH);
      if (Math.abs((cosines[0] ?? 0) - best) < 1e-5) same += 1;
      expect([...cosines]).toEqual([...cosines].sort((a, b) => b - a));
    }
    expect(same / asked.length).toBeGreaterThan(0.97);
  });

  it('finds what was added since it was built, and not what is gone', () => {
    const gone = new Set([0]);
    const index = createInvertedIndex(state, corpus, (n) => gone.has(n));
    const first = vectorizer.toVector(readKnown(some[0]?.text ?? ''));
    expect([...index.search(first, THOROUGH).texts]).not.toContain(0);
    const added = corpus.add(first);
    expect(index.search(first, THOROUGH).texts[0]).toBe(added);
    expect(index.search(first, THOROUGH).cosines[0]).toBeCloseTo(1, 5);
  });
});

describe('the separators', () => {
  const few = utterances.filter(({ intent }) => ['login_failed', 'refund_request', 'video_stutters'].includes(intent));
  const { vectorizer, corpus } = indexExamples(few, null);
  const intents = [...new Set(few.map(({ intent }) => intent))];
  const everything = Int32Array.from(few.keys());
  const own = intents.map((intent) => [...few.keys()].filter((n) => few[n]?.intent === intent));

  it('put each text on its side, whatever was trained before', () => {
    const separate = createSeparate(corpus, () => vectorizer.size, 1);
    const planes = own.map((texts) => separate(everything, texts, 0, 0));
    const again = separate(everything, own[0] ?? [], 0, 0);
    expect(again).toEqual(planes[0]);
    const scorer = createPlanes(toPlanesState(planes, vectorizer.size, 0), 0);
    for (const { intent, text } of few) {
      const scores = scorer.score(vectorizer.toVector(readKnown(text)), [...intents.keys()]);
      expect(intents[scores.indexOf(Math.max(...scores))]).toBe(intent);
    }
  });

  it('score alike side by side and one after the other', () => {
    const separate = createSeparate(corpus, () => vectorizer.size, 1);
    const planes = own.map((texts) => separate(everything, texts, 0.5, 0));
    const dense = toPlanesState(planes, vectorizer.size, 0);
    // A vocabulary too large to lay out densely is laid out by intent.
    const sparse = toPlanesState(planes, 1e9, 0);
    expect([dense.dense, sparse.dense]).toEqual([true, false]);
    const vector = vectorizer.toVector(readKnown(few[5]?.text ?? ''));
    const one = createPlanes(dense, 0).score(vector, [0, 1, 2]);
    const other = createPlanes(sparse, 0).score(vector, [0, 1, 2]);
    for (const [n, score] of one.entries()) expect(other[n]).toBeCloseTo(score, 5);
  });
});

describe('growing', () => {
  it('answers like a full rebuild, within half a point', () => {
    const late = createRandom(3)
      .shuffle(utterances)
      .slice(0, Math.round(utterances.length / 10));
    const isLate = new Set(late.map(({ text }) => text));
    const options = { wordVectors, calibration: NOT_CALIBRATED };
    const full = createDiagnoser(utterances, options);
    const grown = createDiagnoser(
      utterances.filter(({ text }) => !isLate.has(text)),
      options,
    );
    for (const example of utterances) if (isLate.has(example.text)) grown.add(example);
    const accuracy = (diagnoser: typeof full) =>
      questions.filter(({ intent, text }) => diagnoser.diagnose(text).candidates[0]?.intent === intent).length /
      questions.length;
    expect(accuracy(grown)).toBeGreaterThanOrEqual(accuracy(full) - 0.005);
  });

  it('learns a new intent and forgets one without utterances', () => {
    const diagnoser = createDiagnoser(utterances, { wordVectors, calibration: NOT_CALIBRATED });
    const phrases = ['how do I groom my alpaca', 'alpaca wool care', 'brushing an alpaca'];
    for (const text of phrases) diagnoser.add({ intent: 'alpaca', text });
    expect(diagnoser.diagnose('grooming the alpaca').candidates[0]?.intent).toBe('alpaca');
    for (const text of phrases) expect(diagnoser.retire({ intent: 'alpaca', text })).toBe(true);
    expect(diagnoser.retire({ intent: 'alpaca', text: 'alpaca wool care' })).toBe(false);
    const { candidates } = diagnoser.diagnose('grooming the alpaca');
    expect(candidates.map(({ intent }) => intent)).not.toContain('alpaca');
  });
});

describe('names of intents', () => {
  const examples = [
    { intent: 'card_arrival', text: 'when will my card come' },
    { intent: 'card_arrival', text: 'arrival date' },
    { intent: 'c02e79ef', text: 'where do I join' },
  ];

  it('are one more phrasing where they say something, and are never shown', () => {
    const model = trainModel(examples, { wordVectors: null, seed: 1 });
    expect(model.examples.slice(3)).toEqual([{ intent: 'card_arrival', text: 'card arrival' }]);
    const matcher = createMatcher(model, null, 1);
    expect(matcher.exampleOf(3)).toBeNull();
    expect(matcher.exampleOf(0)?.text).toBe('when will my card come');
  });
});

describe('confidence', () => {
  const signals: Signals = {
    score: 0.8,
    margin: 0.5,
    dominance: 0.8,
    cosine: 0.5,
    cosineMargin: 0.1,
    share: 0.6,
    plane: 0.4,
    unknown: 0.1,
    length: 8,
    depth: 20,
    coverage: 0.8,
    meant: 0.6,
    density: 0.35,
  };

  it('is a probability, falls where more questions are expected to be uncovered, and rises with the margin', () => {
    const at = (oosShare: number, change: Partial<Signals> = {}) =>
      createConfidence(oosShare)({ ...signals, ...change });
    expect(at(0)).toBeGreaterThan(at(0.2));
    expect(at(0.2)).toBeGreaterThan(at(0.6));
    expect(at(0.999)).toBeGreaterThanOrEqual(0);
    expect(at(0)).toBeLessThanOrEqual(1);
    expect(at(0.2, { margin: 0.9, score: 1.2, plane: 0.7 })).toBeGreaterThan(at(0.2));
    expect(at(0.2, { cosine: 0.9, coverage: 1, share: 1, dominance: 1 })).toBeGreaterThan(at(0.2));
  });

  it('takes what a knowledge base adds', () => {
    expect(createConfidence(0.2, { ...NO_ADJUSTMENT, right: 1 })(signals)).toBeGreaterThan(
      createConfidence(0.2)(signals),
    );
  });

  it('is fitted to labelled questions where there are such, without being turned round', () => {
    const labelled = readLabelled(`${DATA_FOLDER}/evaluation/questions.csv`);
    const { adjustment, trials } = calibrate(utterances, { wordVectors, seed: 1 }, labelled);
    expect(trials.length).toBeGreaterThan(380);
    expect(adjustment.coveredSlope).toBeGreaterThan(0);
    const error = (toConfidence: (signals: Signals) => number) =>
      Math.abs(
        trials.reduce((sum, trial) => sum + toConfidence(trial.signals) - (trial.right ? 1 : 0), 0) / trials.length,
      );
    const uncovered = trials.filter(({ covered }) => !covered).length / trials.length;
    expect(error(createConfidence(uncovered, adjustment))).toBeLessThan(error(createConfidence(uncovered)));
    expect(error(createConfidence(uncovered, adjustment))).toBeLessThan(0.03);
  });

  it('needs enough utterances to be calibrated, and says what the gate means', () => {
    expect(calibrate(utterances.slice(0, 60), { wordVectors: null, seed: 1 })).toEqual(NOT_CALIBRATED);
    expect(toCoverage(NOT_CALIBRATED, 0.2, 0.8)).toBeNull();
    const trials = [true, true, false, true].map((right) => ({ covered: true, right, signals }));
    const confidence = createConfidence(0.2)(signals);
    expect(toCoverage({ adjustment: NO_ADJUSTMENT, trials }, 0.2, confidence)).toEqual({
      answered: 1,
      wrong: 0.25,
      n: 4,
    });
    expect(toCoverage({ adjustment: NO_ADJUSTMENT, trials }, 0.2, 1)).toEqual({ answered: 0, wrong: 0, n: 4 });
  });
});

describe('messy questions', () => {
  const known = toKnown(loaded);
  const diagnoser = createDiagnoser(known.examples, { wordVectors, utterances: known.utterances });

  it.each([
    ['app 闪退 怎么办 login 不了', ['app_crash', 'login_failed']],
    ['wufa denglu zhanghao', ['login_failed']],
    ['登陆不上去', ['login_failed']],
    ['怎么tuikuan', ['refund_request']],
    ['my vidoe keeps bufering', ['video_stutters']],
    ['視頻一直卡頓怎麼辦', ['video_stutters']],
    ['helppppp I cant loooog in', ['login_failed']],
  ])('%s: %s', (text, intents) => {
    expect(intents).toContain(diagnoser.diagnose(text).candidates[0]?.intent);
  });

  it('are explained by what decided', () => {
    const { repaired, margin, candidates } = diagnoser.explain('怎么tuikuan');
    expect(repaired).toEqual([['tuikuan', '退款']]);
    expect(margin).toBeGreaterThan(0);
    expect(candidates[0]?.reasons[0]).toMatchObject({ kind: 'term', name: '退' });
    expect(candidates[0]?.nearest[0]?.text).toContain('退');
  });

  it('get the same answer from a diagnoser built again', () => {
    const again = createDiagnoser(known.examples, { wordVectors, utterances: known.utterances });
    for (const { text } of questions.filter((_, n) => n % 10 === 0)) {
      expect(again.diagnose(text)).toEqual(diagnoser.diagnose(text));
    }
  });

  it('never show a solution as a similar question', () => {
    const shown = new Set(utterances.map(({ text }) => text));
    for (const { text } of questions) {
      for (const { similarQuestion } of diagnoser.diagnose(text).candidates) {
        if (similarQuestion !== null) expect(shown.has(similarQuestion)).toBe(true);
      }
    }
  });
});
