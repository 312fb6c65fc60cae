/** Every report on a season of made-up conversations: its words, its JSON, its rows, and what it does with nothing. */
import { describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../../../src/analytics/catalogue/index.ts';
import { toPreviousWindow, toReport, toReportJson } from '../../../src/analytics/reports/index.ts';
import { toCsv } from '../../../src/analytics/reports/table.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { DIMENSIONS, REPORT_NAMES, splitsOf } from '../../../src/domain/report.ts';
import { toFacts } from '../facts.ts';
import { DAY, NOW, SEASON, toInput, toSeason } from './sample.ts';

const CASES = REPORT_NAMES.flatMap((name) => LANGUAGES.map((language) => [name, language] as const));

describe.each(CASES)('%s in %s', (name, language) => {
  it('reads well and fits a chat', () => {
    const { text } = toReport(name, toInput({ name, language }));
    expect(text.length).toBeLessThanOrEqual(1800);
    expect(text).not.toMatch(/null|NaN|undefined|Infinity/);
    // What learners said is quoted as they said it.
    if (language === 'en') expect(text.replaceAll(/“[^”]*”/g, '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('says kindly that there is nothing', () => {
    const report = toReport(name, {
      ...toInput({ name, language }, []),
      purchases: [],
      surveys: null,
      recommendations: null,
    });
    expect(report.text).not.toMatch(/null|NaN|undefined|Infinity/);
    expect(report.chart).toBeNull();
    for (const { value, n } of Object.values(report.figures))
      expect([value === null || value === 0, n]).toEqual([true, 0]);
  });

  it('has a picture that can be read aloud', () => {
    const { chart } = toReport(name, toInput({ name, language }));
    expect(chart?.title).not.toBe('');
    expect(chart?.alt).toMatch(/\d/);
  });
});

describe('the JSON', () => {
  it.each(REPORT_NAMES)('of %s has value and n for every metric, by agreed names, and numbers only', (name) => {
    const made = JSON.parse(JSON.stringify(toReportJson(toReport(name, toInput({ name })), toInput({ name }).request)));
    expect(made).toMatchObject({ report: name, from: null, to: null });
    for (const [metric, { value, n, low, high }] of Object.entries<Record<string, number | null>>(made.metrics)) {
      expect(METRIC_NAMES).toContain(metric);
      expect(value === null || Number.isFinite(value)).toBe(true);
      expect(Number.isInteger(n)).toBe(true);
      if (low !== undefined && value !== null) {
        expect(low! <= value! && value! <= high!).toBe(true);
      }
    }
  });

  it('of the overview keeps its categories', () => {
    const { extra } = toReport('overview', toInput());
    expect(extra.categories).toHaveProperty('technical');
  });

  it('has the window in UTC and the split', () => {
    const request = { name: 'sla', from: SEASON, to: NOW, by: 'week' } as const;
    const made = toReportJson(toReport('sla', toInput(request)), request);
    expect(made).toMatchObject({ report: 'sla', from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z', by: 'week' });
    expect(Object.keys(made.groups ?? {})).toContain('2026-02-02');
  });
});

describe('split', () => {
  it.each(DIMENSIONS)('by %s: the groups add up to the whole', (by) => {
    const { groups, chart } = toReport('overview', toInput({ by }));
    const total = groups!.reduce((sum, { figures }) => sum + (figures.conversations?.value ?? 0), 0);
    expect(total).toBe(600);
    expect(chart?.kind).toBe(by === 'week' ? 'lines' : 'bars');
  });

  it('by queue names them, and says who never reached people', () => {
    const { text } = toReport('satisfaction', toInput({ name: 'satisfaction', by: 'queue' }));
    expect(text).toContain('订单与支付：');
    expect(text).toContain('没有转人工：');
  });

  it.each(REPORT_NAMES)('of %s works by everything that it can be split by, and the words fit', (name) => {
    for (const by of splitsOf(name)) {
      const { groups, text } = toReport(name, toInput({ name, by, language: 'en' }));
      expect(groups!.length, by).toBeGreaterThan(0);
      expect(text).not.toMatch(/null|NaN|undefined|Infinity/);
      expect(text.length).toBeLessThanOrEqual(1800);
    }
  });

  it('by priority judges each by the promise of its priority, the most pressing first', () => {
    const wait = (priority: 'normal' | 'urgent') =>
      toFacts({ queue: 'billing', priority, escalatedAt: NOW - DAY, firstReplyAt: NOW - DAY + 20 * 60_000 });
    const input = toInput({ name: 'sla', by: 'priority' }, [wait('normal'), wait('urgent')]);
    const targets = (_: string, priority = 'normal') => ({
      firstResponseMs: (priority === 'urgent' ? 10 : 30) * 60_000,
      resolutionMs: DAY,
      openMs: (from: number, to: number) => to - from,
    });
    const { groups } = toReport('sla', { ...input, targets });
    expect(groups!.map(({ key, figures }) => [key, figures.withinTargetObserved?.value])).toEqual([
      ['urgent', 0],
      ['normal', 1],
    ]);
  });

  it('time in which the learner was asked for more counts against nobody', () => {
    const minute = 60_000;
    const answered = (paused: readonly number[]) =>
      toFacts({ queue: 'billing', priority: 'normal', escalatedAt: 0, firstReplyAt: 50 * minute, paused });
    const met = (paused: readonly number[]) =>
      toReport('sla', toInput({ name: 'sla' }, [answered(paused)])).figures.responseMet?.value;
    // Promised are 30 minutes: 50 less 20 is in time, less 19 is late. What lasts still is counted up to the reply.
    expect(met([10 * minute, 30 * minute])).toBe(1);
    expect(met([10 * minute, 29 * minute])).toBe(0);
    expect(met([5 * minute, 10 * minute, 35 * minute])).toBe(1);
    expect(met([])).toBe(0);
  });

  it('of loyalty is by what buyers bought first, so that the groups add up to all of them', () => {
    for (const by of splitsOf('loyalty')) {
      const { groups } = toReport('loyalty', toInput({ name: 'loyalty', by }));
      expect(groups!.reduce((sum, { figures }) => sum + (figures.buyers?.value ?? 0), 0)).toBe(240);
    }
  });

  it('by course falls back to what the learner had bought last', () => {
    const rows = [toFacts({ learner: 'slack:L1', startedAt: NOW - DAY })];
    const purchases = [
      { learner: 'slack:L1', course: 'sql-basics', purchasedAt: NOW - 9 * DAY, amount: 1 },
      { learner: 'slack:L1', course: 'english-b2', purchasedAt: NOW, amount: 1 },
    ];
    const { groups } = toReport('overview', { ...toInput({ by: 'course' }, rows), purchases });
    expect(groups!.map(({ key }) => key)).toEqual(['sql-basics']);
  });
});

describe('small groups', () => {
  it('are not shown by name: people with fewer than five tickets are told together, or not at all', () => {
    const of = (agent: `slack:${string}`, count: number) =>
      Array.from({ length: count }, () => toFacts({ agent, escalatedAt: NOW, firstReplyAt: NOW }));
    const keys = (rows: ReturnType<typeof of>) =>
      toReport('agents', toInput({ name: 'agents' }, rows)).groups!.map(({ key }) => key);
    expect(keys([...of('slack:B', 6), ...of('slack:A', 5), ...of('slack:C', 3), ...of('slack:D', 2)])).toEqual([
      'slack:A',
      'slack:B',
      'others',
    ]);
    expect(keys([...of('slack:A', 5), ...of('slack:C', 4)])).toEqual(['slack:A']);
  });
});

describe('against the period before', () => {
  it('shows an arrow where something moved, and only there', () => {
    const before = toSeason(600, 9).map((facts) =>
      facts.score === null ? facts : { ...facts, score: 3 + (facts.score % 2) },
    );
    const input = { ...toInput({ name: 'satisfaction', language: 'en', from: SEASON, to: NOW }), previous: before };
    const { text } = toReport('satisfaction', input);
    expect(text).toMatch(/Satisfaction: 8\.\d .*↑ \+4\.\d/);
    expect(text).toMatch(/Rated when asked: .*→/);
    expect(text).toContain('of twenty arrows about one is chance');
    const overview = toReport('overview', { ...input, request: { ...input.request, name: 'overview' } }).text;
    expect(overview).toMatch(/Satisfaction: 8\.\d of 10 .*↑/);
  });

  it('shows none where there is no period before', () => {
    expect(toReport('satisfaction', toInput({ name: 'satisfaction' })).text).not.toMatch(/[↑↓→]/);
  });

  it.each([
    [{ from: 100, to: 200 }, 500, { from: 0, to: 100 }],
    [{ from: 100, to: null }, 150, { from: 50, to: 100 }],
    // A window that has not ended is compared with as much time as has passed.
    [{ from: 100, to: 200 }, 130, { from: 70, to: 100 }],
    [{ from: null, to: 200 }, 500, null],
    [{ from: 100, to: null }, 90, null],
  ])('%j at %i is %j', (window, now, previous) => {
    expect(toPreviousWindow(window, now)).toEqual(previous);
  });
});

describe('response times', () => {
  it('for a wished time give the observed share beside two laws, and say which fits better', () => {
    const { figures, text } = toReport(
      'response',
      toInput({ name: 'response', language: 'en', withinMs: 30 * 60_000, form: 'full' }),
    );
    expect(figures.withinTargetObserved?.value).toBeGreaterThan(0.6);
    expect(figures.withinTargetLogNormal?.value).toBeGreaterThan(0.6);
    expect(figures.logNormalDistance!.value!).toBeLessThan(figures.normalDistance!.value!);
    expect(text).toContain('The log-normal law fits better');
    expect(text).toContain('within 30 min');
    expect(text).toContain('95% within');
  });
});

describe('loyalty', () => {
  it('prints its definition, and no causal claim', () => {
    const { text, extra } = toReport('loyalty', toInput({ name: 'loyalty', language: 'en' }));
    expect(text).toContain('bought again within 90 days');
    expect(text).not.toMatch(/because|leads to/);
    expect(extra).toHaveProperty('cohorts');
    expect(extra).toHaveProperty('definition.cohort');
  });

  it('says what to do where no purchases are known', () => {
    const { text } = toReport('loyalty', { ...toInput({ name: 'loyalty' }), purchases: [] });
    expect(text).toContain('purchases.csv');
  });
});

describe('the rows for a spreadsheet', () => {
  it('have one for each figure and group', () => {
    const { table } = toReport('sla', toInput({ name: 'sla' }));
    expect(table.columns.slice(0, 5)).toEqual(['group', 'name', 'metric', 'unit', 'value']);
    expect(table.rows.filter(([group]) => group === 'billing')).toHaveLength(5);
    expect(toCsv(table).split('\r\n')).toHaveLength(table.rows.length + 2);
  });

  it('cannot be run as formulas, and quote what must be quoted', () => {
    const csv = toCsv({ columns: ['a'], rows: [['=1+1'], ['say "hi", all'], [-3], [null], ['@x']] });
    expect(csv).toBe('a\r\n\'=1+1\r\n"say ""hi"", all"\r\n-3\r\n\r\n\'@x\r\n');
  });
});

describe('what learners see', () => {
  const rated = (learner: string, score: number) =>
    toFacts({ learner: `slack:${learner}`, course: 'sql-basics', score, ratingAsked: true, startedAt: NOW - DAY });

  it('is nothing of fewer than five people, however often they rated', () => {
    const rows = ['a', 'b', 'c', 'd', 'd', 'd', 'd'].map((learner) => rated(learner, 9));
    const { text, figures, chart, table } = toReport('ratings', toInput({ name: 'ratings', language: 'en' }, rows));
    expect(text).toContain('Too few people');
    expect(figures.satisfaction).toEqual({ value: null, n: 0 });
    expect(chart).toBeNull();
    expect(JSON.stringify(table)).not.toContain('9');
  });

  it('is mean, number and reply time per course and queue', () => {
    const { text } = toReport('ratings', toInput({ name: 'ratings', language: 'en' }));
    expect(text).toMatch(/SQL basics: \d\.\d of 10 \(\d+ ratings\)/);
    expect(text).toMatch(/Technical help: .*a person usually replies within \d+ min/);
    expect(text).toContain('nobody can tell who rated what');
  });
});

describe('an unusual day', () => {
  const busy = (count: number) =>
    Array.from({ length: count }, (_, i) => toFacts({ startedAt: NOW - DAY + i * 60_000 }));
  const textOf = (rows: ReturnType<typeof busy>, request = {}) =>
    toReport('overview', { ...toInput({ language: 'en', ...request }, rows), timeZone: 'UTC' }).text;

  it('is said in the overview, with the usual range', () => {
    expect(textOf([...toSeason(), ...busy(60)])).toMatch(/⚠ conversations: 6\d yesterday, usually \d+–\d+/);
  });

  it('is not said on usual days, of a young history, nor in a report about the past', () => {
    expect(textOf(toSeason())).not.toContain('⚠');
    expect(textOf(busy(60))).not.toContain('⚠');
    expect(textOf([...toSeason(), ...busy(60)], { to: NOW - 9 * DAY })).not.toContain('⚠');
  });
});
