/** Splits conversations by course, queue, platform, community or week. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { platformOf } from '../../domain/place.ts';
import type { Purchase } from '../../domain/purchase.ts';
import type { Dimension } from '../../domain/report.ts';
import type { ReportInput } from './report.ts';

/** The group of what belongs to none. */
export const NONE = 'none';

const PLATFORM_NAMES: Readonly<Record<string, string>> = { slack: 'Slack', discord: 'Discord', telegram: 'Telegram' };

/** Monday of the week in which it happened: `2026-03-02`. */
export function toWeek(at: number, timeZone: string): string {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/**
 * The course that a conversation is about: what was said, else the one that its learner had bought last before it began.
 * null where neither is known.
 */
export function createCourseOf(purchases: readonly Purchase[]): (facts: ConversationFacts) => string | null {
  const bought = Map.groupBy(
    purchases.toSorted((a, b) => a.purchasedAt - b.purchasedAt),
    ({ learner }) => learner,
  );
  return (facts) =>
    facts.course ??
    bought.get(facts.learner)?.findLast(({ purchasedAt }) => purchasedAt <= facts.startedAt)?.course ??
    null;
}

/** Groups with their conversations: weeks in order, everything else the largest first; what belongs to none comes last. */
export function toGroups(
  input: ReportInput,
  by: Dimension,
): readonly { readonly key: string; readonly rows: readonly ConversationFacts[] }[] {
  const courseOf = createCourseOf(by === 'course' ? input.purchases : []);
  const keyOf = (facts: ConversationFacts): string => {
    switch (by) {
      case 'course':
        return courseOf(facts) ?? NONE;
      case 'queue':
        return facts.queue ?? NONE;
      case 'platform':
        return platformOf(facts.learner);
      case 'community':
        return facts.community;
      case 'week':
        return toWeek(facts.startedAt, input.timeZone);
    }
  };
  const groups = [...Map.groupBy(input.rows, keyOf)].map(([key, rows]) => ({ key, rows }));
  const order = (a: (typeof groups)[number], b: (typeof groups)[number]): number => {
    if (by === 'week') return a.key < b.key ? -1 : 1;
    if ((a.key === NONE) !== (b.key === NONE)) return a.key === NONE ? 1 : -1;
    return b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1);
  };
  return groups.sort(order);
}

/** The group as people read it. */
export function toGroupName({ request: { language }, nameOf }: ReportInput, by: Dimension, key: string): string {
  if (key === NONE) {
    if (by === 'course') return language === 'zh' ? '课程未知' : 'Course not known';
    return language === 'zh' ? '没有转人工' : 'Never with people';
  }
  if (by === 'queue' || by === 'course') return nameOf(by, key, language);
  if (by === 'platform') return PLATFORM_NAMES[key] ?? (language === 'zh' ? '本地页面' : 'Local page');
  return key;
}
