/** `report loyalty`: who buys again and who stays, by the month of the first purchase. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { Language } from '../../domain/language.ts';
import { type PersonId, platformOf } from '../../domain/place.ts';
import type { Purchase } from '../../domain/purchase.ts';
import type { Dimension } from '../../domain/report.ts';
import { COHORT_DAYS, RATING_BANDS, toCohorts, toPurchaseAfterRating } from '../metrics/cohorts.ts';
import {
  DAY_MS,
  REPURCHASE_DAYS,
  toBuyers,
  toRepurchaseRate,
  toRetentionRate,
  toSecondPurchaseMs,
} from '../metrics/loyalty.ts';
import { toPercent } from '../wording.ts';
import { createWeekOf, NONE, toGroupName } from './grouping.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';
import { FEWEST_BY_NAME } from './small-groups.ts';

const MOST_COHORTS = 12;

/** The period of the retention rate: the window, or the last 90 days; and as much time before it. */
function toPeriod({ request, now }: ReportInput): { before: number; from: number; to: number; now: number } {
  const to = request.to ?? now;
  const from = request.from ?? to - REPURCHASE_DAYS * DAY_MS;
  return { before: from - (to - from), from, to, now };
}

/** Of these purchases and conversations; of the period before where `isPrevious`. */
function toFigures(
  own: ReportInput['purchases'],
  talks: readonly ConversationFacts[],
  input: ReportInput,
  isPrevious: boolean,
): Figures {
  const { now, request } = input;
  const period = toPeriod(input);
  const window = isPrevious ? { from: period.before, to: period.from } : { from: request.from, to: request.to };
  const activity = [
    ...own.map(({ learner, purchasedAt }) => ({ learner, at: purchasedAt })),
    ...talks.map(({ learner, startedAt }) => ({ learner, at: startedAt })),
  ];
  const buyers = toBuyers(own).filter(
    ({ firstAt }) => (window.from === null || firstAt >= window.from) && (window.to === null || firstAt < window.to),
  ).length;
  return {
    buyers: { value: buyers, n: buyers },
    repurchaseRate: toRepurchaseRate(own, { ...window, days: REPURCHASE_DAYS, now }),
    ...(isPrevious ? {} : { retentionRate: toRetentionRate(activity, period) }),
    secondPurchaseMedianMs: toSecondPurchaseMs(own, now, 0.5),
  };
}

const isPerson = (learner: string): learner is PersonId => /^(?:slack|discord|telegram|local):/.test(learner);

/** Buyers by what they bought first, when, or where they chat; each with all that they bought and all their conversations. */
function toBuyerGroups(input: ReportInput, by: Dimension): Group[] {
  const { purchases, rows, previous, timeZone } = input;
  const weekOf = createWeekOf(timeZone);
  const keyOf = ({ learner, course, purchasedAt }: Purchase): string => {
    if (by === 'week') return weekOf(purchasedAt);
    if (by === 'course') return course;
    return isPerson(learner) ? platformOf(learner) : NONE;
  };
  const groupOf = new Map<string, string>();
  for (const purchase of purchases.toSorted((a, b) => a.purchasedAt - b.purchasedAt)) {
    if (!groupOf.has(purchase.learner)) groupOf.set(purchase.learner, keyOf(purchase));
  }
  const bought = Map.groupBy(purchases, ({ learner }) => groupOf.get(learner) ?? NONE);
  const talked = Map.groupBy([...rows, ...(previous ?? [])], ({ learner }) => groupOf.get(learner) ?? '');
  return [...bought]
    .map(([key, own]) => ({
      key,
      label: key === NONE ? toUnlinked(input.request.language) : toGroupName(input, by, key),
      figures: toFigures(own, talked.get(key) ?? [], input, false),
    }))
    .filter(({ figures }) => (figures.buyers?.value ?? 0) > 0)
    .sort((a, b) =>
      by === 'week' ? (a.key < b.key ? -1 : 1) : (b.figures.buyers?.value ?? 0) - (a.figures.buyers?.value ?? 0),
    );
}

const toUnlinked = (language: Language): string => (language === 'zh' ? '没有绑定聊天账号' : 'No chat account joined');

export const loyalty: ReportDefinition = {
  name: 'loyalty',
  title: { zh: '复购与留存', en: 'Repurchase and retention' },
  headline: 'repurchaseRate',
  figures: (rows, input) => {
    const isPrevious = rows === input.previous;
    return toFigures(input.purchases, [...rows, ...(isPrevious ? [] : (input.previous ?? []))], input, isPrevious);
  },
  split: toBuyerGroups,
  extra: ({ purchases, rows, now, timeZone }) => ({
    definition: {
      cohort: 'learners whose first purchase lies in the window',
      repurchase: `a second purchase within ${REPURCHASE_DAYS} days of the first`,
      retention: 'active (purchase or conversation) in the period before and again in this one',
    },
    cohorts: toCohorts(purchases, now, timeZone).map(({ month, learners, within }) => ({
      month,
      learners,
      within: Object.fromEntries(within.map((metric, i) => [`${COHORT_DAYS[i]}d`, metric])),
    })),
    purchaseAfterRating: toPurchaseAfterRating(rows, purchases, REPURCHASE_DAYS, now),
  }),
  notes: ({ purchases, rows, now, request: { language } }) => {
    const zh = language === 'zh';
    if (purchases.length === 0) {
      return [
        zh
          ? '还没有购买记录。放进 purchases.csv（learner,course,purchased_at,amount）后，这里就有数字。'
          : 'No purchases are known. Put them into purchases.csv (learner,course,purchased_at,amount) and the figures appear here.',
      ];
    }
    const after = toPurchaseAfterRating(rows, purchases, REPURCHASE_DAYS, now);
    const bands = { low: '0–6', middle: '7–8', high: '9–10' };
    const shares = RATING_BANDS.flatMap((band) => {
      const { value, n } = after[band];
      return value === null || n < FEWEST_BY_NAME
        ? []
        : `${bands[band]}${zh ? ' 分' : ''} ${toPercent(value)} (n = ${n})`;
    });
    return [
      zh
        ? `口径：首次购买在这段时间内、满 ${REPURCHASE_DAYS} 天的学员，${REPURCHASE_DAYS} 天内又买。留存：之前同样长的时间里有购买或对话，这段时间又有。`
        : `Definition: first purchase in the period, at least ${REPURCHASE_DAYS} days old, bought again within ${REPURCHASE_DAYS} days. Retention: a purchase or conversation in the same time before, and again in this one.`,
      ...(shares.length > 0
        ? [
            zh
              ? `评分后 ${REPURCHASE_DAYS} 天内购买：${shares.join('，')}。一起出现不等于因果。`
              : `Bought within ${REPURCHASE_DAYS} days of rating: ${shares.join(', ')}. What goes together need not cause each other.`,
          ]
        : []),
    ];
  },
  chart: ({ purchases, now, timeZone, request: { language } }) => {
    const zh = language === 'zh';
    const cohorts = toCohorts(purchases, now, timeZone).slice(-MOST_COHORTS);
    if (cohorts.length === 0) return null;
    return {
      kind: 'grid',
      unit: 'share',
      title: zh ? '首购后多少天内又买' : 'Bought again within days of the first purchase',
      subtitle: zh
        ? '按首次购买的月份；灰色：还有学员没满这么多天，数字会变'
        : 'By month of the first purchase; grey: some have not had that many days, the figure will move',
      language,
      columns: COHORT_DAYS.map((days) => (zh ? `${days} 天` : `${days} d`)),
      rows: cohorts.map(({ month, learners, within }) => ({
        label: `${month} (n = ${learners})`,
        // What one or two learners did is theirs.
        cells: within.map(({ value, n, pending }) => ({
          value: n < FEWEST_BY_NAME ? null : value,
          faint: (pending ?? 0) > 0,
        })),
      })),
      alt: cohorts
        .map(({ month, within }) => {
          const { value, pending } = within[2]!;
          return `${month} ${value === null || pending ? '–' : toPercent(value)}`;
        })
        .join(zh ? '；' : '; '),
    };
  },
};
