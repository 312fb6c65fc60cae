/** A figure that left its usual range, as it travels from where it is watched to where it is told. */

/** conversations, escalated: counts of the last whole day · the others: of the last seven days. */
export const WATCHED_FIGURES = ['conversations', 'escalated', 'satisfaction', 'firstResponse', 'unanswered'] as const;
export type WatchedFigure = (typeof WATCHED_FIGURES)[number];

export interface FigureAlarm {
  readonly figure: WatchedFigure;
  /** sudden: this time is outside the range · creeping: within it, but leaning to one side for days. */
  readonly kind: 'sudden' | 'creeping';
  readonly direction: 'up' | 'down';
  /** In the unit of the figure: a count, 0–10, ms, or a share 0..1. */
  readonly value: number;
  /** Ends of the usual range. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** Set in chat under `ALARM_KEY`; what is not set is on, in the first staff place. */
export interface AlarmSettings {
  readonly on: boolean;
  readonly place: string | null;
  readonly thread: string | null;
  /** null: nobody said. */
  readonly language: 'zh' | 'en' | null;
}

export const ALARM_KEY = 'alarms';

export function toAlarmSettings(stored: unknown): AlarmSettings {
  const set = (typeof stored === 'object' && stored !== null ? stored : {}) as Partial<AlarmSettings>;
  return {
    on: set.on !== false,
    place: set.place ?? null,
    thread: set.thread ?? null,
    language: set.language ?? null,
  };
}
