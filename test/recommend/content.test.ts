import { describe, expect, it } from 'vitest';
import { createForetelling, KNOWN_WELL } from '../../src/recommend/content/foretell.ts';
import { toLikeness } from '../../src/recommend/content/likeness.ts';
import { toTerms } from '../../src/recommend/content/terms.ts';

describe('what courses are about', () => {
  it('is in pairs and triples of characters and in words, whatever width and case', () => {
    expect(toTerms('数据库 ＳＱＬ, sql!')).toEqual(['数据', '数据库', '据库', 'sql', 'sql']);
    expect(toTerms('酒 a')).toEqual(['酒']);
    expect(toTerms('')).toEqual([]);
  });

  it('is not that both are for beginners', () => {
    const courses = [
      { title: '绘画入门 / Introduction to Painting', text: '' },
      { title: '编程入门 / Introduction to Coding', text: '' },
    ];
    expect(toLikeness(courses)[1]).toBe(0);
  });

  it('is alike by cosine: one for the same words, nothing for none in common', () => {
    const of = (text: string) => ({ title: '', text });
    const likeness = toLikeness([of('alpha beta'), of('beta alpha'), of('alpha gamma'), of('gamma'), of('solo')]);
    expect(likeness[1]).toBeCloseTo(1, 6);
    expect(likeness[5 * 0 + 2]).toBeGreaterThan(0.2);
    expect(likeness[5 * 0 + 3]).toBe(0);
    expect(likeness[5 * 4 + 4]).toBe(0);
    for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) expect(likeness[i * 5 + j]).toBe(likeness[j * 5 + i]);
  });

  it('tells the scores of a new course, by hand, and leaves those known well', () => {
    // One known course, likeness 1: K (K + 2)⁻¹ = 1 / 3 of its score.
    const same = { title: '', text: 'poker cards' };
    const foretelling = createForetelling([same, same, null], Int32Array.of(KNOWN_WELL, 0, 0));
    const scores = Float64Array.of(0.9, 0, 0.4);
    foretelling.apply(scores);
    expect(scores[0]).toBe(0.9);
    expect(scores[1]).toBeCloseTo(0.3, 7);
    expect(scores[2]).toBe(0.4);
  });

  it('gives way to a course’s own score as learners come', () => {
    const same = { title: '', text: 'poker cards' };
    const scores = Float64Array.of(0.9, 0.5);
    createForetelling([same, same], Int32Array.of(KNOWN_WELL, KNOWN_WELL / 2)).apply(scores);
    // Half its own 0.5, half the foretold 0.3.
    expect(scores[1]).toBeCloseTo(0.4, 7);
    expect(createForetelling([same], Int32Array.of(0)).targets).toHaveLength(0);
  });
});
