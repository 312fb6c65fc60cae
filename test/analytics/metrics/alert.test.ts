/** Alarms: few on usual days, soon on unusual ones. */
import { describe, expect, it } from 'vitest';
import { toAlert } from '../../../src/analytics/metrics/alert.ts';
import { createChance } from '../../../src/analytics/statistics/chance.ts';

const BUDGET = { falseAlarmsPerYear: 4, figures: 1 };
const WEEK = [1.2, 1.1, 1, 1, 1, 0.8, 0.7];

/** Counts of Poisson's law, by Knuth's product. */
function createDays(mean: number, seed: number): (count: number, factor?: number) => number[] {
  const chance = createChance(seed);
  let day = 0;
  return (count, factor = 1) =>
    Array.from({ length: count }, () => {
      const end = Math.exp(-mean * factor * WEEK[day++ % 7]!);
      let n = 0;
      for (let product = chance(); product > end; product *= chance()) n++;
      return n;
    });
}

describe('an alarm', () => {
  it('is raised on a day far outside the usual, and says the usual range', () => {
    const days = [...createDays(10, 1)(56), 40];
    const alert = toAlert(days, BUDGET)!;
    expect(alert).toMatchObject({ kind: 'sudden', direction: 'up', value: 40 });
    expect(alert.high).toBeGreaterThan(12);
    expect(alert.high).toBeLessThan(40);
    expect(toAlert([...createDays(30, 2)(56), 0], BUDGET)).toMatchObject({ kind: 'sudden', direction: 'down' });
  });

  it('is raised within some days when a figure creeps', () => {
    const make = createDays(20, 3);
    const before = make(56);
    const after = make(14, 1.6);
    const raised = after.findIndex((_, i) => toAlert([...before, ...after.slice(0, i + 1)], BUDGET) !== null);
    expect(raised).toBeGreaterThanOrEqual(0);
    expect(raised).toBeLessThan(10);
  });

  it('is rare on usual days', () => {
    let alarms = 0;
    const years = 6;
    for (let seed = 0; seed < years; seed++) {
      const days = createDays(10, 100 + seed)(56 + 365);
      let quiet = 0;
      for (let end = 57; end <= days.length; end++) {
        const alert = toAlert(days.slice(end - 57, end), BUDGET);
        // One creep is one alarm, however many days it lasts.
        if (alert && end > quiet) alarms++;
        if (alert) quiet = end + 7;
      }
    }
    expect(alarms / years).toBeLessThanOrEqual(2 * BUDGET.falseAlarmsPerYear);
  });

  it('is not raised by an old spike, nor without history', () => {
    const days = createDays(10, 5)(60);
    days[20] = 90;
    expect(toAlert([...days.slice(0, 59), 11], BUDGET)?.kind).not.toBe('sudden');
    expect(toAlert([...days.slice(0, 20), 90], BUDGET)).toBeNull();
    expect(toAlert([], BUDGET)).toBeNull();
    expect(
      toAlert(
        Array.from({ length: 60 }, () => 0),
        BUDGET,
      ),
    ).toBeNull();
  });

  it('is rarer where more figures are watched', () => {
    const days = [...createDays(10, 6)(56), 24];
    const one = toAlert([...days.slice(0, -1), 60], BUDGET)!;
    const many = toAlert([...days.slice(0, -1), 60], { ...BUDGET, figures: 50 })!;
    expect(many.high).toBeGreaterThan(one.high);
  });
});
