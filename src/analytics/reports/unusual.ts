/** A line in the overview when the last whole day was not like the others. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { type Alert, FEWEST_DAYS, toAlert } from '../metrics/alert.ts';
import type { ReportInput } from './report.ts';

/** As many days as the alarm looks back on. */
const DAYS_LOOKED_AT = 57;
const BUDGET = { falseAlarmsPerYear: 4, figures: 2 };

/** Counts of whole local days up to yesterday, oldest first; those before the first conversation are left out. */
export function countByDay(moments: readonly number[], now: number, timeZone: string): number[] {
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(timeZone).startOfDay();
  const earliest = moments.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const bounds = Array.from(
    { length: DAYS_LOOKED_AT + 1 },
    (_, i) => today.subtract({ days: DAYS_LOOKED_AT - i }).epochMilliseconds,
  );
  const counts = bounds.slice(0, -1).map(() => 0);
  for (const at of moments) {
    if (at < bounds[0]! || at >= bounds.at(-1)!) continue;
    // Days are 23 to 25 hours long, so the guess is off by one at most.
    let day = Math.min(counts.length - 1, Math.floor((at - bounds[0]!) / 86_400_000));
    while (at < bounds[day]!) day--;
    while (at >= bounds[day + 1]!) day++;
    counts[day]!++;
  }
  return counts.filter((_, i) => bounds[i + 1]! > earliest);
}

/** Nothing where the window ends before yesterday, where there are fewer than 29 days, and on usual days. */
export function toUnusualLines(rows: readonly ConversationFacts[], input: ReportInput): string[] {
  const { request, now } = input;
  if (request.to !== null && request.to < now - 86_400_000) return [];
  const zh = request.language === 'zh';
  const watched = [
    [zh ? '对话' : 'conversations', rows.map(({ startedAt }) => startedAt)],
    [zh ? '转人工' : 'passed to people', rows.flatMap(({ escalatedAt }) => escalatedAt ?? [])],
  ] as const;
  return watched.flatMap(([name, moments]) => {
    const days = countByDay(moments, now, input.timeZone);
    const alert = days.length > FEWEST_DAYS ? toAlert(days, BUDGET) : null;
    return alert ? toLine(name, alert, zh) : [];
  });
}

function toLine(name: string, { kind, direction, value, low, high }: Alert, zh: boolean): string {
  const more = direction === 'up';
  if (kind === 'creeping') {
    return zh
      ? `⚠ ${name}最近一直偏${more ? '多' : '少'}（昨天 ${value}，平常 ${low}–${high}）`
      : `⚠ ${name}: ${more ? 'more' : 'fewer'} than usual for some days now (yesterday ${value}, usually ${low}–${high})`;
  }
  return zh ? `⚠ 昨天${name} ${value}，平常 ${low}–${high}` : `⚠ ${name}: ${value} yesterday, usually ${low}–${high}`;
}
