import { describe, expect, it } from 'vitest';
import { grams, readGrams, toPlain } from '../../../src/analytics/feedback/grams.ts';
import { toKeyWords, toSignedG2 } from '../../../src/analytics/feedback/keyness.ts';
import { createLexicon } from '../../../src/analytics/feedback/lexicon.ts';
import { fitCurve, toProbability } from '../../../src/analytics/feedback/platt.ts';
import { separate, toPlaneMargin } from '../../../src/analytics/feedback/separator.ts';
import { createSpace } from '../../../src/analytics/feedback/space.ts';
import { createRandom } from '../../../src/demo/random.ts';

const gramsOf = (text: string) => [...grams.subarray(0, readGrams(toPlain(text)))];

describe('grams', () => {
  it('are the same in every width and case, and however an apostrophe is written', () => {
    expect(gramsOf('ＡＢＣ，很好')).toEqual(gramsOf('abc,很好'));
    expect(gramsOf("I don't like it").length).toBe(gramsOf('I don’t like it').length);
  });

  it('tell a word under a negation from the word', () => {
    const [plain, negated] = [gramsOf('good'), gramsOf('not good')];
    expect(negated.length).toBeGreaterThan(plain.length + gramsOf('not').length + 1);
  });

  it('take any text: empty, signs, emoji, halves of pairs, very long', () => {
    for (const text of ['', '   ', '!!!', '👍🏽👍', '\ud83d', 'x'.repeat(9000), '好'.repeat(9000)]) {
      expect(readGrams(toPlain(text))).toBeLessThanOrEqual(grams.length);
    }
  });
});

describe('the space', () => {
  it('counts each gram once per text with its number, and leaves no trace for the next', () => {
    const { space, rows } = createSpace(['aa bb aa', 'bb cc']);
    const again = space.read(toPlain('aa bb aa'));
    expect([...space.ids.subarray(0, again)]).toEqual([...rows[0]!.ids]);
    expect([...space.counts.subarray(0, again)]).toEqual([...rows[0]!.counts]);
    expect(space.read(toPlain('zz'))).toBe(0);
  });
});

describe('the separator', () => {
  it('parts what can be parted, and repeats itself with the same seed', () => {
    const rows = [0, 1, 2, 3].map((n) => ({ ids: Int32Array.of(n % 2), values: Float32Array.of(1) }));
    const fit = () => separate(rows, [1, 0, 1, 0], 2, { cost: 1, rounds: 20, random: createRandom(1).next });
    expect(toPlaneMargin(fit(), rows[0]!)).toBeGreaterThan(0);
    expect(toPlaneMargin(fit(), rows[1]!)).toBeLessThan(0);
    expect(fit()).toEqual(fit());
  });
});

describe('the curve', () => {
  it('gives back the probabilities from which the labels were drawn', () => {
    const random = createRandom(2).next;
    const margins = Array.from({ length: 20_000 }, () => 6 * random() - 3);
    const labels = margins.map((margin) => Number(random() < 1 / (1 + Math.exp(-(1.5 * margin - 0.5)))));
    const curve = fitCurve(margins, labels);
    expect(curve.slope).toBeCloseTo(1.5, 1);
    expect(curve.offset).toBeCloseTo(-0.5, 1);
  });

  it('is flat where margins say nothing, and finite where they say all', () => {
    expect(toProbability(fitCurve([0, 0, 0, 0], [1, 0, 1, 1]), 9)).toBeLessThan(1);
    expect(Number.isFinite(fitCurve([-5, -4, 4, 5], [0, 0, 1, 1]).slope)).toBe(true);
  });
});

describe('the lexicon', () => {
  const lexicon = createLexicon([
    { language: 'zh', word: '清楚', weight: 2 },
    { language: 'zh', word: '好', weight: 1 },
    { language: 'zh', word: '态度差', weight: -2 },
    { language: 'en', word: 'good', weight: 1 },
    { language: 'en', word: 'boring', weight: -2 },
  ]);
  const sign = (text: string) => {
    const { good, bad } = lexicon.judge(toPlain(text));
    return Math.sign(good - bad);
  };

  it.each([
    ['讲得很清楚', 1],
    ['讲得不太清楚', -1],
    ['没有讲清楚', -1],
    ['不知道，反正讲得清楚', 1],
    ['客服态度差', -1],
    ['This is good', 1],
    ['This is not very good', -1],
    ['No. Good one', 1],
    ['never boring', 1],
    ['', 0],
  ])('%s: %d', (text, expected) => {
    expect(sign(text)).toBe(expected);
  });

  it('hears emphasis', () => {
    expect(lexicon.judge('very good').good).toBeGreaterThan(lexicon.judge('good').good);
  });
});

describe('key words', () => {
  it('have the log-likelihood of Dunning, signed', () => {
    // 10 of 20 against 2 of 20, by hand: 2 Σ O ln(O/E) with E = 6, 6, 14, 14.
    const expected =
      2 * (10 * Math.log(10 / 6) + 2 * Math.log(2 / 6) + 10 * Math.log(10 / 14) + 18 * Math.log(18 / 14));
    expect(toSignedG2(10, 20, 2, 20)).toBeCloseTo(expected, 10);
    expect(toSignedG2(2, 20, 10, 20)).toBeCloseTo(-expected, 10);
    expect(toSignedG2(5, 20, 5, 20)).toBeCloseTo(0, 10);
    expect(toSignedG2(3, 3, 0, 0)).toBeCloseTo(0, 10);
  });

  it('put first what marks the first texts, in both languages', () => {
    const bad = ['退款太慢', '退款没到账', 'refund is late', 'no refund yet'];
    const good = ['老师很好', '老师讲得清楚', 'great teacher', 'the teacher is patient'];
    const words = toKeyWords(bad, good);
    expect(
      words
        .slice(0, 2)
        .map(({ word }) => word)
        .sort(),
    ).toEqual(['refund', '退款']);
    expect(words.at(-1)!.keyness).toBeLessThan(0);
  });
});
