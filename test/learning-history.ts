/** A made-up history of learning: three ways to learn, of which the quieter ones leave more often, and come less before they do. */
import { createRandom } from '../src/analytics/segments/random.ts';
import type { ActivityRecord, LearningRows, RecordKind } from '../src/domain/learning-record.ts';
import type { Store } from '../src/ports.ts';

const COURSES = ['sql-basics', 'python-data', 'english-b2'];
/** Chance of learning on a day, minutes on such a day, chance to leave for good on any day. */
const WAYS = [
  { share: 0.25, daily: 0.75, minutes: 70, leave: 0.002 },
  { share: 0.35, daily: 0.4, minutes: 35, leave: 0.012 },
  { share: 0.4, daily: 0.15, minutes: 12, leave: 0.03 },
];
const FADING_DAYS = 8;

export const LAST_DAY = Math.floor(Date.UTC(2026, 2, 30) / 86_400_000);

/** `learners` over 84 days up to `LAST_DAY`; some joined on the way. */
export function toHistory(learners = 400, seed = 1, courses: readonly string[] = COURSES): ActivityRecord[] {
  const random = createRandom(seed);
  return Array.from({ length: learners }, (_, n) => {
    const draw = random();
    const way = draw < WAYS[0]!.share ? WAYS[0]! : draw < WAYS[0]!.share + WAYS[1]!.share ? WAYS[1]! : WAYS[2]!;
    const course = courses[Math.floor(random() * courses.length)]!;
    const first = LAST_DAY - 83 + Math.floor(random() * 50);
    let end = first + 1;
    while (end <= LAST_DAY && random() > way.leave) end++;
    const rows: ActivityRecord[] = [];
    for (let day = first; day <= Math.min(end, LAST_DAY); day++) {
      const fades = end <= LAST_DAY && day > end - FADING_DAYS ? 0.4 : 1;
      if (day !== first && random() > way.daily * fades) continue;
      const minutes = Math.max(1, Math.round(way.minutes * fades * (0.5 + random())));
      const completion = Math.min(0.95, Math.round(((day - first) / 90) * way.daily * 1000) / 1000);
      rows.push({ learner: `S${String(n).padStart(4, '0')}`, course, day, counts: { minutes, completion } });
    }
    return rows;
  }).flat();
}

let files = 0;

/** As an import of a file of that kind would. */
export async function addRecords<Kind extends RecordKind>(
  { imports }: Pick<Store, 'imports'>,
  kind: Kind,
  rows: readonly LearningRows[Kind][],
): Promise<void> {
  const fingerprint = `${kind}-${++files}`;
  await imports.add(kind, rows, (written) => ({
    fingerprint,
    line: rows.length,
    written,
    unchanged: 0,
    rejected: 0,
    rejectedBytes: 0,
    isDone: true,
  }));
}
