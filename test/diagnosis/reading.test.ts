import { describe, expect, it } from 'vitest';
import { toSyllable, toSyllables } from '../../src/diagnosis/pinyin.ts';
import { createSounds, learnSounds } from '../../src/diagnosis/sounds.ts';
import { createSpelling, isOneEdit, learnSpelling } from '../../src/diagnosis/spelling.ts';
import { toTokens } from '../../src/diagnosis/tokens.ts';
import { createVocabulary } from '../../src/diagnosis/vocabulary.ts';

describe('one typing error', () => {
  it.each([
    ['refund', 'refund', true],
    ['refund', 'refnd', true],
    ['refund', 'reffund', true],
    ['refund', 'rafund', true],
    ['refund', 'refnud', true],
    ['refund', 'fefunb', false],
    ['refund', 'refu', false],
    ['ab', 'ba', true],
  ])('%s and %s: %s', (a, b, near) => {
    expect(isOneEdit(a, b)).toBe(near);
    expect(isOneEdit(b, a)).toBe(near);
  });

  it('is read as the most frequent known word that is near', () => {
    const spelling = createSpelling(
      learnSpelling(
        new Map([
          ['course', 9],
          ['coarse', 2],
          ['login', 5],
        ]),
      ),
    );
    expect(spelling.repair('coorse')).toBe('course');
    expect(spelling.repair('lgoin')).toBe('login');
    expect(spelling.repair('zebra')).toBeNull();
    expect(spelling.repair('lgn')).toBeNull();
    spelling.add('zebras');
    expect(spelling.repair('zebra')).toBe('zebras');
  });
});

describe('sounds', () => {
  it('of characters and words', () => {
    expect(Array.from('登录视频绿', toSyllable)).toEqual(['deng', 'lu', 'shi', 'pin', 'lv']);
    expect(toSyllables('denglu')).toEqual(['deng', 'lu']);
    expect(toSyllables('zhanghao')).toEqual(['zhang', 'hao']);
    expect(toSyllables('video')).toBeNull();
    expect(toSyllables('')).toEqual([]);
  });

  it('stand for the characters that are most often written so', () => {
    const texts = ['无法登录', '登录不了', '登陆失败', '打不开'].map(toTokens);
    const sounds = createSounds(learnSounds(texts));
    expect(sounds.toCharacters('denglu')).toBe('登录');
    expect(sounds.toCharacters('dabukai')).toBe('打不开');
    expect(sounds.toCharacters('kai')).toBe('开');
    expect(sounds.toCharacters('tuikuan')).toBeNull();
    expect(sounds.toCharacters('video')).toBeNull();
  });
});

describe('tokens', () => {
  it('are stems, shapes of numbers and single characters', () => {
    expect(toTokens('Videos 打开 404, 13800138000').map(({ kind, term }) => [kind, term])).toEqual([
      ['word', 'video'],
      ['han', '打'],
      ['han', '开'],
      ['number', '#3'],
      ['number', '#11'],
    ]);
    expect(toTokens('🎉?!')).toEqual([]);
  });
});

describe('the vocabulary', () => {
  it('gives each key one number, however many there are, and can be handed on', () => {
    const vocabulary = createVocabulary();
    const keys = Array.from({ length: 20_000 }, (_, n) => Math.imul(n, 0x9e3779b1) | 0);
    expect(keys.map((key) => vocabulary.add(key))).toEqual(keys.map((_, n) => n));
    expect(keys.map((key) => vocabulary.add(key))).toEqual(keys.map((_, n) => n));
    const restored = createVocabulary(structuredClone(vocabulary.toTable()));
    expect(keys.every((key, n) => restored.find(key) === n)).toBe(true);
    expect(restored.find(12_345_678)).toBe(-1);
    expect(restored.size).toBe(20_000);
  });
});
