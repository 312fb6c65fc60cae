import { describe, expect, it } from 'vitest';
import { readLinkCode, toLinkCode } from '../src/link-code.ts';

const SECRET = 'a secret of some length';
const NOW = Date.UTC(2026, 0, 5);

describe('a link code', () => {
  it('says whose account it joins, until it expires', () => {
    for (const account of ['S-42', '学员一二三四五六七八九', 'a'.repeat(33)]) {
      const code = toLinkCode(account, NOW + 1000, SECRET);
      expect(code).toMatch(/^[\w-]{1,64}$/);
      expect(readLinkCode(code, NOW, SECRET)).toEqual({ ok: true, account });
      expect(readLinkCode(code, NOW + 1000, SECRET)).toEqual({ ok: false, problem: 'expired' });
    }
  });

  it('is refused when a single sign of it is another one', () => {
    const code = toLinkCode('S-42', NOW + 1000, SECRET);
    for (let n = 0; n < code.length; n++) {
      const changed = `${code.slice(0, n)}${code[n] === 'A' ? 'B' : 'A'}${code.slice(n + 1)}`;
      expect(readLinkCode(changed, NOW, SECRET)).toEqual({ ok: false, problem: 'wrong' });
    }
    expect(readLinkCode(code, NOW, 'another secret entirely')).toEqual({ ok: false, problem: 'wrong' });
    for (const other of ['', 'x', '\u0000', '../..', 'a'.repeat(500), ' ']) {
      expect(readLinkCode(other, NOW, SECRET)).toEqual({ ok: false, problem: 'wrong' });
    }
  });

  it('needs a secret, and an account that fits', () => {
    expect(readLinkCode('whatever', NOW, null)).toEqual({ ok: false, problem: 'notSet' });
    expect(() => toLinkCode('a'.repeat(34), NOW, SECRET)).toThrow('34 bytes');
    expect(() => toLinkCode('', NOW, SECRET)).toThrow('0 bytes');
  });
});
