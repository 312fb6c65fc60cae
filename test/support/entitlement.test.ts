/** Who is owed service, until when, and what they are told. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entitlementFor, toEntitlement, toEntitlementTerms } from '../../src/support/entitlement.ts';
import { isTakenByPeople, toEntitlementLine, toEntitlementText } from '../../src/support/entitlement-text.ts';

const zone = 'Asia/Shanghai';
const at = (text: string): number => Temporal.ZonedDateTime.from(`${text}[${zone}]`).epochMilliseconds;
const toCourse = (id: string, serviceMonths: number | null) => ({
  id,
  title: id,
  text: '',
  level: null,
  prerequisites: [],
  price: null,
  serviceMonths,
});
const TERMS = toEntitlementTerms([toCourse('py', null), toCourse('short', 3), toCourse('ebook', 0)], zone);
const bought = (course: string, day: string) => ({ course, purchasedAt: at(`${day}T10:00`) });

describe('the state', () => {
  it.each<[string, [string, string][], string, string, string | null]>([
    ['bought today', [['py', '2026-03-01']], '2026-03-01T10:00', 'active', '2027-03-01'],
    ['31 days are left', [['py', '2026-03-01']], '2027-01-29T12:00', 'active', '2027-03-01'],
    // The 30 days that end on 1 March begin on 31 January.
    ['30 days are left', [['py', '2026-03-01']], '2027-01-31T00:00', 'soon', '2027-03-01'],
    ['the last minute of the last day', [['py', '2026-03-01']], '2027-03-01T23:59', 'soon', '2027-03-01'],
    ['the minute after', [['py', '2026-03-01']], '2027-03-02T00:00', 'expired', '2027-03-01'],
    ['a leap day ends on the 28th', [['py', '2028-02-29']], '2029-02-28T12:00', 'soon', '2029-02-28'],
    ['a course with a window of its own', [['short', '2026-01-31']], '2026-03-15T00:00', 'active', '2026-04-30'],
    ['a course without service', [['ebook', '2026-03-01']], '2026-03-02T00:00', 'none', null],
    [
      'renewed in time: added',
      [
        ['py', '2026-03-01'],
        ['py', '2027-02-01'],
      ],
      '2027-12-01T00:00',
      'active',
      '2028-03-01',
    ],
    [
      'renewed too late: anew',
      [
        ['py', '2026-03-01'],
        ['py', '2027-06-01'],
      ],
      '2027-12-01T00:00',
      'active',
      '2028-06-01',
    ],
    [
      'several courses: the longest',
      [
        ['py', '2026-03-01'],
        ['short', '2026-12-01'],
      ],
      '2026-12-02T00:00',
      'active',
      '2027-03-01',
    ],
    ['not bought yet', [['py', '2026-03-01']], '2026-02-28T00:00', 'none', null],
    ['nothing bought', [], '2026-03-01T00:00', 'none', null],
  ])('%s', (_, purchases, now, state, until) => {
    const found = toEntitlement(
      purchases.map(([course, day]) => bought(course, day)),
      at(now),
      TERMS,
    );
    expect([found.state, found.until]).toEqual([state, until]);
  });

  it('is known for each course', () => {
    const found = toEntitlement(
      [bought('short', '2026-01-01'), bought('py', '2026-01-01')],
      at('2026-06-01T00:00'),
      TERMS,
    );
    expect(found.courses.map(({ course, state }) => [course, state])).toEqual([
      ['py', 'active'],
      ['short', 'expired'],
    ]);
    expect(['py', 'short', 'other'].map((course) => entitlementFor(found, course))).toEqual([
      'active',
      'expired',
      'none',
    ]);
  });

  it('is unknown where the community keeps no purchases, and then everybody is served', () => {
    const found = toEntitlement(null, at('2026-06-01T00:00'), TERMS);
    expect(found.state).toBe('unknown');
    expect(entitlementFor(found, 'py')).toBe('unknown');
    expect(isTakenByPeople(found, 'tutoring')).toBe(true);
    expect(toEntitlementText(found, null, 'zh')).toBe('');
  });

  it('a purchase more never takes service away, and their order does not matter', () => {
    const purchase = fc.record({
      course: fc.constantFrom('py', 'short'),
      purchasedAt: fc.integer({ min: at('2024-01-01T00:00'), max: at('2026-12-31T00:00') }),
    });
    fc.assert(
      fc.property(fc.array(purchase, { maxLength: 5 }), purchase, (purchases, more) => {
        const now = at('2026-12-31T00:00');
        const until = (list: typeof purchases) => toEntitlement(list, now, TERMS).until ?? '';
        expect(until([...purchases, more]) >= until(purchases)).toBe(true);
        expect(toEntitlement(purchases.toReversed(), now, TERMS)).toEqual(toEntitlement(purchases, now, TERMS));
      }),
    );
  });
});

describe('people', () => {
  const expired = toEntitlement([bought('py', '2025-03-01')], at('2026-06-01T00:00'), TERMS);

  it('outside the window still take what is about money, accounts and complaints', () => {
    expect(isTakenByPeople(expired, 'payment')).toBe(true);
    expect(isTakenByPeople(expired, 'tutoring')).toBe(false);
  });

  it('it is said what they do and do not, with the way to renew', () => {
    expect(toEntitlementText(expired, 'https://example.org/renew', 'en')).toBe(
      'Your service ended on 2026-03-01. I go on answering what I can, and people still take orders, accounts, certificates and complaints; they do not take tutoring or technical questions. To renew: https://example.org/renew',
    );
    expect(toEntitlementText(expired, null, 'zh')).toContain('已于 2026-03-01 到期');
    const soon = toEntitlement([bought('py', '2025-06-10')], at('2026-06-01T00:00'), TERMS);
    expect(toEntitlementText(soon, '找班主任 Mei', 'zh')).toBe(
      '你的课后服务到 2026-06-10 为止，在那之前人工照常为你服务。续期请看：找班主任 Mei',
    );
    const none = toEntitlement([], at('2026-06-01T00:00'), TERMS);
    expect(toEntitlementText(none, null, 'en')).toContain('If you have bought one, send me the order number');
  });

  it('the card has it in one line', () => {
    const title = (course: string) => course.toUpperCase();
    expect(toEntitlementLine(expired, title, 'zh')).toBe('已到期（至 2026-03-01） · PY');
    const many = toEntitlement(
      ['a', 'b', 'c', 'd'].map((course) => bought(course, '2026-01-01')),
      at('2026-06-01T00:00'),
      TERMS,
    );
    expect(toEntitlementLine(many, title, 'en')).toBe('in service (until 2027-01-01) · A, B, C +1');
  });
});
