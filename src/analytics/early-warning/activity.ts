/** What learners did, day by day: rows in any order become one timeline per learner. */

/** One learner on one day. `counts` has one entry per count column of the source. */
export interface ActivityRow {
  readonly learner: string;
  /** A whole number of days since any fixed day. */
  readonly day: number;
  readonly counts: readonly number[];
}

/** The active days of one learner, ascending; `counts` holds `columns` numbers per day. */
export interface Timeline {
  readonly days: readonly number[];
  readonly counts: readonly number[];
}

export interface Activity {
  /** Names of the count columns. */
  readonly columns: readonly string[];
  /** The observation window: from the first to the last day with any activity of anybody, both included. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Empty for learners without activity. */
  timelineOf(learner: string): Timeline;
}

const NOTHING: Timeline = { days: [], counts: [] };

/** Several rows of a learner on one day are added up. No rows at all: a window of one day in which nobody did anything. */
export function toActivity(columns: readonly string[], rows: Iterable<ActivityRow>): Activity {
  const byLearner = new Map<string, ActivityRow[]>();
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const own = byLearner.get(row.learner);
    if (own) own.push(row);
    else byLearner.set(row.learner, [row]);
    if (row.day < firstDay) firstDay = row.day;
    if (row.day > lastDay) lastDay = row.day;
  }
  if (firstDay > lastDay) [firstDay, lastDay] = [0, 0];
  return {
    columns,
    firstDay,
    lastDay,
    timelineOf: (learner) => {
      const own = byLearner.get(learner);
      return own ? toTimeline(own, columns.length) : NOTHING;
    },
  };
}

function toTimeline(rows: readonly ActivityRow[], columns: number): Timeline {
  const days: number[] = [];
  const counts: number[] = [];
  for (const row of rows.toSorted((a, b) => a.day - b.day)) {
    const isNew = days.at(-1) !== row.day;
    if (isNew) days.push(row.day);
    const base = (days.length - 1) * columns;
    for (let c = 0; c < columns; c++) counts[base + c] = (isNew ? 0 : counts[base + c]!) + (row.counts[c] ?? 0);
  }
  return { days, counts };
}
