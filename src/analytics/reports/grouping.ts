/** Splits conversations by course, queue, platform, community, week, priority or team. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { Bilingual } from '../../domain/knowledge.ts';
import { platformOf } from '../../domain/place.ts';
import { PRIORITIES } from '../../domain/priority.ts';
import type { Purchase } from '../../domain/purchase.ts';
import type { Dimension } from '../../domain/report.ts';
import type { ReportInput } from './report.ts';

/** The group of what belongs to none. */
export const NONE = 'none';

const PRIORITY_NAMES: Readonly<Record<string, Bilingual>> = {
  urgent: { zh: '紧急', en: 'Urgent' },
  high: { zh: '高', en: 'High' },
  normal: { zh: '普通', en: 'Normal' },
  low: { zh: '低', en: 'Low' },
};
const PLATFORM_NAMES: Readonly<Record<string, string>> = { slack: 'Slack', discord: 'Discord', telegram: 'Telegram' };

/** Monday of the week in which it happened: `2026-03-02`. Quick for moments that are in order, or nearly so. */
export function createWeekOf(timeZone: string): (at: number) => string {
  let [name, from, to] = ['', 0, 0];
  return (at) => {
    if (at >= from && at < to) return name;
    const day = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone).toPlainDate();
    const monday = day.subtract({ days: day.dayOfWeek - 1 });
    name = monday.toString();
    from = monday.toZonedDateTime(timeZone).epochMilliseconds;
    to = monday.add({ days: 7 }).toZonedDateTime(timeZone).epochMilliseconds;
    return name;
  };
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

const RANKS: readonly string[] = PRIORITIES;
const rank = (key: string): number => RANKS.indexOf(key);

/** Groups with their conversations: weeks in order, priorities the most pressing first, everything else the largest first; what belongs to none comes last. */
export function toGroups(
  input: ReportInput,
  by: Dimension,
): readonly { readonly key: string; readonly rows: readonly ConversationFacts[] }[] {
  const courseOf = createCourseOf(by === 'course' ? input.purchases : []);
  const weekOf = createWeekOf(input.timeZone);
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
        return weekOf(facts.startedAt);
      case 'priority':
        return facts.priority ?? NONE;
      case 'team':
        return (facts.agent && input.teamOf(facts.agent)) ?? NONE;
    }
  };
  const groups = [...Map.groupBy(input.rows, keyOf)].map(([key, rows]) => ({ key, rows }));
  const order = (a: (typeof groups)[number], b: (typeof groups)[number]): number => {
    if (by === 'week') return a.key < b.key ? -1 : 1;
    if ((a.key === NONE) !== (b.key === NONE)) return a.key === NONE ? 1 : -1;
    if (by === 'priority') return rank(b.key) - rank(a.key);
    return b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1);
  };
  return groups.sort(order);
}

/** The group as people read it. */
export function toGroupName({ request: { language }, nameOf }: ReportInput, by: Dimension, key: string): string {
  if (key === NONE) {
    if (by === 'course') return language === 'zh' ? '课程未知' : 'Course not known';
    if (by === 'team') return language === 'zh' ? '没有团队' : 'No team';
    return language === 'zh' ? '没有转人工' : 'Never with people';
  }
  if (by === 'queue' || by === 'course') return nameOf(by, key, language);
  if (by === 'priority') return PRIORITY_NAMES[key]?.[language] ?? key;
  if (by === 'platform') return PLATFORM_NAMES[key] ?? (language === 'zh' ? '本地页面' : 'Local page');
  return key;
}
