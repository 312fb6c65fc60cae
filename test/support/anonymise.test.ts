/** Past tickets for practice: what must not be left in them, and what must. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymise } from '../../src/support/anonymise.ts';

describe('for practice', () => {
  it.each([
    ['我叫王小明，手机１３８-1234 5678，订单 A20260301-77', '我叫[姓名]，手机[号码]，订单 [号码]', 'zh'],
    ['mail mei.lin@example.org or https://x.cn/a?b=1，谢谢', 'mail [mail] or [link]，谢谢', 'en'],
    ['<@U0123> ask @mei_lin', '[somebody] ask [somebody]', 'en'],
    ['Mei Lin said hello to mei and Meilin', '[name] said hello to [name] and Meilin', 'en'],
    ['my name is John Smith and it fails', 'my name is [name] and it fails', 'en'],
    ['第 3 节 10:05 打不开，2026-3-1 买的', '第 3 节 10:05 打不开，[号码] 买的', 'zh'],
    ['小梅老师说 1080p 不行', '[姓名]老师说 1080p 不行', 'zh'],
  ] as const)('%s', (text, expected, language) => {
    expect(anonymise(text, ['Mei Lin', '小梅'], language)).toBe(expected);
  });

  it('for any text: no known name, address or long number is left', () => {
    const piece = fc.constantFrom(
      '小梅',
      'Mei',
      ' ',
      '13812345678',
      'a@b.cn',
      '１２３４５６',
      '，',
      'x',
      '+86 138 1234 5678',
      '@mei',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const text = anonymise(pieces.join(''), ['Mei', '小梅'], 'en');
        expect(text).not.toMatch(/小梅|\d{5}|@/);
        expect(text).not.toMatch(/(?<![\p{Script=Latin}\p{N}])Mei(?![\p{Script=Latin}\p{N}])/u);
      }),
    );
  });
});
