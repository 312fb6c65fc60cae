/** People needed: Erlang's formulas against published values, and a week by hand. */
import { describe, expect, it } from 'vitest';
import type { Targets } from '../../../src/analytics/metrics/service-level.ts';
import { toForecasts } from '../../../src/analytics/metrics/staffing.ts';
import { agentsNeeded, waitProbability, withinShare } from '../../../src/analytics/statistics/erlang.ts';
import { toFacts } from '../facts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('Erlang C', () => {
  it('of one agent is the load itself, and of two by the closed formula', () => {
    expect(waitProbability(0.7, 1)).toBeCloseTo(0.7, 14);
    // a² / (2 + a) for two agents.
    expect(waitProbability(1.2, 2)).toBeCloseTo(1.44 / 3.2, 14);
  });

  it('agrees with the sum it stands for, however large', () => {
    const load = 20;
    const agents = 24;
    let term = 1;
    let sum = 1;
    for (let k = 1; k < agents; k++) {
      term *= load / k;
      sum += term;
    }
    const last = ((term * load) / agents) * (agents / (agents - load));
    expect(waitProbability(load, agents)).toBeCloseTo(last / (sum + last), 13);
    expect(waitProbability(900, 1000)).toBeGreaterThan(0);
  });

  it('gives the textbook answer: 100 calls an hour of 3 minutes, 80 % within 20 s, take 8 people', () => {
    expect(agentsNeeded(5, 20_000, 180_000, 0.8)).toBe(8);
    expect(withinShare(5, 7, 20_000, 180_000)).toBeLessThan(0.8);
  });

  it('knows no load, too much of it, and what is no queue', () => {
    expect([waitProbability(0, 0), waitProbability(3, 3), withinShare(3, 2, 1, 1), withinShare(0, 0, 1, 1)]).toEqual([
      0, 1, 0, 1,
    ]);
    expect(agentsNeeded(0, 1, 1, 0.9)).toBe(0);
    expect(() => agentsNeeded(1, 1, 1, 1)).toThrow(RangeError);
    expect(() => waitProbability(-1, 2)).toThrow(RangeError);
  });
});

describe('the forecast', () => {
  // Monday 2 March 2026; four weeks until now.
  const MONDAY = Date.UTC(2026, 2, 2);
  const now = MONDAY + 28 * DAY;
  /** Open from 9 to 17 o'clock each day. */
  const openMs = (from: number, to: number) => {
    const hour = (((from % DAY) + DAY) % DAY) / HOUR;
    return hour >= 9 && hour < 17 ? to - from : 0;
  };
  const targets: Targets = (queue) =>
    queue === 'q' ? { firstResponseMs: 10 * 60_000, resolutionMs: DAY, openMs } : null;
  const ticket = (at: number, facts = {}) =>
    toFacts({ queue: 'q', startedAt: at, escalatedAt: at, handlingMs: 6 * 60_000, ...facts });

  it('is the mean of equal weeks, at the hour where they come', () => {
    const rows = [0, 1, 2, 3].flatMap((week) =>
      Array.from({ length: 10 }, () => ticket(MONDAY + week * 7 * DAY + 10 * HOUR)),
    );
    const [forecast] = toForecasts(rows, targets, now, 'UTC');
    expect(forecast!.weeks).toBe(4);
    expect(forecast!.arrivals[10]).toBeCloseTo(10, 10);
    expect(forecast!.arrivals.reduce((sum, value) => sum + value, 0)).toBeCloseTo(10, 10);
    // One erlang: ten tickets of six minutes in an hour.
    expect(forecast!.needed[10]).toBe(agentsNeeded(1, 10 * 60_000, 6 * 60_000, 0.9));
    expect(forecast!.needed.filter((count) => count > 0)).toHaveLength(1);
  });

  it('moves what comes at night to the morning, over the end of the week too', () => {
    const sundayNight = MONDAY + 6 * DAY + 22 * HOUR;
    const rows = [0, 1, 2, 3].map((week) => ticket(sundayNight + week * 7 * DAY));
    const [forecast] = toForecasts(rows, targets, now, 'UTC');
    expect(forecast!.arrivals[6 * 24 + 22]).toBeCloseTo(1, 10);
    expect(forecast!.needed[6 * 24 + 22]).toBe(0);
    expect(forecast!.needed[9]).toBeGreaterThan(0);
  });

  it('says who was there, and where the working time is only assumed', () => {
    const at = MONDAY + 10 * HOUR;
    const people = ['local:a', 'local:b', 'local:a'] as const;
    const rows = people.map((agent) => ticket(at, { agent, firstReplyAt: at + 60_000, handlingMs: 0 }));
    const [forecast] = toForecasts(rows, targets, now, 'UTC');
    expect(forecast!.present[10]).toBe(2);
    expect(forecast!.workN).toBe(0);
  });

  it('leaves out queues without a promise and conversations without a ticket', () => {
    expect(toForecasts([toFacts(), ticket(MONDAY, { queue: 'gone' })], targets, now, 'UTC')).toEqual([]);
  });
});
