/** Habits as one line: what is known of how somebody learns, or of how they do on average. */
import type { Habits } from '../../domain/habits.ts';
import type { Language } from '../../domain/language.ts';

const toShort = (value: number): string => String(Math.round(value * 10) / 10);

/** `80% 的周都学 · 距上次 2 天 · …`; empty where nothing is known. `isMean`: of several. */
export function toHabitLine(habits: Habits, language: Language, isMean: boolean): string {
  const zh = language === 'zh';
  const { regularity, recency, streak, weekend, helpSeeking } = habits;
  const percent = (share: number): string => `${Math.round(100 * share)}%`;
  const parts = [
    regularity === null ? null : zh ? `${percent(regularity)} 的周都学` : `learn in ${percent(regularity)} of weeks`,
    recency === null ? null : zh ? `距上次 ${toShort(recency)} 天` : `${toShort(recency)} d since the last time`,
    streak === null ? null : zh ? `最长连续 ${toShort(streak)} 天` : `longest streak ${toShort(streak)} d`,
    weekend === null ? null : zh ? `周末占 ${percent(weekend)}` : `${percent(weekend)} at weekends`,
    helpSeeking === null
      ? null
      : zh
        ? `${isMean ? '人均' : ''}提问 ${toShort(helpSeeking)} 次`
        : `${toShort(helpSeeking)} questions${isMean ? ' each' : ''}`,
  ];
  return parts.filter((part) => part !== null).join(zh ? '，' : ', ');
}
