import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../../adapters/shared/split.ts';

const signsOf = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

describe('splitText', () => {
  it('leaves a text that fits as it is', () => {
    expect(splitText('', 10)).toEqual(['']);
    expect(splitText('0123456789', 10)).toEqual(['0123456789']);
  });

  it.each([
    ['a paragraph', 'aaaaa\n\nbbb c\ndd', 10, ['aaaaa', 'bbb c\ndd']],
    ['a line', 'aaa. a\nbb bbb', 9, ['aaa. a', 'bb bbb']],
    ['a sentence', '第一句话。第二句 话', 8, ['第一句话。', '第二句 话']],
    ['a word', 'aaaa bbbb cccc', 10, ['aaaa bbbb', 'cccc']],
    ['a late seam over an early better one', 'a\n\nbbbb bb cc', 8, ['a\n\nbbbb', 'bb cc']],
  ])('cuts at %s', (_, text, most, parts) => {
    expect(splitText(text, most)).toEqual(parts);
  });

  it('cuts between signs, never inside one', () => {
    expect(splitText('👩‍🏫👩‍🏫👩‍🏫', 11)).toEqual(['👩‍🏫👩‍🏫', '👩‍🏫']);
    expect(splitText('e\u0301e\u0301e\u0301', 3)).toEqual(['e\u0301', 'e\u0301', 'e\u0301']);
  });

  it('loses nothing but what separates, whatever the text', () => {
    const unit = fc.constantFrom('a', '字', '。', '. ', ' ', '\n', '\n\n', '😀', '👩‍🏫', 'e\u0301', '🇨🇳');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 80 }), fc.integer({ min: 12, max: 40 }), (units, most) => {
        const text = units.join('');
        const parts = splitText(text, most);
        expect(parts.every((part) => part.length <= most)).toBe(true);
        expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        // Regional indicators pair up from wherever a text begins, and a mark clings to what stands before it.
        const visible = signsOf(text).filter((sign) => sign.trim() !== '');
        expect(parts.flatMap(signsOf).filter((sign) => sign.trim() !== '')).toEqual(visible);
      }),
      { numRuns: 300 },
    );
  });
});
