/**
 * Early warning over a community's own history. Seen from a day: who learnt in a course in the weeks before it, and who of
 * them was not seen again in the weeks after. Learnt from days long enough ago that this is known, tried on a later one, and
 * told of the last.
 */
import { COMPLETION_COLUMNS, FINISHED_COLUMNS, TIME_COLUMNS } from '../../domain/activity-columns.ts';
import type { Backtest, LearnerWarning, WarningsOverview } from '../../domain/insight.ts';
import { type Activity, type ActivityRow, toActivity } from './activity.ts';
import { toBacktest, toThreshold } from './backtest.ts';
import { type EarlyWarning, fitEarlyWarning, type LabelledRow, type Warning } from './model.ts';
import { toReasons } from './reasons.ts';

/** A learner in a course. */
export interface Enrolment {
  readonly learner: string;
  readonly course: string;
  /** Days with activity, rising, and what was counted on each by name. */
  readonly days: readonly { readonly day: number; readonly counts: Readonly<Record<string, number>> }[];
  /** Day on which the course was finished; null = not. Who has finished does not drop out. */
  readonly doneDay: number | null;
}

export interface Outlook {
  readonly overview: WarningsOverview;
  /** Everybody who learnt of late and has not finished; the most likely to leave first. */
  readonly rows: readonly LearnerWarning[];
}

/** Days that are looked back on, and days in which somebody comes back or does not. */
const WINDOW = 30;
const SHORTEST_WINDOW = 14;
const HORIZON = 14;
/** Fewer leavers or stayers than this teach nothing that is worth a probability. */
const LEAST_OF_EACH = 30;
/** The plain rule: so many days without activity, of somebody who came at least twice. */
const RULE_DAYS = 10;
/** Who was there yesterday needs no word. */
const LEAST_SILENCE = 3;
const MOST_COLUMNS = 12;
/** More to learn from, or to try on, changes the third digit and takes as much longer. */
const MOST_TAUGHT = 15_000;
const ATTRIBUTES = ['course'];

/** `random`: uniform in [0, 1). The same enrolments and numbers give the same outlook. */
export function toOutlook(enrolments: readonly Enrolment[], random: () => number): Outlook {
  const all = enrolments.flatMap(({ days }) => days.map(({ day }) => day));
  const last = all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const first = all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const none: WarningsOverview = {
    by: 'none',
    day: Number.isFinite(last) ? last : 0,
    windowDays: WINDOW,
    horizonDays: HORIZON,
    threshold: null,
    trained: { n: 0, left: 0 },
    backtest: null,
  };
  const present = enrolments.filter((one) => isIn(one, last, WINDOW));
  if (present.length === 0) return { overview: none, rows: [] };
  // The later of the two days is the newest of which it is known who came back; the earlier one teaches for it.
  const [earlier, later] = [last - 2 * HORIZON, last - HORIZON];
  const windowDays = Math.min(WINDOW, earlier - first + 1);
  if (windowDays < SHORTEST_WINDOW) return toRuleOutlook(present, none);
  const study = createStudy(enrolments, windowDays, [earlier, later, last]);
  const before = study.label(earlier);
  const after = study.label(later);
  const isEnough = (rows: readonly LabelledRow[]) => {
    const left = rows.filter((row) => row.left).length;
    return left >= LEAST_OF_EACH && rows.length - left >= LEAST_OF_EACH;
  };
  if (!isEnough(before) || !isEnough(after)) return toRuleOutlook(present, none);

  const tried = study.fit(before, random);
  const { backtest, threshold } = tryOn(tried, after);
  const rows = [...before, ...after];
  const model = study.fit(rows, random);
  const told = study
    .at(last)
    .map(({ row, enrolment }) => toWarning(model, row, enrolment, { threshold, last, counts: study.counts }))
    .toSorted((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
  return {
    overview: {
      ...none,
      by: 'model',
      windowDays,
      threshold,
      trained: { n: rows.length, left: rows.filter(({ left }) => left).length },
      backtest,
    },
    rows: told,
  };
}

/** Whether they learnt in the days up to that one, and had not finished by then. */
function isIn({ days, doneDay }: Enrolment, cut: number, windowDays: number): boolean {
  if (doneDay !== null && doneDay <= cut) return false;
  return days.some(({ day }) => day > cut - windowDays && day <= cut);
}

interface Placed {
  readonly enrolment: Enrolment;
  readonly row: { readonly learner: string; readonly attributes: readonly string[] };
}

/** The same window before each of the days: timelines are shifted so that all end on day 0. */
function createStudy(enrolments: readonly Enrolment[], windowDays: number, cuts: readonly number[]) {
  const counts = toColumns(enrolments);
  const shifted: ActivityRow[] = [
    // The window is as long where nobody was there on its first day.
    { learner: '', day: 1 - windowDays, counts: counts.map(() => 0) },
    { learner: '', day: 0, counts: counts.map(() => 0) },
  ];
  const placed = new Map<number, Placed[]>(cuts.map((cut) => [cut, []]));
  for (const cut of cuts) {
    const present = [...enrolments.entries()].filter(([, enrolment]) => isIn(enrolment, cut, windowDays));
    const told = cut === cuts.at(-1);
    for (const [n, enrolment] of told ? present : thin(present, MOST_TAUGHT)) {
      const learner = `${n}@${cut}`;
      placed.get(cut)!.push({ enrolment, row: { learner, attributes: [enrolment.course] } });
      for (const { day, counts: own } of enrolment.days) {
        if (day <= cut - windowDays || day > cut) continue;
        shifted.push({ learner, day: day - cut, counts: toCounts(own, counts) });
      }
    }
  }
  const activity: Activity = toActivity(counts, shifted);
  const at = (cut: number): readonly Placed[] => placed.get(cut) ?? [];
  return {
    counts,
    at,
    label: (cut: number): LabelledRow[] =>
      at(cut).map(({ row, enrolment }) => ({ ...row, left: !comesBack(enrolment, cut) })),
    fit: (rows: readonly LabelledRow[], random: () => number): EarlyWarning =>
      fitEarlyWarning({ activity, columns: ATTRIBUTES, rows, random }),
  };
}

/** At most so many, from all parts of the list alike. */
function thin<T>(list: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, list.length / most);
  return Array.from({ length: Math.min(list.length, most) }, (_, i) => list[Math.floor(i * step)]!);
}

function comesBack({ days, doneDay }: Enrolment, cut: number): boolean {
  if (doneDay !== null && doneDay > cut && doneDay <= cut + HORIZON) return true;
  return days.some(({ day }) => day > cut && day <= cut + HORIZON);
}

/** How far somebody is says when they will be through, and is no count of anything. */
const isCounted = (name: string): boolean => !COMPLETION_COLUMNS.includes(name) && !FINISHED_COLUMNS.includes(name);

/** The columns that occur most; where nothing is counted, that somebody was there. */
function toColumns(enrolments: readonly Enrolment[]): readonly string[] {
  const uses = new Map<string, number>();
  for (const { days } of enrolments) {
    for (const { counts } of days) {
      for (const name of Object.keys(counts).filter(isCounted)) uses.set(name, (uses.get(name) ?? 0) + 1);
    }
  }
  const names = [...uses].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name]) => name);
  return names.length === 0 ? ['activity'] : names.slice(0, MOST_COLUMNS);
}

const toCounts = (own: Readonly<Record<string, number>>, columns: readonly string[]): number[] =>
  columns.map((column) => {
    const count = own[column] ?? (column === 'activity' ? 1 : 0);
    return Math.max(0, count) * (TIME_COLUMNS[column] ?? 1);
  });

function tryOn(model: EarlyWarning, rows: readonly LabelledRow[]): { backtest: Backtest; threshold: number | null } {
  const tried = rows.map((row) => {
    const { probability, summary } = model.predict(row);
    return { probability, silence: summary.recency, left: row.left };
  });
  const threshold = toThreshold(
    tried.filter(({ silence }) => silence >= LEAST_SILENCE),
    tried.length,
  );
  return {
    threshold,
    backtest: toBacktest(tried, (one) => threshold !== null && isFlagged(one.probability, one.silence, threshold)),
  };
}

const isFlagged = (probability: number, silence: number, threshold: number): boolean =>
  probability >= threshold && silence >= LEAST_SILENCE;

function toWarning(
  model: EarlyWarning,
  row: Placed['row'],
  { learner, course, days }: Enrolment,
  { threshold, last, counts }: { threshold: number | null; last: number; counts: readonly string[] },
): LearnerWarning {
  const warning: Warning = model.predict(row);
  const columns = { attributes: ATTRIBUTES, counts };
  const lastDay = days.at(-1)?.day ?? last;
  return {
    learner,
    course,
    probability: warning.probability,
    lastDay,
    isAtRisk: threshold !== null && isFlagged(warning.probability, warning.summary.recency, threshold),
    reasons: {
      zh: toReasons(warning, row, model, columns, 'zh'),
      en: toReasons(warning, row, model, columns, 'en'),
    },
  };
}

/** Without a probability: who came at least twice and has been silent for so long. */
function toRuleOutlook(present: readonly Enrolment[], none: WarningsOverview): Outlook {
  const rows = present.map(({ learner, course, days }): LearnerWarning => {
    const lastDay = days.at(-1)?.day ?? none.day;
    const silence = none.day - lastDay;
    const isAtRisk = silence >= RULE_DAYS && days.length > 1;
    const reasons = {
      zh: [`已有 ${silence} 天没有活动`],
      en: [`no activity for ${silence} ${silence === 1 ? 'day' : 'days'}`],
    };
    return { learner, course, probability: null, lastDay, isAtRisk, reasons };
  });
  return {
    overview: { ...none, by: 'rule', threshold: RULE_DAYS },
    rows: rows.toSorted((a, b) => a.lastDay - b.lastDay),
  };
}
