/** `/ratings`: what learners may see of each other's ratings and of reply times. Groups only, and never of fewer than five people. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { toWholeSteps } from '../../domain/public-steps.ts';
import { toRatings, toSatisfaction } from '../metrics/satisfaction.ts';
import { countWaiting, toResponseTimes, toTimeMetrics } from '../metrics/times.ts';
import { toDuration, toWindow } from '../wording.ts';
import { toGroupChart } from './group-chart.ts';
import { NONE, toGroupName, toGroups } from './grouping.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';
import { FEWEST_BY_NAME } from './small-groups.ts';

const countPeople = (rows: readonly ConversationFacts[]): number => new Set(rows.map(({ learner }) => learner)).size;

/** Only ratings whose learners agreed. Five ratings of one person are one opinion: people are counted. What too few have said or waited for is not there at all. */
function toFigures(rows: readonly ConversationFacts[], { now, sharing }: ReportInput): Figures {
  const shared = rows.filter(({ score, learner }) => score !== null && sharing.has(learner));
  const rated = toWholeSteps(shared, ({ learner }) => learner);
  const handed = rows.filter(({ escalatedAt }) => escalatedAt !== null);
  const [median] = toTimeMetrics(toResponseTimes(handed, now), [0.5], countWaiting(handed));
  return {
    satisfaction: rated.length === 0 ? { value: null, n: 0 } : toSatisfaction(toRatings(rated)),
    firstResponseMedianMs: countPeople(handed) < FEWEST_BY_NAME ? { value: null, n: 0 } : median!,
  };
}

/** Courses, then queues; those without a figure that may be shown are left out. */
function toPublicGroups(input: ReportInput): Group[] {
  return (['course', 'queue'] as const).flatMap((by) =>
    toGroups(input, by)
      .filter(({ key }) => key !== NONE)
      .map(({ key, rows }) => ({
        key: `${by}:${key}`,
        label: toGroupName(input, by, key),
        figures: toFigures(rows, input),
      }))
      .filter(({ figures }) => Object.values(figures).some(({ value }) => value !== null)),
  );
}

function toPublicLine({ label, figures }: Group, input: ReportInput): string {
  const { language } = input.request;
  const zh = language === 'zh';
  const { satisfaction, firstResponseMedianMs } = figures;
  const parts = [
    ...(satisfaction?.value == null
      ? []
      : [
          zh
            ? `${satisfaction.value.toFixed(1)} / 10（${satisfaction.n} 个评分）`
            : `${satisfaction.value.toFixed(1)} of 10 (${satisfaction.n} ratings)`,
        ]),
    ...(firstResponseMedianMs?.value == null
      ? []
      : [
          zh
            ? `人工通常 ${toDuration(firstResponseMedianMs.value, language)}内回复`
            : `a person usually replies within ${toDuration(firstResponseMedianMs.value, language)}`,
        ]),
  ];
  return `${label}${zh ? '：' : ': '}${parts.join(zh ? '，' : ', ')}`;
}

const toInvitation = (zh: boolean): string =>
  zh ? '算上我的评分：/settings ratings on' : 'To count yours in: /settings ratings on';

export const ratings: ReportDefinition = {
  name: 'ratings',
  title: { zh: '大家的评分', en: 'Ratings by everybody' },
  headline: 'satisfaction',
  figures: toFigures,
  text: (input, { figures }) => {
    const { language } = input.request;
    const zh = language === 'zh';
    const head = `${ratings.title[language]} · ${toWindow(input.request, input.timeZone)}`;
    const whole = { key: '', label: zh ? '全部' : 'All', figures };
    const shown = [whole, ...toPublicGroups(input)].filter(({ figures: own }) =>
      Object.values(own).some(({ value }) => value !== null),
    );
    if (shown.length === 0) {
      return `${head}\n${zh ? '同意公布评分的人还太少，先不公布。' : 'Too few people have let their ratings count yet to show anything.'}\n${toInvitation(zh)}`;
    }
    const why = zh
      ? `只算同意公布的学员，每满 ${FEWEST_BY_NAME} 个人才更新一次合计，看不出是谁打的分。`
      : `Only learners who agreed count, and ${FEWEST_BY_NAME} people are added at a time; nobody can tell who rated what.`;
    return [head, ...shown.slice(0, 20).map((group) => toPublicLine(group, input)), '', why, toInvitation(zh)].join(
      '\n',
    );
  },
  chart: (input) => {
    const shown = toPublicGroups(input).filter(({ figures }) => figures.satisfaction?.value != null);
    return shown.length === 0 ? null : toGroupChart(ratings, input, 'course', shown);
  },
};
