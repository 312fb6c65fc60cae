/** Bounds, reminders, and tickets without names. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymise } from '../../src/support/anonymise.ts';
import { type Allowance, admitMessage, limitTexts, mayOpenTicket } from '../../src/support/limits.ts';
import { judgePending } from '../../src/support/pending.ts';

/** What becomes of messages at these moments (ms), three a minute. */
function admit(times: readonly number[]): string[] {
  let allowance: Allowance | null = null;
  return times.map((at) => {
    const admission = admitMessage(allowance, at, 3);
    allowance = admission.allowance;
    return admission.allowed ? 'yes' : admission.notify ? 'told' : 'no';
  });
}

describe('three messages a minute', () => {
  it.each<[string, number[], string[]]>([
    ['at once', [0, 0, 0], ['yes', 'yes', 'yes']],
    ['one more is refused and told so, once', [0, 0, 0, 0, 1, 2], ['yes', 'yes', 'yes', 'told', 'no', 'no']],
    ['every 20 s there is room again', [0, 0, 0, 20_000, 20_001], ['yes', 'yes', 'yes', 'yes', 'told']],
    [
      'after an hour no more than three',
      [0, 3_600_000, 3_600_000, 3_600_000, 3_600_000],
      ['yes', 'yes', 'yes', 'yes', 'told'],
    ],
    [
      'a new flood is told again',
      [0, 0, 0, 0, 60_000, 60_000, 60_000, 60_000],
      ['yes', 'yes', 'yes', 'told', 'yes', 'yes', 'yes', 'told'],
    ],
    ['time that goes back gives nothing', [60_000, 60_000, 60_000, 0, 0], ['yes', 'yes', 'yes', 'told', 'no']],
  ])('%s', (_, times, expected) => expect(admit(times)).toEqual(expected));

  it('for any messages: never more than six in any minute, and who keeps to 20 s is never refused', () => {
    const gaps = fc.array(fc.nat({ max: 30_000 }), { maxLength: 60 });
    const toTimes = (all: readonly number[]) =>
      all.map((_, n) => all.slice(0, n + 1).reduce((sum, gap) => sum + gap, 0));
    fc.assert(
      fc.property(gaps, (all) => {
        const times = toTimes(all);
        const admitted = times.filter((_, n) => admit(times)[n] === 'yes');
        for (const from of admitted) {
          expect(admitted.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(6);
        }
        expect(admit(toTimes(all.map((gap) => gap + 20_000)))).not.toContain('told');
      }),
      { numRuns: 50 },
    );
  });

  it('and tickets', () => {
    expect([mayOpenTicket(2, 3), mayOpenTicket(3, 3)]).toEqual([true, false]);
    expect(limitTexts.tooMany(['T-1', 'T-2'], 'zh')).toContain('2 张未完成的工单（T-1、T-2）');
    expect(limitTexts.tooFast('en')).toContain('wait a minute');
  });
});

describe('a pending ticket', () => {
  const terms = { remindAfterMs: 100, closeAfterMs: 50 };

  it.each([
    ['waits', 0, null, 99, 'wait', 100],
    ['is reminded', 0, null, 100, 'remind', 150],
    ['is reminded late, with the whole time to answer', 0, null, 400, 'remind', 450],
    ['waits for the answer', 0, 100, 149, 'wait', 150],
    ['is closed', 0, 100, 150, 'close', null],
    ['is reminded again after somebody wrote', 120, 100, 220, 'remind', 270],
  ] as const)('%s', (_, since, remindedAt, now, act, nextAt) => {
    expect(judgePending(since, remindedAt, now, terms)).toEqual({ act, nextAt });
  });
});

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
