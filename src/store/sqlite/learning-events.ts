/** Takes events of a course platform: each once, added to the day of its learner and course. */
import type { LearningEvent } from '../../domain/learning-event.ts';
import type { ScoreRecord } from '../../domain/learning-record.ts';
import type { Connection } from './connection.ts';

type Counts = Readonly<Record<string, number>>;

/** Ids are remembered so long; no platform sends one again after that. */
const REMEMBERED_MS = 400 * 86_400_000;
const FORGOTTEN_AT_ONCE = 500;

function toSum(before: Counts, { counts, completion }: LearningEvent): Counts {
  const sum: Record<string, number> = { ...before };
  for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  // How far they are is no sum.
  if (completion !== null) sum.completion = Math.max(sum.completion ?? 0, completion);
  return sum;
}

export function createEventIntake(connection: Connection, writeScore: (score: ScoreRecord) => void) {
  const note = connection.prepare<[string, number]>(
    'insert into learning_events (id, taken_at) values (?, ?) on conflict (id) do nothing',
  );
  const forget = connection.prepare<[number, number]>(`
    delete from learning_events where taken_at < ? and n in (select n from learning_events order by n limit ?)`);
  const find = connection.prepare<[string, string, number], { counts: string }>(
    'select counts from event_activity where learner = ? and course = ? and day = ?',
  );
  const write = connection.prepare<[string, string, number, string]>(`
    insert into event_activity (learner, course, day, counts) values (?, ?, ?, ?)
    on conflict (learner, course, day) do update set counts = excluded.counts`);
  return connection.transaction((events: readonly LearningEvent[], now: number): number => {
    let taken = 0;
    for (const event of events) {
      if (note.run(event.id, now).changes === 0) continue;
      taken += 1;
      const { learner, course, day } = event;
      const before = JSON.parse(find.get(learner, course, day)?.counts ?? '{}') as Counts;
      write.run(learner, course, day, JSON.stringify(toSum(before, event)));
      if (event.score) writeScore(event.score);
    }
    forget.run(now - REMEMBERED_MS, FORGOTTEN_AT_ONCE);
    return taken;
  });
}
