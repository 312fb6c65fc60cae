/** What a learner who waits may see of the others: their shared ratings of the queue, and how long it took. */
import type { Queue } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import type { Context } from './context.ts';

/** Fewer waits than this are nobody's usual. */
const FEWEST_WAITS = 5;

/** What other learners of the queue gave it, and how long they waited; each only where there are enough of them. */
export function toPublicLine(
  queue: Queue,
  { publicRating, recentWaits }: Pick<Context, 'publicRating' | 'recentWaits'>,
  language: Language,
): string {
  const zh = language === 'zh';
  const rating = publicRating(queue);
  const waits = recentWaits(queue).toSorted((a, b) => a - b);
  const median = waits.length < FEWEST_WAITS ? null : waits[Math.floor(waits.length / 2)]!;
  const minutes = median === null ? 0 : Math.max(1, Math.round(median / 60_000));
  const time =
    minutes < 90 ? `${minutes}${zh ? ' 分钟' : ' min'}` : `${Math.round(minutes / 60)}${zh ? ' 小时' : ' h'}`;
  const parts = [
    ...(rating
      ? [
          zh
            ? `${rating.people} 位学员平均打 ${rating.mean.toFixed(1)} 分`
            : `${rating.mean.toFixed(1)} of 10 from ${rating.people} learners`,
        ]
      : []),
    ...(median === null ? [] : [zh ? `通常 ${time}内有人回复` : `usually answered within ${time}`]),
  ];
  return parts.length === 0 ? '' : `⭐ ${parts.join(zh ? '，' : ', ')}`;
}
